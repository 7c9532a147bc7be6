/** The road between agencies, with the whole of Motcua running as users run it: many dossiers on a bad road, and how long a partner's callback takes to become the next task. */
import { quantile, rounded } from './measures.js';
import { callbacksAtRate } from './callbacks.js';
import { travel } from '../test/whole/bad-road.js';

export interface RoadMeasured {
  readonly roadDossiers: number;
  readonly roadSeconds: number;
  /** What partners said, by what became of it. */
  readonly roadMessages: readonly string[];
  /** What was not as it must be: lost, twice, or waiting for a hand. */
  readonly roadFindings: readonly string[];
}

const PATIENCE_MS = 1_200_000;
const OUTAGES = [
  { inMs: 20_000, forMs: 15_000 },
  { inMs: 90_000, forMs: 15_000 },
];

export async function measureRoad(dossiers: number): Promise<RoadMeasured> {
  const { findings, seconds, messages } = await travel({ dossiers, seed: 4, outages: OUTAGES, patience: PATIENCE_MS });
  return {
    roadDossiers: dossiers,
    roadSeconds: rounded(seconds, 0),
    roadMessages: Object.entries(messages).map(([what, count]) => `${count} ${what}`),
    roadFindings: findings,
  };
}

export interface CallbacksMeasured {
  readonly callbacksPerSecond: number;
  readonly callbackToTaskMedianMs: number;
  readonly callbackToTaskP99Ms: number;
}

export async function measureCallbacks(perSecond: number, seconds: number): Promise<CallbacksMeasured> {
  const taken = await callbacksAtRate(perSecond, seconds);
  return {
    callbacksPerSecond: perSecond,
    callbackToTaskMedianMs: rounded(quantile(taken, 0.5), 0),
    callbackToTaskP99Ms: rounded(quantile(taken, 0.99), 0),
  };
}
