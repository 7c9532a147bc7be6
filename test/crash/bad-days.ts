/** Kills every part in turn, several times, at moments that chance decides, and at last all of them at once. */
import { setTimeout as wait } from 'node:timers/promises';
import { shuffled, type Chance } from './chance.js';
import { PARTS, type System } from './system.js';

export interface BadDays {
  over(): boolean;
  readonly done: Promise<void>;
}

export function badDays(system: System, chance: Chance, rounds: number): BadDays {
  let over = false;
  const run = async (): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      for (const part of shuffled(PARTS, chance)) {
        await wait(chance.between(200, 2_500));
        await system.kill(part);
        await wait(chance.between(0, 1_500));
        await system.revive(part);
      }
    }
    await wait(chance.between(500, 1_500));
    await Promise.all(PARTS.map((part) => system.kill(part)));
    await Promise.all((['temporal', 'mongodb', 'redis'] as const).map((part) => system.revive(part)));
    await Promise.all((['worker', 'api'] as const).map((part) => system.revive(part)));
  };
  const done = run().finally(() => {
    over = true;
  });
  done.catch(() => undefined);
  return { over: () => over, done };
}
