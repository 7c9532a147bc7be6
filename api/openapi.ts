/** The OpenAPI 3.1 document, made from the operations. */
import type { TSchema } from 'typebox';
import type { AnswerShape, Operation } from './operation.js';
import { POLICY, type Who } from './policy.js';
import { allParts } from './schema/parts.js';
import { problemSchema } from './schema/problem-schema.js';
import { KEY_PATTERN, POST_HEADER, PURPOSE_HEADER } from './middleware/gate.js';

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [more: string]: unknown;
}

export function openApiDocument(operations: readonly Operation[]): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = describe(operation);
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Motcua',
      version: '0.1.0',
      description:
        'Một cửa: thủ tục hành chính từ định nghĩa đến kết quả. / Administrative procedures of one-stop centres, from definition to delivered result.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    components: { schemas: allParts(), securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  };
  // Through JSON: TypeBox keeps symbols beside the schema that have no place in a document.
  return JSON.parse(JSON.stringify(document)) as OpenApiDocument;
}

function describe(operation: Operation): Record<string, unknown> {
  const { who, scope } = POLICY[operation.id] as { who: Who; scope: string };
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: `${operation.summary.vi} / ${operation.summary.en}`,
    description: `Dành cho / for: ${Array.isArray(who) ? who.join(', ') : String(who)}${scope === 'dossier' ? '; cơ quan được xem hồ sơ / agencies that may see the dossier' : ''}.`,
    ...(who !== 'anyone' && { security: [{ bearer: [] }] }),
    parameters: parameters(operation),
    ...(operation.body && { requestBody: { required: true, content: { [mediaType(operation)]: { schema: operation.body } } } }),
    responses: responses(operation),
  };
}

const POST = {
  name: POST_HEADER,
  in: 'header',
  schema: { type: 'string' },
  description: 'Cơ quan của vị trí mà yêu cầu nhân danh / agency of the post in whose name it is asked',
};
const PURPOSE = {
  name: PURPOSE_HEADER,
  in: 'header',
  schema: { type: 'string' },
  description: 'Mục đích xem dữ liệu cá nhân, mã hóa phần trăm / purpose of looking at personal data, percent-encoded',
};

function parameters(operation: Operation): unknown[] {
  const path = Object.entries(operation.params ?? {}).map(([name, schema]) => ({ name, in: 'path', required: true, schema }));
  const query = Object.entries(operation.query ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !isOptional(schema),
    schema,
  }));
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: KEY_PATTERN.source } };
  return [...path, ...query, ...(operation.write ? [key] : []), ...(POLICY[operation.id].who === 'anyone' ? [] : [POST, PURPOSE])];
}

/** TypeBox marks an optional property by a hidden key. */
function isOptional(schema: TSchema): boolean {
  return '~optional' in schema;
}

export function mediaType(operation: Operation): string {
  return operation.bodyKind === 'file' ? 'multipart/form-data' : 'application/json';
}

function responses(operation: Operation): Record<string, unknown> {
  const good = Object.entries(operation.answers).map(([status, shape]) => [status, answer(shape)] as const);
  return {
    ...Object.fromEntries(good),
    default: { description: 'Problem', content: { 'application/problem+json': { schema: problemSchema } } },
  };
}

function answer(shape: AnswerShape): Record<string, unknown> {
  if (shape === 'empty') return { description: 'No content' };
  if ('json' in shape) return { description: 'OK', content: { 'application/json': { schema: shape.json } } };
  return { description: 'OK', content: { [shape.type]: { schema: shape.type === 'application/json' ? {} : { type: 'string' } } } };
}
