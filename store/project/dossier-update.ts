import { hasResult } from '../../domain/engine/result.js';
import type { DossierView } from '../../domain/engine/view.js';
import { ANY_AGENCY, scopesOf, withoutResultList } from '../lists/scope.js';
import { sortKey } from '../lists/sort-key.js';
import { nameKeysOf } from '../lists/words.js';
import type { DossierDocument, ListKeys } from '../schemas/dossier-schema.js';
import type { Head } from './head.js';
import type { RowChanges } from './row-changes.js';
import type { TaskDocument } from '../schemas/task-schema.js';

/** Enough of an id to tell dossiers of one millisecond apart; sort keys stand in every index, so they are kept short. */
const TIE_BREAK = 12;

/** What the list keys say beside the view. */
type ListHead = Pick<Head, '_id' | 'field' | 'rehearsal' | 'words'>;

type Update = Required<Pick<DossierDocument, 'view' | 'chain' | 'lists' | 'touched'>>;

export function dossierUpdate(
  head: ListHead,
  view: DossierView,
  chain: string | null,
  tasks: RowChanges<Pick<TaskDocument, '_id' | 'agency'>>,
): Update {
  const touched = [...tasks.put, ...tasks.gone].map(({ _id, agency }) => ({ id: _id, agency }));
  return {
    view,
    chain,
    lists: listKeys(head, view),
    touched: { factNo: view.factNo, agencies: view.agencies, field: head.field, tasks: touched },
  };
}

/** The same as changes of a dossier that is stored: what stays as it is is not sent, and an act that moves no list key leaves the indexes alone. */
export function dossierChanges(before: Head, { view, lists, ...rest }: Update): Record<string, unknown> {
  if (!before.view || !view) return { view, lists, ...rest };
  return { ...rest, ...changed('view', before.view, view), ...changed('lists', listKeys(before, before.view), lists) };
}

function changed<T extends object>(name: string, before: T, after: T): Record<string, unknown> {
  const keys = Object.keys(after) as (keyof T & string)[];
  const moved = keys.filter((key) => before[key] !== after[key] && JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(moved.map((key) => [`${name}.${key}`, after[key]]));
}

function listKeys({ _id, rehearsal, words }: ListHead, view: DossierView): ListKeys {
  const tail = _id.slice(-TIE_BREAK);
  const names = nameKeysOf(words);
  return {
    scope: scopesOf({ agencies: view.agencies, status: view.status, rehearsal, breached: view.breached }),
    received: sortKey(view.receivedAt, tail),
    due: sortKey(view.dueAt, tail),
    names: [ANY_AGENCY, ...view.agencies].flatMap((agency) => names.map((name) => nameKey(agency, name))),
    ...(closedWithoutResult(view) && {
      withoutResult: [ANY_AGENCY, ...view.agencies].map((agency) => withoutResultList(agency, rehearsal)),
    }),
  };
}

/** Closed as granted, and there is nothing to show for it, or nobody handed it over (E11). */
function closedWithoutResult(view: DossierView): boolean {
  return view.closed && view.outcome === 'granted' && (view.deliveredAt === null || !hasResult(view));
}

export function nameKey(agency: string, name: string): string {
  return `${agency}|${name}`;
}
