import type { Act } from '../event.js';
import { finishAutomatic, fulfil, giveOpinion, object, reply } from './answers.js';
import { deliver, refuseDossier, stop, withdraw } from './endings.js';
import { enter, ruleEntry } from './entry.js';
import { apologise, askExtension, ruleExtension } from './extension.js';
import { acknowledge, orderBranches, transfer } from './handover.js';
import { link, report } from './linked.js';
import { answer, askInstruction, endorse } from './matters.js';
import { pay, settleObligation, stateObligation } from './obligations.js';
import { accept, decline, receive } from './reception.js';
import { applyCalendar } from './calendar.js';
import type { ActOf, ActRule } from './rule.js';
import { receiveSupplement, requestSupplement } from './supplement.js';
import { resume, suspend } from './suspension.js';
import { claim, complete, reassign, release, returnTask } from './task.js';

/** Time passing is carried out before any act is; the wake-up itself adds nothing. */
const wake: ActRule<ActOf<'wake'>> = { permitted: () => null, carryOut: () => undefined };

/** Every act there is. */
export const acts: { readonly [T in Act['type']]: ActRule<ActOf<T>> } = {
  receive,
  accept,
  decline,
  claim,
  release,
  reassign,
  complete,
  return: returnTask,
  'request supplement': requestSupplement,
  'receive supplement': receiveSupplement,
  refuse: refuseDossier,
  withdraw,
  stop,
  'ask extension': askExtension,
  'rule extension': ruleExtension,
  apologise,
  reply,
  'give opinion': giveOpinion,
  pay,
  'state obligation': stateObligation,
  'settle obligation': settleObligation,
  fulfil,
  object,
  'finish automatic': finishAutomatic,
  deliver,
  acknowledge,
  transfer,
  'order branches': orderBranches,
  link,
  report,
  suspend,
  resume,
  endorse,
  'ask instruction': askInstruction,
  answer,
  enter,
  'rule entry': ruleEntry,
  'apply calendar': applyCalendar,
  wake,
};

/** The rule of an act whose type is only known at run time. */
export function ruleOf(act: Pick<Act, 'type'>): ActRule<Act> {
  return acts[act.type] as unknown as ActRule<Act>;
}
