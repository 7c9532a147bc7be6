import { advance, Refused } from '../engine/advance.js';
import type { Command } from '../engine/command.js';
import type { Refusal, World } from '../engine/engine.js';
import type { Act, Actor, Event } from '../engine/event.js';
import type { Fact } from '../engine/fact.js';
import type { State } from '../engine/state.js';
import { nextWakeUp } from '../engine/wake.js';
import { formatCivil } from '../time/civil-time.js';
import type { Instant } from '../time/instant.js';
import type { ScenarioHost } from './scenario-host.js';

const SYSTEM: Actor = { kind: 'system', id: 'motcua' };

/** Plays a dossier in the pure engine: no server, no waiting. Partners acknowledge and linked dossiers are opened at once; automatic steps are answered at once, except those in `failing`, which the system gives up on. */
export function pureHost(start: World, failing: readonly string[] = []): ScenarioHost & { nextWakeUp(): Instant | null } {
  let world = start;
  let state: State | null = null;
  const facts: Fact[] = [];

  const happen = (event: Event): void => {
    const next = advance(world, state, event);
    ({ state, world } = next);
    facts.push(...next.facts);
    for (const command of next.commands) answer(command, event.at);
  };
  const answer = (command: Command, at: Instant): void => {
    const said = answerTo(command, at, world, failing);
    if (said) happen({ at, ...said });
  };

  return {
    perform: (at: Instant, by: Actor, act: Act): Refusal | null => {
      try {
        happen({ at, by, act });
        return null;
      } catch (error) {
        if (error instanceof Refused) return error.refusal;
        throw error;
      }
    },
    skipTo: (at) => {
      if (state && !state.closed && at > state.now) happen({ at, by: SYSTEM, act: { type: 'wake' } });
    },
    facts: () => facts,
    nextWakeUp: () => state && nextWakeUp(state),
  };
}

/** What comes of a command where nothing is in the way of it; null when nothing does. */
export function answerTo(command: Command, at: Instant, { calendar }: World, failing: readonly string[]): Omit<Event, 'at'> | null {
  switch (command.type) {
    case 'send handoff':
      return { by: { kind: 'system', id: command.connector }, act: { type: 'acknowledge', run: command.run, state: 'received' } };
    case 'open dossier':
      return { by: SYSTEM, act: { type: 'link', run: command.run, dossier: `linked-${command.run}`, number: `${command.run}-0001` } };
    case 'run automatic': {
      const ok = !failing.includes(command.run.split('#')[0]!);
      const value = `001/${formatCivil(at, calendar.utcOffset).slice(0, 4)}`;
      return { by: SYSTEM, act: { type: 'finish automatic', run: command.run, ok, ...(ok && { value }) } };
    }
    default:
      return null;
  }
}
