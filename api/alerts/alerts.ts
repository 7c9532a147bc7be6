/** Every kind of alert and where it comes from, the most pressing first. */
import type { AlertKind, AlertSource } from './alert.js';
import { matterOverdue, toBeRuledOn } from './asked.js';
import { closedWithoutResult } from './closed-without-result.js';
import { extensionPossible } from './extension-possible.js';
import { holderAbsent } from './holder-absent.js';
import { nobodyThere } from './nobody-there.js';
import { deadLetter, partnerEnded, unreconciled } from './on-the-road.js';
import { resultNotHeard } from './result-not-heard.js';
import { crossingMissed, notHandedOver, notTakenUp } from './standing-still.js';

export const ALERTS: Readonly<Record<AlertKind, AlertSource>> = {
  'extension-possible': extensionPossible,
  'to-be-ruled-on': toBeRuledOn,
  'matter-overdue': matterOverdue,
  'crossing-missed': crossingMissed,
  'result-not-heard': resultNotHeard,
  'not-taken-up': notTakenUp,
  'holder-absent': holderAbsent,
  'nobody-there': nobodyThere,
  'not-handed-over': notHandedOver,
  'partner-ended': partnerEnded,
  difference: unreconciled,
  'dead-letter': deadLetter,
  'closed-without-result': closedWithoutResult,
};
