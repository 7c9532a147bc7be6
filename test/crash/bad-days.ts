/** Kills every part in turn, several times, at moments that chance decides, and at last all of them at once. */
import { setTimeout as wait } from 'node:timers/promises';
import { shuffled, type Chance } from '../whole/chance.js';
import { PARTS, PROGRAMS, SERVICES, type Part, type System } from '../whole/system.js';

export interface BadDays {
  over(): boolean;
  /** How many processes have been killed so far. */
  kills(): number;
  readonly done: Promise<void>;
}

export function badDays(system: System, chance: Chance, rounds: number): BadDays {
  let over = false;
  let kills = 0;
  const kill = async (part: Part): Promise<void> => {
    await system.kill(part);
    kills += 1;
  };
  const run = async (): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      for (const part of shuffled(PARTS, chance)) {
        await wait(chance.between(200, 2_500));
        await kill(part);
        await wait(chance.between(0, 1_500));
        await system.revive(part);
      }
    }
    await wait(chance.between(500, 1_500));
    await Promise.all(PARTS.map(kill));
    await Promise.all(SERVICES.map((part) => system.revive(part)));
    await Promise.all(PROGRAMS.map((part) => system.revive(part)));
  };
  const done = run().finally(() => {
    over = true;
  });
  done.catch(() => undefined);
  return { over: () => over, kills: () => kills, done };
}
