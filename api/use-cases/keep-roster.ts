/** Who may record duties and absences, and what makes an entry right. */
import { createHash } from 'node:crypto';
import { postsOn, type Post } from '../../domain/organisation/posts.js';
import type { AbsenceEntry, AbsenceEndEntry, DutyEntry, RosterEntry } from '../../domain/organisation/roster.js';
import { absencesIn } from '../../domain/organisation/roster.js';
import { isCivilDate } from '../../domain/time/civil-date.js';
import type { Account } from '../../store/people.js';
import type { Deps } from '../deps.js';
import { civilDate } from '../instants.js';
import type { Text } from '../messages/text.js';
import { ABSENCE, notFound, OFFICER, Problem, type Finding } from '../problem.js';
import { leadsAgency } from '../policy.js';
import type { Reader } from '../reader.js';

type Said<E extends RosterEntry> = Omit<E, 'id' | 'officer' | 'by' | 'at' | 'kind'>;

/** Who records, once per key. */
export interface Recording {
  readonly deps: Deps;
  readonly reader: Reader;
  readonly key: string;
}

/** The officer whose days the reader may keep: himself, those of an agency he leads, and for the administrator everybody. Throws NOT_FOUND, ROSTER_NOT_YOURS. */
export async function keptOfficer({ deps, reader }: Pick<Recording, 'deps' | 'reader'>, id: string): Promise<Account> {
  const account = await deps.store.accounts.get(id);
  if (account?.kind !== 'officer') throw notFound(OFFICER, id);
  const led = account.posts.some(({ agency }) => leadsAgency(reader, agency));
  if (reader.id !== id && !led && !(['admin', 'auditor'] as const).some((role) => reader.standing.includes(role)))
    throw new Problem('ROSTER_NOT_YOURS', { found: id });
  return account;
}

/** @throws Problem NOT_FOUND, ROSTER_NOT_YOURS, OFFICER_UNFIT, REQUEST_INVALID. */
export async function recordDuty(recording: Recording, officer: string, said: Said<DutyEntry>): Promise<DutyEntry> {
  const account = await keptOfficer(recording, officer);
  datesInOrder(said.from, said.until, 'until');
  for (const date of said.dates ?? []) dateExists(date, 'dates');
  if (!said.weekdays && !said.dates)
    throw invalid('weekdays', { vi: 'cần "weekdays" hoặc "dates"', en: '"weekdays" or "dates" is needed' });
  if (!account.posts.some(({ agency }) => agency === said.agency)) throw unfit(officer, noPostAt(said.agency));
  const { reader } = recording;
  if (reader.id !== officer && !reader.standing.includes('admin') && !leadsAgency(reader, said.agency))
    throw new Problem('ROSTER_NOT_YOURS', { found: officer });
  return record(recording, { kind: 'duty', officer, ...said });
}

/** @throws Problem NOT_FOUND, ROSTER_NOT_YOURS, OFFICER_UNFIT, REQUEST_INVALID. */
export async function recordAbsence(recording: Recording, officer: string, said: Said<AbsenceEntry>): Promise<AbsenceEntry> {
  const account = await keptOfficer(recording, officer);
  datesInOrder(said.from, said.to, 'to');
  if (said.substitute !== undefined) await substituteFits(recording.deps, account, said.substitute, said.from);
  return record(recording, { kind: 'absence', officer, ...said });
}

/** Ends an absence before its last day; with a day before its first it never was. @throws Problem NOT_FOUND, ROSTER_NOT_YOURS, REQUEST_INVALID. */
export async function endAbsence(recording: Recording, absence: string, to: string): Promise<AbsenceEndEntry> {
  const found = await recording.deps.store.roster.get(absence);
  if (found?.kind !== 'absence') throw notFound(ABSENCE, absence);
  await keptOfficer(recording, found.officer);
  const [current] = absencesIn(await recording.deps.store.roster.of([found.officer], found.from)).filter(({ id }) => id === absence);
  dateExists(to, 'to');
  if (current && to > current.to)
    throw invalid('to', {
      vi: `${to} sau ngày cuối ${current.to}; muốn nghỉ thêm thì ghi một đợt vắng mặt mới`,
      en: `${to} is after the last day ${current.to}; record another absence to stay away longer`,
    });
  return record(recording, { kind: 'absence ended', officer: found.officer, absence, to });
}

/** The same key is the same entry. */
async function record<E extends RosterEntry>({ deps, reader, key }: Recording, entry: Omit<E, 'id' | 'by' | 'at'>): Promise<E> {
  const id = createHash('sha256').update(`roster ${key}`).digest('hex').slice(0, 24);
  const whole = { id, ...entry, by: reader.id, at: deps.now() } as unknown as E;
  await deps.store.roster.record(whole);
  return whole;
}

/** A substitute is of the same agency in one of the same roles, and not away himself when the absence begins. */
async function substituteFits({ store, now }: Deps, absent: Account, substitute: string, from: string): Promise<void> {
  const account = await store.accounts.get(substitute);
  const day = from < civilDate(now()) ? civilDate(now()) : from;
  const shared = account?.active === true && account.id !== absent.id && sharesPost(absent.posts, postsOn(account.posts, day));
  if (!shared)
    throw unfit(substitute, { vi: 'không giữ cùng vai trò ở cùng cơ quan', en: 'does not hold the same role at the same agency' });
  const away = absencesIn(await store.roster.of([substitute], day)).find((each) => each.from <= day && day <= each.to);
  if (away) throw unfit(substitute, awayUntil(away.to));
}

function sharesPost(posts: readonly Post[], others: readonly Post[]): boolean {
  return posts.some(({ agency, roles }) =>
    others.some((other) => other.agency === agency && other.roles.some((role) => roles.includes(role))),
  );
}

export const noPostAt = (agency: string): Text => ({ vi: `không có vị trí ở ${agency}`, en: `has no post at ${agency}` });
export const awayUntil = (to: string): Text => ({ vi: `vắng mặt đến hết ${to}`, en: `is away until ${to}` });

export function unfit(officer: string, why: Text): Problem {
  return new Problem('OFFICER_UNFIT', { found: { vi: `${officer}: ${why.vi}`, en: `${officer}: ${why.en}` } });
}

function datesInOrder(from: string, last: string | undefined, field: string): void {
  dateExists(from, 'from');
  if (last === undefined) return;
  dateExists(last, field);
  if (last < from) throw invalid(field, { vi: `${last} trước ngày đầu ${from}`, en: `${last} is before the first day ${from}` });
}

function dateExists(date: string, field: string): void {
  if (!isCivilDate(date)) throw invalid(field, { vi: `${date}: không có trong lịch`, en: `${date} is not in the calendar` });
}

function invalid(field: string, message: Text): Problem {
  const finding: Finding = { path: `/body/${field}`, message };
  return new Problem('REQUEST_INVALID', { errors: [finding] });
}
