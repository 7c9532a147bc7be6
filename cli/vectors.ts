/** Vectors of the legal clock: cases with the due instant that another implementation found. */
import { readFileSync } from 'node:fs';
import type { Calendar } from '../domain/calendar/calendar.js';
import { computeDue } from '../domain/clock/due.js';
import type { Suspension, TermRun, TermUnit } from '../domain/clock/term.js';
import { formatInstant, parseInstant } from '../domain/time/civil-time.js';
import { BadInput } from './bad-input.js';
import { readCalendar } from './read-calendar.js';

export interface Vector {
  readonly name?: string;
  readonly start: string;
  readonly length: number;
  readonly unit: TermUnit;
  /** `HH:MM`; it counts. */
  readonly cutOff?: string;
  readonly extension?: number;
  readonly suspensions?: readonly { readonly from: string; readonly to: string | null; readonly policy: Suspension['policy'] }[];
  readonly due: string | null;
}

export interface Mismatch {
  readonly index: number;
  readonly name: string;
  readonly got: string | null;
  readonly expected: string | null;
}

const UNITS: readonly string[] = ['working days', 'working hours', 'calendar days', 'months'];

/** Runs a file of vectors, prints each mismatch and `N passed, N failed`, and leaves exit code 1 when any differs. */
export function runVectors(file: string, options: { readonly calendar?: string; readonly json?: boolean }): void {
  const { calendar: calendarId, vectors } = readVectors(file);
  const calendar = readCalendar(options.calendar ?? calendarId ?? 'vn');
  const mismatches = vectors.flatMap((vector, index) => compare(calendar, vector, index));
  const [passed, failed] = [vectors.length - mismatches.length, mismatches.length];
  if (options.json) console.log(JSON.stringify({ passed, failed, mismatches }, null, 2));
  else console.log([...mismatches.map(textOf), `${passed} passed, ${failed} failed`].join('\n'));
  if (failed > 0) process.exitCode = 1;
}

function readVectors(file: string): { readonly calendar?: string; readonly vectors: readonly Vector[] } {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BadInput(
      `--vectors: ${file} cannot be read: ${(error as Error).message}; expected a JSON file {"calendar": id, "vectors": [...]}`,
    );
  }
  const { calendar, vectors } = (content ?? {}) as { calendar?: unknown; vectors?: unknown };
  if (!Array.isArray(vectors)) throw new BadInput(`--vectors: ${file} has no list "vectors"; expected {"calendar": id, "vectors": [...]}`);
  return { ...(typeof calendar === 'string' && { calendar }), vectors: vectors as Vector[] };
}

function compare(calendar: Calendar, vector: Vector, index: number): Mismatch[] {
  const name = vector?.name ?? `vector ${index}`;
  try {
    const { dueAt } = computeDue(calendar, vectorRun(vector, calendar));
    const expected = vector.due === null ? null : parseInstant(vector.due, calendar.utcOffset);
    if (dueAt === expected) return [];
    return [{ index, name, got: dueAt === null ? null : formatInstant(dueAt, calendar.utcOffset), expected: vector.due }];
  } catch (error) {
    return [{ index, name, got: `error: ${(error as Error).message}`, expected: vector?.due ?? null }];
  }
}

/** What a vector asks the clock. Throws RangeError for a vector that cannot be read. */
export function vectorRun(vector: Vector, calendar: Calendar): TermRun {
  if (!UNITS.includes(vector.unit)) throw new RangeError(`unit "${vector.unit}"; expected one of ${UNITS.join(', ')}`);
  const read = (instant: string) => parseInstant(instant, calendar.utcOffset);
  return {
    term: { length: vector.length, unit: vector.unit },
    start: read(vector.start),
    ...(vector.cutOff !== undefined && { cutOff: { at: vector.cutOff, effect: 'count' } }),
    ...(vector.extension !== undefined && { extension: vector.extension }),
    suspensions: (vector.suspensions ?? []).map(({ from, to, policy }) => ({
      from: read(from),
      to: to === null ? null : read(to),
      policy,
    })),
  };
}

function textOf({ index, name, got, expected }: Mismatch): string {
  return `${name} (index ${index}): got ${got ?? 'no due instant'}, expected ${expected ?? 'no due instant'}`;
}
