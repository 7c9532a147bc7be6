/** The receipt and appointment (Giấy tiếp nhận hồ sơ và hẹn trả kết quả, form 01) as data: what was promised at acceptance, and never changes. */
import type { Fact } from '../../domain/engine/fact.js';
import { timesOf } from '../../domain/engine/leg-times.js';
import type { PromisedDate } from '../../domain/engine/promises.js';
import { staysOf } from '../../domain/engine/stays.js';
import { foldFacts } from '../../domain/engine/view.js';
import type { Term } from '../../domain/clock/term.js';
import { evaluate } from '../../domain/procedure/evaluate.js';
import type { DeliverStep, Plan } from '../../domain/procedure/plan.js';
import type { StoredDossier } from '../../store/store.js';
import { bothLanguages } from '../catalogue.js';
import { toIso, toIsoOrNull } from '../instants.js';
import { deadlineWords } from '../messages/deadline-words.js';
import { CHANNEL_WORDS } from '../messages/words.js';
import { inForceFor } from '../use-cases/calendars-of.js';
import type { Told } from '../use-cases/tell-dossier.js';
import { presentStay } from './control-slip.js';
import type { Hidden } from './secrecy.js';

/** Null while the dossier is not accepted: nothing is promised yet. */
export function presentReceipt(dossier: StoredDossier, told: Told, hidden: Hidden, publicUrl: string) {
  const facts = untilAcceptance(told.facts);
  if (!facts) return null;
  const { version, names } = told;
  const { plan, definition } = version;
  const view = foldFacts(null, facts);
  const world = inForceFor(told.world, view);
  const acceptedAt = facts.find(({ type }) => type === 'dossierAccepted')!.effectiveAt;
  const times = timesOf(world, facts, acceptedAt);
  const stays = staysOf(world.calendar, times.legs, times.ahead);
  const { name, kind, personalId, phone, email, address } = dossier.application.applicant;
  return {
    number: dossier.number,
    form: plan.regime.forms['receipt'] ?? '',
    centre: view.centre,
    centreName: names.agency(view.centre),
    procedure: dossier.procedure,
    procedureName: bothLanguages(definition.name),
    channel: view.channel,
    medium: view.medium,
    applicant: { name, kind, personalId, phone, email, address },
    receivedAt: toIso(view.receivedAt),
    acceptedAt: toIso(acceptedAt),
    term: plainTerm(plan.term),
    statutoryTerm: definition.term.statutory ? plainTerm(definition.term.statutory) : null,
    promises: times.promises.map((promise) => presentPromised(promise, told)),
    legs: stays.map((stay) => ({ ...presentStay(stay, names), counted: stay.legs.some(({ counted }) => counted) })),
    documents: documentsOf(facts, told, hidden),
    fees: feesOf(facts, told),
    delivery: deliveryOf(plan, stays, told),
    tracking: `${publicUrl}/public/dossiers/${encodeURIComponent(dossier.number)}`,
  };
}

/** Facts up to those of the event by which it was accepted. */
function untilAcceptance(facts: readonly Fact[]): readonly Fact[] | null {
  const accepted = facts.find(({ type }) => type === 'dossierAccepted');
  return accepted ? facts.filter(({ recordedAt }) => recordedAt <= accepted.recordedAt) : null;
}

const plainTerm = ({ length, unit }: Term) => ({ length, unit });

function presentPromised({ id, dueAt, expectedAt }: PromisedDate, { world: { plan }, names }: Told) {
  const opens = id === 'total' ? plan.termStarts : plan.appointments[id.slice('appointment:'.length)]?.opens;
  const later = dueAt === null && opens !== undefined && opens !== 'reception';
  return {
    id,
    name: deadlineWords(id, names.step),
    dueAt: toIsoOrNull(dueAt),
    countsFrom: later ? names.step(opens) : null,
    expectedAt: toIsoOrNull(expectedAt),
  };
}

function documentsOf(facts: readonly Fact[], { world: { plan }, names }: Told, hidden: Hidden) {
  const given = facts.flatMap((fact) => (fact.type === 'dossierReceived' || fact.type === 'supplementReceived' ? fact.documents : []));
  return [...new Set(given)].flatMap((document) => {
    const known = plan.documents[document];
    if (!known || hidden.documents.includes(document)) return [];
    return { document, name: names.document(document), originals: known.original ?? 0, copies: known.copy ?? 0, kept: known.kept ?? false };
  });
}

function feesOf(facts: readonly Fact[], { world: { plan }, version: { definition } }: Told) {
  const received = facts.find((fact) => fact.type === 'dossierReceived');
  const choices = received?.type === 'dossierReceived' ? received.choices : {};
  return Object.entries(plan.fees).map(([fee, { amount, due }]) => ({
    fee,
    name: bothLanguages(definition.fees![fee]!.name),
    amount: Number(evaluate(amount, choices)),
    due,
  }));
}

/** By the delivery on the way foreseen. */
function deliveryOf(plan: Plan, stays: readonly ReturnType<typeof staysOf>[number][], { names }: Told) {
  const stay = stays.findLast(({ legs }) => legs.some(({ kind }) => kind === 'deliver'));
  const leg = stay?.legs.find(({ kind }) => kind === 'deliver');
  if (!leg || !stay?.agency) return null;
  const { methods } = plan.steps[leg.step] as DeliverStep;
  return {
    agency: stay.agency,
    agencyName: names.agency(stay.agency),
    methods: [...methods],
    methodNames: methods.map((method) => CHANNEL_WORDS[method]!),
  };
}
