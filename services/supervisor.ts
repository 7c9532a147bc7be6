/** Keeps a program running: starts it, starts it again when it ends by itself, and ends it when told. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { bornOf, end, lastLines, type ProcessIdentity } from './process.js';

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
}

export interface Supervised {
  readonly name: string;
  /** The process that runs now, or null between two of them. */
  identity(): ProcessIdentity | null;
  stop(): Promise<void>;
}

export interface Watch {
  /** Told, in a sentence, when the program ended by itself. */
  readonly onCrash: (line: string) => void;
  /** Told whenever another process runs the program. */
  readonly onStart: () => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A program that ran this long was well: its next crash starts the waits from the shortest. */
const WELL_AFTER_MS = 60_000;

/** Starts the program and keeps it running until `stop()`. */
export function supervise(program: Program, watch: Watch): Supervised {
  let current: ChildProcess | null = null;
  let identity: ProcessIdentity | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let waitMs = FIRST_WAIT_MS;

  const start = (): void => {
    const startedAt = Date.now();
    const child = run(program);
    current = child;
    identity = child.pid === undefined ? null : { pid: child.pid, born: bornOf(child.pid) ?? 'gone' };
    let ended = false;
    const onEnd = (how: string): void => {
      if (ended || stopping) return;
      ended = true;
      if (Date.now() - startedAt > WELL_AFTER_MS) waitMs = FIRST_WAIT_MS;
      watch.onCrash(`${program.name} ended (${how}), again in ${waitMs / 1000} s; ${program.logFile}:\n${lastLines(program.logFile, 5)}`);
      timer = setTimeout(start, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    };
    child.once('error', (error) => onEnd(error.message));
    child.once('exit', (code, signal) => onEnd(signal ?? `exit code ${code}`));
    watch.onStart();
  };

  start();
  return {
    name: program.name,
    identity: () => (current?.exitCode === null && current.signalCode === null ? identity : null),
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (identity) await end(identity, 'SIGTERM', 15_000);
    },
  };
}

/** In a group of its own: Ctrl-C in the terminal reaches the one who supervises, who then ends things in their order. */
function run(program: Program): ChildProcess {
  mkdirSync(dirname(program.logFile), { recursive: true });
  const log = openSync(program.logFile, 'a');
  try {
    return spawn(program.command, program.args, { detached: true, stdio: ['ignore', log, log], env: program.env });
  } finally {
    closeSync(log);
  }
}
