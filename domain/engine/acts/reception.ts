import { evaluate } from '../../procedure/evaluate.js';
import type { Refusal } from '../engine.js';
import { command, type Draft, record } from '../draft.js';
import type { Actor, Receive } from '../event.js';
import { closeDossier, openStep, startTerm } from '../flow.js';
import { tellAccepted, tellEnded } from '../origin.js';
import { isOld } from './entry.js';
import { type ActOf, type ActRule, atDesk, firstOf, refuse, unknownDocument } from './rule.js';

/** Reception: at the desk and by post the officer has the papers at hand and accepts at once; an online filing waits to be checked. */
export const receive: ActRule<Receive> = {
  permitted: () => null,
  details: (draft, act, by) =>
    firstOf(
      () => receivedThen(draft, act, by),
      () => among('CHANNEL_UNKNOWN', act.channel, draft.world.plan.channels),
      () => missingBinding(draft, act),
      () => missingChoice(draft, act),
      () => unknownDocument(draft, act.documents),
      () => (act.channel === 'online' ? null : missingDocument(draft, act)),
    ),
  carryOut: (draft, act) => {
    const { number, channel, centre, bindings, choices, documents, medium = 'electronic', origin, supervisors } = act;
    draft.at = act.effectiveAt ?? draft.at;
    Object.assign(draft.state, {
      number,
      centre,
      lastAgency: centre,
      bindings,
      medium,
      ...(origin && { origin }),
      ...(supervisors && { supervisors }),
      ...(draft.by?.kind === 'officer' && { receivedBy: draft.by.id }),
      choices,
      documents: [...documents],
      receiptRequested: act.receiptRequested ?? false,
    });
    draft.state.receivedAt = draft.at;
    const more = { ...(act.medium && { medium }), ...(origin && { origin }) };
    record(draft, { type: 'dossierReceived', number, channel, centre, bindings, choices, documents, ...more });
    if (channel !== 'online') startProcessing(draft);
  },
};

export const accept: ActRule<ActOf<'accept'>> = {
  permitted: (draft, by) =>
    firstOf(
      () => beforeAcceptance(draft),
      () => supplementOpen(draft),
      () => atDesk(draft, by),
    ),
  details: (draft) => missingDocument(draft, draft.state),
  carryOut: (draft) => {
    if (draft.by?.kind === 'officer') draft.state.acceptedBy = draft.by.id;
    startProcessing(draft);
  },
};

export const decline: ActRule<ActOf<'decline'>> = {
  permitted: (draft, by) =>
    firstOf(
      () => beforeAcceptance(draft),
      () => atDesk(draft, by),
    ),
  carryOut: (draft, act) => {
    draft.state.outcome = 'not accepted';
    tellEnded(draft, 'not accepted');
    record(draft, { type: 'dossierDeclined', note: act.note });
    command(draft, 'paper-refusal', {
      type: 'issue paper',
      paper: 'refusal',
      form: draft.world.plan.regime.forms['refusal'] ?? '',
      note: act.note,
    });
    command(draft, 'notify-declined', { type: 'notify', to: 'applicant', about: 'declined', note: act.note });
    closeDossier(draft);
  },
};

/** Acceptance starts the clock, prints the receipt and opens the first step. */
function startProcessing(draft: Draft): void {
  const { plan } = draft.world;
  record(draft, { type: 'dossierAccepted' });
  draft.state.acceptedAt = draft.at;
  tellAccepted(draft);
  if (!plan.termStarts) startTerm(draft);
  if (plan.receipt === 'always' || draft.state.receiptRequested)
    command(draft, 'paper-receipt', { type: 'issue paper', paper: 'receipt', form: plan.regime.forms['receipt'] ?? '' });
  command(draft, 'notify-accepted', { type: 'notify', to: 'applicant', about: 'accepted' });
  openStep(draft, plan.start);
}

export function beforeAcceptance(draft: Draft): Refusal | null {
  const { state } = draft;
  return state.acceptedAt === undefined && !state.closed ? null : refuse('NOT_ALLOWED_NOW', state.status);
}

/** Received on paper while the system was away: never in the future; what is old is entered by the head of the centre. */
function receivedThen(draft: Draft, { effectiveAt }: Receive, by: Actor): Refusal | null {
  if (effectiveAt === undefined) return null;
  if (effectiveAt > draft.at) return refuse('ENTRY_IN_FUTURE', new Date(effectiveAt).toISOString(), [new Date(draft.at).toISOString()]);
  const head = draft.world.plan.regime.centre.role;
  return isOld(draft, effectiveAt) && !(by.kind === 'officer' && by.roles.includes(head))
    ? refuse('ENTRY_NEEDS_HEAD', by.id, [head])
    : null;
}

function supplementOpen(draft: Draft): Refusal | null {
  return draft.state.supplements.open ? refuse('SUPPLEMENT_OPEN') : null;
}

function among(code: 'CHANNEL_UNKNOWN', found: string, expected: readonly string[]): Refusal | null {
  return expected.includes(found) ? null : refuse(code, found, expected);
}

function missingBinding(draft: Draft, act: Receive): Refusal | null {
  const missing = Object.keys(draft.world.plan.parties).find((party) => !act.bindings[party]);
  return missing === undefined ? null : refuse('BINDING_MISSING', missing);
}

/** Every datum that a condition may read must be there, of its type: a condition never meets an unknown. */
function missingChoice(draft: Draft, act: Receive): Refusal | null {
  for (const [path, type] of Object.entries(draft.world.plan.choices)) {
    const value = act.choices[path];
    const right = type === 'integer' ? Number.isSafeInteger(value) : typeof value === type;
    if (value !== undefined && !right) return refuse('CHOICE_MISSING', path, [type]);
  }
  const unknown = Object.keys(act.choices).find((path) => !(path in draft.world.plan.choices));
  return unknown === undefined ? null : refuse('CHOICE_MISSING', unknown, Object.keys(draft.world.plan.choices));
}

function missingDocument(
  draft: Draft,
  given: { readonly documents: readonly string[]; readonly choices: Receive['choices'] },
): Refusal | null {
  for (const [key, document] of Object.entries(draft.world.plan.documents)) {
    // what a database says is not asked of the applicant
    const required = !document.replaceableBy && (document.required === undefined || evaluate(document.required, given.choices) === true);
    if (required && !given.documents.includes(key)) return refuse('DOCUMENT_MISSING', key);
  }
  return null;
}
