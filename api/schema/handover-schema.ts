import { Type } from 'typebox';
import { closed, instant, nullable, oneOf, part, text } from './parts.js';

const agencySchema = closed({
  agency: Type.String(),
  name: text,
  level: nullable(
    Type.String({ description: 'Of government, as the organisation says: province, commune; null for an agency it no longer knows' }),
  ),
});

const minutes = Type.Integer({ minimum: 0 });
const spreadSchema = closed(
  { median: minutes, p90: minutes, longest: minutes },
  { description: 'Minutes, each really taken by one of them: half take no longer than the median, nine of ten no longer than p90' },
);

const stretchSchema = part(
  'HandoverStretch',
  closed({
    owner: nullable(
      Type.String({ description: 'Whose time it is: until it is received the sender’s, then that of who has it; null: of both' }),
    ),
    of: Type.Integer({ minimum: 1, description: 'Of how many handovers' }),
    workingMinutes: spreadSchema,
    calendarMinutes: spreadSchema,
  }),
);
const stretch = (description: string) => Type.Unsafe<unknown>({ ...nullable(stretchSchema), description });
const count = (description: string) => Type.Integer({ minimum: 0, description });

const pairSchema = part(
  'HandoverPair',
  closed({
    from: agencySchema,
    to: agencySchema,
    media: closed({
      electronic: Type.Integer(),
      paper: Type.Integer(),
      connector: Type.Integer({ description: 'To the system of another organisation' }),
    }),
    sent: count('Accepted, on the way, not taken up and never accepted together'),
    received: count('Those received so far'),
    accepted: count('Taken up so far; by an outside system: answered'),
    returned: count('Sent back by who had taken it up'),
    done: count('Whose step is done'),
    underWay: closed({
      onItsWay: count('Sent and not received: the sender’s time'),
      notTakenUp: count('Received and not accepted; with an outside system: not answered'),
    }),
    forwarded: closed({
      inTime: count(
        'What a centre forwarded for the first time, on the working day of acceptance; accepted after the cut-off: on the next',
      ),
      late: count('What it forwarded later'),
    }),
    neverAccepted: count('Over before anybody took it up: passed on, cancelled, ended by time'),
    toReceived: stretch('From sent to received'),
    toAccepted: stretch('From received to accepted'),
    toDone: stretch('From accepted to done; office time in which the clock of the step ran'),
    transfer: stretch(
      'From sent until taken up (by an outside system: until it has it); one that is not counts with what it has waited so far, but for rehearsals',
    ),
  }),
);

export const handoverReportSchema = part(
  'HandoverReport',
  closed({
    from: instant,
    to: instant,
    pairs: Type.Array(pairSchema, { description: 'The slowest first: by the p90 of the working minutes of `transfer`' }),
  }),
);

export const mediumSchema = oneOf(
  ['electronic', 'paper', 'connector'],
  'How it crosses; `connector`: to the system of another organisation',
);
