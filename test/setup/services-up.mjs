/** Jest global set-up: one set of real services for all test files of a run, on free ports and throw-away data, and what many of them need made once. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../scripts/typescript.mjs';
import servicesDown from './services-down.mjs';

export default async function servicesUp() {
  const { ensureServices } = await import('../../services/ensure-services.ts');
  const dataFolder = mkdtempSync(join(tmpdir(), 'motcua-test-'));
  const services = await ensureServices({ dataFolder, isolated: true, progress: (line) => process.stderr.write(`${line}\n`) });
  globalThis.motcuaServices = { services, dataFolder };
  const { prepare } = await import('./prepared.ts');
  try {
    Object.assign(process.env, services.env, await prepare(dataFolder));
  } catch (error) {
    // Jest does not take down what it could not set up
    await servicesDown();
    throw error;
  }
}
