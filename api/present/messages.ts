import type { Language, Text } from '../messages/text.js';
import { fill } from '../messages/text.js';
import {
  type DeadLetterText,
  INCOMING_REASONS,
  OUTGOING_REASONS,
  REFUSED_TODO,
  REFUSED_TODO_OTHERWISE,
} from '../messages/dead-letter-messages.js';
import { REFUSAL_MESSAGES } from '../messages/refusal-messages.js';
import type { Correction, MessageReason, RoadMessage } from '../../store/road.js';
import { toIso } from '../instants.js';

/** A message as it is shown: masked. */
export function presentMessage(message: RoadMessage, language: Language) {
  const { id, direction, connector, message: kind, dossierId, number, run, at, state, attempts, facts, reason, body, hash } = message;
  return {
    ...{ id, direction, connector, message: kind, dossierId, number, run, at: toIso(at), state, attempts },
    ...{ facts: facts ?? 0, body, hash, reason: reason ? presentReason(direction, reason, language) : null },
    corrections: (message.corrections ?? []).map(presentCorrection),
    givenUp: message.givenUp ? { ...message.givenUp, at: toIso(message.givenUp.at) } : null,
  };
}

/** Which fields were changed, not to what: they may be personal. */
function presentCorrection({ by, at, why, fields, reference }: Correction) {
  return { by, at: toIso(at), why, fields: [...Object.keys(fields), ...(reference === undefined ? [] : ['reference'])] };
}

function presentReason(direction: RoadMessage['direction'], reason: MessageReason, language: Language) {
  const { what, todo } = textOf(direction, reason.code);
  const values = { found: reason.found, expected: reason.expected?.join(', '), said: reason.said };
  return { code: reason.code, what: fill(what, values)[language], todo: todo[language] };
}

function textOf(direction: RoadMessage['direction'], code: string): DeadLetterText {
  const known = (direction === 'out' ? OUTGOING_REASONS : INCOMING_REASONS)[code];
  if (known) return known;
  const what = (REFUSAL_MESSAGES as Readonly<Record<string, Text>>)[code] ?? { vi: code, en: code };
  return { what, todo: REFUSED_TODO[code] ?? REFUSED_TODO_OTHERWISE };
}
