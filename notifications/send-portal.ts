import type { Portal } from '../connectors/national-portal/client.js';
import { PermanentFailure } from '../connectors/failure.js';
import { toRecord } from '../connectors/national-portal/mapping.js';
import { RECORD_PLAIN } from '../connectors/national-portal/record.js';
import type { Fact } from '../domain/engine/fact.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store } from '../store/store.js';
import type { Said, Told } from './archive.js';
import { type Background, backgroundOf, type BackgroundStore } from './background.js';
import { mayBeTold, portalKey } from './dispatches.js';
import { portalDossier, portalSteps, type PortalSource } from './portal-dossier.js';

export interface PortalDeps {
  readonly store: BackgroundStore & Pick<Store, 'outbox' | 'notes' | 'files'>;
  readonly portal: Portal;
  readonly publicUrl: string;
}

/**
 * Tells the portal how the dossier stood after a fact, and what was done to get there. In the order of the facts: what was to be told before and was not yet is told first;
 * what comes to be told when something later has been told already is told no more. Each under the id of its own row.
 * @returns each record that was told, with its row; none when something later has been told.
 */
export async function syncPortal(deps: PortalDeps, row: OutboxRow, factNo: number): Promise<readonly Told[]> {
  const background = await backgroundOf(deps.store, row.dossierId);
  const source = await sourceOf(deps, background);
  const again = row.command.type === 'sync portal' && row.command.again;
  const told = await (again ? tellAgain(deps, row, source, factNo) : tellUpTo(deps, source, factNo));
  return told.map(({ id, no }) => ({ row: { ...row, id }, said: recordAfter(source, no) }));
}

/** The record that a row is to tell, when it could not. */
export async function recordOf(deps: PortalDeps, row: OutboxRow, factNo: number): Promise<Said> {
  return recordAfter(await sourceOf(deps, await backgroundOf(deps.store, row.dossierId)), factNo);
}

const recordAfter = (source: PortalSource, factNo: number): Said => ({
  body: toRecord(portalDossier(source, factNo)),
  plain: RECORD_PLAIN,
});

async function tellUpTo(deps: PortalDeps, source: PortalSource, factNo: number): Promise<ToldFact[]> {
  const rows = await rowsOf(deps, source.background);
  if (rows.some(({ no, done }) => done && no > factNo)) return [];
  const inOrder = rows.map((each, index) => ({ ...each, before: rows[index - 1]?.no ?? 0 }));
  const untold = inOrder.filter(({ no, done }) => no <= factNo && !done);
  for (const { no, before } of untold) await tell(deps, source, no, before);
  return untold.map(({ no }) => ({ id: portalRowId(source.background.dossier.id, no), no }));
}

/** A fact that was told, and the id of the row for it. */
interface ToldFact {
  readonly id: string;
  readonly no: number;
}

/** Under the id of this row, for the portal takes each id once; how it stands, not what was done: that may still be there. */
async function tellAgain(deps: PortalDeps, { id }: OutboxRow, source: PortalSource, no: number): Promise<ToldFact[]> {
  await deps.portal.sync(id, [portalDossier(source, no)]);
  return [{ id, no }];
}

/** The rows there are for the dossier, in the order of their facts. */
async function rowsOf({ store }: PortalDeps, { dossier, facts }: Background): Promise<{ no: number; done: boolean }[]> {
  const numbers = facts.filter(mayBeTold).map(({ no }) => no);
  const states = await store.outbox.states(numbers.map((no) => portalRowId(dossier.id, no)));
  return numbers.flatMap((no) => {
    const state = states.get(portalRowId(dossier.id, no));
    return state ? [{ no, done: state === 'done' }] : [];
  });
}

async function tell({ portal }: PortalDeps, source: PortalSource, no: number, before: number): Promise<void> {
  const id = portalRowId(source.background.dossier.id, no);
  await portal.sync(id, [portalDossier(source, no)]);
  await portal.progress(`${id}-progress`, portalSteps(source, before, no));
}

export const portalRowId = (dossierId: string, factNo: number): string => `${dossierId}-${portalKey(factNo)}`;

export async function sourceOf(
  { store, publicUrl }: Pick<PortalDeps, 'store' | 'publicUrl'>,
  background: Background,
): Promise<PortalSource> {
  const { dossier, facts } = background;
  const plan = await store.catalogue.plan(dossier.planHash);
  if (!plan) throw new PermanentFailure(`plan ${dossier.planHash} is not in the store`);
  const [notes, files] = await Promise.all([store.notes.many(facts.flatMap(noteOf)), store.files.of(dossier.id)]);
  return { background, plan, notes, files, publicUrl };
}

const noteOf = (fact: Fact): string[] => ('note' in fact && typeof fact.note === 'string' ? [fact.note] : []);
