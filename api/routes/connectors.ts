import { Type } from 'typebox';
import type { RefusalCode } from '../../domain/engine/engine.js';
import type { Received } from '../../notifications/keep-message.js';
import { receiveMessage } from '../../notifications/receive-message.js';
import { REFUSAL_MESSAGES } from '../messages/refusal-messages.js';
import { rawBodyOf } from '../middleware/body.js';
import { operation } from '../operation.js';
import { Problem, RefusedAct } from '../problem.js';
import { closed, id, oneOf } from '../schema/parts.js';
import { doorOf } from '../use-cases/door.js';

export const receiveCallback = operation({
  id: 'receiveCallback',
  method: 'post',
  path: '/connectors/{connector}/callbacks',
  tag: 'Connectors',
  summary: { vi: 'Hệ thống ngoài trả lời (có chữ ký)', en: 'An outside system answers, signed' },
  params: { connector: id },
  body: Type.Unsafe<Record<string, unknown>>({ type: 'object', description: "Checked by the connector's contract" }),
  bodyKind: 'raw',
  answers: {
    200: {
      json: closed({
        messageId: Type.String(),
        state: oneOf(['done', 'moot', 'given up'], 'Moot: nobody waits for it any more, and it says nothing new'),
        facts: Type.Integer({ description: 'How many facts came of it' }),
      }),
    },
  },
  handle: async ({ deps, params, body, request }) => {
    const connector = params.connector!;
    const why = deps.connectors.refuses(connector, request.headers, rawBodyOf(request), deps.now());
    if (why) throw new Problem('SIGNATURE_INVALID', { found: why });
    const received = await receiveMessage(doorOf(deps), connector, body);
    if (received.state === 'early' || received.state === 'dead') throw notTaken(received);
    const { messageId, state, facts } = received;
    return { status: 200, body: { messageId, state, facts } };
  },
});

/** 409: too early, send it again. 422: kept for an officer to see, and not to be sent again. */
function notTaken({ state, reason }: Received): RefusedAct | Problem {
  const { code = '', found, expected, said } = reason ?? {};
  if (Object.hasOwn(REFUSAL_MESSAGES, code))
    return new RefusedAct(
      { code: code as RefusalCode, ...(found !== undefined && { found }), ...(expected && { expected }) },
      [],
      state === 'dead',
    );
  return new Problem('MESSAGE_INVALID', { found: said ?? `callback: dossier ${found} is unknown` });
}
