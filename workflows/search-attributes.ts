import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { isPromised } from '../domain/engine/deadlines.js';
import type { State } from '../domain/engine/state.js';

const number = defineSearchAttributeKey('MotcuaNumber', SearchAttributeType.KEYWORD);
const procedure = defineSearchAttributeKey('MotcuaProcedure', SearchAttributeType.KEYWORD);
const status = defineSearchAttributeKey('MotcuaStatus', SearchAttributeType.KEYWORD);
const due = defineSearchAttributeKey('MotcuaDue', SearchAttributeType.DATETIME);

/** Shows operators number, procedure, status and the next promised date in Temporal's own lists. Costs an event only when one of them changed. */
export function showToOperators(state: State, procedureCode: string): void {
  const dueAt = nextPromisedAt(state);
  const shown = workflowInfo().typedSearchAttributes;
  const changed: SearchAttributeUpdatePair[] = [];
  if (shown.get(number) !== state.number) changed.push({ key: number, value: state.number }, { key: procedure, value: procedureCode });
  if (shown.get(status) !== state.status) changed.push({ key: status, value: state.status });
  if ((shown.get(due)?.getTime() ?? null) !== dueAt) changed.push({ key: due, value: dueAt === null ? null : new Date(dueAt) });
  if (changed.length > 0) upsertSearchAttributes(changed);
}

function nextPromisedAt(state: State): number | null {
  const running = Object.values(state.deadlines).filter((each) => isPromised(each.id) && each.status === 'running' && each.dueAt !== null);
  return running.length > 0 ? Math.min(...running.map((each) => each.dueAt!)) : null;
}
