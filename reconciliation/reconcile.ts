/** Compares what Motcua and one partner have of the same things, and keeps each difference once. Reads and asks; changes no dossier. */
import { setTimeout as pause } from 'node:timers/promises';
import { PartnerAway, PermanentFailure } from '../connectors/failure.js';
import type { Policy } from '../connectors/policy.js';
import { DAY, type Instant, MINUTE } from '../domain/time/instant.js';
import type { Gate } from '../notifications/gate.js';
import type { Difference, DifferenceEvent, FoundDifference } from '../store/differences-kept.js';
import { sha256 } from '../store/hash.js';
import type { Store } from '../store/store.js';
import { type Compared, type Subject, subjectOf, type Subjects } from './subjects.js';

export interface ReconcileDeps {
  readonly store: Pick<Store, 'differences' | 'reconciliations'>;
  readonly gate: Gate;
  readonly policy: Pick<Policy, 'perMinute' | 'poll'>;
  readonly now: () => Instant;
}

export interface Pass {
  readonly connector: string;
  readonly compared: number;
  /** New ones. */
  readonly found: number;
  readonly settled: number;
  /** Why the pass did not come to its end; null when it did. */
  readonly stopped: Stopped | null;
}

/** The partner's hours are over, or it does not answer. */
type Stopped = 'hours' | 'away';
type Looked = Pick<Pass, 'found' | 'settled' | 'stopped'>;

/** What ended longer ago is not looked at again. */
const LATELY = 7 * DAY;
const AT_ONCE = 100;

/** One pass over a partner: all there is, then what differed before and is not among it. Where nothing differs, nothing is written but that the pass was made. */
export async function reconcile(deps: ReconcileDeps, subjects: Subjects): Promise<Pass> {
  const { connector } = subjects;
  const looked = new Set<string>();
  const sums = { compared: 0, found: 0, settled: 0 };
  for await (const subject of allOf(deps, subjects, deps.now(), looked)) {
    looked.add(subject.id);
    const { found, settled, stopped } = await lookAt(deps, subjects, subject);
    if (stopped) return { connector, ...sums, stopped };
    sums.compared += 1;
    sums.found += found;
    sums.settled += settled;
  }
  await deps.store.reconciliations.finish({ connector, compared: sums.compared, found: sums.found }, deps.now());
  return { connector, ...sums, stopped: null };
}

async function* allOf({ store }: ReconcileDeps, subjects: Subjects, began: Instant, looked: ReadonlySet<string>): AsyncIterable<Subject> {
  for await (const subject of subjects.walk(began - LATELY)) if (!looked.has(subject.id)) yield subject;
  for (let left: readonly Difference[] = [], first = true; first || left.length > 0; first = false) {
    const old = await store.differences.notSeenSince(subjects.connector, began, AT_ONCE);
    left = old.filter(({ subject }) => !looked.has(subject));
    for (const each of left) if (!looked.has(each.subject)) yield subjectOf(each);
  }
}

/** One subject, in the partner's hours and no faster than it takes messages. What is no longer so is settled. */
export async function lookAt(deps: ReconcileDeps, subjects: Subjects, subject: Subject): Promise<Looked> {
  const passage = await deps.gate.enter();
  if ('closedUntil' in passage) return { found: 0, settled: 0, stopped: passage.why };
  try {
    const compared = await subjects.compare(subject);
    await passage.answered();
    return { ...(await keep(deps, subjects.connector, subject, compared)), stopped: null };
  } catch (error) {
    // what the partner says is no contract of ours: nothing is known, so nothing changes
    if (error instanceof PermanentFailure) return { found: 0, settled: 0, stopped: null };
    if (!(error instanceof PartnerAway)) throw error;
    await passage.unanswered(error.what);
    return { found: 0, settled: 0, stopped: 'away' };
  } finally {
    const { perMinute } = deps.policy;
    if (perMinute !== null) await pause(MINUTE / perMinute);
  }
}

async function keep(
  deps: ReconcileDeps,
  connector: string,
  subject: Subject,
  compared: Compared | null,
): Promise<Pick<Looked, 'found' | 'settled'>> {
  const { differences } = deps.store;
  const now = deps.now();
  const found = compared ? differencesIn(deps, connector, compared) : [];
  let fresh = 0;
  for (const difference of found) if (await differences.found(difference, now)) fresh += 1;
  const gone = (await differences.unsettled(connector, subject.id)).filter(({ id }) => !found.some((each) => each.id === id));
  const settled = await Promise.all(gone.map((each) => differences.settle(each.id, goneEvent(each, now))));
  return { found: fresh, settled: settled.filter(Boolean).length };
}

function differencesIn(deps: ReconcileDeps, connector: string, { subject, dossier, run, agency, found }: Compared): FoundDifference[] {
  const { id: dossierId, number, field, rehearsal, view } = dossier;
  const { id: name, row, messageId } = subject;
  const head = { connector, subject: name, dossierId, number, field, rehearsal, run, centre: view!.centre, agency, row, messageId };
  return found
    .filter(({ ours, theirs }) => isOldEnough(deps, ours.at) && isOldEnough(deps, theirs.at))
    .map(({ kind, about = null, ours, theirs, act = null }) => {
      const id = sha256(`${connector} ${name} ${kind} ${about ?? ''}`).slice(0, 24);
      return { id, ...head, kind, about, ours, theirs, act };
    });
}

/** What is younger than a message may take on its way is no difference yet. */
function isOldEnough({ now, policy }: ReconcileDeps, at: Instant | null): boolean {
  return at === null || now() - at >= policy.poll.after;
}

/** Whoever ordered it has settled it. */
function goneEvent({ events }: Difference, at: Instant): Extract<DifferenceEvent, { what: 'settled' }> {
  const ordered = events.findLast((event) => event.what === 'ordered');
  return { what: 'settled', how: 'gone', at, ...(ordered && { by: ordered.by }) };
}
