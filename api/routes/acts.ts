/** Acts on a dossier: the general one, and the resources that are acts by another name. */
import { Type, type TSchema } from 'typebox';
import type { Text } from '../messages/text.js';
import { operation, type Operation } from '../operation.js';
import type { OperationId } from '../policy.js';
import {
  actSchema,
  extensionRequest,
  extensionRuling,
  noteSchema,
  supplement,
  supplementRequest,
  type ActBody,
} from '../schema/act-schema.js';
import { actAnswerSchema } from '../schema/dossier-schema.js';
import { closed, id, instantIn } from '../schema/parts.js';
import { officerAct } from '../use-cases/officer-act.js';

const answers = { 200: { json: actAnswerSchema } };

export const performAct = operation({
  id: 'performAct',
  method: 'post',
  path: '/dossiers/{id}/acts',
  tag: 'Acts',
  summary: { vi: 'Làm một việc trên hồ sơ', en: 'Perform an act' },
  params: { id },
  body: actSchema,
  write: true,
  answers,
  handle: (call) => officerAct(call, call.params.id!, call.body),
});

export const askExtension = resource(
  'askExtension',
  'extension-requests',
  'ask extension',
  { vi: 'Đề nghị gia hạn', en: 'Ask for an extension' },
  extensionRequest,
);
export const ruleExtension = resource(
  'ruleExtension',
  'extension-rulings',
  'rule extension',
  { vi: 'Quyết định gia hạn', en: 'Rule on an extension' },
  extensionRuling,
);
export const requestSupplement = resource(
  'requestSupplement',
  'supplement-requests',
  'request supplement',
  { vi: 'Yêu cầu bổ sung', en: 'Request a supplement' },
  supplementRequest,
);
export const receiveSupplement = resource(
  'receiveSupplement',
  'supplements',
  'receive supplement',
  { vi: 'Nhận bổ sung', en: 'Receive a supplement' },
  supplement,
);

export const enterWork = operation({
  id: 'enterWork',
  method: 'post',
  path: '/dossiers/{id}/entries',
  tag: 'Acts',
  summary: { vi: 'Nhập việc đã làm trên giấy hoặc ở hệ thống khác', en: 'Enter work done on paper or in another system' },
  params: { id },
  body: closed({
    act: actSchema,
    doneAt: instantIn,
    evidence: Type.Array(id, { minItems: 1, maxItems: 20 }),
    note: Type.Optional(noteSchema),
  }),
  write: true,
  answers,
  handle: (call) => {
    const { act, doneAt, evidence, note } = call.body;
    return officerAct(call, call.params.id!, { type: 'enter', act, effectiveAt: doneAt, evidence, ...(note && { note }) });
  },
});

function resource(operationId: OperationId, name: string, type: ActBody['type'], summary: Text, body: Record<string, TSchema>): Operation {
  return operation({
    id: operationId,
    method: 'post',
    path: `/dossiers/{id}/${name}`,
    tag: 'Acts',
    summary,
    params: { id },
    body: closed(body),
    write: true,
    answers,
    handle: (call) => officerAct(call, call.params.id!, { ...(call.body as object), type }),
  });
}
