/** What other agencies, the applicant and the system itself answer. */
import type { ApplicantStep, AutomaticStep, ConsultStep, HandoffStep, PostingStep } from '../../procedure/plan.js';
import { command, type Draft, record } from '../draft.js';
import type { ReplyAct } from '../event.js';
import { leave } from '../flow.js';
import type { Run } from '../state.js';
import { oblige, obligationsWrong } from './obligations.js';
import { type ActOf, type ActRule, actsFor, firstOf, loopLeft, refuse } from './rule.js';
import { stepOf, waitsForSupplement } from './task.js';

/** The answer of another agency: by its connector, or by an officer of it. */
export const reply: ActRule<ReplyAct> = {
  permitted: (draft, by, run) => {
    const step = stepOf(draft, run!);
    if (step.kind !== 'handoff') return refuse('NOT_ALLOWED_NOW', run!.step);
    const { connector } = draft.world.plan.parties[step.to]!;
    return firstOf(
      () => (by.kind === 'system' && by.id === connector ? null : actsFor(draft, by, step.to, 'either')),
      () => waitsForSupplement(draft, run!),
    );
  },
  details: (draft, act, by) => {
    const step = stepAt<HandoffStep>(draft, act.run);
    const wanted = step.replies[act.reply];
    if (!wanted) return refuse('REPLY_UNKNOWN', act.reply, Object.keys(step.replies));
    const wrong = wanted.obligation ? obligationsWrong(draft, act.reply, act.obligations ?? []) : null;
    if (wrong) return wrong;
    // a partner's contract says what it brings; a number that has become somebody's own is kept apart also from dossiers whose plan still asks for it
    if (wanted.value && !act.value && by.kind === 'officer') return refuse('VALUE_MISSING', wanted.value);
    return loopLeft(draft, step.id, wanted);
  },
  carryOut: (draft, act) => {
    const run = runOf(draft, act.run);
    const step = stepAt<HandoffStep>(draft, act.run);
    const go = step.replies[act.reply]!;
    record(draft, {
      type: 'handoffReplied',
      run: run.id,
      step: step.id,
      reply: act.reply,
      ...(go.value && act.value && { value: act.value }),
      ...(act.note && { note: act.note }),
    });
    if (go.obligation) for (const each of act.obligations ?? []) oblige(draft, { run: run.id, step: step.id, reply: act.reply }, each);
    if (go.value && act.value) draft.state.values[go.value] = act.value;
    leave(draft, run, act.reply, go);
  },
  choices: (draft, run) => Object.keys(stepAt<HandoffStep>(draft, run!.id).replies),
};

export const giveOpinion: ActRule<ActOf<'give opinion'>> = {
  permitted: (draft, by, run) => {
    const step = stepOf(draft, run!);
    if (step.kind !== 'consult') return refuse('NOT_ALLOWED_NOW', run!.step);
    const asked = run!.awaiting ?? [];
    return asked.some((party) => !actsFor(draft, by, party, 'either')) ? null : actsFor(draft, by, asked[0] ?? step.of[0]!, 'either');
  },
  details: (draft, act, by) => {
    const awaiting = runOf(draft, act.run).awaiting ?? [];
    return awaiting.includes(act.party) ? actsFor(draft, by, act.party, 'either') : refuse('NOT_ASKED', act.party, awaiting);
  },
  carryOut: (draft, act) => {
    const run = runOf(draft, act.run);
    run.awaiting = (run.awaiting ?? []).filter((party) => party !== act.party);
    record(draft, { type: 'opinionGiven', run: run.id, party: act.party, opinion: act.opinion, ...(act.note && { note: act.note }) });
    if (run.awaiting.length === 0) leave(draft, run, 'answered', stepAt<ConsultStep>(draft, run.id, run.step).next);
  },
  choices: (draft, run, by) => (run!.awaiting ?? []).filter((party) => !actsFor(draft, by, party, 'either')),
};

/** The applicant has done what was asked (published, came, signed, corrected); the desk party records it. */
export const fulfil: ActRule<ActOf<'fulfil'>> = {
  permitted: (draft, by, run) => {
    const step = stepOf(draft, run!);
    if (step.kind !== 'applicant' || step.act === 'pay') return refuse('NOT_ALLOWED_NOW', run!.step);
    return actsFor(draft, by, step.at, 'role');
  },
  carryOut: (draft, act) => {
    const run = runOf(draft, act.run);
    const { next, times = 1 } = stepAt<ApplicantStep>(draft, run.id, run.step);
    run.times = (run.times ?? 0) + 1;
    record(draft, { type: 'applicantFulfilled', run: run.id, time: run.times, ...(act.note && { note: act.note }) });
    if (run.times >= times) leave(draft, run, 'done', next);
  },
};

/** Somebody objects to what is publicly posted. */
export const object: ActRule<ActOf<'object'>> = {
  permitted: (draft, by, run) => {
    const step = stepOf(draft, run!);
    if (step.kind !== 'posting' || !step.objection) return refuse('NOT_ALLOWED_NOW', run!.step);
    const { objection } = step;
    return firstOf(
      () => actsFor(draft, by, step.by, 'either'),
      () => loopLeft(draft, step.id, objection),
    );
  },
  carryOut: (draft, act) => {
    const run = runOf(draft, act.run);
    record(draft, { type: 'objectionLodged', run: run.id, note: act.note });
    leave(draft, run, 'objection', stepAt<PostingStep>(draft, run.id, run.step).objection!);
  },
};

/** The system reports on an automatic step; when it gave up, the fallback party finishes by hand. */
export const finishAutomatic: ActRule<ActOf<'finish automatic'>> = {
  permitted: (draft, by, run) => {
    const step = stepOf(draft, run!);
    if (step.kind !== 'automatic') return refuse('NOT_ALLOWED_NOW', run!.step);
    return by.kind === 'system' ? null : run!.failed ? actsFor(draft, by, step.fallback, 'role') : refuse('NOT_ALLOWED_NOW', run!.step);
  },
  details: (_draft, act) => (act.ok && !act.value ? refuse('VALUE_MISSING', act.run) : null),
  carryOut: (draft, act) => {
    const run = runOf(draft, act.run);
    const step = stepAt<AutomaticStep>(draft, act.run);
    if (!act.ok) return automaticFailed(draft, run, step);
    if (act.value) draft.state.values[step.register] = act.value;
    record(draft, { type: 'automaticDone', run: run.id, ...(act.value && { value: act.value }) });
    leave(draft, run, 'done', step.next);
  },
};

function automaticFailed(draft: Draft, run: Run, step: AutomaticStep): void {
  run.failed = true;
  record(draft, { type: 'automaticFailed', run: run.id });
  const agency = draft.state.bindings[step.fallback]!;
  const role = draft.world.plan.parties[step.fallback]?.role;
  command(draft, `notify-failed-${run.id}`, {
    type: 'notify',
    to: step.fallback,
    agency,
    ...(role && { role }),
    about: 'automatic failed',
    run: run.id,
  });
}

function runOf(draft: Draft, id: string): Run {
  return draft.state.runs.find((run) => run.id === id)!;
}

function stepAt<S>(draft: Draft, run: string, step = run.split('#')[0]!): S {
  return draft.world.plan.steps[step] as S;
}
