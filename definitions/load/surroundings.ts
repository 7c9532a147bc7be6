/** What procedures refer to, read from a catalogue folder: `regimes/`, `calendars/`, `organisation/`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegimeDefinition } from '../../domain/procedure/definition.js';
import type { Problem } from '../../domain/procedure/problem.js';
import { loadCalendar, loadOrganisation, loadRegime } from './load-others.js';
import type { Surroundings } from './load-procedure.js';

export interface FileProblem extends Problem {
  readonly file: string;
}

/** Reads a catalogue's regimes, calendars and organisation. Files with errors are left out and reported. */
export async function readSurroundings(
  folder: string,
): Promise<{ readonly surroundings: Surroundings; readonly problems: readonly FileProblem[] }> {
  const problems: FileProblem[] = [];
  const regimes: Record<string, RegimeDefinition> = {};
  for (const { file, text } of await yamlFiles(join(folder, 'regimes'))) {
    const loaded = loadRegime(text);
    if (loaded.ok) regimes[loaded.definition.id] = loaded.definition;
    else problems.push(...loaded.problems.map((each) => ({ ...each, file })));
  }
  const calendars: string[] = [];
  for (const { file, text } of await yamlFiles(join(folder, 'calendars'))) {
    const loaded = loadCalendar(text);
    if (loaded.ok) calendars.push(loaded.definition.id);
    else problems.push(...loaded.problems.map((each) => ({ ...each, file })));
  }
  const organisation = await readOrganisation(join(folder, 'organisation'), problems);
  return { surroundings: { regimes, ...(calendars.length > 0 && { calendars }), ...(organisation && { organisation }) }, problems };
}

async function readOrganisation(folder: string, problems: FileProblem[]): Promise<Surroundings['organisation']> {
  const [first] = await yamlFiles(folder);
  if (!first) return undefined;
  const loaded = loadOrganisation(first.text);
  if (loaded.ok) return loaded.definition;
  problems.push(...loaded.problems.map((each) => ({ ...each, file: first.file })));
  return undefined;
}

async function yamlFiles(folder: string): Promise<{ file: string; text: string }[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const files = names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
}
