import { readFile } from 'node:fs/promises';
import type { Catalogue } from '../definitions/load-catalogue.js';
import { loadProcedure } from '../definitions/load/load-procedure.js';
import type { Surroundings } from '../definitions/load/load-procedure.js';
import type { Calendar } from '../domain/calendar/calendar.js';
import { type Span, type Sweep, sweepCalendar } from '../domain/proofs/calendar-sweep.js';
import { waysFromReception } from '../domain/proofs/ways-from-reception.js';
import { graphOf } from '../domain/procedure/flow-graph.js';
import { formatCivil } from '../domain/time/civil-time.js';

/** What a sweep found, with instants as people write them. */
export interface SweepFound extends Omit<Sweep, 'spans'> {
  readonly spans: readonly SweptSpan[];
}

interface SweptSpan extends Omit<Span, 'first'> {
  readonly first: { readonly start: string; readonly dueAt: string; readonly neededUntil: string; readonly provisional: boolean };
}

/** Sweeps the calendar of a procedure file that has no errors; null for any other file, or when its calendar is not in the catalogue. */
export async function sweepFile(file: string, surroundings: Surroundings, calendars: Catalogue['calendars']): Promise<SweepFound | null> {
  const loaded = loadProcedure(await readFile(file, 'utf8'), surroundings);
  if (!loaded.ok || !Object.hasOwn(calendars, loaded.plan.calendar)) return null;
  const calendar: Calendar = calendars[loaded.plan.calendar]!;
  const { term, termStarts, cutOff } = loaded.plan;
  const sweep = sweepCalendar(calendar, {
    term,
    ...(cutOff && { cutOff }),
    ways: waysFromReception(graphOf(loaded.definition), termStarts),
  });
  return { ...sweep, spans: sweep.spans.map((span) => civilSpan(span, calendar.utcOffset)) };
}

function civilSpan({ first: { start, dueAt, neededUntil, provisional }, ...span }: Span, utcOffset: string): SweptSpan {
  const civil = (at: number): string => formatCivil(at, utcOffset);
  return { ...span, first: { start: civil(start), dueAt: civil(dueAt), neededUntil: civil(neededUntil), provisional } };
}

/** `N start slots of 2023–2027, M where the legs need longer than the term`, and the first spans. */
export function sweepText(file: string, { years, slots, overruns, spanCount, spans }: SweepFound, language: 'vi' | 'en'): string {
  const word = WORDS[language];
  const head = `${file}: ${overruns > 0 ? 'warning ' : ''}${word.head(slots, `${years.first}–${years.last}`, overruns)}`;
  const more = spanCount - spans.length;
  return [head, ...spans.map(word.span), ...(more > 0 ? [word.more(more)] : [])].join('\n');
}

const WORDS = {
  vi: {
    head: (slots: number, years: string, overruns: number) =>
      `${slots} thời điểm nhận hồ sơ trong ${years}, ${overruns} thời điểm các bước cần lâu hơn thời hạn${overruns > 0 ? ', đầu tiên:' : ''}`,
    span: ({ from, to, slots, first }: SweptSpan) =>
      `    ${days(from, to)} (${slots}): nhận ${first.start}, hạn ${first.dueAt}, các bước xong ${first.neededUntil}${first.provisional ? ' (lịch dự kiến)' : ''}`,
    more: (count: number) => `    và ${count} đợt nữa`,
  },
  en: {
    head: (slots: number, years: string, overruns: number) =>
      `${slots} start slots of ${years}, ${overruns} where the legs need longer than the term${overruns > 0 ? ': first' : ''}`,
    span: ({ from, to, slots, first }: SweptSpan) =>
      `    ${days(from, to)} (${slots}): received ${first.start}, due ${first.dueAt}, legs end ${first.neededUntil}${first.provisional ? ' (projected calendar)' : ''}`,
    more: (count: number) => `    and ${count} spans more`,
  },
} as const;

function days(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`;
}
