import { dueAt as dueAtOf } from '../../clock/due.js';
import { command, type Draft, record } from '../draft.js';
import type { Act, Actor, AgencyId, EnterWork } from '../event.js';
import type { Refusal } from '../engine.js';
import type { Instant } from '../../time/instant.js';
import type { Entry } from '../state.js';
import { type ActOf, type ActRule, firstOf, headsAgency, headsCentre, refuse } from './rule.js';

/** Acts that are never done on paper: they say something about the system itself. */
const NEVER_ON_PAPER: readonly Act['type'][] = [
  'receive',
  'wake',
  'enter',
  'rule entry',
  'link',
  'report',
  'finish automatic',
  'apply calendar',
];

/**
 * Work done on paper or in another system, entered with its real time and evidence. It counts from when it was done; both times are kept. Older work than the regime
 * lets anybody enter waits for the head of the agency (or of the centre).
 */
export const enter: ActRule<EnterWork> = {
  permitted: (draft, by) => {
    const { state } = draft;
    const agencies = [state.centre, ...Object.values(state.bindings)];
    return by.kind === 'officer' && agencies.includes(by.agency) ? null : refuse('WRONG_AGENCY', by.id, agencies);
  },
  details: (draft, act, _by, inner) =>
    firstOf(
      () => (NEVER_ON_PAPER.includes(act.act.type) ? refuse('NOT_ALLOWED_NOW', act.act.type) : null),
      () => (act.evidence.length > 0 ? null : refuse('EVIDENCE_MISSING', act.act.type)),
      () => possible(draft, act),
      () => inner.judge(act.act),
    ),
  carryOut: (draft, act, inner) => {
    const by = draft.by!;
    const entry: Entry = { no: ++draft.state.entriesSoFar, act: act.act, by, effectiveAt: act.effectiveAt, agency: agencyOf(draft, by) };
    const awaitsRuling = isOld(draft, act.effectiveAt) && !leads(draft, by, entry.agency);
    record(draft, {
      type: 'workEntered',
      entry: entry.no,
      act: act.act.type,
      ...('run' in act.act && act.act.run && { run: act.act.run }),
      doneAt: act.effectiveAt,
      evidence: act.evidence,
      awaitsRuling,
      ...(act.note && { note: act.note }),
    });
    if (!awaitsRuling) return inner.carryOut(act.act, by, act.effectiveAt);
    draft.state.entries.push(entry);
    command(draft, `notify-entry-${entry.no}`, { type: 'notify', to: 'head', agency: entry.agency, about: 'entry awaits ruling' });
  },
};

/** The head grants what was entered, and it counts; or not, and it never did. */
export const ruleEntry: ActRule<ActOf<'rule entry'>> = {
  permitted: (draft, by) =>
    draft.state.entries.some((entry) => leads(draft, by, entry.agency)) ? null : refuse('ENTRY_UNKNOWN', undefined, numbers(draft)),
  details: (draft, act, by, inner) => {
    const entry = draft.state.entries.find((each) => each.no === act.entry);
    if (!entry) return refuse('ENTRY_UNKNOWN', String(act.entry), numbers(draft));
    if (!leads(draft, by, entry.agency)) return refuse('WRONG_AGENCY', by.id, [entry.agency]);
    return act.granted ? inner.judge(entry.act, entry.by) : null;
  },
  carryOut: (draft, act, inner) => {
    const entry = draft.state.entries.find((each) => each.no === act.entry)!;
    draft.state.entries = draft.state.entries.filter((each) => each.no !== act.entry);
    record(draft, { type: 'entryRuled', entry: entry.no, granted: act.granted, ...(act.note && { note: act.note }) });
    command(draft, `notify-entry-ruled-${entry.no}`, { type: 'notify', to: 'officer', agency: entry.agency, about: 'entry ruled' });
    if (act.granted) inner.carryOut(entry.act, entry.by, entry.effectiveAt);
  },
  choices: (draft, _run, by) => draft.state.entries.filter((entry) => leads(draft, by, entry.agency)).map(({ no }) => String(no)),
};

/** Whether an instant is longer ago than may be entered without a head. */
export function isOld(draft: Draft, effectiveAt: Instant): boolean {
  const allowed = draft.world.plan.regime.entry?.withoutApproval;
  const latest = allowed ? dueAtOf(draft.world.calendar, { term: allowed, start: effectiveAt }) : null;
  return latest === null || draft.recordedAt > latest;
}

/** Not in the future, and not before the work could be done. */
function possible({ state, at }: Draft, { act, effectiveAt }: EnterWork): Refusal | null {
  const run = 'run' in act ? state.runs.find((each) => each.id === act.run) : undefined;
  const earliest = run?.openedAt ?? state.acceptedAt ?? state.receivedAt;
  if (effectiveAt > at) return refuse('ENTRY_IN_FUTURE', iso(effectiveAt), [iso(at)]);
  return effectiveAt < earliest ? refuse('ENTRY_TOO_EARLY', iso(effectiveAt), [iso(earliest)]) : null;
}

function leads(draft: Draft, by: Actor, agency: AgencyId): boolean {
  return !headsCentre(draft, by) || !headsAgency(draft, by, agency);
}

const agencyOf = (draft: Draft, by: Actor): AgencyId => (by.kind === 'officer' ? by.agency : draft.state.centre);
const numbers = ({ state }: Draft): string[] => state.entries.map(({ no }) => String(no));
const iso = (at: Instant): string => new Date(at).toISOString();
