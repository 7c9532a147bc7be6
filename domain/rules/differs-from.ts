import type { FlowStep, Graph } from '../procedure/flow-graph.js';
import { reachable } from '../procedure/flow-graph.js';
import type { Model, Rule } from './rule.js';

/** Separation of duty names steps officers have done before, and there are officers enough to keep it. */
export const differsFrom: Rule = (model, report) => {
  for (const step of model.graph.steps) {
    if (!('task' in step.form)) continue;
    const names = step.form.task.differsFrom ?? [];
    names.forEach((name, index) => {
      const path = [...step.path, 'task', 'differsFrom', index];
      const other = model.graph.byId.get(name);
      if (!other || !('task' in other.form))
        return report('DIFFERS_FROM_UNKNOWN', path, { vi: `${name} không phải một bước task`, en: `${name} is not a task step` });
      if (!comesBefore(model.graph, other, step))
        return report('DIFFERS_FROM_LATER', path, {
          vi: `${name} không đứng trước ${step.id}`,
          en: `${name} does not come before ${step.id}`,
        });
    });
    const officers = officersOf(model, step.form.task.by);
    const rivals = names.filter((name) => sharesOfficers(model, step, name));
    if (officers !== null && rivals.length > 0 && officers < 2) {
      report('DIFFERS_FROM_IMPOSSIBLE', [...step.path, 'task', 'differsFrom'], {
        vi: `cơ quan chỉ có ${officers} người giữ vai trò này; không thể khác người đã làm ${rivals.join(', ')}`,
        en: `the office has ${officers} such officer; none could differ from who did ${rivals.join(', ')}`,
      });
    }
  }
};

function comesBefore(graph: Graph, earlier: FlowStep, later: FlowStep): boolean {
  return earlier.id !== later.id && earlier.index < later.index && reachable(graph, earlier.id).has(later.id);
}

/** Fewest officers with the party's role in one agency of its kind; null without an organisation or such an agency. */
function officersOf({ organisation, procedure }: Model, partyId: string): number | null {
  const party = procedure.parties[partyId];
  if (!organisation || !party?.role) return null;
  const agencies = Object.entries(organisation.agencies).filter(
    ([, { kind, fields }]) => kind === party.agency && (fields?.includes(procedure.field) ?? true),
  );
  const counts = agencies
    .map(([id]) => Object.values(organisation.posts).filter((post) => post.agency === id && post.roles.includes(party.role!)).length)
    .filter((count) => count > 0);
  return counts.length > 0 ? Math.min(...counts) : null;
}

function sharesOfficers({ procedure, graph }: Model, step: FlowStep, name: string): boolean {
  const other = graph.byId.get(name)?.form;
  if (!other || !('task' in other) || !('task' in step.form)) return false;
  const [mine, theirs] = [procedure.parties[step.form.task.by], procedure.parties[other.task.by]];
  return mine !== undefined && theirs !== undefined && mine.agency === theirs.agency && mine.role === theirs.role;
}
