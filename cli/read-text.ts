import { readFile } from 'node:fs/promises';
import { BadInput } from './bad-input.js';

/** The text of a file the caller named. Throws BadInput when it cannot be read. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new BadInput(code === 'ENOENT' ? `${file}: there is no such file` : `${file}: ${message}`);
  }
}
