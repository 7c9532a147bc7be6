import { join } from 'node:path';
import { isAlive, readJson, removeFile, writeJson, type ProcessIdentity } from './process.js';
import { projectRoot } from './project-root.js';

/** Where everything of a running system is, for the command line, the demonstration and `npm stop`. */
export interface Running {
  readonly apiUrl: string;
  readonly docsUrl: string;
  readonly temporalUiUrl?: string;
  readonly temporalAddress: string;
  readonly mongodbUri: string;
  readonly redisUrl: string;
  /** Addresses of the simulated offices, by connector. */
  readonly offices: Readonly<Record<string, string>>;
  /** Password of the demonstration's accounts. */
  readonly demoPassword: string;
  readonly supervisor: ProcessIdentity;
  readonly programs: Readonly<Record<string, ProcessIdentity>>;
}

export const defaultDataFolder = (): string => process.env['MOTCUA_DATA'] || join(projectRoot(), '.data');

const fileIn = (dataFolder: string): string => join(dataFolder, 'running.json');

/** What runs on this data folder, or null. What a crashed start left behind does not count as running. */
export function readRunning(dataFolder = defaultDataFolder()): Running | null {
  const running = readJson<Running>(fileIn(dataFolder));
  return running && isAlive(running.supervisor) ? running : null;
}

/** The same, whether its supervisor lives or not. */
export const readLeftOver = (dataFolder: string): Running | null => readJson<Running>(fileIn(dataFolder));

export const writeRunning = (dataFolder: string, running: Running): void => writeJson(fileIn(dataFolder), running, 0o600);
export const forgetRunning = (dataFolder: string): void => removeFile(fileIn(dataFolder));
