/** `npm start` on the data folder that is named, with services of its own: what listens on the usual ports of this machine is not its concern. */
import { start } from '../../dist/services/start.js';

await start(process.argv[2], { isolated: true });
process.exit();
