import { Type } from 'typebox';
import { part } from './parts.js';

export const allowedActionSchema = part(
  'AllowedAction',
  Type.Object({
    act: Type.String({ description: 'Type of the act' }),
    run: Type.Optional(Type.String()),
    step: Type.Optional(Type.String()),
    agency: Type.Optional(Type.String({ description: 'Agency of the post under which it would be done' })),
    choices: Type.Optional(Type.Array(Type.String(), { description: 'Outcomes, replies or methods to choose from' })),
    lookups: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'The database to look into before a paper is asked for, by paper; the act says under `lookups` how that ended',
      }),
    ),
  }),
);

export const problemSchema = part(
  'Problem',
  Type.Object(
    {
      type: Type.String({ description: 'Page that explains the code' }),
      title: Type.String(),
      status: Type.Integer(),
      detail: Type.String(),
      code: Type.String(),
      errors: Type.Optional(
        Type.Array(
          Type.Object({
            path: Type.String(),
            message: Type.String(),
            code: Type.Optional(Type.String()),
            line: Type.Optional(Type.Integer()),
            column: Type.Optional(Type.Integer()),
            hint: Type.Optional(Type.String()),
          }),
        ),
      ),
      found: Type.Optional(Type.String()),
      expected: Type.Optional(Type.Array(Type.String())),
      allowed: Type.Optional(Type.Array(allowedActionSchema, { description: 'What the reader may do instead, now' })),
    },
    { description: 'RFC 9457' },
  ),
);
