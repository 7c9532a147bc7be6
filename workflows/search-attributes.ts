import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { operatorView } from '../domain/engine/operator-view.js';
import type { State } from '../domain/engine/state.js';
import { dueAttribute, numberAttribute, procedureAttribute, statusAttribute } from './messages.js';

/** Shows operators number, procedure, status and the next promised date in Temporal's own lists. Costs an event only when one of them changed. */
export function showToOperators(state: State, procedure: string): void {
  const { number, status, dueAt } = operatorView(state);
  const shown = workflowInfo().typedSearchAttributes;
  const changed: SearchAttributeUpdatePair[] = [];
  if (shown.get(numberAttribute) !== number) changed.push({ key: numberAttribute, value: number });
  if (shown.get(procedureAttribute) !== procedure) changed.push({ key: procedureAttribute, value: procedure });
  if (shown.get(statusAttribute) !== status) changed.push({ key: statusAttribute, value: status });
  if ((shown.get(dueAttribute)?.getTime() ?? null) !== dueAt)
    changed.push({ key: dueAttribute, value: dueAt === null ? null : new Date(dueAt) });
  if (changed.length > 0) upsertSearchAttributes(changed);
}
