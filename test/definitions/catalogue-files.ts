/** The real catalogue, for tests that hold for every procedure in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSurroundings } from '../../definitions/load/surroundings.js';

const FOLDER = join(process.cwd(), 'definitions');

export const procedureFiles: readonly { readonly code: string; readonly text: string }[] = readdirSync(join(FOLDER, 'procedures'))
  .filter((name) => name.endsWith('.procedure.yaml'))
  .map((name) => ({ code: name.replace('.procedure.yaml', ''), text: readFileSync(join(FOLDER, 'procedures', name), 'utf8') }));

export const catalogueSurroundings = async () => (await readSurroundings(FOLDER)).surroundings;
