/**
 * Lets plain Node run the project's TypeScript sources: `node --import ./scripts/typescript.mjs cli/main.ts`.
 * Types are dropped, not checked; `npm run types` checks them.
 */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
