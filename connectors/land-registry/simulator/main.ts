import { runSimulator } from '../../simulator/start.js';
import { startLandRegistrySimulator } from './server.js';

await runSimulator('Land registry (simulated)', 'MOTCUA_LAND_URL', startLandRegistrySimulator);
