import type { Calendar } from '../../domain/calendar/calendar.js';
import { type CalendarMove, movesBy } from '../../domain/engine/calendar-moves.js';
import { isPromised } from '../../domain/engine/deadlines.js';
import type { Status } from '../../domain/engine/state.js';
import type { DossierView } from '../../domain/engine/view.js';
import type { Page, PageRequest, Store, StoredDossier } from '../../store/store.js';

const OPEN: readonly Status[] = [
  ...(['submitted', 'supplement before acceptance', 'accepted', 'in progress', 'at partner', 'supplement requested'] as const),
  ...(['waiting for payment', 'waiting for applicant', 'processed', 'refused'] as const),
];

export type OpenDossier = StoredDossier & { readonly view: DossierView };

/** Open dossiers whose procedure counts by the calendar of this name, whichever revision of it, newest first. A page may hold fewer than its limit. */
export async function openUnderCalendar(store: Store, calendarId: string, page: PageRequest): Promise<Page<OpenDossier>> {
  const { items, next } = await store.dossiers.list({ status: OPEN }, page);
  const found = await Promise.all(items.map(({ id, planHash }) => underCalendar(store, calendarId, id, planHash)));
  return { items: found.flatMap((dossier) => dossier ?? []), next };
}

async function underCalendar(store: Store, calendarId: string, id: string, planHash: string): Promise<OpenDossier | null> {
  const plan = await store.catalogue.plan(planHash);
  if (plan?.calendar !== calendarId) return null;
  const dossier = await store.dossiers.get(id);
  return dossier?.view && !dossier.view.closed ? { ...dossier, view: dossier.view } : null;
}

export interface Moving {
  readonly moves: readonly CalendarMove[];
  /** The slip that the applicant holds names a date that moves. */
  readonly reissue: boolean;
}

/** What a revised calendar would do to the dates of a dossier. */
export async function movingBy(store: Store, dossier: OpenDossier, calendar: Calendar): Promise<Moving> {
  const moves = movesBy(calendar, dossier.view);
  return { moves, reissue: await mustReissue(store, dossier, moves) };
}

/** A promised date moved, and a slip was issued: by the procedure always, else where the applicant asked for one. */
export async function mustReissue(store: Store, { id, planHash }: StoredDossier, moves: readonly CalendarMove[]): Promise<boolean> {
  if (!moves.some(({ deadline }) => isPromised(deadline))) return false;
  const [plan, notices] = await Promise.all([store.catalogue.plan(planHash), store.notices.of(id)]);
  return plan?.receipt === 'always' || notices.some(({ kind, about }) => kind === 'paper' && about === 'receipt');
}
