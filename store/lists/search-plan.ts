import { nameKey } from '../project/dossier-update.js';
import { NAME, NUMBER_IN_SCOPE } from '../schemas/dossier-schema.js';
import type { DossierQuery } from '../store.js';
import { bounds, MOST_SCANS, placeFilter, receivedRange, subjectFilter, type ListPlan } from './dossier-filter.js';
import { ANY_AGENCY } from './scope.js';
import { searchKeysOf, wordsOf } from './words.js';

/** After every text that starts with the prefix. */
const LAST = '\uffff';

/** One word with a digit in it is the beginning of a number, whose letters are all capitals; anything else is words of a name. Null when there is nothing to look for. */
export function searchPlan(text: string, query: DossierQuery, after?: string): ListPlan | null {
  const sought = text.trim();
  if (/^\S*\d\S*$/.test(sought)) return numberPlan(sought.toUpperCase(), query, after);
  const words = wordsOf(sought);
  return words.length === 0 ? null : namePlan(words, query, after);
}

/** In the order of the numbers. */
function numberPlan(prefix: string, query: DossierQuery, after?: string): ListPlan {
  const number = after !== undefined && after >= prefix ? { $gt: after, $lt: prefix + LAST } : { $gte: prefix, $lt: prefix + LAST };
  const filter = {
    ...placeFilter(query),
    ...subjectFilter(query),
    number,
    ...bounds('view.receivedAt', { $gte: query.receivedFrom, $lt: query.receivedTo }),
    ...bounds('view.dueAt', { $lt: query.dueBefore }),
  };
  return { filter, sort: { number: 1 }, hint: NUMBER_IN_SCOPE, keyOf: (row) => row.number };
}

/** Newest first. */
function namePlan(words: readonly string[], query: DossierQuery, after?: string): ListPlan {
  const { keys, rest } = searchKeysOf(words);
  const few = query.agencies === undefined || query.agencies.length <= MOST_SCANS / 2;
  const agencies = few ? (query.agencies ?? [ANY_AGENCY]) : [ANY_AGENCY];
  const filter = {
    'lists.names': { $in: agencies.flatMap((agency) => keys.map((key) => nameKey(agency, key))) },
    ...(rest.length > 0 && { words: { $all: rest } }),
    ...(few ? {} : { 'view.agencies': { $in: query.agencies } }),
    ...flagFilter(query),
    ...subjectFilter(query),
    ...receivedRange(query, after),
    ...bounds('view.dueAt', { $lt: query.dueBefore }),
  };
  return { filter, sort: { 'lists.received': -1 }, hint: NAME, keyOf: (row) => row.lists.received };
}

function flagFilter({ status, rehearsal, breached }: DossierQuery): Record<string, unknown> {
  return {
    ...(status && { 'view.status': { $in: status } }),
    ...(rehearsal !== undefined && { rehearsal }),
    ...(breached !== undefined && { 'view.breached': breached }),
  };
}
