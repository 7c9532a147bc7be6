/**
 * Child processes that outlive the one that started them, known by a pid file. A pid alone is not an identity - the system gives it to
 * another program one day - so the file also keeps when the process was born, and nothing is ended unless both agree.
 */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque: the system's own word for when the process began. */
  readonly born: string;
}

/** When the process began, as the system says it, or null when there is no such process (one that has ended but was not yet reaped counts as none). */
export function bornOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces and parentheses: fields are counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // while others of its threads are still ending, it holds its ports and files
    const ended = fields[0] === 'X' || (fields[0] === 'Z' && Number(fields[17]) <= 1);
    return ended ? null : (fields[19] ?? null);
  } catch {
    return process.platform === 'linux' ? null : bornByPs(pid);
  }
}

function bornByPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

export const isAlive = (identity: ProcessIdentity): boolean => bornOf(identity.pid) === identity.born;

export interface SpawnRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/**
 * Starts a process in a group of its own (Ctrl-C in the terminal must reach us first, and we end the services last), without standard
 * input, its output appended to the log file. Rejects when the program cannot be run at all.
 */
export async function spawnDetached(request: SpawnRequest): Promise<ProcessIdentity> {
  mkdirSync(dirname(request.logFile), { recursive: true });
  const log = openSync(request.logFile, 'a');
  try {
    const child = spawn(request.command, request.args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: request.env ?? process.env,
      cwd: request.cwd,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const pid = child.pid as number;
    return { pid, born: bornOf(pid) ?? 'gone' };
  } finally {
    closeSync(log);
  }
}

/** Sends the signal and waits until the process is gone; after `graceMs` milliseconds it is killed. */
export async function end(identity: ProcessIdentity, signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL', graceMs = 10_000): Promise<void> {
  if (!isAlive(identity)) return;
  send(identity, signal);
  const patience = Date.now() + graceMs;
  let killed = signal === 'SIGKILL';
  while (isAlive(identity)) {
    if (!killed && Date.now() > patience) {
      send(identity, 'SIGKILL');
      killed = true;
    }
    await sleep(20);
  }
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The last lines of a log, to show why a process ended. Empty when there is none. */
export function lastLines(logFile: string, count = 8): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

/** A JSON file of ours, or null when it is missing or unreadable. */
export function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return null;
  }
}

export function writeJson(file: string, value: unknown, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode });
}

export const removeFile = (file: string): void => rmSync(file, { force: true });
