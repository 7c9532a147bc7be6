/** One installation for a test: the real store and Redis, a partner's simulator, dossiers driven by the pure engine. */
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { createClient } from '../../connectors/client.js';
import { TAX } from '../../connectors/tax/mapping.js';
import { start as startTaxSimulator } from '../../connectors/tax/simulator/server.js';
import type { Mood } from '../../connectors/simulator/mood.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import type { Act, Actor } from '../../domain/engine/event.js';
import type { Refusal } from '../../domain/engine/engine.js';
import type { Fact } from '../../domain/engine/fact.js';
import { judge } from '../../domain/engine/judge.js';
import type { Plan } from '../../domain/procedure/plan.js';
import type { DispatchDeps } from '../../notifications/send-dispatch.js';
import { createHands } from '../../notifications/run-command.js';
import { type Policy, USUAL } from '../../connectors/policy.js';
import type { Crossing } from '../../notifications/crossed.js';
import { duePolls } from '../../notifications/due-polls.js';
import { gateOf } from '../../notifications/gate.js';
import type { DoorDeps } from '../../notifications/receive-message.js';
import type { Perform } from '../../notifications/perform.js';
import { startOutboxRelay, type Relay, type RelayOptions } from '../../notifications/outbox-relay.js';
import { openStore } from '../../store/open-store.js';
import type { Derive, OutboxRow } from '../../store/outgoing.js';
import type { Store } from '../../store/store.js';
import { at, CALENDAR, Case, DESK, LAND_1, PLAN, RECEIVE } from '../domain/engine/fixture.js';
import { listen, type Listener, SECRET } from '../connectors/offices.js';

const handoff = PLAN.steps['refer-tax']!;
export const SENDING_PLAN = {
  ...PLAN,
  steps: { ...PLAN.steps, 'refer-tax': { ...handoff, send: { price: 'data.price', exempt: 'data.kinship', payer: 'data.transferor' } } },
} as Plan;

const IN_A_HURRY: Policy = {
  ...USUAL,
  retry: { attempts: 3, firstDelay: 20, longestDelay: 100 },
  breaker: { failures: 1_000_000, firstProbe: 50, longestProbe: 200 },
  perMinute: null,
};

export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

export class House {
  readonly cases = new Map<string, Case>();
  readonly performed: string[] = [];
  /** As the workflow remembers: the same key twice is one act. */
  private readonly recorded = new Map<string, readonly Fact[]>();
  private readonly relays: Relay[] = [];
  readonly prefix = `test-${randomBytes(6).toString('hex')}`;

  private constructor(
    readonly store: Store,
    readonly motcua: Listener,
    public tax: Simulator,
    /** Of its database, for programs that open it themselves. */
    readonly uri: string,
  ) {}

  /** @param derive what others must hear of, beside what the engine asks for. */
  static async open(derive?: Derive): Promise<House> {
    const database = `test-notifications-${randomBytes(6).toString('hex')}`;
    const store = await openStore({ uri: process.env.MONGODB_URI!, database, ...(derive && { derive }) });
    const motcua = await listen();
    const uri = new URL(process.env.MONGODB_URI!);
    uri.pathname = `/${database}`;
    return new House(store, motcua, await startTaxSimulator({ secrets: [SECRET], publicUrl: motcua.url, mood: { delayMs: 5 } }), uri.href);
  }

  async close(): Promise<void> {
    await Promise.all(this.relays.map((relay) => relay.stop()));
    await this.tax.stop();
    await this.motcua.close();
    await this.store.close();
  }

  /** The systems that dispatches go to. */
  dispatches: DispatchDeps = {};

  /** Told of each crossing. */
  readonly crossings: string[] = [];

  /** What sending, polling and receiving are made of. */
  road(policy: Policy = IN_A_HURRY, now: () => number = () => Date.now()) {
    return {
      ...{ store: this.store, policyOf: () => policy, now },
      connectors: {
        tax: createClient(TAX, { baseUrl: this.tax.url, secrets: [SECRET], timeoutMs: 1000 }),
        ...this.dispatches.payments?.connectors,
      },
      perform: (...[id, by, act, key]: Parameters<Perform>) => this.perform(id, by, act, key),
      crossed: async ({ row }: Crossing, state: string) => void this.crossings.push(`${row} ${state}`),
    };
  }

  hands(policy?: Policy) {
    const fileLinked = () => Promise.reject(new Error('no linked dossiers here'));
    return createHands({ ...this.road(policy), dispatches: this.dispatches, fileLinked });
  }

  /** @param policy of all partners; of one that is away nothing is held back unless it says so. */
  relay({ policy, ...more }: Partial<RelayOptions> & { readonly policy?: Partial<Policy> } = {}): Relay {
    const wanted: Policy = { ...IN_A_HURRY, ...policy };
    const { retry, perMinute, ...gate } = wanted;
    const relay = startOutboxRelay({
      store: this.store,
      redisUrl: process.env.REDIS_URL!,
      prefix: this.prefix,
      ...this.hands(wanted),
      pollMs: 20,
      polls: duePolls(this.road(wanted), 20),
      mannerOf: (lane) => ({
        retry,
        perMinute,
        gate: gateOf(lane.replace('connector-', ''), gate, { store: this.store, calendar: async () => CALENDAR, now: () => Date.now() }),
      }),
      ...more,
    });
    this.relays.push(relay);
    return relay;
  }

  /** A dossier that has just been referred to the tax office, its facts and commands stored. Tuesday 10 and Wednesday 11 February 2026. */
  async refer(data: Record<string, unknown> = { price: 100_000 }, rehearsal = false, applicant: object = {}): Promise<string> {
    const id = randomBytes(8).toString('hex');
    const planHash = await this.store.blobs.put(SENDING_PLAN);
    const application = { applicant: { name: 'Nguyễn Văn A', kind: 'person', personalId: '001000000001', ...applicant }, data };
    await this.store.dossiers.open({
      id,
      number: `H56-260210-${id}`,
      procedure: PLAN.code,
      field: 'land',
      planHash,
      calendarHash: await this.store.blobs.put(CALENDAR),
      application,
      rehearsal,
      createdAt: 0,
    });
    const one = new Case({ plan: SENDING_PLAN, calendar: CALENDAR });
    one
      .do('2026-02-10T08:00', DESK, { ...RECEIVE, number: `H56-260210-${id}` })
      .do('2026-02-10T09:00', DESK, { type: 'complete', run: 'receive#1' });
    one.do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    this.cases.set(id, one);
    await this.store.project({ dossierId: id, facts: one.facts, commands: one.commands });
    return id;
  }

  /** As the API or the worker does it, with the pure engine in place of the workflow. */
  async perform(dossierId: string, by: Actor, act: Act, key: string): Promise<{ facts: readonly Fact[] }> {
    this.performed.push(key);
    const known = this.recorded.get(key);
    if (known) return { facts: known };
    const one = this.cases.get(dossierId)!;
    const event = { at: Math.max(one.state!.now, at('2026-02-12T08:00')), by, act };
    const refusal = judge(one.world, one.state, event);
    if (refusal) throw new Refused(refusal);
    const [facts, commands] = [one.facts.length, one.commands.length];
    one.take(event);
    const made = one.facts.slice(facts);
    this.recorded.set(key, made);
    await this.store.project({ dossierId, facts: made, commands: one.commands.slice(commands) });
    return { facts: made };
  }

  /** The door for partners' messages. */
  door(now?: () => number): DoorDeps {
    return this.road(IN_A_HURRY, now);
  }

  /** The tax office anew at its address, as if it had lost all it knew. */
  async forgetTaxOffice(mood: Partial<Mood> = {}): Promise<void> {
    await this.tax.stop();
    const port = Number(new URL(this.tax.url).port);
    this.tax = await startTaxSimulator({ port, secrets: [SECRET], publicUrl: this.motcua.url, mood: { delayMs: 5, ...mood } });
  }

  /** As if Redis had been emptied. */
  async forgetRedis(): Promise<void> {
    const redis = new Redis(process.env.REDIS_URL!);
    const keys = await redis.keys(`${this.prefix}:*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
  }

  /** Id of the outbox row of its referral. */
  rowId(dossierId: string): string {
    return `${dossierId}-${this.cases.get(dossierId)!.commands.find(({ type }) => type === 'send handoff')!.key}`;
  }

  sent(dossierId: string): Promise<OutboxRow | null> {
    return this.store.outbox.get(this.rowId(dossierId));
  }

  /** What the tax office has received. */
  async received(): Promise<{ id: string; referral: { reference: string; body: Record<string, unknown> } }[]> {
    return (await (await fetch(`${this.tax.url}/referrals`)).json()) as never;
  }
}
