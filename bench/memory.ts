/** What an open dossier costs the worker: memory with many open and a bounded cache, and whether it grows with acts. */
import { randomUUID } from 'node:crypto';
import type { Deps } from '../api/deps.js';
import { performAct } from '../api/use-cases/perform-act.js';
import { depsOf, motcua, receiveOne } from './contenders.js';
import { inFlight, rounded } from './measures.js';
import type { Stage } from './stage.js';
import { WORK } from './work-of-one-dossier.js';

export interface MemoryMeasured {
  readonly openDossiers: number;
  readonly cachedDossiers: number;
  /** Resident memory of the process beyond what it was before, by dossier in the cache. */
  readonly bytesPerOpenDossier: number;
  /** Growth in per cent over the acts measured, after as many acts with a full cache. */
  readonly growthPercent: number;
  readonly acts: number;
}

/** Opens dossiers, then claims and releases tasks over and over: as many acts as a centre does in an hour. */
export async function measureMemory(stage: Stage, openDossiers: number, acts: number): Promise<MemoryMeasured> {
  const cachedDossiers = Math.min(openDossiers, 500);
  const contender = await motcua(stage, cachedDossiers);
  const deps = depsOf(stage);
  await inFlight(
    Array.from({ length: 20 }, () => () => receiveOne(deps)),
    20,
  );
  const before = residentBytes();
  const ids = await inFlight(
    Array.from({ length: openDossiers }, () => () => receiveOne(deps)),
    50,
  );
  const opened = residentBytes();
  await inFlight(
    ids.map((id) => () => performAct(deps, id, WORK[0]!.by, WORK[0]!.act, randomUUID())),
    50,
  );
  await claimAndRelease(deps, ids, acts);
  const warm = residentBytes();
  await claimAndRelease(deps, ids, acts);
  const after = residentBytes();
  await contender.close();
  return {
    openDossiers,
    cachedDossiers,
    bytesPerOpenDossier: Math.max(0, Math.round((opened - before) / openDossiers)),
    growthPercent: rounded(((after - warm) / warm) * 100, 1),
    acts,
  };
}

async function claimAndRelease(deps: Deps, ids: readonly string[], acts: number): Promise<void> {
  const land = WORK[1]!.by;
  const pairs = Array.from({ length: acts / 2 }, (_, index) => async () => {
    for (const type of ['claim', 'release'] as const)
      await performAct(deps, ids[index % ids.length]!, land, { type, run: 'appraise#1' }, randomUUID());
  });
  await inFlight(pairs, 50);
}

function residentBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}
