/** What must be true when all is quiet again. Each finding is a sentence; an empty list is a good end. */
import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { Client } from '@temporalio/client';
import { canonical } from '../../domain/canonical.js';
import type { Fact } from '../../domain/engine/fact.js';
import { foldFacts } from '../../domain/engine/view.js';
import type { Store } from '../../store/store.js';
import { dossierWorkflowId, stateQuery } from '../../workflows/messages.js';
import type { Sent } from './officers.js';

/** What must be true of a dossier when all is quiet again. */
export interface Expected {
  readonly id: string;
  /** Name of its life. */
  readonly kind: string;
  readonly outcome: 'granted';
  /** The promised date falls within the test: it must be missed once, at this instant, or not at all. */
  readonly breachedAt?: number | null;
}

export interface Evidence {
  readonly store: Store;
  readonly client: Client;
  readonly lives: readonly Expected[];
  readonly sent: readonly Sent[];
}

const AT_ONCE = 20;

export async function verdictOn(evidence: Evidence): Promise<string[]> {
  const findings: string[] = [];
  for (let from = 0; from < evidence.lives.length; from += AT_ONCE) {
    const some = evidence.lives.slice(from, from + AT_ONCE);
    const found = await Promise.all(
      some.map(async (life) => (await verdictOnOne(evidence, life)).map((finding) => `${life.kind} ${life.id}: ${finding}`)),
    );
    findings.push(...found.flat());
  }
  for await (const unfit of evidence.store.facts.verify()) findings.push(`audit: ${JSON.stringify(unfit)}`);
  return findings;
}

async function verdictOnOne({ store, client, sent }: Evidence, life: Expected): Promise<string[]> {
  const [facts, dossier] = await Promise.all([store.facts.of(life.id), store.dossiers.get(life.id)]);
  const { state } = await client.workflow.getHandle(dossierWorkflowId(life.id)).query(stateQuery);
  const { view } = dossier ?? {};
  return [
    ...chained(facts),
    ...folded(facts, view),
    ...onceEach(facts),
    ...actsOf(
      facts,
      sent.filter(({ dossierId }) => dossierId === life.id),
    ),
    ...timers(facts, life),
    ...(state?.factNo === facts.length ? [] : [`the workflow has told ${state?.factNo} facts, the store has ${facts.length}`]),
    ...(view?.closed && view.outcome === life.outcome ? [] : [`ended ${view?.status}, ${view?.outcome}`]),
  ];
}

function chained(facts: readonly Fact[]): string[] {
  const gap = facts.findIndex(({ no }, index) => no !== index + 1);
  return gap < 0 ? [] : [`fact ${facts[gap]!.no} stands where fact ${gap + 1} belongs`];
}

function folded(facts: readonly Fact[], view: unknown): string[] {
  return canonical(foldFacts(null, facts)) === canonical(view) ? [] : ['the view is not what its facts give'];
}

/** What can happen once only, whoever does it: by its run, its deadline, its reference. */
function onceEach(facts: readonly Fact[]): string[] {
  const names = facts.flatMap((fact) => nameOf(fact) ?? []);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => `happened twice: ${name}`);
}

function nameOf(fact: Fact): string | null {
  switch (fact.type) {
    case 'dossierReceived':
    case 'dossierAccepted':
    case 'dossierClosed':
      return fact.type;
    case 'stepOpened':
    case 'stepCompleted':
    case 'handoffRequested':
    case 'handoffReplied':
    case 'automaticDone':
    case 'resultDelivered':
      return `${fact.type} ${fact.run}`;
    case 'deadlineStarted':
    case 'deadlineMet':
    case 'deadlineBreached':
      return `${fact.type} ${fact.deadline}`;
    case 'rungReached':
      return `${fact.type} ${fact.deadline} ${fact.rung} ${fact.do}`;
    case 'obligationPaid':
      return `${fact.type} ${fact.reference} ${fact.amount}`;
    case 'apologyIssued':
      return `${fact.type} ${fact.episode}`;
    default:
      return null;
  }
}

/** The fact that an officer's act consists of; what else follows from it is the engine's. */
const FACT_OF: Readonly<Record<string, Fact['type']>> = {
  receive: 'dossierReceived',
  accept: 'dossierAccepted',
  claim: 'taskClaimed',
  release: 'taskReleased',
  complete: 'stepCompleted',
  deliver: 'resultDelivered',
  pay: 'obligationPaid',
  apologise: 'apologyIssued',
};

const runOf = ({ run }: Sent['act']): string => (typeof run === 'string' ? run : '');

/** As many facts as acknowledged acts, and at most one more for each act nobody got an answer to; and the very facts that were answered. */
function actsOf(facts: readonly Fact[], sent: readonly Sent[]): string[] {
  const findings = sent.flatMap((each) =>
    each.facts
      .filter((fact) => canonical(facts[fact.no - 1]) !== canonical(fact))
      .map((fact) => `acknowledged and not there: ${JSON.stringify(fact)}`),
  );
  const names = new Set(sent.map(({ act }) => `${String(act.type)} ${runOf(act)}`));
  for (const name of names) {
    const [type, run] = name.split(' ') as [string, string];
    const alike = sent.filter(({ act }) => act.type === type && runOf(act) === run);
    const least = alike.filter(({ acknowledged }) => acknowledged).length;
    const found = facts.filter(
      (fact) => fact.type === FACT_OF[type] && fact.by?.kind === 'officer' && (run === '' || ('run' in fact && fact.run === run)),
    ).length;
    if (found < least || found > alike.length)
      findings.push(`${name}: acknowledged ${least} times, sent ${alike.length} times, there ${found} times`);
  }
  return findings;
}

/** All parts together are away for less than this. */
const LONGEST_OUTAGE_MS = 60_000;

/** A deadline is missed at its instant, however late the clock could say so; and not at all when it was met. */
function timers(facts: readonly Fact[], { breachedAt, kind }: Expected): string[] {
  const findings = facts.flatMap((fact) =>
    fact.type === 'deadlineBreached' && fact.effectiveAt !== fact.dueAt
      ? [`${fact.deadline} was due ${fact.dueAt} and is said to be missed at ${fact.effectiveAt}`]
      : [],
  );
  const breaches = facts.flatMap((fact) => (fact.type === 'deadlineBreached' ? [fact] : []));
  const late = breaches.filter(({ recordedAt, effectiveAt }) => recordedAt < effectiveAt || recordedAt > effectiveAt + LONGEST_OUTAGE_MS);
  findings.push(
    ...late.map(({ deadline, recordedAt, effectiveAt }) => `${deadline} was missed at ${effectiveAt}, and noticed at ${recordedAt}`),
  );
  if (kind === 'skipped')
    return breaches.filter(({ deadline }) => deadline === 'step:check#1').length === 1
      ? findings
      : [...findings, 'step:check#1 was not missed once'];
  if (breachedAt === undefined) return findings;
  const total = breaches.filter(({ deadline }) => deadline === 'total').map(({ effectiveAt }) => effectiveAt);
  return canonical(total) === canonical(breachedAt === null ? [] : [breachedAt])
    ? findings
    : [...findings, `missed at ${JSON.stringify(total)}; expected ${breachedAt}`];
}

/** How late, in milliseconds, the clock said what was due: what the bad days cost. */
export async function latenessOf({ store, lives }: Pick<Evidence, 'store' | 'lives'>): Promise<number[]> {
  const all = await Promise.all(lives.map(({ id }) => store.facts.of(id)));
  return all.flat().flatMap((fact) => (fact.type === 'deadlineBreached' ? [fact.recordedAt - fact.effectiveAt] : []));
}

/** What is still to be done is done by itself within the patience (milliseconds); answers what is not. */
export async function whenQuiet(mongodbUri: string, patience: number): Promise<Record<string, number>> {
  for (const end = Date.now() + patience; ; await wait(1_000)) {
    const found = await leftOver(mongodbUri);
    if (Object.keys(found).length === 0 || Date.now() > end) return found;
  }
}

/** Rows of the outbox by state, and intents that nobody finished. */
async function leftOver(mongodbUri: string): Promise<Record<string, number>> {
  const connection = await mongoose.createConnection(mongodbUri).asPromise();
  try {
    const states = await connection
      .collection('outbox')
      .aggregate<{ _id: string; count: number }>([{ $group: { _id: '$state', count: { $sum: 1 } } }])
      .toArray();
    const rows = Object.fromEntries(states.filter(({ _id }) => _id !== 'done').map(({ _id, count }) => [_id, count]));
    const intents = await connection.collection('intents').countDocuments();
    return intents > 0 ? { ...rows, intents } : rows;
  } finally {
    await connection.close();
  }
}
