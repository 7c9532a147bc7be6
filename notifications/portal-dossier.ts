/** How a dossier stood after a fact, for the national portal: made from what is stored of it, the same for the same fact whenever it is made. */
import type { PortalDossier, PortalPaper, PortalStep, PortalSupplement } from '../connectors/national-portal/mapping.js';
import type { Fact, FactType } from '../domain/engine/fact.js';
import { NATIONAL_STATUS } from '../domain/engine/national-status.js';
import { type DossierView, foldFacts } from '../domain/engine/view.js';
import { evaluate } from '../domain/procedure/evaluate.js';
import type { Steps } from '../domain/procedure/definition.js';
import type { Plan } from '../domain/procedure/plan.js';
import type { Instant } from '../domain/time/instant.js';
import type { Note, StoredFile } from '../store/store.js';
import { agencyName, type Background, documentName, documentsHandedIn, postName, procedureName } from './background.js';

export interface PortalSource {
  readonly background: Background;
  readonly plan: Plan;
  readonly notes: ReadonlyMap<string, Note>;
  readonly files: readonly StoredFile[];
  /** Base address of what we show outside. */
  readonly publicUrl: string;
}

type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

/** The payment platform: whoever else confirms a payment had it at a counter. */
const TREASURY = 'treasury';
/** A withdrawal is a status of its own at the portal, and then the dossier is stopped. */
const WITHDRAWN = 7;

/** @param factNo number of a fact of the dossier. */
export function portalDossier(source: PortalSource, factNo: number): PortalDossier {
  const past = pastOf(source.background, factNo);
  const { dossier, facts, definition } = past;
  const { number, procedure, field, application } = dossier;
  const view = foldFacts(null, facts);
  const { name, kind, personalId, phone, email } = application.applicant;
  const remark = remarkOf(source, facts);
  return {
    ...{ number, field, channel: view.channel, procedure: { code: procedure, name: procedureName(past).vi } },
    applicant: { name, kind, ...(personalId && { personalId }), ...(phone && { phone }), ...(email && { email }) },
    status: facts.at(-1)?.type === 'dossierWithdrawn' ? WITHDRAWN : NATIONAL_STATUS[view.status],
    ...datesOf(facts, view),
    ...{ holder: agencyName(past, holderOf(view)).vi, centre: agencyName(past, view.centre).vi },
    ...(remark && { remark }),
    papers: papersOf(source, past),
    fees: feesOf(source, facts),
    paidOnline: facts.some((fact) => fact.type === 'obligationPaid' && fact.by?.id === TREASURY),
    supplements: supplementsOf(source, past),
    results: Object.entries(view.results).map(([code, file]) => ({
      ...{ code, file, name: resultName(definition?.steps ?? {}, code) ?? code, link: linkOf(source, file) },
    })),
  };
}

/** What was done after one fact, up to another. */
export function portalSteps(source: PortalSource, after: number, upTo: number): PortalStep[] {
  const past = pastOf(source.background, upTo);
  const fresh = past.facts.filter((fact) => fact.no > after);
  return fresh.flatMap((fact) => (fact.type === 'stepCompleted' ? stepOf(past, fact) : []));
}

function pastOf(background: Background, factNo: number): Background {
  return { ...background, facts: background.facts.filter(({ no }) => no <= factNo) };
}

/** Nothing for a step that is nobody's work. */
function stepOf(past: Background, fact: FactOf<'stepCompleted'>): PortalStep[] {
  const { facts, dossier, definition } = past;
  const opened = lastOf(facts, 'stepOpened', ({ run }) => run === fact.run);
  if (!opened || opened.kind === 'decide' || opened.kind === 'parallel') return [];
  const status = lastOf(facts, 'statusChanged', ({ no }) => no <= fact.no)?.status ?? 'submitted';
  const step = {
    ...{ number: dossier.number, ...doerOf(past, fact, opened) },
    ...{ what: stepName(definition?.steps ?? {}, fact.step) ?? fact.step, at: fact.effectiveAt, status: NATIONAL_STATUS[status] },
    startedAt: opened.effectiveAt,
    dueAt: dueOf(facts, `step:${fact.run}`, fact.no),
  };
  return [step];
}

/** Who did it, and where. What time did is this system's. */
function doerOf(past: Background, { by }: FactOf<'stepCompleted'>, opened: FactOf<'stepOpened'>) {
  const handler = postName(past, by?.id ?? 'motcua').vi;
  return { handler, title: handler, agency: agencyName(past, by?.agency ?? opened.agency ?? past.dossier.view.centre).vi };
}

function lastOf<T extends FactType>(
  facts: readonly Fact[],
  type: T,
  fits: (fact: FactOf<T>) => boolean = () => true,
): FactOf<T> | undefined {
  return facts.findLast((fact): fact is FactOf<T> => fact.type === type && fits(fact as FactOf<T>));
}

const whenOf = (facts: readonly Fact[], type: FactType): Instant | null => lastOf(facts, type)?.effectiveAt ?? null;

function datesOf(facts: readonly Fact[], view: DossierView) {
  const delivered = lastOf(facts, 'resultDelivered');
  return {
    ...{ filedAt: view.receivedAt, acceptedAt: whenOf(facts, 'dossierAccepted'), refusedAt: whenOf(facts, 'dossierDeclined') },
    promisedAt: view.dueAt ?? dueOf(facts, 'total', Infinity),
    finishedAt: view.finishedAt ?? whenOf(facts, 'dossierClosed'),
    delivered: delivered ? { at: delivered.effectiveAt, method: delivered.method } : null,
  };
}

function holderOf({ holder, centre }: DossierView): string {
  return holder.kind === 'agency' || holder.kind === 'outside' ? holder.agency : centre;
}

/** The last due instant that a deadline had up to a fact. */
function dueOf(facts: readonly Fact[], deadline: string, upTo: number): Instant | null {
  const set = facts.filter(
    (fact): fact is FactOf<'deadlineStarted' | 'deadlineMoved'> =>
      (fact.type === 'deadlineStarted' || fact.type === 'deadlineMoved') && fact.deadline === deadline && fact.no <= upTo,
  );
  return set.findLast(({ dueAt }) => dueAt !== null)?.dueAt ?? null;
}

/** Why it was not accepted, refused, withdrawn or stopped. */
function remarkOf({ notes }: PortalSource, facts: readonly Fact[]): string | undefined {
  const last = facts.findLast((fact) => ['dossierDeclined', 'dossierRefused', 'dossierWithdrawn', 'dossierStopped'].includes(fact.type));
  return last && 'note' in last && last.note ? notes.get(last.note)?.text : undefined;
}

/** Secret papers are not named. */
function papersOf(source: PortalSource, past: Background): PortalPaper[] {
  const open = documentsHandedIn(past).filter(([, document]) => !document?.secret);
  return open.map(([code]) => {
    const scan = source.files.find(({ document }) => document === code);
    const name = documentName(past, code).vi;
    return { code, name, ...(scan && { file: { id: scan.id, name: scan.name, link: linkOf(source, scan.id) } }) };
  });
}

/** Where the portal gets it: see `readPortalFile`. */
const linkOf = ({ publicUrl }: PortalSource, file: string): string =>
  `${publicUrl.replace(/\/$/, '')}/connectors/national-portal/files/${file}`;

function feesOf({ plan, background: { definition } }: PortalSource, facts: readonly Fact[]): PortalDossier['fees'] {
  const choices = lastOf(facts, 'dossierReceived')?.choices ?? {};
  return Object.entries(plan.fees).map(([code, { amount, due }]) => ({
    ...{ code, name: definition?.fees?.[code]?.name.vi ?? code, amount: Number(evaluate(amount, choices)), due },
  }));
}

function supplementsOf(source: PortalSource, past: Background): PortalSupplement[] {
  const { facts } = past;
  const asked = facts.filter((fact) => fact.type === 'supplementRequested');
  return asked.map((request, index) => {
    const until = asked[index + 1]?.no ?? Infinity;
    const received = facts.find((fact) => fact.type === 'supplementReceived' && fact.no > request.no && fact.no < until);
    return {
      ...{ no: index + 1, askedBy: postName(past, request.by?.id ?? 'motcua').vi, askedAt: request.effectiveAt },
      text: source.notes.get(request.note)?.text ?? 'Bổ sung, hoàn thiện hồ sơ',
      papers: request.documents.map((key) => documentName(past, key).vi),
      received: received ? { by: postName(past, received.by?.id ?? 'motcua').vi, at: received.effectiveAt } : null,
      promisedBefore: dueOf(facts, 'total', request.no),
      promisedAfter: received ? dueOf(facts, 'total', until) : null,
    };
  });
}

type Named = { readonly name?: { readonly vi: string } };

function stepName(steps: Steps, id: string): string | undefined {
  return findIn(steps, (each) => (each as Readonly<Record<string, Named>>)[id]?.name?.vi);
}

function resultName(steps: Steps, key: string): string | undefined {
  return findIn(steps, (each) => {
    for (const step of Object.values(each)) {
      const produced = 'produces' in step ? (step.produces as Readonly<Record<string, Named>> | undefined)?.[key] : undefined;
      if (produced) return produced.name?.vi;
    }
    return undefined;
  });
}

/** Looks among the steps, then inside their branches. */
function findIn(steps: Steps, look: (steps: Steps) => string | undefined): string | undefined {
  const found = look(steps);
  if (found !== undefined) return found;
  for (const step of Object.values(steps)) {
    const branches = 'parallel' in step ? Object.values(step.parallel.branches) : [];
    for (const branch of branches) {
      const inside = findIn(branch.steps, look);
      if (inside !== undefined) return inside;
    }
  }
  return undefined;
}
