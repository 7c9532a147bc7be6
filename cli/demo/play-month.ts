/** Has a planned month happen on the running system, several dossiers at once. */
import { type DossierView, foldFacts } from '../../domain/engine/view.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { Label } from '../../domain/procedure/definition.js';
import { runScenario } from '../../domain/simulate/run-scenario.js';
import { formatCivil } from '../../domain/time/civil-time.js';
import type { Instant } from '../../domain/time/instant.js';
import { compareWithEngine } from '../live/compare-with-engine.js';
import { inParallel } from '../live/in-parallel.js';
import type { LiveHost } from '../live/live-host.js';
import { failsForAll } from '../live/when-away.js';
import type { Planned } from './month.js';

/** One dossier of the month as it happened. Instants are civil, `2026-10-05T08:14`; null when there is none. */
export interface Finished {
  /** Null when it was not received. */
  readonly id: string | null;
  /** Null when it was not received, or broke off before anything more is known of it. */
  readonly number: string | null;
  readonly procedure: string;
  readonly title: Label;
  readonly received: string;
  /** As promised at reception. */
  readonly promised: string | null;
  /** The due instant in the end, when suspensions, a restart or an extension have moved it. */
  readonly moved: string | null;
  readonly finished: string | null;
  readonly timeliness: string | null;
  readonly outcome: string | null;
  readonly breached: boolean;
  /** This dossier is one of the named cases, and its facts show it. */
  readonly shows: boolean;
  /** What the pure engine does otherwise, what a named case lacks, or why it broke off; empty when all is as it should be. */
  readonly wrong: readonly string[];
}

export type HostFor = (scenario: Planned['scenario'], applicant: string) => LiveHost;

/** The dossiers in the order of reception; `tell` hears of each as it ends. What breaks off one is told of it; what would break off all is thrown. */
export function playMonth(
  month: readonly Planned[],
  hostFor: HostFor,
  atOnce: number,
  tell: (dossier: Finished) => void,
): Promise<Finished[]> {
  return inParallel(month, atOnce, async (planned, index) => {
    const host = hostFor(planned.scenario, `Người nộp số ${index + 1} (diễn tập)`);
    const dossier = await play(planned, host).catch((error: unknown) => brokenOff(planned, host, error));
    tell(dossier);
    return dossier;
  });
}

async function play({ story, scenario, world }: Planned, host: LiveHost): Promise<Finished> {
  const { facts, mismatches } = await runScenario(scenario, world, host);
  const id = host.dossierId();
  if (id === null) throw new Error(`"${story.title.en}" was not received: ${mismatches[0]?.found}`);
  const { facts: predicted } = await runScenario(scenario, world);
  const divergence = compareWithEngine(predicted, facts, world.calendar.utcOffset);
  const differences = [...mismatches, ...(divergence ? [divergence] : [])].map(
    ({ expected, found }) => `expected ${expected}; found ${found}`,
  );
  const unseen = story.shows && !story.shows(facts) ? ['the case it is here for did not happen'] : [];
  return {
    ...rowOf(id, scenario.procedure, story.title, facts, world.calendar.utcOffset),
    shows: story.shows !== undefined,
    wrong: [...differences, ...unseen],
  };
}

async function brokenOff({ story, scenario, world }: Planned, host: LiveHost, error: unknown): Promise<Finished> {
  if (failsForAll(error)) throw error;
  const id = host.dossierId();
  const facts = await Promise.resolve(host.facts()).catch(() => []);
  const known = id !== null && facts.length > 0 ? rowOf(id, scenario.procedure, story.title, facts, world.calendar.utcOffset) : null;
  return {
    ...{ id, number: null, procedure: scenario.procedure, title: story.title, received: scenario.given.receivedAt },
    ...{ promised: null, moved: null, finished: null, timeliness: null, outcome: null, breached: false },
    ...known,
    shows: false,
    wrong: [error instanceof Error ? error.message : String(error)],
  };
}

function rowOf(id: string, procedure: string, title: Label, facts: readonly Fact[], utcOffset: string): Omit<Finished, 'shows' | 'wrong'> {
  const view = foldFacts(null, facts);
  const civil = (at: Instant | null | undefined): string | null => (at === null || at === undefined ? null : formatCivil(at, utcOffset));
  const { number, receivedAt, promisedAt, finishedAt, timeliness, outcome, breached } = view;
  const last = lastDue(view);
  return {
    id,
    number,
    procedure,
    title,
    received: formatCivil(receivedAt, utcOffset),
    promised: civil(promisedAt),
    moved: last === promisedAt ? null : civil(last),
    finished: civil(finishedAt),
    timeliness,
    outcome,
    breached,
  };
}

function lastDue({ deadlines, promisedAt }: DossierView): Instant | null {
  return deadlines['total']?.dueAt ?? promisedAt;
}
