/** Messages between Motcua and other systems, as the API shows them: masked. */
import { Type } from 'typebox';
import { closed, instant, nullable, oneOf, part, record } from './parts.js';

const reasonSchema = closed(
  { code: Type.String(), what: Type.String(), todo: Type.String() },
  { description: 'Why it had no effect, and what to do about it' },
);

const correctionSchema = closed({
  by: Type.String(),
  at: instant,
  why: Type.String(),
  fields: Type.Array(Type.String(), { description: 'Which were changed; not to what, which may be personal' }),
});

const messageFields = {
  id: Type.String(),
  direction: oneOf(['in', 'out']),
  connector: Type.String(),
  message: Type.String({ description: 'Kind' }),
  dossierId: nullable(Type.String()),
  number: nullable(Type.String({ description: 'Of the dossier' })),
  run: nullable(Type.String()),
  at: instant,
  state: oneOf(
    ['done', 'early', 'waiting', 'moot', 'dead', 'given up'],
    'Early: the dossier does not take it yet; waiting: to be sent; moot: nobody waits for it any more; dead: somebody must look',
  ),
  attempts: Type.Integer({ description: 'Times it was tried without effect' }),
  facts: Type.Integer({ description: 'How many facts came of it' }),
  body: record(Type.Unknown({ description: 'Masked but for what is nobody’s personal data' })),
  hash: Type.String({ description: 'SHA-256 of the full body' }),
  reason: nullable(reasonSchema),
  corrections: Type.Array(correctionSchema),
  givenUp: nullable(closed({ by: Type.String(), at: instant, why: Type.String() })),
};

export const messageSchema = part('Message', closed(messageFields));

export const deadLetterSchema = part(
  'DeadLetter',
  closed(
    {
      ...messageFields,
      fields: record(Type.Unknown({ description: 'What can be corrected, and what is there now, masked; null: nothing' })),
      history: Type.Array(closed({ at: instant, error: Type.String() }), { description: 'Tries in vain, oldest first' }),
    },
    { description: 'A message that had no effect and needs somebody' },
  ),
);
