/** What the national portal can be compared about: the dossiers it was told of. */
import type { PortalStanding } from '../connectors/national-portal/client.js';
import type { Fact } from '../domain/engine/fact.js';
import { compareTold, type Found } from '../domain/reconciliation/compare.js';
import { DAY } from '../domain/time/instant.js';
import { backgroundOf } from '../notifications/background.js';
import { mayBeTold } from '../notifications/dispatches.js';
import { portalDossier } from '../notifications/portal-dossier.js';
import { type PortalDeps, portalRowId, sourceOf } from '../notifications/send-portal.js';
import { everyPage } from '../store/every-page.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { DossierQuery, Store } from '../store/store.js';
import type { Compared, Subject, Subjects } from './subjects.js';

export const PORTAL = 'national-portal';

export interface PortalSubjectsDeps {
  readonly store: PortalDeps['store'] & Pick<Store, 'dossiers'>;
  readonly publicUrl: string;
  readonly portal: { standing(number: string): Promise<PortalStanding | null> };
  readonly now: () => number;
}

/** Most dossiers end within this time of their reception; those still open are looked at however old they are. */
const RECENT = 60 * DAY;
const OPEN = [
  ...['submitted', 'supplement before acceptance', 'accepted', 'in progress', 'at partner', 'supplement requested'],
  ...['waiting for payment', 'waiting for applicant', 'processed', 'refused'],
];

export function portalSubjects(deps: PortalSubjectsDeps): Subjects {
  return { connector: PORTAL, walk: () => walk(deps), compare: (subject) => compareDossier(deps, subject) };
}

async function* walk({ store, now }: PortalSubjectsDeps): AsyncIterable<Subject> {
  const recent = now() - RECENT;
  const queries: readonly DossierQuery[] = [
    { rehearsal: false, receivedFrom: recent },
    { rehearsal: false, receivedTo: recent, status: OPEN },
  ];
  for (const query of queries)
    for await (const { id } of everyPage((page) => store.dossiers.list(query, page))) yield { id, row: null, messageId: null };
}

/** What is on its way is no difference. A dossier that the portal was never to hear of (received before it had an address here) is not compared. */
async function compareDossier(deps: PortalSubjectsDeps, subject: Subject): Promise<Compared | null> {
  const background = await backgroundOf(deps.store, subject.id);
  const { dossier, facts } = background;
  const last = await lastTold(deps, subject.id, facts);
  if (!last) return null;
  const rest = { subject: { ...subject, row: last.row.id }, dossier, run: null, agency: null };
  if (last.row.state === 'dead') return { ...rest, found: [notTold(last.row)] };
  if (last.row.state !== 'done') return { ...rest, found: [] };
  const ours = { code: portalDossier(await sourceOf(deps, background), last.fact.no).status, since: last.fact.recordedAt };
  return { ...rest, found: compareTold({ ours, theirs: await deps.portal.standing(dossier.number) }) };
}

function notTold({ createdAt: at }: OutboxRow): Found {
  return { kind: 'not-sent', ours: { state: 'dead', at }, theirs: { state: 'unknown', at: null } };
}

async function lastTold(
  { store }: PortalSubjectsDeps,
  dossierId: string,
  facts: readonly Fact[],
): Promise<{ fact: Fact; row: OutboxRow } | null> {
  for (const fact of facts.filter(mayBeTold).reverse()) {
    const row = await store.outbox.get(portalRowId(dossierId, fact.no));
    if (row) return { fact, row };
  }
  return null;
}
