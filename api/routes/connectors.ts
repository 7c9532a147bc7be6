import { Type } from 'typebox';
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
    const { dossierId, act, messageId } = await read(() => deps.connectors.read(connector, body));
    if (!(await deps.store.dossiers.get(dossierId))) throw notFound(DOSSIER, dossierId);
    const recorded = await performAct(deps, dossierId, { kind: 'system', id: connector }, act, `${connector}/${messageId}`);
    return { status: 200, body: { messageId, facts: recorded.facts.length } };
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
