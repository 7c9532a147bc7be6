/** `npm stop`. See services/stop.ts. */
import { ensureBuilt, ensureDependencies } from './prepare.mjs';

ensureDependencies();
ensureBuilt();
const { stopAll } = await import('../dist/services/stop.js');
const { defaultDataFolder } = await import('../dist/services/running.js');
const ended = await stopAll(defaultDataFolder());
console.log(ended.length > 0 ? `Ended: ${ended.join(', ')}.` : 'Nothing of Motcua was running.');
