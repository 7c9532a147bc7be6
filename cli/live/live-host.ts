import { PARTNERS } from '../../connectors/partners.js';
import { toWireTime } from '../../connectors/wire-time.js';
import type { Refusal } from '../../domain/engine/engine.js';
import type { Act, Actor } from '../../domain/engine/event.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { Given } from '../../domain/procedure/definition.js';
import type { HostRefusal, ScenarioHost } from '../../domain/simulate/scenario-host.js';
import { formatInstant } from '../../domain/time/civil-time.js';
import type { Instant } from '../../domain/time/instant.js';
import { actBody, type ActWords } from './act-body.js';
import type { ApiClient } from './api-client.js';
import { ApiProblem } from './api-problem.js';
import { acceptLinked, endLinked, type LinkedWorld } from './linked-hand.js';
import { inScenarioTerms, type LiveFacts, liveFacts } from './live-facts.js';
import { refusalOf } from './refusal-of.js';
import type { SimulatedOffice } from './simulated-office.js';
import { uploadResults } from './upload-results.js';

/**
 * Requests go out before the instant of the scenario, so that what they bring about is there in time: who comes at 15:00 sharp is not late. Each goes out a
 * little earlier still than the one before: what is due four hours after one act is not missed by another in that very minute. All within half a minute.
 */
const EARLY_MS = { first: 3_000, more: 1_500, most: 25_000 };
/** Reads every dossier's timeline. */
export const AUDITOR = 'auditor-1';
/** May let the clock of any rehearsal run, wherever the dossier is. */
const ADMIN = 'admin-1';

export interface LiveWorld extends ActWords {
  readonly api: ApiClient;
  readonly offices: Readonly<Record<string, SimulatedOffice>>;
  readonly applicant: { readonly name: string; readonly kind: string };
  /** What stands in for other agencies at the dossiers that are opened there. */
  readonly linked: LinkedWorld;
  /** Whether acts may be on the very edge of a term, so that requests go out early; else they go out in the minute they are told for. */
  readonly early: boolean;
}

export interface LiveHost extends ScenarioHost {
  /** Null before reception. */
  dossierId(): string | null;
  /** When the system did each act so far, to the millisecond; null for one that it refused. */
  doneAt(): readonly (Instant | null)[];
}

interface Received {
  readonly id: string;
  readonly procedure: string;
  /** The post that received, which may let this dossier's clock run. */
  readonly desk: string;
  readonly facts: LiveFacts;
  /** Requests sent so far. */
  requests: number;
}

/** Plays a scenario as a rehearsal dossier of the running system: officers through the API, outside offices through their simulators, waiting by virtual time. */
export function liveHost(world: LiveWorld, procedure: string, given: Given): LiveHost {
  let dossier: Received | null = null;
  const doneAt: (Instant | null)[] = [];
  const received = (): Received => {
    if (!dossier) throw new Error('the dossier was not received');
    return dossier;
  };
  const receiveFirst = async (at: Instant, by: Actor, act: Extract<Act, { type: 'receive' }>): Promise<Refusal | null> => {
    const outcome = await receive(world, procedure, given, at, by, act);
    if ('code' in outcome) return outcome;
    dossier = outcome;
    return null;
  };
  return {
    dossierId: () => dossier && dossier.id,
    doneAt: () => doneAt,
    perform: async (at, by, act) => {
      const before = dossier ? (await dossier.facts.read()).length : 0;
      const refusal = await (act.type === 'receive' ? receiveFirst(at, by, act) : perform(world, received(), at, by, act));
      doneAt.push(refusal ? null : actedAt((await received().facts.read()).slice(before)));
      return refusal;
    },
    skipTo: (at) => skipTo(world, received(), at),
    facts: async () => (dossier ? inScenarioTerms(await dossier.facts.read()) : []),
  };
}

/** Of the facts since the act before: what time did meanwhile has nobody's name; the act's own come first that have one. */
function actedAt(facts: readonly Fact[]): Instant | null {
  return facts.find(({ by }) => by !== undefined)?.recordedAt ?? null;
}

async function receive(
  { api, offices, applicant, utcOffset, early }: LiveWorld,
  procedure: string,
  { data }: Given,
  at: Instant,
  by: Actor,
  { channel, documents, receiptRequested, medium }: Extract<Act, { type: 'receive' }>,
): Promise<Received | Refusal> {
  const rehearsal = { at: formatInstant(at - (early ? EARLY_MS.first : 0), utcOffset) };
  const more = { ...(receiptRequested && { receiptRequested }), ...(medium && { medium }) };
  const body = { procedure, channel, applicant, data: nested(data), documents, ...more, rehearsal };
  try {
    const { id } = await api.as(by.id).post<{ id: string }>('/dossiers', body);
    await Promise.all(Object.values(offices).map((office) => office.hold(id)));
    const facts = liveFacts(api.as(AUDITOR), id);
    await facts.untilAutomaticDone();
    return { id, procedure, desk: by.id, facts, requests: 1 };
  } catch (error) {
    return refusalOf(error);
  }
}

async function perform(world: LiveWorld, dossier: Received, at: Instant, by: Actor, act: Act): Promise<HostRefusal | null> {
  if (by.kind === 'system' && by.id === 'motcua') return hearLinked(world, dossier, at, act);
  if (by.kind === 'system') return hear(world, dossier, at, by.id, act);
  await skipTo(world, dossier, at - earlyBy(world, dossier));
  try {
    if (act.type === 'enter') await enterWork(world, dossier, by.id, act);
    else await world.api.as(by.id).post(`/dossiers/${dossier.id}/acts`, await spelledOut(world, dossier, by.id, act));
  } catch (error) {
    return refusalOf(error);
  }
  await dossier.facts.untilAutomaticDone();
  return null;
}

async function spelledOut(world: LiveWorld, dossier: Received, officer: string, act: Act): Promise<object> {
  const keys = 'results' in act && act.results ? Object.keys(act.results) : null;
  const results = keys ? await uploadResults(world.api.as(officer), dossier, keys) : undefined;
  return actBody(act, results, world);
}

/** With a real file as evidence. */
async function enterWork(world: LiveWorld, dossier: Received, officer: string, act: Extract<Act, { type: 'enter' }>): Promise<void> {
  const evidence = Object.values(await uploadResults(world.api.as(officer), dossier, ['evidence']));
  const body = {
    act: await spelledOut(world, dossier, officer, act.act),
    doneAt: formatInstant(act.effectiveAt, world.utcOffset),
    evidence,
  };
  await world.api.as(officer).post(`/dossiers/${dossier.id}/entries`, body);
}

/** The other agency does at its own dossier what the scenario says has come of it, and the outbox brings the news. */
async function hearLinked(world: LiveWorld, dossier: Received, at: Instant, act: Act): Promise<null> {
  if (act.type !== 'acknowledge' && act.type !== 'report') throw new RangeError(`no linked dossier can ${act.type}`);
  const { run } = act;
  const opened = (await dossier.facts.read()).find((fact) => fact.type === 'linkedDossierOpened' && fact.run === run);
  if (opened?.type !== 'linkedDossierOpened') throw new RangeError(`${run} has opened no dossier`);
  const then = at - earlyBy(world, dossier);
  await skipTo(world, dossier, then);
  await skipTo(world, { id: opened.dossier, desk: ADMIN }, then);
  if (act.type === 'acknowledge') await acceptLinked(world.linked, opened.dossier);
  else await endLinked(world.linked, opened.dossier, act.outcome);
  const news = act.type === 'acknowledge' ? 'handoverAccepted' : 'linkedDossierEnded';
  await dossier.facts.until(`news of ${run}`, (fact) => fact.type === news && fact.run === run);
  await dossier.facts.untilAutomaticDone();
  return null;
}

function earlyBy({ early }: LiveWorld, dossier: Received): number {
  if (!early) return 0;
  return Math.min(EARLY_MS.first + EARLY_MS.more * dossier.requests++, EARLY_MS.most);
}

/** An outside office speaks. The referral is at the office before time runs on: the way there is ours, not the office's time. */
async function hear(world: LiveWorld, dossier: Received, at: Instant, connector: string, act: Act): Promise<Refusal | null> {
  const office = world.offices[connector];
  if (!office || (act.type !== 'reply' && act.type !== 'pay')) throw new RangeError(`no simulated office ${connector} can ${act.type}`);
  const run = act.type === 'reply' ? act.run : await runOwing(dossier, act.reference);
  await office.untilAsked(dossier.id, run);
  await skipTo(world, dossier, at - earlyBy(world, dossier));
  const refusal =
    act.type === 'pay'
      ? await office.pay(dossier.id, run, act.reference, act.amount)
      : await office.answer(dossier.id, run, act.reply, fieldsOf(act, connector, dossier.id, at));
  await dossier.facts.untilAutomaticDone();
  return refusal;
}

/** In the office's own words (`docs/connectors.md`). References are of this run: no two dossiers may share one. */
function fieldsOf(
  { run, reply, obligations, value }: Extract<Act, { type: 'reply' }>,
  connector: string,
  dossierId: string,
  at: Instant,
): object {
  const field = PARTNERS[connector]?.mapping.incoming[reply]?.value;
  const notices = obligations?.map(({ amount, item = 'Nghĩa vụ tài chính' }, index) => ({
    ...{ Nguon: 1, SoTien: amount, TenTieuMuc: item, NgayQuyetDinh: toWireTime(at) },
    SoQuyetDinh: `TBT-${dossierId}-${run}-${index + 1}`,
  }));
  return {
    ...(notices && { DanhSachThongBaoThue: notices }),
    ...(value !== undefined && field !== undefined && { [field]: value }),
  };
}

async function runOwing({ facts }: Received, reference: string): Promise<string> {
  const owed = (await facts.read()).find((fact): fact is Extract<Fact, { type: 'obligationStated' }> => isOwed(fact, reference));
  if (!owed) throw new RangeError(`nothing is owed under ${reference}`);
  return owed.run;
}

const isOwed = (fact: Fact, reference: string): boolean => fact.type === 'obligationStated' && fact.reference === reference;

async function skipTo({ api, utcOffset }: LiveWorld, { id, desk }: Pick<Received, 'id' | 'desk'>, at: Instant): Promise<void> {
  try {
    // an instant of the API is whole seconds: to the next one, never before
    await api.as(desk).post(`/rehearsals/${id}/clock`, { to: formatInstant(Math.ceil(at / 1000) * 1000, utcOffset) });
  } catch (error) {
    // moments have passed since the last act; two acts of one minute need no waiting between them
    if (!(error instanceof ApiProblem) || error.code !== 'CLOCK_RUNS_BACKWARDS') throw error;
  }
}

/** `{'a.b': 1}` of a scenario as `{a: {b: 1}}`. */
function nested(data: Given['data']): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(data)) {
    const names = path.split('.');
    const last = names.pop()!;
    let at = whole;
    for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return whole;
}
