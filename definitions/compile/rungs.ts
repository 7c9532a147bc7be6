/** Reminders and escalations in words to rungs of the plan. */
import type { LateText } from '../../domain/procedure/definition.js';
import type { TermUnit } from '../../domain/clock/term.js';
import type { Addressee, Rung, RungAt } from '../../domain/procedure/plan.js';

/** Rungs of a step that says its own `late`: reminders go to who holds the step, the escalation falls on the due instant. */
export function rungsOfLate(late: LateText): Rung[] {
  const reminders = (late.remind ?? []).map((at) => rungOf({ at, remind: 'holder' }));
  return late.escalate === undefined ? reminders : [...reminders, rungOf({ at: 'due', escalate: late.escalate })];
}

export function rungOf({ at, remind, escalate }: { at: string; remind?: Addressee; escalate?: Addressee }): Rung {
  const act = escalate === undefined ? 'remind' : 'escalate';
  const to: Addressee = escalate ?? remind ?? 'holder';
  const id = `${act}-${at}-${to}`.replace(/%/g, '-percent').replace(/[^a-z0-9]+/g, '-');
  return { id, at: momentOf(at), do: act, to };
}

/** `half of term`, `75% of term`, `due`, `2 working days before due`. The schema has accepted the words. */
export function momentOf(words: string): RungAt {
  if (words === 'due') return { due: 'due' };
  if (words === 'half of term') return { share: 0.5 };
  const share = /^(\d+)% of term$/.exec(words);
  if (share) return { share: Number(share[1]) / 100 };
  const [count, ...rest] = words.split(' ');
  const length = Number(count) * (rest.at(-2) === 'before' ? -1 : 1);
  return { due: { length, unit: plural(rest.slice(0, -2).join(' ')) } };
}

function plural(unit: string): TermUnit {
  return (unit.endsWith('s') ? unit : `${unit}s`) as TermUnit;
}
