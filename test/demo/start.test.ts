/** `npm start`, ended before it is ready. Whoever presses Ctrl-C early must find nothing left: what is not known to `npm stop` runs for ever. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let dataFolder: string;
let starting: ChildProcess;
let said: string;

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'motcua-start-'));
  said = '';
});

afterEach(() => {
  for (const pid of processesOf(dataFolder)) process.kill(pid, 'SIGKILL');
  rmSync(dataFolder, { recursive: true, force: true });
});

/** As a terminal does it: the signal goes to all of the group. */
async function startAndEnd(after: string): Promise<void> {
  const { PATH, HOME, MOTCUA_SERVICES_DIR } = process.env;
  const program = fileURLToPath(new URL('../whole/start.mjs', import.meta.url));
  const env = { PATH, HOME, ...(MOTCUA_SERVICES_DIR && { MOTCUA_SERVICES_DIR }) };
  starting = spawn(process.execPath, [program, dataFolder], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let told = false;
  const hear = (words: Buffer): void => {
    said += words.toString();
    if (told || !said.includes(after)) return;
    told = true;
    process.kill(-starting.pid!, 'SIGINT');
  };
  starting.stdout!.on('data', hear);
  starting.stderr!.on('data', hear);
  await once(starting, 'exit');
}

/** Whose command line or environment names the folder. Linux only. */
function processesOf(folder: string): number[] {
  const names = (pid: number): boolean =>
    ['cmdline', 'environ'].some((what) => {
      try {
        return readFileSync(`/proc/${pid}/${what}`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });
  return readdirSync('/proc').map(Number).filter(names);
}

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('Ctrl-C before Motcua is ready', () => {
  it.each(['temporal: starting on port', 'loading the catalogue'])(
    'at "%s" ends what was started, and starts no more',
    async (moment) => {
      await startAndEnd(moment);
      expect(said).toContain(moment);
      expect({ code: starting.exitCode, left: processesOf(dataFolder) }).toEqual({ code: 0, left: [] });
      expect(said).toContain('ended; the data is kept');
      expect(said).not.toContain('Motcua runs');
      expect(existsSync(join(dataFolder, 'running.json'))).toBe(false);
    },
    60_000,
  );
});
