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
import type { Planned } from './month.js';

/** One dossier of the month as it happened. Instants are civil, `2026-10-05T08:14`; null when there is none. */
export interface Finished {
  readonly id: string;
  readonly number: string;
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
  /** What the pure engine does otherwise, or what a named case lacks; empty when all is as it should be. */
  readonly wrong: readonly string[];
}

export type HostFor = (scenario: Planned['scenario'], applicant: string) => LiveHost;

/** The dossiers in the order of reception; `tell` hears of each as it ends. */
export function playMonth(
  month: readonly Planned[],
  hostFor: HostFor,
  atOnce: number,
  tell: (dossier: Finished) => void,
): Promise<Finished[]> {
  return inParallel(month, atOnce, async (planned, index) => {
    const host = hostFor(planned.scenario, `Người nộp số ${index + 1} (diễn tập)`);
    const dossier = await play(planned, host);
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
