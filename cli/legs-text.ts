/** The legs of one dossier for people: promised dates, legs with what was allowed and used, and whose time it was. */
import type { Language } from '../domain/clock/explain.js';
import type { Label } from '../domain/procedure/definition.js';
import { civilText } from './civil-text.js';
import { inColumns } from './columns.js';

export interface DossierTold {
  readonly id: string;
  readonly number: string;
  readonly procedure: string;
  readonly procedureName: Label;
}

interface PromisedDate {
  readonly name: Label;
  readonly status: string;
  readonly promisedAt: string | null;
  readonly dueAt: string | null;
  readonly endedAt: string | null;
  readonly expectedAt: string | null;
  readonly lateMinutes: number;
}

interface Leg {
  readonly run: string | null;
  readonly stepName: Label;
  readonly state: string;
  readonly stateName: Label;
  readonly by: { readonly name: Label };
  readonly dueAt: string | null;
  readonly endsAt: string;
  readonly timeliness: 'early' | 'on time' | 'late' | null;
}

export interface Legs {
  readonly promises: readonly PromisedDate[];
  readonly legs: readonly Leg[];
}

interface Spent {
  readonly owner: { readonly name: Label; readonly officer?: string };
  readonly ms: number;
  readonly minutes: number;
}

interface LegTime {
  readonly run: string;
  readonly allowedMinutes: number | null;
  readonly usedMinutes: number;
  readonly overMinutes: number;
  readonly onItsWayMinutes: number;
  readonly parts: readonly Spent[];
}

export interface Attribution {
  readonly from: string;
  readonly until: string;
  readonly elapsedMs: number;
  readonly elapsedMinutes: number;
  readonly buckets: readonly Spent[];
  readonly legs: readonly LegTime[];
  readonly rest: readonly Spent[];
}

type Told = DossierTold & Legs & { readonly attribution: Attribution };

const WORDS = {
  vi: {
    promises: ['Ngày hẹn', 'Hẹn lúc đầu', 'Hạn nay', 'Xong, hoặc dự kiến', 'Trễ (phút)'],
    legs: ['Chặng', 'Ai', 'Tình trạng', 'Hạn', 'Xong, hoặc dự kiến', '', 'Được phép (phút)', 'Đã dùng', 'Vượt', 'Đang chuyển'],
    owners: ['Thời gian thuộc về', 'Phút'],
    sum: 'Cộng',
    wrong: 'KHÔNG KHỚP với thời gian đã qua, lệch (ms)',
    timeliness: { early: 'trước hạn', 'on time': 'đúng hạn', late: 'QUÁ HẠN' },
  },
  en: {
    promises: ['Promised date', 'Promised', 'Due now', 'Ended, or expected', 'Late (min)'],
    legs: ['Leg', 'Who', 'State', 'Due', 'Ended, or expected', '', 'Allowed (min)', 'Used', 'Over', 'On its way'],
    owners: ['Whose time', 'Minutes'],
    sum: 'Sum',
    wrong: 'DOES NOT ADD UP to the elapsed time, off by (ms)',
    timeliness: { early: 'early', 'on time': 'on time', late: 'LATE' },
  },
} as const;

export function legsText(told: Told, language: Language): string {
  const words = WORDS[language];
  const say = (text: Label): string => labelIn(text, language);
  const { number, procedure, procedureName, promises, attribution } = told;
  const { from, until, buckets, elapsedMinutes } = attribution;
  const missing = unaccounted(attribution);
  return [
    `${number}  ${procedure}  ${say(procedureName)}`,
    '',
    ...inColumns([words.promises, ...promises.map((promise) => promiseCells(promise, say))]),
    '',
    ...inColumns([words.legs, ...legCells(told, language)]),
    '',
    ...inColumns([
      words.owners,
      ...buckets.map(({ owner, minutes }) => [
        say(owner.name) + (owner.officer === undefined ? '' : ` (${owner.officer})`),
        String(minutes),
      ]),
      [`${words.sum}: ${civil(from)} – ${civil(until)}`, String(elapsedMinutes)],
    ]),
    ...(missing === 0 ? [] : [`${words.wrong}: ${missing}`]),
  ].join('\n');
}

/** Milliseconds by which the parts of the time, by owner or by leg, differ from the time that has passed; 0 when all is accounted for. */
export function unaccounted({ elapsedMs, buckets, legs, rest }: Attribution): number {
  const offBy = (parts: readonly Spent[]) => elapsedMs - parts.reduce((sum, { ms }) => sum + ms, 0);
  return offBy(buckets) || offBy([...legs.flatMap(({ parts }) => parts), ...rest]);
}

function promiseCells({ name, promisedAt, dueAt, endedAt, expectedAt, lateMinutes }: PromisedDate, say: (text: Label) => string): string[] {
  return [say(name), civil(promisedAt), civil(dueAt), civil(endedAt ?? expectedAt), lateMinutes > 0 ? String(lateMinutes) : ''];
}

/** The times come in the order of the legs that have begun. */
function legCells({ legs, attribution }: Told, language: Language): string[][] {
  const times = legs.filter(({ run }) => run !== null).map((leg, index) => [leg, attribution.legs[index]] as const);
  const timeOf = new Map(times.filter(([leg, time]) => leg.run === time?.run));
  return legs.map((leg) => {
    const { stepName, by, stateName, dueAt, endsAt, timeliness } = leg;
    const judged = timeliness ? WORDS[language].timeliness[timeliness] : '';
    return [
      ...[stepName, by.name, stateName].map((text) => labelIn(text, language)),
      civil(dueAt),
      civil(endsAt),
      judged,
      ...timeCells(timeOf.get(leg)),
    ];
  });
}

function timeCells(time: LegTime | undefined): string[] {
  if (!time) return [];
  return [time.allowedMinutes, time.usedMinutes, time.overMinutes, time.onItsWayMinutes].map((each, index) =>
    each === null || (index > 1 && each === 0) ? '' : String(each),
  );
}

function labelIn(text: Label, language: Language): string {
  return text[language] ?? text.vi;
}

const civil = (iso: string | null): string => (iso === null ? '–' : civilText(iso));
