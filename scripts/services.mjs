/**
 * `npm run services`: only Temporal, MongoDB and Redis, until Ctrl-C. Prints the variables that make tests and programs use them.
 * With `--isolated` on free ports and throw-away data.
 */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './typescript.mjs';

const { ensureServices } = await import('../services/ensure-services.ts');
const isolated = process.argv.includes('--isolated');
const dataFolder = isolated ? mkdtempSync(join(tmpdir(), 'motcua-services-')) : undefined;
const telling = new AbortController();
const told = once(telling.signal, 'abort');
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => telling.abort());
const keepAlive = setInterval(() => undefined, 60_000);
try {
  const services = await ensureServices({ isolated, dataFolder, progress: (line) => console.error(line), signal: telling.signal });
  for (const [name, value] of Object.entries(services.env)) console.log(`export ${name}='${value}'`);
  await told;
  await services.stop();
} catch (error) {
  if (!telling.signal.aborted) throw error;
}
clearInterval(keepAlive);
process.exit();
