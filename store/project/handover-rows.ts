import { type CrossingRecord, crossingsAfter } from '../../domain/engine/crossings.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { DossierView } from '../../domain/engine/view.js';
import { type HandoverDocument, listsOfHandover } from '../schemas/handover-schema.js';
import type { Head } from './head.js';

/** What a row says of its dossier. */
type HandoverHead = Pick<Head, '_id' | 'procedure' | 'field' | 'rehearsal' | 'calendarHash'>;

/** The handovers that the facts between two views are about, one row each. A row stays when its step and its dossier are over. */
export function handoverRows(
  head: HandoverHead,
  before: DossierView | null,
  facts: readonly Fact[],
  { centre, calendars }: DossierView,
): HandoverDocument[] {
  const calendarHash = calendars?.at(-1) ?? head.calendarHash;
  return crossingsAfter(before, facts).map((crossing) => rowOf({ ...head, calendarHash }, centre, crossing));
}

function rowOf(
  { _id: dossierId, procedure, field, rehearsal, calendarHash }: HandoverHead,
  centre: string,
  crossing: CrossingRecord,
): HandoverDocument {
  const row = { _id: `${dossierId}.${crossing.no}`, ...{ dossierId, procedure, field, rehearsal, centre, calendarHash }, ...crossing };
  return { ...row, lists: listsOfHandover(row) };
}
