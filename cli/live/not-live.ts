import type { ScenarioDefinition } from '../../domain/procedure/definition.js';
import type { Plan } from '../../domain/procedure/plan.js';

/** Why a scenario cannot be played on the running system; null when it can. */
export function notLive({ given, events }: ScenarioDefinition, plan: Plan, offices: readonly string[]): string | null {
  if (given.failing) return 'a running system cannot be told that an automatic step fails (given.failing)';
  for (const event of events) {
    const connector = 'reply' in event && event.officer === undefined ? connectorOf(plan, event.reply) : undefined;
    if (connector !== undefined && !offices.includes(connector)) return `there is no simulated office for ${connector} at hand`;
  }
  return null;
}

function connectorOf(plan: Plan, stepId: string): string | undefined {
  const step = plan.steps[stepId];
  return step?.kind === 'handoff' ? plan.parties[step.to]?.connector : undefined;
}
