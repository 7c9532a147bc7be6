import type { Step } from '../../procedure/plan.js';
import { command, type Draft, record } from '../draft.js';
import type { Deliver } from '../event.js';
import { close, closeDossier, finish, openStep } from '../flow.js';
import { hasResult } from '../result.js';
import { type ActOf, type ActRule, atDesk, firstOf, headsCentre, inProcess, isSystem, refuse } from './rule.js';
import { mayWorkOn, stepOf } from './task.js';

/** Not eligible: reason, ground of law and next step are mandatory; the papers go back through the desk (Decree 61/2018, art. 19.8). */
export const refuseDossier: ActRule<ActOf<'refuse'>> = {
  permitted: (draft, by, run) => {
    const step = stepOf(draft, run!);
    if (step.kind !== 'task' || !step.may.includes('refuse')) return refuse('NOT_ALLOWED_NOW', run!.step);
    return firstOf(
      () => inProcess(draft),
      () => mayWorkOn(draft, by, run!),
    );
  },
  details: (draft, act) => {
    const { grounds } = draft.world.plan.regime.refusal;
    return grounds.includes(act.ground) ? null : refuse('GROUND_UNKNOWN', act.ground, grounds);
  },
  carryOut: (draft, act) => {
    record(draft, { type: 'dossierRefused', run: act.run, ground: act.ground, note: act.note });
    command(draft, 'paper-refusal', {
      type: 'issue paper',
      paper: 'refusal',
      form: draft.world.plan.regime.forms['refusal'] ?? '',
      note: act.note,
    });
    command(draft, 'notify-refused', { type: 'notify', to: 'applicant', about: 'refused', note: act.note });
    finish(draft, 'refused');
    const last = Object.values(draft.world.plan.steps).filter(isDeliver).at(-1);
    if (last) openStep(draft, last.id);
    else closeDossier(draft);
  },
  choices: (draft) => draft.world.plan.regime.refusal.grounds,
};

/** The applicant asks to stop; allowed while there is no decision (Decree 118/2025, art. 21). */
export const withdraw: ActRule<ActOf<'withdraw'>> = {
  permitted: (draft, by) =>
    firstOf(
      () => (draft.state.outcome ? refuse('NOT_ALLOWED_NOW', draft.state.status) : null),
      () => (isSystem(by, 'motcua') ? null : atDesk(draft, by)),
    ),
  carryOut: (draft, act) => {
    record(draft, { type: 'dossierWithdrawn', note: act.note });
    endWithNotice(draft, 'withdrawn', act.note);
  },
};

export const stop: ActRule<ActOf<'stop'>> = {
  permitted: (draft, by) =>
    firstOf(
      () => inProcess(draft),
      () => headsCentre(draft, by),
    ),
  carryOut: (draft, act) => {
    record(draft, { type: 'dossierStopped', cause: 'officer', note: act.note });
    endWithNotice(draft, 'stopped', act.note);
  },
};

/** The result, or the refused papers, are handed over; the dossier closes with its delivery record. */
export const deliver: ActRule<Deliver> = {
  permitted: (draft, by, run) =>
    stepOf(draft, run!).kind === 'deliver' ? mayWorkOn(draft, by, run!) : refuse('NOT_ALLOWED_NOW', run!.step),
  details: (draft, act) => {
    const methods = methodsOf(draft, act.run);
    if (!methods.includes(act.method)) return refuse('METHOD_UNKNOWN', act.method, methods);
    if (act.method === 'post' && !act.reference) return refuse('POSTAL_NUMBER_MISSING', act.method);
    return resultThere(draft) ? null : refuse('RESULT_MISSING', undefined, resultsOf(draft));
  },
  carryOut: (draft, act) => {
    const run = draft.state.runs.find((each) => each.id === act.run)!;
    close(draft, run);
    const { method, reference, evidence, note } = act;
    record(draft, {
      type: 'resultDelivered',
      run: run.id,
      method,
      ...(reference && { reference }),
      ...(evidence && { evidence }),
      ...(note && { note }),
    });
    record(draft, { type: 'stepCompleted', run: run.id, step: run.step, outcome: act.method });
    closeDossier(draft);
  },
  choices: (draft, run) => methodsOf(draft, run!.id),
};

/** What is granted cannot be closed without the paper that says so (E11). */
function resultThere({ state }: Draft): boolean {
  return state.outcome !== 'granted' || hasResult(state);
}

function resultsOf({ world }: Draft): string[] {
  return Object.values(world.plan.steps).flatMap((step) => (step.kind === 'task' ? step.produces : []));
}

function endWithNotice(draft: Draft, outcome: 'withdrawn' | 'stopped', note: string): void {
  command(draft, 'paper-stop', { type: 'issue paper', paper: 'stop', form: draft.world.plan.regime.forms['stop'] ?? '', note });
  command(draft, 'notify-stopped', { type: 'notify', to: 'applicant', about: 'stopped', note });
  finish(draft, outcome);
}

function methodsOf(draft: Draft, id: string): readonly string[] {
  const step = stepOf(
    draft,
    draft.state.runs.find((run) => run.id === id)!,
  );
  return isDeliver(step) ? step.methods : [];
}

function isDeliver(step: Step): step is Extract<Step, { kind: 'deliver' }> {
  return step.kind === 'deliver';
}
