/** `npm stop`. See services/stop.ts. */
import { ensureBuilt, ensureDependencies } from './prepare.mjs';

ensureDependencies();
ensureBuilt();
process.argv[1] = new URL('../dist/services/stop.js', import.meta.url).pathname;
await import('../dist/services/stop.js');
process.exit();
