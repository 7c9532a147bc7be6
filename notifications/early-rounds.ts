import { type DoorDeps, receiveAgain } from './receive-message.js';
import { type Loop, startLoop } from './loop.js';

const AT_ONCE = 50;

/** Tries messages again that came too early, when their time has come; the first trouble ends a round. */
export function startEarlyRounds(deps: DoorDeps, everyMs: number, onError: (error: Error) => void): Loop {
  return startLoop(async () => {
    await round(deps).catch(onError);
    return everyMs;
  });
}

async function round(deps: DoorDeps): Promise<void> {
  for (const early of await deps.store.messages.early({ dueBy: deps.now() }, AT_ONCE)) await receiveAgain(deps, early);
}
