/** Throughput, events, bytes, CPU and acknowledgement of Motcua beside the yardsticks, taken in turns so that noise falls on all alike. */
import type { Contender, Life } from './contenders.js';
import { motcua, yardstick } from './contenders.js';
import { cpuMillis, inFlight, median, quantile, rounded } from './measures.js';
import type { Stage } from './stage.js';

export interface Taken {
  readonly name: string;
  readonly dossiersPerSecond: number;
  readonly cpuMsPerDossier: number;
  readonly eventsPerDossier: number;
  readonly bytesPerDossier: number;
  readonly eventsPerAct: number;
  readonly ack1: { readonly median: number; readonly p99: number };
  readonly ack50: { readonly median: number; readonly p99: number };
}

/** So many of each first: the first hundred cost half as much again (compiling), and a server runs for months. */
const WARM_UP = 120;

export async function measureThroughput(
  stage: Stage,
  { dossiers, rounds }: { readonly dossiers: number; readonly rounds: number },
): Promise<Taken[]> {
  const contenders = [await motcua(stage), await yardstick(stage, 'A'), await yardstick(stage, 'B')];
  const taken = new Map(contenders.map((contender) => [contender.name, [] as Round[]]));
  for (const contender of contenders) await round(stage, contender, WARM_UP);
  for (let index = 0; index < rounds; index += 1)
    for (const contender of contenders) taken.get(contender.name)!.push(await round(stage, contender, dossiers));
  const results: Taken[] = [];
  for (const contender of contenders) results.push(await summary(stage, contender, taken.get(contender.name)!));
  for (const contender of contenders) await contender.close();
  return results;
}

interface Round {
  readonly perSecond: number;
  readonly cpu: number;
  readonly lives: readonly Life[];
}

const IN_FLIGHT = 50;

async function round({ services }: Stage, contender: Contender, dossiers: number): Promise<Round> {
  const pids = Object.values(services.service).map((service) => service.pid());
  const cpu = cpuMillis(pids);
  const start = performance.now();
  const lives = await inFlight(
    Array.from({ length: dossiers }, () => () => contender.live()),
    IN_FLIGHT,
  );
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: dossiers / seconds, cpu: (cpuMillis(pids) - cpu) / dossiers, lives };
}

async function summary(stage: Stage, contender: Contender, rounds: readonly Round[]): Promise<Taken> {
  const alone: number[] = [];
  for (let index = 0; index < 20; index += 1) alone.push(...(await contender.live()).acknowledgedAfter);
  const crowd = rounds.flatMap((each) => each.lives.flatMap((life) => life.acknowledgedAfter));
  const history = await stage.client.workflow.getHandle(rounds.at(-1)!.lives[0]!.workflowId).fetchHistory();
  const events = history.events ?? [];
  const bytes = Buffer.byteLength(
    JSON.stringify(events, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)),
  );
  const acts = events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
  return {
    name: contender.name,
    dossiersPerSecond: rounded(median(rounds.map((each) => each.perSecond))),
    cpuMsPerDossier: rounded(median(rounds.map((each) => each.cpu)), 1),
    eventsPerDossier: events.length,
    bytesPerDossier: bytes,
    eventsPerAct: rounded(events.length / acts, 1),
    ack1: { median: rounded(median(alone), 1), p99: rounded(quantile(alone, 0.99), 1) },
    ack50: { median: rounded(median(crowd), 1), p99: rounded(quantile(crowd, 0.99), 1) },
  };
}
