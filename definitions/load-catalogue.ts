/** A catalogue folder as definitions and plans. Reads files only; what becomes of them is for `publish-catalogue.ts`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarDefinition, OrganisationDefinition, ProcedureDefinition, RegimeDefinition } from '../domain/procedure/definition.js';
import type { Plan } from '../domain/procedure/plan.js';
import type { Problem } from '../domain/procedure/problem.js';
import { loadCalendar, loadOrganisation, loadRegime } from './load/load-others.js';
import { loadProcedure, type Surroundings } from './load/load-procedure.js';
import { type FileProblem, procedureShapes } from './load/surroundings.js';

export interface CatalogueProcedure {
  readonly file: string;
  /** The YAML as written: the only form that keeps comments and the order of steps. */
  readonly source: string;
  readonly definition: ProcedureDefinition;
  readonly plan: Plan;
  readonly planHash: string;
}

export interface Catalogue {
  readonly regimes: Readonly<Record<string, RegimeDefinition>>;
  readonly calendars: Readonly<Record<string, CalendarDefinition>>;
  /** Null when the folder has none, or it has errors. */
  readonly organisation: OrganisationDefinition | null;
  readonly procedures: readonly CatalogueProcedure[];
  /** Everything found, warnings included; a file with an error is in none of the lists above. */
  readonly problems: readonly FileProblem[];
}

/** Reads `regimes/`, `calendars/`, `organisation/` and `procedures/` of a catalogue folder. A file with errors is left out whole and reported. */
export async function readCatalogue(folder: string): Promise<Catalogue> {
  const problems: FileProblem[] = [];
  const regimes = await readAll(join(folder, 'regimes'), loadRegime, problems);
  const calendars = await readAll(join(folder, 'calendars'), loadCalendar, problems);
  const organisations = await readAll(join(folder, 'organisation'), loadOrganisation, problems);
  const organisation = organisations[0]?.definition ?? null;
  const surroundings: Surroundings = {
    regimes: byId(regimes),
    calendars: calendars.map(({ definition }) => definition.id),
    ...(organisation && { organisation }),
    procedures: await procedureShapes(folder),
  };
  const procedures = await readAll(join(folder, 'procedures'), (text) => loadProcedure(text, surroundings), problems);
  return { regimes: byId(regimes), calendars: byId(calendars), organisation, procedures, problems };
}

type Loaded = { readonly ok: true; readonly warnings?: readonly Problem[] } | { readonly ok: false; readonly problems: readonly Problem[] };

interface Origin {
  readonly file: string;
  readonly source: string;
}

async function readAll<L extends Loaded>(
  folder: string,
  load: (text: string) => L,
  problems: FileProblem[],
): Promise<(Origin & Extract<L, { ok: true }>)[]> {
  const read: (Origin & Extract<L, { ok: true }>)[] = [];
  for (const file of await yamlFiles(folder)) {
    const source = await readFile(file, 'utf8');
    const loaded = load(source);
    const found = loaded.ok ? (loaded.warnings ?? []) : loaded.problems;
    problems.push(...found.map((problem) => ({ ...problem, file })));
    if (loaded.ok) read.push({ file, source, ...(loaded as Extract<L, { ok: true }>) });
  }
  return read;
}

/** The YAML files of a folder and of the folders in it, in the order of their names. */
export async function yamlFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

function byId<T extends { readonly id: string }>(loaded: readonly { readonly definition: T }[]): Record<string, T> {
  return Object.fromEntries(loaded.map(({ definition }) => [definition.id, definition]));
}
