/** A test a lawyer can read: dated events and what must have come of them. */
import { Type } from 'typebox';
import { closed, forms, header, key, localTime, oneOf, text, words } from './parts.js';

const optional = Type.Optional;
const amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000_000 });
const keys = Type.Array(key, { uniqueItems: true });
const value = Type.Unsafe<string | number | boolean>({ type: ['string', 'number', 'boolean'] });
const refused = { expectRefusal: optional(Type.String({ pattern: '^[A-Z][A-Z_]*$' })) };

const VERBS =
  'accept|decline|claim|release|reassign|complete|return|request supplement|receive supplement|refuse|withdraw|stop|ask extension|rule extension|apologise|give opinion|pay|settle obligation|fulfil|object|finish automatic|deliver|acknowledge|transfer|order branches|suspend|resume|endorse|ask instruction|answer|rule entry';

const given = closed(
  {
    receivedAt: localTime,
    at: optional(key),
    by: optional(key),
    channel: optional(oneOf('desk', 'post', 'online')),
    data: Type.Unsafe<Record<string, string | number | boolean>>({ type: 'object', additionalProperties: value }),
    documents: optional(keys),
    receiptRequested: optional(Type.Boolean()),
    medium: optional(oneOf('electronic', 'paper')),
    failing: optional(keys),
  },
  { title: 'Given' },
);

const act = closed(
  {
    at: localTime,
    officer: key,
    act: Type.String({
      pattern: `^(${VERBS})( [a-z][a-z0-9-]*)?$`,
      description: `a verb and the step, as "complete appraise"; verbs: ${VERBS.replaceAll('|', ', ')}`,
    }),
    outcome: optional(key),
    results: optional(keys),
    documents: optional(keys),
    lookups: optional(
      Type.Unsafe<Record<string, 'not found' | 'incomplete' | 'unavailable'>>({
        type: 'object',
        additionalProperties: { enum: ['not found', 'incomplete', 'unavailable'] },
        description: 'For each paper asked for that data stand in for: how the lookup ended.',
      }),
    ),
    ground: optional(key),
    length: optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    granted: optional(Type.Boolean()),
    decision: optional(words),
    to: optional(key),
    toOfficer: optional(key),
    party: optional(key),
    opinion: optional(oneOf('agree', 'disagree')),
    method: optional(oneOf('desk', 'post', 'online')),
    amount: optional(amount),
    ok: optional(Type.Boolean()),
    value: optional(words),
    newAppointment: optional(localTime),
    agency: optional(key),
    branches: optional(keys),
    cause: optional(key),
    how: optional(oneOf('exempt', 'deferred')),
    reference: optional(words),
    state: optional(oneOf('received', 'accepted')),
    matter: optional(Type.Integer({ minimum: 1 })),
    entry: optional(Type.Integer({ minimum: 1 })),
    answerBy: optional(localTime),
    doneAt: optional(localTime),
    note: optional(words),
    ...refused,
  },
  { title: 'ActEvent' },
);

const statedObligation = closed({ amount, reference: optional(words), item: optional(words) }, { title: 'StatedObligation' });

const reply = closed(
  {
    at: localTime,
    reply: key,
    kind: key,
    officer: optional(key),
    obligation: optional(statedObligation),
    obligations: optional(Type.Array(statedObligation, { minItems: 1 })),
    value: optional(words),
    note: optional(words),
    ...refused,
  },
  { title: 'ReplyEvent' },
);

const linked = closed(
  {
    at: localTime,
    linked: key,
    state: optional(oneOf('accepted')),
    outcome: optional(oneOf('granted', 'refused', 'stopped')),
    results: optional(keys),
    values: optional(Type.Unsafe<Record<string, string>>({ type: 'object', additionalProperties: words })),
    ...refused,
  },
  { title: 'LinkedEvent', description: 'The dossier that a step opened has been accepted there (state), or has ended (outcome).' },
);

const pay = closed({ at: localTime, pay: key, amount: optional(amount), ...refused }, { title: 'PayEvent' });

const matchers = {
  at: optional(localTime),
  deadline: optional(words),
  step: optional(key),
  party: optional(key),
  reply: optional(key),
  outcome: optional(words),
  timeliness: optional(oneOf('early', 'on time', 'late')),
  ground: optional(key),
  amount: optional(amount),
  left: optional(amount),
  method: optional(words),
  value: optional(words),
  length: optional(Type.Integer()),
  cause: optional(words),
  opinion: optional(words),
  late: optional(Type.Boolean()),
  from: optional(key),
  to: optional(words),
  medium: optional(words),
  how: optional(words),
};

const expectAppointment = closed({ at: optional(localTime), appointment: words, due: localTime }, { title: 'ExpectAppointment' });
const expectStatus = closed({ at: localTime, status: words }, { title: 'ExpectStatus' });
const expectReminded = closed({ at: localTime, reminded: words, deadline: optional(words) }, { title: 'ExpectReminded' });
const expectEscalated = closed({ at: localTime, escalated: words, deadline: optional(words) }, { title: 'ExpectEscalated' });
const expectHappened = closed({ happened: words, ...matchers }, { title: 'ExpectHappened' });
const expectNever = closed({ never: words, ...matchers }, { title: 'ExpectNever' });
const expectEnd = closed(
  { ended: oneOf('granted', 'refused', 'withdrawn', 'stopped', 'not accepted'), timeliness: optional(oneOf('early', 'on time', 'late')) },
  { title: 'ExpectEnd' },
);

export const scenarioSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed(
    {
      ...header('Scenario'),
      procedure: Type.String({ pattern: '^[0-9][.][0-9]{6}([.]H[0-9]{2})?$' }),
      name: Type.Unsafe<string | { vi: string; en?: string }>({ anyOf: [words, text], description: 'a sentence, or {vi, en}' }),
      calendar: optional(key),
      given,
      events: Type.Array(Type.Unsafe<unknown>({ $ref: '#/$defs/ScenarioEvent' })),
      expect: Type.Array(Type.Unsafe<unknown>({ $ref: '#/$defs/Expectation' }), { minItems: 1 }),
    },
    { title: 'ScenarioDefinition' },
  ),
  $defs: {
    ScenarioEvent: forms('ScenarioEvent', { act: 'ActEvent', reply: 'ReplyEvent', pay: 'PayEvent', linked: 'LinkedEvent' }),
    ActEvent: act,
    ReplyEvent: reply,
    PayEvent: pay,
    LinkedEvent: linked,
    Expectation: forms('Expectation', {
      appointment: 'ExpectAppointment',
      status: 'ExpectStatus',
      reminded: 'ExpectReminded',
      escalated: 'ExpectEscalated',
      happened: 'ExpectHappened',
      never: 'ExpectNever',
      ended: 'ExpectEnd',
    }),
    ExpectAppointment: expectAppointment,
    ExpectStatus: expectStatus,
    ExpectReminded: expectReminded,
    ExpectEscalated: expectEscalated,
    ExpectHappened: expectHappened,
    ExpectNever: expectNever,
    ExpectEnd: expectEnd,
  },
};
