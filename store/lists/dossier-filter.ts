import type { WithoutResultQuery } from '../asked.js';
import type { DossierQuery } from '../store.js';
import {
  DUE,
  DUE_BY_FIELD,
  DUE_BY_PROCEDURE,
  RECEIVED,
  RECEIVED_BY_FIELD,
  RECEIVED_BY_PROCEDURE,
  WITHOUT_RESULT,
} from '../schemas/dossier-schema.js';
import { ANY_AGENCY, scopesSought, withoutResultList } from './scope.js';
import { instantKey } from './sort-key.js';

/** MongoDB merges at most 200 sorted scans without sorting itself. */
export const MOST_SCANS = 180;

export interface ListPlan {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: Readonly<Record<string, 1 | -1>>;
  /** The index that gives both; named, so that no statistics can choose another. */
  readonly hint: Readonly<Record<string, 1 | -1>>;
  /** By what the list is sorted: the cursor. */
  readonly keyOf: (row: ListRow) => string;
}

export interface ListRow {
  readonly number: string;
  readonly lists: { readonly received: string; readonly due: string };
}

/** How a list is read: always from one index, in its order. */
export function listPlan(query: DossierQuery, after?: string): ListPlan {
  const by = orderOf(query);
  const filter = {
    ...placeFilter(query),
    ...subjectFilter(query),
    ...(by === 'due' ? dueRange(query, after) : receivedRange(query, after)),
  };
  return { filter, sort: { [`lists.${by}`]: by === 'due' ? 1 : -1 }, hint: indexOf(query, by), keyOf: (row) => row.lists[by] };
}

export function withoutResultPlan({ agencies = [ANY_AGENCY], fields, rehearsal }: WithoutResultQuery, after?: string): ListPlan {
  const filter = {
    'lists.withoutResult': { $in: agencies.map((agency) => withoutResultList(agency, rehearsal)) },
    ...(fields && { field: { $in: fields } }),
    ...bounds('lists.received', { $lt: after }),
  };
  return { filter, sort: { 'lists.received': -1 }, hint: WITHOUT_RESULT, keyOf: (row) => row.lists.received };
}

/** What is bounded is also the order, so that the bound is a range of the index; else what was asked. */
function orderOf({ dueBefore, receivedFrom, receivedTo, sort }: DossierQuery): 'received' | 'due' {
  if (dueBefore !== undefined) return 'due';
  if (receivedFrom !== undefined || receivedTo !== undefined) return 'received';
  return sort ?? 'received';
}

/** Agencies, status and flags. With more combinations than can be merged, the status is looked at in each dossier instead. */
export function placeFilter(query: DossierQuery): Record<string, unknown> {
  const most = MOST_SCANS / (query.procedure === undefined ? Math.max(1, fieldsSought(query)?.length ?? 1) : 1);
  const exact = scopesSought(query);
  if (exact.length <= most) return { 'lists.scope': { $in: exact } };
  const status = query.status && { 'view.status': { $in: query.status } };
  const { status: _status, ...wider } = query;
  const scopes = scopesSought(wider);
  if (scopes.length <= most) return { 'lists.scope': { $in: scopes }, ...status };
  const { agencies, ...widest } = wider;
  return { 'lists.scope': { $in: scopesSought(widest) }, 'view.agencies': { $in: agencies }, ...status };
}

export function subjectFilter(query: DossierQuery): Record<string, unknown> {
  const { procedure } = query;
  const fields = fieldsSought(query);
  return { ...(procedure !== undefined && { procedure }), ...(fields && { field: { $in: fields } }) };
}

/** Of the fields that may be seen the one asked for; undefined: every field. */
function fieldsSought({ field, fields }: DossierQuery): readonly string[] | undefined {
  if (field === undefined) return fields;
  return fields?.includes(field) === false ? [] : [field];
}

function dueRange({ dueBefore, receivedFrom, receivedTo }: DossierQuery, after?: string): Record<string, unknown> {
  return {
    ...bounds('lists.due', { $gt: after, $lt: dueBefore === undefined ? undefined : instantKey(dueBefore) }),
    ...bounds('view.receivedAt', { $gte: receivedFrom, $lt: receivedTo }),
  };
}

/** `receivedTo` is the first instant no longer meant. */
export function receivedRange({ receivedFrom, receivedTo }: DossierQuery, after?: string): Record<string, unknown> {
  const upper = [after, receivedTo === undefined ? undefined : instantKey(receivedTo)].filter((key) => key !== undefined).sort();
  return bounds('lists.received', { $lt: upper[0], $gte: receivedFrom === undefined ? undefined : instantKey(receivedFrom) });
}

/** A condition on a field by those bounds that are given. */
export function bounds(field: string, limits: Readonly<Record<string, string | number | undefined>>): Record<string, unknown> {
  const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return given.length > 0 ? { [field]: Object.fromEntries(given) } : {};
}

function indexOf(query: DossierQuery, by: 'received' | 'due'): ListPlan['hint'] {
  if (query.procedure !== undefined) return by === 'due' ? DUE_BY_PROCEDURE : RECEIVED_BY_PROCEDURE;
  if (fieldsSought(query)) return by === 'due' ? DUE_BY_FIELD : RECEIVED_BY_FIELD;
  return by === 'due' ? DUE : RECEIVED;
}
