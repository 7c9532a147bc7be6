import { runSimulator } from '../../simulator/start.js';
import { startTaxSimulator } from './server.js';

await runSimulator('Tax office (simulated)', 'MOTCUA_TAX_URL', startTaxSimulator);
