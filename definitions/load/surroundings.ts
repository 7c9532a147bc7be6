/** What procedures refer to, read from a catalogue folder: `regimes/`, `calendars/`, `organisation/`, and each other. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcedureDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import type { Problem } from '../../domain/procedure/problem.js';
import { loadDefinition } from './load.js';
import { loadCalendar, loadOrganisation, loadRegime } from './load-others.js';
import type { Surroundings } from './load-procedure.js';

export interface FileProblem extends Problem {
  readonly file: string;
}

/** Reads a catalogue's regimes, calendars, organisation and the shapes of its procedures. Files with errors are left out and reported. */
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
  const procedures = await procedureShapes(folder);
  return {
    surroundings: { regimes, procedures, ...(calendars.length > 0 && { calendars }), ...(organisation && { organisation }) },
    problems,
  };
}

/** The procedures of a catalogue as far as their schema is right: what is wrong with them beyond it is found when they are loaded. */
export async function procedureShapes(folder: string): Promise<ProcedureDefinition[]> {
  const files = await yamlFiles(join(folder, 'procedures'));
  return files.flatMap(({ text }) => {
    const loaded = loadDefinition(text, 'Procedure');
    return loaded.ok ? [loaded.definition] : [];
  });
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
