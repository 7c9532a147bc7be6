import { Type } from 'typebox';
import { ok, operation } from '../operation.js';
import { closed, nullable, text } from '../schema/parts.js';
import { checkDefinition as check, publishProcedure as publish } from '../use-cases/check-definition.js';
import { entrySchema, inForce, present } from './procedures.js';

const tag = 'Procedures';

const source = closed({ text: Type.String({ minLength: 1, maxLength: 500_000, description: 'YAML of one procedure (motcua/v1)' }) });
const problemLine = Type.Object({
  severity: Type.String(),
  code: Type.String(),
  path: Type.String(),
  line: Type.Integer(),
  column: Type.Integer(),
  message: text,
  hint: Type.Optional(text),
});

export const checkDefinition = operation({
  id: 'checkDefinition',
  method: 'post',
  path: '/procedures/check',
  tag,
  summary: { vi: 'Kiểm tra một định nghĩa; không công bố gì', en: 'Check a definition; publishes nothing' },
  body: source,
  answers: { 200: { json: closed({ ok: Type.Boolean(), planHash: nullable(Type.String()), problems: Type.Array(problemLine) }) } },
  handle: async ({ deps, body }) => {
    const checked = await check(deps, body.text);
    return ok(
      checked.ok
        ? { ok: true, planHash: checked.loaded.planHash, problems: checked.loaded.warnings }
        : { ok: false, planHash: null, problems: checked.problems },
    );
  },
});

export const publishProcedure = operation({
  id: 'publishProcedure',
  method: 'post',
  path: '/procedures',
  tag,
  summary: { vi: 'Công bố một phiên bản', en: 'Publish a version' },
  body: source,
  write: true,
  answers: { 201: { json: entrySchema } },
  handle: async ({ deps, body }) => {
    const entry = await publish(deps, body.text);
    return {
      status: 201,
      body: present(entry, await inForce(deps, entry.code)),
      headers: { Location: `/procedures/${entry.code}/versions/${entry.version}/definition` },
    };
  },
});
