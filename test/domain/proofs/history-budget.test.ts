import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { loadProcedure } from '../../../definitions/load/load-procedure.js';
import type { ProcedureDefinition, RegimeDefinition } from '../../../domain/procedure/definition.js';
import { graphOf } from '../../../domain/procedure/flow-graph.js';
import { type HistoryBudget, historyBudget } from '../../../domain/proofs/history-budget.js';

const sample = <T>(kind: string) => parse(readFileSync(`test/domain/rules/base.${kind}.yaml`, 'utf8')) as T;

/** Received, appraised, handed over; the appraisal may send it back so often. */
function budgetOf(sentBack: number, limit?: number): HistoryBudget {
  const { parties, ...rest } = sample<ProcedureDefinition>('procedure');
  const [desk, land] = [parties['desk'], parties['land']];
  const again = { again: { name: { vi: 'Xem lại', en: 'Once more' }, go: 'receive', atMost: sentBack } };
  const ready = { ready: { name: { vi: 'Đủ điều kiện', en: 'Ready' }, go: 'hand-over' } };
  const steps = {
    receive: { task: { by: 'desk' }, term: { length: 4, unit: 'working hours' } },
    appraise: {
      task: { by: 'land' },
      term: { length: 1, unit: 'working hours' },
      produces: { certificate: { name: { vi: 'Giấy chứng nhận' } } },
      ...(sentBack > 0 && { outcomes: { ...ready, ...again } }),
    },
    'hand-over': { deliver: { by: 'desk', methods: ['desk'] } },
  };
  const text = stringify({ ...rest, parties: { desk, land }, steps });
  const loaded = loadProcedure(text, { regimes: { sample: sample<RegimeDefinition>('regime') } });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ code, path, message }) => `${code} ${path} ${message.en}`).join('\n'));
  return historyBudget(graphOf(loaded.definition), loaded.plan, limit);
}

/** 10 acts the regime allows each dossier, at 13; 4 instants of two supplements and 2 of each of five promised dates, at 12; started and completed. */
const OF_THE_DOSSIER = 10 * 13 + (4 + 2 * 5) * 12 + 2;
/** Four acts, the due instant and one reminder. */
const TASK = 4 * 13 + 2 * 12;
const DELIVERY = 4 * 13;

describe('the history budget', () => {
  it('is the sum of what each step can cost, where nothing comes back', () => {
    expect(budgetOf(0)).toEqual({ events: OF_THE_DOSSIER + 2 * TASK + DELIVERY, limit: 4096, freshAt: [] });
  });

  it('counts a way back as often as it may be taken; past the limit it says where a fresh history may begin', () => {
    const { events, freshAt } = budgetOf(30);
    expect(events).toBe(OF_THE_DOSSIER + 31 * (2 * TASK + DELIVERY));
    expect(freshAt).toEqual(['receive', 'appraise', 'hand-over']);
    expect(budgetOf(2).freshAt).toEqual([]);
  });

  it('names no step that is left before the history has grown so long', () => {
    expect(budgetOf(0, OF_THE_DOSSIER + TASK + 1).freshAt).toEqual(['appraise', 'hand-over']);
    expect(budgetOf(0, OF_THE_DOSSIER + 2 * TASK + 1).freshAt).toEqual(['hand-over']);
  });
});
