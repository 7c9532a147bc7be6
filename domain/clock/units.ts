/** How each unit of a term is counted in one run of the clock: from an arrival until the term is used up or the clock stops. */
import type { OfficeDay } from '../calendar/office-day.js';
import type { WorkingTime } from '../calendar/working-time.js';
import { addMonths } from '../time/civil-date.js';
import { type Instant, MINUTE } from '../time/instant.js';
import type { Arrival } from './arrival.js';
import { type Recorder, skipDayOff } from './recorder.js';
import type { TermUnit } from './term.js';

/** Where a run of the clock stands when it begins. Lengths are days, months, or milliseconds of office time. */
export interface Run {
  readonly arrival: Arrival;
  /** The whole term. */
  readonly total: number;
  /** What earlier runs have left of it. */
  readonly left: number;
  /** Months: day zero of the first run, from which the due day is reckoned. */
  readonly base: number;
  /** Months: days by which pauses have moved the due day. */
  readonly moved: number;
  /** Months: the share of the term that is asked for; 1 for the term itself. */
  readonly share: number;
}

/** A run ends at the due instant, or with what it used up until it was stopped. */
export type RunEnd = { readonly dueAt: Instant } | { readonly dueAt: null; readonly used: number };

/** `stop`: the clock stops then, unless the term is over before; Infinity when nothing stops it. */
type CountRun = (time: WorkingTime, run: Run, stop: Instant, lines: Recorder) => RunEnd;

export const COUNT_RUN: Readonly<Record<TermUnit, CountRun>> = {
  'working days': countWorkingDays,
  'working hours': countWorkingHours,
  'calendar days': countCalendarDays,
  months: countMonths,
};

/** The whole days or minutes that use up a share of a length. */
export function partOf(length: number, share: number): number {
  // 0.07 of 100 is 7, though the product of the two numbers is a little more; nothing is 0, not -0
  return Math.max(0, Math.ceil(length * share - 1e-9));
}

/** Working days strictly after day zero; due at close of office on the last (Civil Code 2015, art. 147). */
function countWorkingDays(time: WorkingTime, run: Run, stop: Instant, lines: Recorder): RunEnd {
  let day = time.day(run.arrival.zero);
  for (let counted = 0; ; counted += 1) {
    if (counted === run.left) return day.close < stop ? { dueAt: day.close } : { dueAt: null, used: counted };
    const next = time.onOrAfter(day.day + 1);
    if (next.close > stop) return { dueAt: null, used: counted };
    if (lines) {
      for (let off = day.day + 1; off < next.day; off += 1) skipDayOff(time, off, lines);
      lines.push(countedDay(next, run.total - run.left + counted + 1));
    }
    day = next;
  }
}

/** Office time from the arrival itself. */
function countWorkingHours(time: WorkingTime, run: Run, stop: Instant, lines: Recorder): RunEnd {
  const dueAt = time.addOfficeTime(run.arrival.from, run.left);
  const end = Math.min(dueAt, stop);
  if (lines) recordHours(time, run, end, lines);
  return dueAt < stop ? { dueAt } : { dueAt: null, used: time.officeTime(run.arrival.from, stop) };
}

function recordHours(time: WorkingTime, run: Run, end: Instant, lines: NonNullable<Recorder>): void {
  let used = run.total - run.left;
  for (let number = run.arrival.zero; number <= time.dayOf(end); number += 1) {
    const day = time.day(number);
    if (!day.works) skipDayOff(time, number, lines);
    const until = Math.min(end, day.close);
    const today = time.officeTime(Math.max(run.arrival.from, day.open), until);
    if (today <= 0) continue;
    used += today;
    lines.push({ ...countedDay(day, used / MINUTE), at: until });
  }
}

/** Every day strictly after day zero; the last is moved to a working day (Civil Code 2015, art. 148). */
function countCalendarDays(time: WorkingTime, run: Run, stop: Instant, lines: Recorder): RunEnd {
  const { zero } = run.arrival;
  const target = zero + run.left;
  const last = time.onOrAfter(target);
  const over = last.close < stop;
  const used = Math.max(0, Math.min(run.left, time.dayOf(over ? last.close : stop) - zero - 1));
  if (lines) {
    const counted = over ? run.left : used;
    for (let number = 1; number <= counted; number += 1)
      lines.push({ rule: 'counted', date: time.day(zero + number).date, count: run.total - run.left + number });
    if (over) recordRoll(time, target, last, lines);
  }
  return over ? { dueAt: last.close } : { dueAt: null, used };
}

/** The same day of a later month, moved by the days of pauses, then to a working day. Nothing is used up before the end. */
function countMonths(time: WorkingTime, run: Run, stop: Instant, lines: Recorder): RunEnd {
  const whole = addMonths(run.base, run.left);
  const target = (run.share === 1 ? whole : run.base + partOf(whole - run.base, run.share)) + run.moved;
  const last = time.onOrAfter(target);
  if (last.close >= stop) return { dueAt: null, used: 0 };
  if (lines) {
    lines.push({ rule: 'counted', date: time.day(target).date, count: run.left });
    recordRoll(time, target, last, lines);
  }
  return { dueAt: last.close };
}

function recordRoll(time: WorkingTime, target: number, last: OfficeDay, lines: NonNullable<Recorder>): void {
  if (last.day === target) return;
  for (let off = target; off < last.day; off += 1) skipDayOff(time, off, lines);
  lines.push({ rule: 'rolled', date: last.date });
}

function countedDay(day: OfficeDay, count: number) {
  if (!day.makeUp) return { rule: 'counted', date: day.date, count } as const;
  return { rule: 'make-up day', date: day.date, count, ...(day.note !== undefined && { note: day.note }) } as const;
}
