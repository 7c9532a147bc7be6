/** Scenarios played on a dossier worker and the real server; what the system and its partners answer by themselves is answered as in the pure engine. */
import { join } from 'node:path';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import type { Catalogue } from '../../definitions/load-catalogue.js';
import { readScenario, worldOf } from '../../definitions/load-scenarios.js';
import type { Command } from '../../domain/engine/command.js';
import type { Refusal, World } from '../../domain/engine/engine.js';
import type { Act, Actor, Event } from '../../domain/engine/event.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { ScenarioDefinition } from '../../domain/procedure/definition.js';
import { answerTo } from '../../domain/simulate/pure-host.js';
import type { ScenarioWorld } from '../../domain/simulate/run-scenario.js';
import type { ScenarioHost } from '../../domain/simulate/scenario-host.js';
import type { Instant } from '../../domain/time/instant.js';
import { projectRoot } from '../../services/project-root.js';
import { skipTo } from '../../services/virtual-time.js';
import { sha256 } from '../../store/hash.js';
import { factsQuery } from '../../workflows/messages.js';
import type { Shell, Started } from './shell.js';

export class ShellHost implements ScenarioHost {
  /** Absent until it is received. */
  dossier?: Started;
  private readonly answered = new Set<string>();

  constructor(
    private readonly shell: Shell,
    private readonly world: World,
    private readonly failing: readonly string[] = [],
  ) {}

  async perform(at: Instant, by: Actor, act: Act): Promise<Refusal | null> {
    await this.skipTo(at);
    try {
      await this.take({ at, by, act: withoutWords(act) });
      return null;
    } catch (error) {
      return refusalIn(error);
    }
  }

  async skipTo(at: Instant): Promise<void> {
    if (!this.dossier) return;
    await skipTo(this.shell, this.dossier.dossierId, at);
    await this.answer(await this.held(this.dossier), at);
  }

  async facts(): Promise<readonly Fact[]> {
    return this.dossier ? this.shell.told(this.dossier) : [];
  }

  private async take({ at, by, act }: Event): Promise<void> {
    if (this.dossier) return this.answer(await this.shell.act(this.dossier, by, act), at);
    this.dossier = await this.shell.receive({ at, by, act, world: this.world });
    await this.answer(this.dossier.first, at);
  }

  /** What time did comes with commands, too. */
  private async held({ dossierId, handle }: Started): Promise<{ readonly commands: readonly Command[] }> {
    const written = this.shell.ledger.calls.filter((call) => call.dossierId === dossierId);
    return { commands: [...written, await handle.query(factsQuery, 1)].flatMap(({ commands }) => commands) };
  }

  private async answer({ commands }: { readonly commands: readonly Command[] }, at: Instant): Promise<void> {
    for (const command of commands.filter(({ key }) => !this.answered.has(key))) {
      this.answered.add(command.key);
      const said = answerTo(command, at, this.world, this.failing);
      if (said) await this.take({ at, ...said });
    }
  }
}

/** As the API has it: words stay outside, named by their hash. */
function withoutWords(act: Act): Act {
  return {
    ...act,
    ...(act.type === 'enter' && { act: withoutWords(act.act) }),
    ...('note' in act && act.note !== undefined && { note: sha256(act.note) }),
  };
}

function refusalIn(error: unknown): Refusal {
  if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  return (error.cause as ApplicationFailure).details![0] as Refusal;
}

/** `1.001612/number-returned` of the catalogue, with what it is played in. */
export async function scenarioOf(name: string, catalogue: Catalogue): Promise<{ scenario: ScenarioDefinition; world: ScenarioWorld }> {
  const read = await readScenario(join(projectRoot(), 'definitions/scenarios', `${name}.scenario.yaml`));
  if (!read.ok) throw new Error(`${name}: ${read.problems.map(({ message }) => message.en).join('; ')}`);
  return { scenario: read.scenario, world: worldOf(read.scenario, catalogue) };
}
