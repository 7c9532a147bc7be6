import { readFile } from 'node:fs/promises';
import { loadProcedure, type Surroundings } from '../definitions/load/load-procedure.js';
import { graphOf } from '../domain/procedure/flow-graph.js';
import { type HistoryBudget, historyBudget } from '../domain/proofs/history-budget.js';

/** The history budget of a procedure file that has no errors; null for any other file. */
export async function budgetOfFile(file: string, surroundings: Surroundings): Promise<HistoryBudget | null> {
  const loaded = loadProcedure(await readFile(file, 'utf8'), surroundings);
  return loaded.ok ? historyBudget(graphOf(loaded.definition), loaded.plan) : null;
}

/** `at most N Temporal events …`, and where a fresh history may begin. */
export function budgetText(file: string, { events, limit, freshAt }: HistoryBudget, language: 'vi' | 'en'): string {
  const word = WORDS[language];
  return `${file}: ${word.head(events)}; ${freshAt.length === 0 ? word.one(limit) : word.fresh(limit, freshAt.join(', '))}`;
}

const WORDS = {
  vi: {
    head: (events: number) => `nhiều nhất ${events} sự kiện Temporal`,
    one: (limit: number) => `không cần lịch sử mới (từ ${limit})`,
    fresh: (limit: number, steps: string) => `lịch sử mới (continue-as-new, từ ${limit}) có thể bắt đầu ở ${steps}`,
  },
  en: {
    head: (events: number) => `at most ${events} Temporal events`,
    one: (limit: number) => `no fresh history is needed (from ${limit} on)`,
    fresh: (limit: number, steps: string) => `a fresh history (continue-as-new, from ${limit} on) may begin at ${steps}`,
  },
} as const;
