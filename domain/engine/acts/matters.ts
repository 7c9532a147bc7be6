import { meet, startDeadline } from '../deadlines.js';
import { deadlineOf } from '../matters.js';
import { command, type Draft, record } from '../draft.js';
import type { Actor, Endorse } from '../event.js';
import type { Refusal } from '../engine.js';
import { headRolesOf, partyOf } from '../parties.js';
import type { Matter, Run } from '../state.js';
import type { Instant } from '../../time/instant.js';
import type { Rung } from '../../procedure/plan.js';
import { type ActOf, type ActRule, actsFor, firstOf, headsAgency, headsCentre, refuse } from './rule.js';
import { stepOf } from './task.js';

/** At the date, who was asked is reminded; a working day later the centre is told, and who asked when he is of another agency. */
const RUNGS: readonly Rung[] = [
  { id: 'remind-due-addressee', at: { due: 'due' }, do: 'remind', to: 'holder' },
  { id: 'escalate-1-working-day-after-due', at: { due: { length: 1, unit: 'working days' } }, do: 'escalate', to: 'centre' },
];

/** A leader writes on the dossier what is to be done, by whom and until when; the answer is tracked like any date (A9). */
export const endorse: ActRule<Endorse> = {
  permitted: (draft, by) =>
    firstOf(
      () => accepted(draft),
      () => leads(draft, by),
    ),
  details: (draft, act) => inTime(draft, act.answerBy),
  carryOut: (draft, act) => {
    const matter = open(draft, act.to, act.answerBy);
    record(draft, { type: 'endorsed', matter: matter.no, to: act.to, note: act.note, answerBy: act.answerBy });
    command(draft, `notify-matter-${matter.no}`, { type: 'notify', to: 'officer', ...act.to, about: 'endorsed', note: act.note });
  },
};

/** Beyond an officer's competence: he asks his head, or the head of the centre when he is of the centre (E18). */
export const askInstruction: ActRule<ActOf<'ask instruction'>> = {
  permitted: (draft, by, run) =>
    firstOf(
      () => (stepOf(draft, run!).kind === 'task' ? null : refuse('NOT_ALLOWED_NOW', run!.step)),
      () => actsFor(draft, by, partyOf(stepOf(draft, run!))!, 'role'),
    ),
  details: (draft, act) => inTime(draft, act.answerBy),
  carryOut: (draft, act) => {
    const to = headOf(
      draft,
      draft.state.runs.find((run) => run.id === act.run)!,
    );
    const matter = open(draft, to, act.answerBy);
    record(draft, { type: 'instructionAsked', matter: matter.no, run: act.run, to, note: act.note, answerBy: act.answerBy });
    command(draft, `notify-matter-${matter.no}`, {
      type: 'notify',
      to: 'head',
      ...to,
      about: 'instruction asked',
      run: act.run,
      note: act.note,
    });
  },
};

export const answer: ActRule<ActOf<'answer'>> = {
  permitted: (draft, by) =>
    draft.state.matters.some((matter) => mayAnswer(draft, by, matter)) ? null : refuse('MATTER_UNKNOWN', undefined, numbers(draft)),
  details: (draft, act, by) => {
    const matter = draft.state.matters.find((each) => each.no === act.matter);
    if (!matter) return refuse('MATTER_UNKNOWN', String(act.matter), numbers(draft));
    return mayAnswer(draft, by, matter) ? null : refuse('WRONG_AGENCY', by.id, [matter.to.officer ?? matter.to.agency]);
  },
  carryOut: (draft, act) => {
    const matter = draft.state.matters.find((each) => each.no === act.matter)!;
    draft.state.matters = draft.state.matters.filter((each) => each.no !== act.matter);
    record(draft, { type: 'matterAnswered', matter: matter.no, note: act.note });
    meet(draft, draft.state.deadlines[deadlineOf(matter.no)]);
    command(draft, `notify-answered-${matter.no}`, {
      type: 'notify',
      to: 'officer',
      agency: matter.from,
      about: 'matter answered',
      note: act.note,
    });
  },
  choices: (draft, _run, by) => draft.state.matters.filter((matter) => mayAnswer(draft, by, matter)).map(({ no }) => String(no)),
};

function open(draft: Draft, to: Matter['to'], answerBy: Instant): Matter {
  const { state, by } = draft;
  const from = by?.kind === 'officer' ? { from: by.agency, by: by.id } : { from: state.centre };
  const matter: Matter = { no: ++state.mattersSoFar, to, ...from };
  state.matters.push(matter);
  startDeadline(draft, deadlineOf(matter.no), { fixed: answerBy, rungs: RUNGS });
  return matter;
}

function mayAnswer(draft: Draft, by: Actor, { to }: Matter): boolean {
  if (by.kind !== 'officer' || by.agency !== to.agency) return false;
  if (to.officer) return by.id === to.officer || by.for?.includes(to.officer) === true || !headsAgency(draft, by, to.agency);
  return to.role ? by.roles.includes(to.role) : true;
}

/** Leaders are the heads of the parties and of the centre, wherever they sit, and those who lead an agency above one of them. */
function leads(draft: Draft, by: Actor): Refusal | null {
  const refusal = headsCentre(draft, by);
  if (!refusal || by.kind !== 'officer') return refusal;
  const { centre, bindings } = draft.state;
  const above = by.leads?.some((agency) => agency === centre || Object.values(bindings).includes(agency));
  return above ? null : headsAgency(draft, by, by.agency);
}

function headOf(draft: Draft, run: Run): Matter['to'] {
  const party = partyOf(stepOf(draft, run))!;
  const agency = draft.state.bindings[party]!;
  const role = draft.world.plan.parties[party]?.head ?? headRolesOf(draft, agency)[0];
  return role ? { agency, role } : { agency: draft.state.centre, role: draft.world.plan.regime.centre.role };
}

function accepted({ state }: Draft): Refusal | null {
  return state.acceptedAt === undefined || state.closed ? refuse('NOT_ALLOWED_NOW', state.status) : null;
}

function inTime(draft: Draft, answerBy: Instant): Refusal | null {
  return answerBy > draft.at ? null : refuse('ANSWER_BY_IN_PAST', new Date(answerBy).toISOString());
}

const numbers = ({ state }: Draft): string[] => state.matters.map(({ no }) => String(no));
