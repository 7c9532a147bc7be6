/** `npm run build`. */
import { ensureBuilt, ensureDependencies } from './prepare.mjs';

ensureDependencies();
ensureBuilt();
