/** `npm start`. See services/start.ts. */
import { ensureBuilt, ensureDependencies } from './prepare.mjs';

ensureDependencies();
ensureBuilt();
const { start } = await import('../dist/services/start.js');
try {
  await start();
} catch (error) {
  console.error(`\nMotcua did not start.\n\n${error.message}\n`);
  process.exitCode = 1;
}
// Clients of services that are gone may hold timers; everything that had to end has ended.
process.exit();
