import { Type } from 'typebox';
import type { Act } from '../../domain/engine/event.js';
import { takeHeard } from '../../notifications/take-heard.js';
import { operation } from '../operation.js';
import { DOSSIER, notFound, Problem } from '../problem.js';
import { closed, id } from '../schema/parts.js';
import { performAct } from '../use-cases/perform-act.js';
import { rawBodyOf } from '../middleware/body.js';

export const receiveCallback = operation({
  id: 'receiveCallback',
  method: 'post',
  path: '/connectors/{connector}/callbacks',
  tag: 'Connectors',
  summary: { vi: 'Hệ thống ngoài trả lời (có chữ ký)', en: 'An outside system answers, signed' },
  params: { connector: id },
  body: Type.Unsafe<Record<string, unknown>>({ type: 'object', description: "Checked by the connector's contract" }),
  bodyKind: 'raw',
  answers: { 200: { json: closed({ messageId: Type.String(), facts: Type.Integer({ description: 'How many facts came of it' }) }) } },
  handle: async ({ deps, params, body, request }) => {
    const connector = params.connector!;
    const why = deps.connectors.refuses(connector, request.headers, rawBodyOf(request), deps.now());
    if (why) throw new Problem('SIGNATURE_INVALID', { found: why });
    const heard = await read(() => deps.connectors.read(connector, body));
    const { dossierId, messageId } = heard;
    if (!(await deps.store.dossiers.get(dossierId))) throw notFound(DOSSIER, dossierId);
    const perform = (act: Act) => performAct(deps, dossierId, { kind: 'system', id: connector }, act, `${connector}/${messageId}`);
    const recorded = await takeHeard({ ...deps, perform }, connector, heard);
    return { status: 200, body: { messageId, facts: recorded?.facts.length ?? 0 } };
  },
});

async function read<T>(parse: () => T | Promise<T>): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    if (error instanceof Problem || !(error instanceof Error)) throw error;
    throw new Problem('MESSAGE_INVALID', { found: error.message });
  }
}
