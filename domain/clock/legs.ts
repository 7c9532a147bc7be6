/** The due date of a dossier that goes through several hands: one after the other, or side by side. */
import type { Calendar } from '../calendar/calendar.js';
import { type WorkingTime, workingTime } from '../calendar/working-time.js';
import type { Leg } from '../procedure/plan.js';
import type { Instant } from '../time/instant.js';
import { type Count, type CountEnd, countTerm } from './count.js';
import { closeLedger, computeDue, recordTerm } from './due.js';
import type { Recorder } from './recorder.js';
import { standstills } from './suspensions.js';
import type { CutOff, Ledger, LedgerLine, Suspension, Term, TermRun, TermUnit } from './term.js';

/** Legs and everything else their due instant follows from. */
export interface LegsRun {
  readonly legs: readonly Leg[];
  readonly start: Instant;
  readonly cutOff?: CutOff;
  /** Length added after the last leg, in `extensionUnit`. */
  readonly extension?: number;
  /** Working days unless told. */
  readonly extensionUnit?: TermUnit;
  readonly suspensions?: readonly Suspension[];
}

/** One leg as it was counted. */
export interface CountedLeg {
  readonly count: Count;
  readonly dueAt: Instant;
}

interface ChainEnd extends CountEnd {
  /** Legs on the longest way, since the last restart. */
  readonly counted: readonly CountedLeg[];
}

/**
 * The due instant of legs: each begins at the due instant of the one before it, those side by side take the longest. A pause belongs to the leg
 * in which it begins; a restart begins the whole chain again. The cut-off is for what comes from outside: the first arrival and resumptions.
 * Lines of all legs in order, each ended by its own due line; the last line is the due instant of the whole. `left` is that of the suspended leg.
 * Throws RangeError as `computeDue` does.
 */
export function dueOfLegs(calendar: Calendar, run: LegsRun): Ledger {
  const time = workingTime(calendar);
  const lines: LedgerLine[] = [];
  const end = countLegs(time, run, lines);
  if (lines.at(-1)?.rule === 'due') lines.pop();
  return closeLedger(time, end, lines);
}

/** The total due date printed on a receipt: the later of the total term and its legs, for it never promises less than its legs need. */
export function compositeDue(calendar: Calendar, total: TermRun, legs: LegsRun): Ledger {
  const [whole, parts] = [computeDue(calendar, total), dueOfLegs(calendar, legs)];
  if (whole.dueAt === null) return whole;
  return parts.dueAt === null || parts.dueAt > whole.dueAt ? parts : whole;
}

/** Counts legs as `dueOfLegs` does; `counted` are the legs on the longest way since the last restart. */
export function countLegs(time: WorkingTime, run: LegsRun, lines: Recorder): ChainEnd {
  const legs = extended(run);
  let start = run.start;
  let ahead = standstills(run.suspensions, start);
  for (;;) {
    const restartAt = ahead.findIndex((each) => each.policy === 'restart');
    const restart = ahead[restartAt];
    // a restart ends the chain like a suspension that never ends; what comes after it belongs to the new chain
    const within = restart ? [...ahead.slice(0, restartAt), { ...restart, to: null }] : ahead;
    const end = countChain(time, { legs, start, startCutOff: run.cutOff, cutOff: run.cutOff, standstills: within }, lines);
    if (end.dueAt !== null || !restart) return end;
    if (restart.to === null) return { dueAt: null, counted: [] };
    lines?.push({
      rule: 'restarted',
      date: time.dateOf(restart.to),
      at: restart.to,
      ...(restart.cause !== undefined && { note: restart.cause }),
    });
    start = restart.to;
    ahead = ahead.slice(restartAt + 1);
  }
}

/** A leg, or the extension that follows the last one. */
type Part = Leg | { readonly extension: Term };

interface Chain {
  readonly legs: readonly Part[];
  readonly start: Instant;
  readonly startCutOff?: CutOff | undefined;
  readonly cutOff?: CutOff | undefined;
  readonly standstills: readonly Suspension[];
}

function extended(run: LegsRun): readonly Part[] {
  if (!run.extension) return run.legs;
  return [...run.legs, { extension: { length: run.extension, unit: run.extensionUnit ?? 'working days' } }];
}

function countChain(time: WorkingTime, chain: Chain, lines: Recorder): ChainEnd {
  let end: ChainEnd = { dueAt: chain.start, counted: [] };
  for (const [index, part] of chain.legs.entries()) {
    const start = end.dueAt!;
    const rest = {
      ...chain,
      start,
      startCutOff: index === 0 ? chain.startCutOff : undefined,
      standstills: index === 0 ? chain.standstills : after(start, chain.standstills),
    };
    const next = 'parallel' in part ? countLongest(time, part.parallel, rest, lines) : countLeg(time, part, rest, lines);
    end = { ...next, counted: [...end.counted, ...next.counted] };
    if (end.dueAt === null) return end;
  }
  return end;
}

/** Suspensions that begin after a leg was due belong to later legs. */
function after(dueAt: Instant, suspensions: readonly Suspension[]): readonly Suspension[] {
  return suspensions.filter((each) => each.from > dueAt);
}

function countLeg(time: WorkingTime, part: Exclude<Part, { parallel: unknown }>, chain: Chain, lines: Recorder): ChainEnd {
  const term = 'extension' in part ? part.extension : part.term;
  const { start, startCutOff, cutOff } = chain;
  if (lines) recordTerm(time, term, start, lines, 'extension' in part ? 'extended' : 'term');
  const count = { unit: term.unit, length: term.length, start, startCutOff, cutOff, standstills: chain.standstills };
  const end = countTerm(time, count, lines);
  if (end.dueAt === null) return { ...end, counted: [] };
  lines?.push({ rule: 'due', date: time.dateOf(end.dueAt), at: end.dueAt, ...('step' in part && { note: part.step }) });
  return { ...end, counted: [{ count, dueAt: end.dueAt }] };
}

function countLongest(time: WorkingTime, branches: readonly (readonly Leg[])[], chain: Chain, lines: Recorder): ChainEnd {
  let longest: ChainEnd = { dueAt: chain.start, counted: [] };
  let kept: LedgerLine[] = [];
  for (const legs of branches) {
    const branchLines: Recorder = lines ? [] : null;
    const end = countChain(time, { ...chain, legs }, branchLines);
    if (longest.dueAt === null || (end.dueAt !== null && end.dueAt <= longest.dueAt)) continue;
    [longest, kept] = [end, branchLines ?? []];
  }
  lines?.push(...kept);
  return longest;
}
