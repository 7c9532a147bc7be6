import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './project-root.js';
import { runtime } from './runtime.js';

/** What became of loading the catalogue: what the command said, and why nothing was loaded; `missing` is empty when all was. */
export interface Loaded {
  readonly said: readonly string[];
  readonly missing: readonly string[];
}

/**
 * Puts the procedures, calendars and organisation of `definitions/` into the store, through the command that also does so by hand. Throws the signal's reason when
 * told to end meanwhile; that it was not loaded is no error.
 */
export async function loadCatalogue(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Loaded> {
  const program = join(projectRoot(), 'dist', 'cli', 'main.js');
  try {
    const { stdout } = await promisify(execFile)(runtime(), [program, 'load-catalogue'], { env, cwd: projectRoot(), signal });
    return { said: stdout.trim().split('\n'), missing: [] };
  } catch (error) {
    signal.throwIfAborted();
    const { stderr, message } = error as { stderr?: string; message: string };
    const missing = (stderr?.trim() || message).split('\n');
    return { said: ['the catalogue was not loaded:', ...missing], missing };
  }
}
