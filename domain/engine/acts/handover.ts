import type { Refusal } from '../engine.js';
import { command, type Draft, record } from '../draft.js';
import type { Acknowledge, Actor, AgencyId, Transfer } from '../event.js';
import { startStep } from '../flow.js';
import { acceptHandover, agencyAt, handOver, isUnderway, receiveHandover } from '../handover.js';
import { partyOf } from '../parties.js';
import { sameDayLimit } from '../same-day.js';
import type { Run } from '../state.js';
import { beforeAcceptance } from './reception.js';
import { type ActOf, type ActRule, actsFor, atDesk, firstOf, inProcess, isSystem, refuse } from './rule.js';
import { stepOf } from './task.js';

/** The other side says that it has what was handed over, or has taken it up: its system, or an officer of it. */
export const acknowledge: ActRule<Acknowledge> = {
  permitted: (draft, by, run) => {
    if (!run!.handover || run!.handover.accepted) return refuse('NOT_ALLOWED_NOW', run!.step);
    const step = stepOf(draft, run!);
    const party = partyOf(step)!;
    const connector = draft.world.plan.parties[party]?.connector;
    const speaks = step.kind === 'dossier' ? isSystem(by, 'motcua') : connector !== undefined && isSystem(by, connector);
    return speaks ? null : actsFor(draft, by, party, 'either');
  },
  details: (draft, act) => {
    const { handover } = draft.state.runs.find((run) => run.id === act.run)!;
    return act.state === 'received' && handover!.received ? refuse('ALREADY_ACKNOWLEDGED', act.run) : null;
  },
  carryOut: (draft, act) => {
    const run = draft.state.runs.find((each) => each.id === act.run)!;
    const waited = isUnderway(run);
    if (act.state === 'accepted') acceptHandover(draft, run);
    else receiveHandover(draft, run);
    if (waited) startStep(draft, run);
  },
  choices: (_draft, run) => (run!.handover!.received ? ['accepted'] : ['received', 'accepted']),
};

/** Not ours to decide: to the agency that is competent, within the day. All parties of the agency move with it; the clock runs on. */
export const transfer: ActRule<Transfer> = {
  permitted: (draft, by, run) =>
    run
      ? firstOf(
          () => inProcess(draft),
          () => (movable(draft, run) ? null : refuse('NOT_ALLOWED_NOW', run.step)),
          () => mayTransfer(draft, by, run),
          () => askedMeanwhile(draft, run),
        )
      : firstOf(
          () => beforeAcceptance(draft),
          () => atDesk(draft, by),
        ),
  details: (draft, act) => {
    const { state } = draft;
    const run = state.runs.find((each) => each.id === act.run);
    const from = run ? agencyAt(draft, stepOf(draft, run)) : state.centre;
    if (act.agency === from) return refuse('TRANSFER_TO_ITSELF', act.agency);
    if (run) return null;
    const missing = Object.keys(draft.world.plan.parties).find((party) => !act.bindings?.[party]);
    return missing === undefined ? null : refuse('BINDING_MISSING', missing, [missing]);
  },
  carryOut: (draft, act) => {
    const run = draft.state.runs.find((each) => each.id === act.run);
    if (run) transferRun(draft, run, act);
    else transferDossier(draft, act);
  },
};

/** On paper the one-stop centre fixes in which order the agencies get the dossier (Decree 61/2018, art. 19.6). */
export const orderBranches: ActRule<ActOf<'order branches'>> = {
  permitted: (draft, by, run) => ((run!.waiting?.length ?? 0) > 1 ? atDesk(draft, by) : refuse('NOT_ALLOWED_NOW', run!.step)),
  details: (draft, act) => {
    const waiting = draft.state.runs.find((run) => run.id === act.run)!.waiting!;
    const same = act.branches.length === waiting.length && waiting.every((branch) => act.branches.includes(branch));
    return same ? null : refuse('BRANCHES_DIFFER', act.branches.join(', '), waiting);
  },
  carryOut: (draft, act) => {
    draft.state.runs.find((run) => run.id === act.run)!.waiting = [...act.branches];
    record(draft, { type: 'branchesOrdered', run: act.run, branches: act.branches });
  },
  choices: (_draft, run) => run!.waiting!,
};

/** What another system has been asked, or has become a dossier of its own elsewhere, is not taken back by changing who does it here. */
function movable(draft: Draft, run: Run): boolean {
  const step = stepOf(draft, run);
  const outside = step.kind === 'handoff' && draft.world.plan.parties[step.to]?.connector !== undefined;
  return agencyAt(draft, step) !== null && !outside && step.kind !== 'dossier';
}

function mayTransfer(draft: Draft, by: Actor, run: Run): Refusal | null {
  return actsFor(draft, by, partyOf(stepOf(draft, run))!, 'either') && atDesk(draft, by);
}

/** Parties that go along with a run: those of its agency, in the same capacity. */
function movesWith(draft: Draft, run: Run): (party: string) => boolean {
  const { state, world } = draft;
  const party = partyOf(stepOf(draft, run))!;
  const kindOf = (one: string): string | undefined => world.plan.parties[one]?.agency;
  return (one) => state.bindings[one] === state.bindings[party] && kindOf(one) === kindOf(party);
}

/** A question to another system is answered for the agency that it was put to; what it comes to must be known first. */
function askedMeanwhile(draft: Draft, run: Run): Refusal | null {
  const moves = movesWith(draft, run);
  const asked = draft.state.runs.find((each) => !movable(draft, each) && moves(partyOf(stepOf(draft, each)) ?? ''));
  return asked ? refuse('NOT_ALLOWED_NOW', asked.step) : null;
}

function transferRun(draft: Draft, run: Run, act: Transfer): void {
  const { state } = draft;
  const from = agencyAt(draft, stepOf(draft, run))!;
  const moves = movesWith(draft, run);
  const moved = state.runs.filter((each) => movable(draft, each) && moves(partyOf(stepOf(draft, each))!));
  state.bindings = Object.fromEntries(Object.entries(state.bindings).map(([party, agency]) => [party, moves(party) ? act.agency : agency]));
  for (const each of moved) delete each.officer;
  state.supervisors = { ...state.supervisors, ...act.supervisors };
  const since = run.openedAt;
  record(draft, {
    type: 'dossierTransferred',
    run: run.id,
    from,
    to: act.agency,
    bindings: state.bindings,
    note: act.note,
    late: isLate(draft, since),
  });
  for (const each of moved) handOver(draft, each, from);
  tell(draft, act.agency, run.id, act.note);
}

function transferDossier(draft: Draft, act: Transfer): void {
  const { state } = draft;
  const from = state.centre;
  Object.assign(state, { centre: act.agency, bindings: act.bindings, lastAgency: act.agency, supervisors: act.supervisors ?? {} });
  const late = isLate(draft, state.receivedAt);
  record(draft, { type: 'dossierTransferred', run: null, from, to: act.agency, bindings: state.bindings, note: act.note, late });
  tell(draft, act.agency, undefined, act.note);
}

function tell(draft: Draft, agency: AgencyId, run: string | undefined, note: string): void {
  command(draft, 'notify-transferred', { type: 'notify', to: 'holder', agency, about: 'transferred', note, ...(run && { run }) });
}

function isLate(draft: Draft, since: number): boolean {
  const limit = sameDayLimit(draft, since);
  return limit !== null && draft.at > limit;
}
