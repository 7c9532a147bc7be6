/** `npm run codegen` writes the generated files; with `--check` it only says which differ and exits 1. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generatedFiles } from './generate.js';

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [file, content] of await generatedFiles()) {
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === content) continue;
  stale.push(file);
  if (check) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
if (stale.length > 0) console.log(`${check ? 'differs from what codegen makes' : 'written'}: ${stale.join(', ')}`);
if (check && stale.length > 0) process.exitCode = 1;
