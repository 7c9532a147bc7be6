/** Who is on duty and who is away. Entries are never changed: a later one corrects. */
import { Type } from 'typebox';
import { WEEKDAYS } from '../../domain/calendar/office-day.js';
import { ABSENCE_REASONS, type RosterEntry } from '../../domain/organisation/roster.js';
import { civilDate, toIso } from '../instants.js';
import { knownDays } from '../known-days.js';
import { ok, operation, readerOf, type Call } from '../operation.js';
import { closed, day, id, instant, nullable, oneOf, part } from '../schema/parts.js';
import { endAbsence, keptOfficer, recordAbsence as keepAbsence, recordDuty as keepDuty, type Recording } from '../use-cases/keep-roster.js';
import { releaseHeld } from '../use-cases/release-held.js';

const tag = 'People';
const presence = oneOf(['on duty', 'off duty', 'absent', 'no post']);
const weekdays = Type.Optional(Type.Array(oneOf(WEEKDAYS), { minItems: 1, uniqueItems: true, description: 'When the office works' }));
const dates = Type.Optional(
  Type.Array(day, { minItems: 1, maxItems: 366, uniqueItems: true, description: 'Whatever the day of the week' }),
);
const reason = oneOf(ABSENCE_REASONS);

const entrySchema = part(
  'RosterEntry',
  Type.Object(
    { id: Type.String(), kind: oneOf(['duty', 'absence', 'absence ended']), officer: Type.String(), by: Type.String(), at: instant },
    { description: 'An entry with what it says, who recorded it and when' },
  ),
);

const rosterSchema = part(
  'Roster',
  closed({
    officer: Type.String(),
    today: Type.Array(closed({ agency: Type.String(), presence })),
    absence: nullable(closed({ id: Type.String(), from: day, to: day, reason, substitute: nullable(Type.String()) })),
    entries: Type.Array(entrySchema, { description: 'Oldest first' }),
  }),
);

const recordedSchema = part(
  'RosterRecorded',
  closed({ entry: entrySchema, released: Type.Array(Type.String({ description: 'Task given back to its pool because of it' })) }),
);

const presentEntry = ({ at, ...entry }: RosterEntry) => ({ ...entry, at: toIso(at) });

export const readRoster = operation({
  id: 'readRoster',
  method: 'get',
  path: '/officers/{id}/roster',
  tag,
  summary: { vi: 'Lịch trực và các đợt vắng mặt của một người', en: "An officer's duties and absences" },
  params: { id },
  answers: { 200: { json: rosterSchema } },
  handle: async (call) => {
    const { store, now } = call.deps;
    const account = await keptOfficer({ deps: call.deps, reader: readerOf(call) }, call.params.id!);
    const [days, entries] = await Promise.all([knownDays(store, [account.id], civilDate(now())), store.roster.of([account.id])]);
    const agencies = [...new Set(account.posts.map(({ agency }) => agency))];
    const away = days.absence(account.id);
    return ok({
      officer: account.id,
      today: agencies.map((agency) => ({ agency, presence: days.presence(account.id, agency) })),
      absence: away ? { id: away.id, from: away.from, to: away.to, reason: away.reason, substitute: away.substitute ?? null } : null,
      entries: entries.map(presentEntry),
    });
  },
});

export const recordDuty = operation({
  id: 'recordDuty',
  method: 'post',
  path: '/officers/{id}/duties',
  tag,
  summary: { vi: 'Ghi lịch trực', en: 'Record days on duty' },
  params: { id },
  body: closed({ agency: id, from: day, until: Type.Optional(day), weekdays, dates }),
  write: true,
  answers: { 201: { json: recordedSchema } },
  handle: async (call) => recorded(call, await keepDuty(recording(call), call.params.id!, call.body)),
});

export const recordAbsence = operation({
  id: 'recordAbsence',
  method: 'post',
  path: '/officers/{id}/absences',
  tag,
  summary: { vi: 'Ghi đợt vắng mặt, có thể kèm người thay', en: 'Record an absence, with a substitute or without' },
  params: { id },
  body: closed({ from: day, to: day, reason, substitute: Type.Optional(id) }),
  write: true,
  answers: { 201: { json: recordedSchema } },
  handle: async (call) => recorded(call, await keepAbsence(recording(call), call.params.id!, call.body)),
});

export const finishAbsence = operation({
  id: 'finishAbsence',
  method: 'post',
  path: '/absences/{id}/end',
  tag,
  summary: { vi: 'Kết thúc sớm hoặc hủy đợt vắng mặt', en: 'End an absence early, or take it back' },
  params: { id },
  body: closed({ to: day }, { description: 'The last day of absence; a day before its first: it never was' }),
  write: true,
  answers: { 201: { json: recordedSchema } },
  handle: async (call) => recorded(call, await endAbsence(recording(call), call.params.id!, call.body.to)),
});

const recording = (call: Call<never, never> | Call): Recording => ({ deps: call.deps, reader: readerOf(call), key: call.key });

/** What cannot wait is released at once; what fails now, the worker's sweep does. */
async function recorded({ deps }: Pick<Call, 'deps'>, entry: RosterEntry) {
  const released = await releaseHeld(deps, [entry.officer]).catch((error: unknown) => ({ tasks: [], errors: [error] }));
  for (const err of released.errors) deps.log.warn({ err }, 'a task of somebody away could not be released yet');
  return { status: 201, body: { entry: presentEntry(entry), released: released.tasks } };
}
