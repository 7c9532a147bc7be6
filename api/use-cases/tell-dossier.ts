import type { World } from '../../domain/engine/engine.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { Instant } from '../../domain/time/instant.js';
import type { StoredDossier } from '../../store/store.js';
import { type ProcedureVersion, versionOf } from '../catalogue.js';
import type { Deps } from '../deps.js';
import type { Names } from '../messages/fact-sentences.js';
import { namesFor } from '../present/timeline.js';
import { calendarsOf } from './calendars-of.js';

/** All that has happened to a dossier, with the plan and the calendar it stands under and what things are called. */
export interface Told {
  readonly version: ProcedureVersion;
  readonly world: World;
  readonly names: Names;
  readonly facts: readonly Fact[];
  /** What time it is for the dossier. */
  readonly now: Instant;
}

/** The clock of a rehearsal stands where something last happened to it. */
export async function tellDossier({ store, now }: Deps, dossier: StoredDossier): Promise<Told> {
  const [version, calendars, facts, names] = await Promise.all([
    versionOf(store, dossier.planHash),
    calendarsOf(store, dossier),
    store.facts.of(dossier.id),
    namesFor(store, dossier),
  ]);
  if (!version) throw new Error(`The plan ${dossier.planHash} is not in the store.`);
  return { version, world: { plan: version.plan, ...calendars }, names, facts, now: dossier.rehearsal ? facts.at(-1)!.recordedAt : now() };
}
