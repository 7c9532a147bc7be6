/** Plays a dossier at random but lawfully: each move is one of the actions allowed to one of the actors, with details that fit. */
import type { AllowedAction, World } from '../../domain/engine/engine.js';
import { allowedActions } from '../../domain/engine/allowed-actions.js';
import type { Act, Actor, Event } from '../../domain/engine/event.js';
import type { State } from '../../domain/engine/state.js';
import { BRANCH_HEAD, CENTRE_LEADER, DESK, LAND_1, LAND_2, TAX } from '../domain/engine/fixture.js';

export const TAX_OFFICER: Actor = { kind: 'officer', id: 'tax-1', agency: 'tax-2', roles: ['officer'] };
export const ACTORS: readonly Actor[] = [
  DESK,
  LAND_1,
  LAND_2,
  BRANCH_HEAD,
  CENTRE_LEADER,
  TAX,
  TAX_OFFICER,
  { kind: 'system', id: 'motcua' },
];

/** One random number for the gap in time, the choice of the move and the choice within the move. */
export interface Move {
  readonly wait: number;
  readonly pick: number;
  readonly choice: number;
}

/** Acts that leave the dossier where it is: picked less often too. */
const ASIDE = ['endorse', 'ask instruction', 'suspend', 'transfer', 'reassign', 'release', 'claim'];
const ENDINGS = ['withdraw', 'stop', 'refuse'];

/** The event a move stands for in this state; null when nobody may do anything. Rare endings (withdrawal, stop, refusal) are picked less often, so that dossiers live. */
export function eventOf(world: World, state: State, move: Move): Event | null {
  const at = state.now + move.wait;
  const options = ACTORS.flatMap((by) => allowedActions(world, state, by, at).map((action) => ({ by, action }))).filter(
    ({ action }) => action.act !== 'enter',
  );
  const without = (acts: readonly string[]) => options.filter(({ action }) => !acts.includes(action.act));
  const onward = without([...ENDINGS, ...ASIDE]);
  const wanted = move.pick % 17 === 0 ? options : move.pick % 5 === 0 || onward.length === 0 ? without(ENDINGS) : onward;
  const pool = wanted.length > 0 ? wanted : options;
  const chosen = pool[move.pick % pool.length];
  if (!chosen) return null;
  const act = actOf(chosen.action, state, move.choice, at);
  return act && { at, by: chosen.by, act: move.choice % 7 === 0 ? earlier(chosen.by, act, state, at) : act };
}

/** Some of what officers do was done on paper before, and is entered now. */
function earlier(by: Actor, act: Act, state: State, at: number): Act {
  if (by.kind !== 'officer' || act.type === 'rule entry') return act;
  const run = 'run' in act ? state.runs.find((each) => each.id === act.run) : undefined;
  const since = run?.openedAt ?? state.acceptedAt ?? state.receivedAt;
  return { type: 'enter', act, effectiveAt: since + Math.floor((at - since) / 2), evidence: ['file-1'] };
}

function actOf(action: AllowedAction, state: State, choice: number, at: number): Act | null {
  const run = action.run ?? '';
  const picked = action.choices?.[choice % action.choices.length];
  const note = 'note';
  switch (action.act) {
    case 'claim':
    case 'release':
      return { type: action.act, run };
    case 'reassign':
      return { type: 'reassign', run, officer: 'land-2' };
    case 'complete':
      return picked === undefined ? null : { type: 'complete', run, outcome: picked };
    case 'return':
      return picked === undefined ? null : { type: 'return', run, to: picked, note };
    case 'request supplement':
      return { type: 'request supplement', ...(action.run && { run }), documents: ['proof'], note };
    case 'receive supplement':
      return { type: 'receive supplement', documents: [...(state.supplements.open?.documents ?? [])] };
    case 'refuse':
      return { type: 'refuse', run, ground: picked ?? '', note };
    case 'ask extension':
      return { type: 'ask extension', run, length: 1 + (choice % 10), note };
    case 'rule extension':
      return { type: 'rule extension', granted: choice % 2 === 0, decision: '1/QĐ', note };
    case 'apologise':
      return { type: 'apologise', note, ...(choice % 2 === 0 && { newAppointmentAt: at + 86_400_000 }) };
    case 'reply':
      return {
        type: 'reply',
        run,
        reply: picked ?? '',
        ...(picked === 'notice' && { obligations: [{ reference: `ref-${run}`, amount: 1000 }] }),
      };
    case 'give opinion':
      return { type: 'give opinion', run, party: picked ?? '', opinion: 'agree' };
    case 'pay': {
      const owed = state.obligations.find((each) => each.left > 0)!;
      return { type: 'pay', reference: owed.reference, amount: Math.min(owed.left, 1 + (choice % 1000)) };
    }
    case 'finish automatic':
      return choice % 3 === 0 ? { type: 'finish automatic', run, ok: false } : { type: 'finish automatic', run, ok: true, value: '12' };
    case 'deliver':
      return choice % 2 ? { type: 'deliver', run, method: 'desk' } : { type: 'deliver', run, method: 'post', reference: 'EMS-1' };
    case 'fulfil':
      return { type: 'fulfil', run };
    case 'object':
      return { type: 'object', run, note };
    case 'withdraw':
    case 'stop':
    case 'decline':
      return { type: action.act, note };
    case 'accept':
      return { type: 'accept' };
    case 'acknowledge':
      return { type: 'acknowledge', run, state: picked === 'received' ? 'received' : 'accepted' };
    case 'transfer':
      return { type: 'transfer', agency: choice % 2 ? 'land-branch-2' : 'tax-3', note, ...(action.run && { run }) };
    case 'order branches':
      return { type: 'order branches', run, branches: [...(action.choices ?? [])].reverse() };
    case 'link':
      return { type: 'link', run, dossier: `linked-${run}`, number: `H1-${run}` };
    case 'report':
      return { type: 'report', run, outcome: choice % 3 ? 'granted' : 'refused', results: { [`linked-${run}`]: 'file-1' } };
    case 'state obligation':
      return { type: 'state obligation', reference: `more-${state.obligations.length}`, amount: 500 };
    case 'settle obligation':
      return { type: 'settle obligation', reference: picked ?? '', how: choice % 2 ? 'exempt' : 'deferred' };
    case 'suspend':
    case 'resume':
      return { type: action.act, cause: picked ?? '', note };
    case 'endorse':
      return { type: 'endorse', to: { agency: 'land-branch' }, answerBy: at + 3 * 86_400_000, note };
    case 'ask instruction':
      return { type: 'ask instruction', run, answerBy: at + 86_400_000, note };
    case 'answer':
      return { type: 'answer', matter: Number(picked), note };
    case 'rule entry':
      return { type: 'rule entry', entry: Number(picked), granted: choice % 2 === 0 };
    default:
      return null;
  }
}
