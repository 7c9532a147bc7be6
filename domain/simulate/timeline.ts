import type { Fact } from '../engine/fact.js';
import { formatCivil } from '../time/civil-time.js';
import { factWords } from './fact-words.js';

export interface TimelineEntry {
  /** Civil time of the office. */
  readonly at: string;
  /** The officer or system; null when time itself did it. */
  readonly by: string | null;
  readonly fact: string;
}

/** What happened, as dated lines. Facts that only repeat others for the store (whose time it is) are left out. */
export function timelineOf(facts: readonly Fact[], utcOffset: string): TimelineEntry[] {
  const told = facts.filter((fact) => fact.type !== 'heldBy');
  return told.map((fact) => ({ at: formatCivil(fact.effectiveAt, utcOffset), by: fact.by?.id ?? null, fact: factLine(fact, utcOffset) }));
}

const UNTOLD = [
  'no',
  'effectiveAt',
  'recordedAt',
  'by',
  'type',
  'basis',
  'bindings',
  'choices',
  'holder',
  'documents',
  'note',
  'kind',
  'waited',
];

/** A fact on one line: its words and its telling details. */
export function factLine(fact: Fact, utcOffset: string): string {
  const details = Object.entries(fact).flatMap(([key, value]) =>
    UNTOLD.includes(key) || value === undefined ? [] : [`${key} ${detail(key, value, utcOffset)}`],
  );
  return [factWords(fact.type), ...details].join(' · ');
}

function detail(key: string, value: unknown, utcOffset: string): string {
  if (typeof value === 'number' && (key.endsWith('At') || key === 'from')) return formatCivil(value, utcOffset);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
