import type { Refusal } from '../engine.js';
import { command, type Draft, record } from '../draft.js';
import { extend, promised, startDeadline } from '../deadlines.js';
import { latestToAsk } from '../deadline-ledger.js';
import type { Actor, RuleExtension } from '../event.js';
import { partyOf } from '../parties.js';
import type { Run } from '../state.js';
import { type ActOf, type ActRule, actsFor, firstOf, headsCentre, holdsAt, inProcess, refuse } from './rule.js';
import { stepOf } from './task.js';

/** The head of the agency asks the centre in writing, at least so long before the due instant as the regime says, and once (Decree 61/2018, art. 19.9). */
export const askExtension: ActRule<ActOf<'ask extension'>> = {
  permitted: (draft, by, run) => {
    const step = stepOf(draft, run!);
    if (step.kind !== 'task' || !step.may.includes('ask extension')) return refuse('NOT_ALLOWED_NOW', run!.step);
    return firstOf(
      () => inProcess(draft),
      () => mayAskHere(draft, by, run!),
      () => extensionLeft(draft),
      () => askedInTime(draft),
    );
  },
  details: (draft, act) => {
    const { max } = draft.world.plan.regime.extension;
    if (act.length < 1 || (max !== undefined && act.length > max))
      return refuse('EXTENSION_TOO_LONG', String(act.length), [`1–${max ?? '…'}`]);
    return null;
  },
  carryOut: (draft, act) => {
    const { centre } = draft.world.plan.regime;
    draft.state.extension.asked = { run: act.run, length: act.length, note: act.note };
    record(draft, { type: 'extensionAsked', run: act.run, length: act.length, note: act.note });
    command(draft, 'notify-extension', {
      type: 'notify',
      to: 'centre',
      agency: draft.state.centre,
      role: centre.role,
      about: 'extension asked',
      note: act.note,
    });
  },
};

/** The head of the centre grants or refuses. Granted: the promised dates and the asking step get the length; it counts as the dossier's new appointment. */
export const ruleExtension: ActRule<RuleExtension> = {
  permitted: (draft, by) =>
    firstOf(
      () => (draft.state.extension.asked ? null : refuse('EXTENSION_NOT_ASKED')),
      () => headsCentre(draft, by),
    ),
  details: (draft, act) => {
    const total = draft.state.deadlines['total'];
    return act.granted && total?.status === 'breached' ? refuse('EXTENSION_TOO_LATE', new Date(total.dueAt!).toISOString()) : null;
  },
  carryOut: (draft, act) => {
    const asked = draft.state.extension.asked!;
    draft.state.extension.asked = null;
    if (act.granted) grant(draft, act, asked);
    else record(draft, { type: 'extensionRefused', decision: act.decision, note: act.note });
    command(draft, 'notify-ruling', {
      type: 'notify',
      to: 'head',
      ...askingAgency(draft, asked.run),
      about: 'extension ruled',
      note: act.note,
    });
  },
};

/** One apology for each lateness episode, by the head of the agency that is late; with a new appointment while the dossier may still get one. */
export const apologise: ActRule<ActOf<'apologise'>> = {
  permitted: (draft, by) => {
    const episode = unapologised(draft);
    if (!episode) return refuse('NOTHING_TO_APOLOGISE');
    return episode.agency ? holdsAt(by, episode.agency, episode.heads) : headsCentre(draft, by);
  },
  details: (draft, act) => {
    if (act.newAppointmentAt === undefined) return null;
    const { reappointments } = draft.world.plan.regime.apology;
    if (draft.state.outcome || draft.state.reappointments >= reappointments)
      return refuse('REAPPOINTMENT_EXHAUSTED', String(draft.state.reappointments), [String(reappointments)]);
    return act.newAppointmentAt > draft.at ? null : refuse('REAPPOINTMENT_IN_PAST', String(act.newAppointmentAt));
  },
  carryOut: (draft, act) => {
    const episode = unapologised(draft)!;
    const { regime } = draft.world.plan;
    const { newAppointmentAt } = act;
    episode.apologised = true;
    record(draft, {
      type: 'apologyIssued',
      episode: episode.no,
      agency: episode.agency,
      note: act.note,
      ...(newAppointmentAt !== undefined && { newAppointmentAt }),
    });
    command(draft, 'paper-apology', { type: 'issue paper', paper: 'apology', form: regime.forms['apology'] ?? '', note: act.note });
    if (newAppointmentAt === undefined) return;
    draft.state.reappointments += 1;
    startDeadline(draft, 'appointment:new', { fixed: newAppointmentAt, rungs: regime.rungs });
    command(draft, 'notify-moved', { type: 'notify', to: 'applicant', about: 'appointment moved', note: act.note });
  },
};

function grant(draft: Draft, act: RuleExtension, asked: { run: string; length: number }): void {
  const { state, world } = draft;
  state.extension.granted += 1;
  state.reappointments += 1;
  record(draft, { type: 'extensionGranted', length: asked.length, decision: act.decision, note: act.note });
  for (const deadline of promised(draft)) extend(draft, deadline, asked.length);
  const own = state.deadlines[`step:${asked.run}`];
  if (own?.basis.term?.unit === world.plan.term.unit) extend(draft, own, asked.length);
  command(draft, 'notify-extended', { type: 'notify', to: 'applicant', about: 'appointment moved', note: act.note });
}

function extensionLeft(draft: Draft): Refusal | null {
  const { extension, reappointments } = draft.state;
  const { regime } = draft.world.plan;
  if (extension.asked) return refuse('EXTENSION_PENDING');
  if (extension.granted >= regime.extension.atMost)
    return refuse('EXTENSION_EXHAUSTED', String(extension.granted), [String(regime.extension.atMost)]);
  return reappointments >= regime.apology.reappointments
    ? refuse('REAPPOINTMENT_EXHAUSTED', String(reappointments), [String(regime.apology.reappointments)])
    : null;
}

function askedInTime(draft: Draft): Refusal | null {
  const { calendar, plan } = draft.world;
  const total = draft.state.deadlines['total'];
  if (!total) return refuse('NOT_ALLOWED_NOW', draft.state.status);
  if (total.status === 'breached') return refuse('EXTENSION_TOO_LATE', new Date(draft.at).toISOString());
  if (total.dueAt === null) return null;
  const latest = latestToAsk(calendar, plan, { ...total, dueAt: total.dueAt });
  return draft.at <= latest ? null : refuse('EXTENSION_TOO_LATE', new Date(draft.at).toISOString(), [new Date(latest).toISOString()]);
}

function mayAskHere(draft: Draft, by: Actor, run: Run): Refusal | null {
  return actsFor(draft, by, partyOf(stepOf(draft, run))!, 'head');
}

function askingAgency(draft: Draft, run: string): { agency?: string; role?: string } {
  const party = partyOf(draft.world.plan.steps[run.split('#')[0]!]!);
  const agency = party ? draft.state.bindings[party] : undefined;
  const role = party ? draft.world.plan.parties[party]?.head : undefined;
  return { ...(agency && { agency }), ...(role && { role }) };
}

function unapologised(draft: Draft): Draft['state']['episodes'][number] | undefined {
  return draft.state.closed ? undefined : draft.state.episodes.find((episode) => !episode.apologised);
}
