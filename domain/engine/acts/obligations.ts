/** What the applicant owes: stated by an agency, paid, waived or put off. */
import type { ApplicantStep } from '../../procedure/plan.js';
import type { Refusal } from '../engine.js';
import { type Draft, record } from '../draft.js';
import type { Actor, Obligation, StateObligation } from '../event.js';
import { leave } from '../flow.js';
import type { State } from '../state.js';
import { type ActOf, type ActRule, actsFor, atDesk, isSystem, refuse } from './rule.js';

type Owed = State['obligations'][number];

/** Systems that confirm payments whoever stated them: the treasury and the payment platform. */
const TREASURY = 'treasury';

/** A payment confirmed by the partner that stated the obligation, by the treasury, or entered at the desk with its proof. Applied once per reference and amount left. */
export const pay: ActRule<ActOf<'pay'>> = {
  permitted: (draft, by) => {
    if (!draft.state.obligations.some((each) => each.left > 0)) return refuse('NOT_ALLOWED_NOW', draft.state.status);
    if (by.kind !== 'system') return atDesk(draft, by);
    return isSystem(by, TREASURY) || draft.state.obligations.some((owed) => isSystem(by, connectorOf(draft, owed)))
      ? null
      : refuse('WRONG_AGENCY', by.id);
  },
  details: (draft, act) => {
    const owed = openObligation(draft, act.reference);
    if ('code' in owed) return owed;
    return isMoney(act.amount) && act.amount <= owed.left ? null : refuse('OVERPAID', String(act.amount), [`1–${owed.left}`]);
  },
  carryOut: (draft, act) => {
    const owed = draft.state.obligations.find((each) => each.reference === act.reference)!;
    owed.left -= act.amount;
    record(draft, { type: 'obligationPaid', reference: act.reference, amount: act.amount, left: owed.left });
    nothingLeft(draft, act.reference);
  },
};

/** A further notice of the agency whose reply stated the first, while the applicant is still to pay. */
export const stateObligation: ActRule<StateObligation> = {
  permitted: (draft, by) => {
    const last = draft.state.obligations.at(-1);
    return last && draft.state.runs.some((run) => run.obligations)
      ? statedBy(draft, by, last)
      : refuse('NOT_ALLOWED_NOW', draft.state.status);
  },
  details: (draft, act) => obligationsWrong(draft, act.type, [act]),
  carryOut: (draft, act) => {
    const { run, step, reply } = draft.state.obligations.at(-1)!;
    oblige(draft, { run, step, reply }, act);
    draft.state.runs.find((each) => each.obligations)!.obligations!.push(act.reference);
  },
};

/** Exempt, or put off by law ("ghi nợ"): the agency that stated it lets the dossier go on without the money. */
export const settleObligation: ActRule<ActOf<'settle obligation'>> = {
  permitted: (draft, by) => {
    const open = draft.state.obligations.find((each) => each.left > 0);
    return open ? statedBy(draft, by, open) : refuse('NOT_ALLOWED_NOW', draft.state.status);
  },
  details: (draft, act) => {
    const owed = openObligation(draft, act.reference);
    return 'code' in owed ? owed : null;
  },
  carryOut: (draft, act) => {
    const owed = draft.state.obligations.find((each) => each.reference === act.reference)!;
    const amount = owed.left;
    owed.left = 0;
    record(draft, { type: 'obligationSettled', reference: act.reference, how: act.how, amount, ...(act.note && { note: act.note }) });
    nothingLeft(draft, act.reference);
  },
  choices: (draft) => draft.state.obligations.filter((each) => each.left > 0).map((each) => each.reference),
};

export function oblige(draft: Draft, from: Pick<Owed, 'run' | 'step' | 'reply'>, { reference, amount, item }: Obligation): void {
  draft.state.obligations.push({ ...from, reference, amount, left: amount });
  record(draft, { type: 'obligationStated', run: from.run, reference, amount, ...(item !== undefined && { item }) });
}

/** At least one, each a whole amount under a reference of its own. */
export function obligationsWrong(draft: Draft, what: string, stated: readonly Obligation[]): Refusal | null {
  if (stated.length === 0 || !stated.every((each) => isMoney(each.amount))) return refuse('OBLIGATION_MISSING', what);
  const references = [...draft.state.obligations, ...stated].map((each) => each.reference);
  const taken = references.find((reference, index) => references.indexOf(reference) !== index);
  return taken === undefined ? null : refuse('REFERENCE_TAKEN', taken);
}

/** When nothing is left of all that the applicant was asked for, the dossier goes on. */
function nothingLeft(draft: Draft, reference: string): void {
  const { runs, obligations } = draft.state;
  const run = runs.find((each) => each.obligations?.includes(reference));
  if (!run || obligations.some((each) => run.obligations!.includes(each.reference) && each.left > 0)) return;
  leave(draft, run, 'paid', (draft.world.plan.steps[run.step] as ApplicantStep).next);
}

function openObligation(draft: Draft, reference: string): Owed | Refusal {
  const owed = draft.state.obligations.find((each) => each.reference === reference);
  if (!owed)
    return refuse(
      'OBLIGATION_UNKNOWN',
      reference,
      draft.state.obligations.map((each) => each.reference),
    );
  return owed.left === 0 ? refuse('ALREADY_PAID', reference) : owed;
}

/** Its system, or an officer of it. */
function statedBy(draft: Draft, by: Actor, owed: Owed): Refusal | null {
  if (by.kind === 'system') return isSystem(by, connectorOf(draft, owed)) ? null : refuse('WRONG_AGENCY', by.id);
  const step = draft.world.plan.steps[owed.step];
  return step?.kind === 'handoff' ? actsFor(draft, by, step.to, 'either') : refuse('NOT_ALLOWED_NOW', owed.step);
}

function connectorOf(draft: Draft, owed: Owed): string {
  const step = draft.world.plan.steps[owed.step];
  return (step?.kind === 'handoff' && draft.world.plan.parties[step.to]?.connector) || '';
}

function isMoney(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount > 0;
}
