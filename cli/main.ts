import { BadInput } from './bad-input.js';
import { motcua } from './program.js';

try {
  await motcua().parseAsync();
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  console.error(`motcua: ${error.message}`);
  process.exitCode = 1;
}
