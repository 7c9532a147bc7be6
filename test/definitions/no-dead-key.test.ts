import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { checkProcedure, loadProcedure, type Surroundings } from '../../definitions/load/load-procedure.js';
import { schemaProblems } from '../../definitions/load/validate.js';
import type { OrganisationDefinition, ProcedureDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import type { Finding } from '../../domain/procedure/problem.js';
import { catalogueSurroundings, procedureFiles } from './catalogue-files.js';
import { sampleText } from './load-cases.js';
import { MAXIMAL, organisationOfMaximal } from './maximal.js';

type Path = readonly (string | number)[];

/**
 * Keys the plan does not carry because something else reads the definition: people, and the check of an application. The list is closed: a new key
 * has an effect in the plan or in the checks, or it is added here with who reads it.
 */
const READ_ELSEWHERE: readonly [RegExp, string][] = [
  [/(^|\.)(name|label|labels|cite|note)(\.|$)/, 'people'],
  [/^data\.properties\.[^.]+\.(unit|enum|pattern|minLength|maxLength|minimum|maximum|format)(\.|$)/, 'the check of an application'],
  [/^data\.(required|properties)(\.|$)/, 'the check of an application'],
  [/^applicants(\.|$)/, 'the check of an application'],
  [/^documents\.[^.]+\.(secret|basis)$/, 'reception and people'],
  [/^data\.properties\.[^.]+\.secret$/, 'what the API shows to whom'],
  [/^secrecy(\.|$)/, 'what the API shows to whom'],
  [/\.basis$/, 'people: the basis of a value, beside the value'],
  [/^effective\.to$/, 'the catalogue: a version is in force until that day'],
  [/^legalBasis\.[^.]+\.valid(From|To)$/, 'the check that a basis is in force'],
  [/^term\.statutory(\.|$)/, 'the check against the law, and people'],
];

const catalogue = await catalogueSurroundings();
const sample: Surroundings = {
  regimes: { sample: parse(sampleText('regime')) as RegimeDefinition },
  calendars: ['vn'],
  organisation: parse(organisationOfMaximal(sampleText('organisation'))) as OrganisationDefinition,
};
const subjects = [
  ...procedureFiles.map((each) => ({ ...each, surroundings: catalogue })),
  { code: 'the maximal procedure', text: MAXIMAL, surroundings: sample },
];

/** What comes of a definition: its plan, or its problems. */
function effectOf(value: unknown, surroundings: Surroundings): string {
  const shape = schemaProblems('Procedure', value, () => undefined);
  if (shape.length > 0) return said(shape);
  const { findings, compiled } = checkProcedure(value as ProcedureDefinition, surroundings);
  return `${compiled?.planHash ?? ''} ${said(findings)}`;
}

function said(findings: readonly Finding[]): string {
  return findings.map(({ code, path }) => `${code} ${path.join('.')}`).join();
}

describe.each(subjects)('no dead key: $code', ({ text, surroundings }) => {
  const whole = parse(text) as object;

  it('loads', () => {
    const loaded = loadProcedure(text, surroundings);
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });

  it('removing a key, or another value for it, changes the plan or is a problem', () => {
    const before = effectOf(whole, surroundings);
    const acts = (other: object) => effectOf(other, surroundings) !== before;
    const isAlive = (path: Path): boolean =>
      acts(without(whole, path)) || insideOf(whole, path).some((inner) => acts(changed(whole, inner)));
    const dead = placesOf(whole)
      .map((path) => [path, path.join('.')] as const)
      .filter(([path, name]) => !READ_ELSEWHERE.some(([pattern]) => pattern.test(name)) && !isAlive(path));
    expect(dead.map(([, name]) => name)).toEqual([]);
  });
});

describe('the maximal procedure', () => {
  it('uses every key of every step form at least once', async () => {
    const { stepDefs, STEP_FORMS } = await import('../../definitions/schema/steps.js');
    const maximal = parse(MAXIMAL) as object;
    const used = placesOf(maximal).map((path) => path.map((part) => (typeof part === 'number' ? '*' : part)));
    for (const [kind, form] of Object.entries(STEP_FORMS)) {
      const keys = Object.keys((stepDefs[form] as unknown as { properties: object }).properties);
      const present = new Set(
        used.filter((path) => path.length >= 3).flatMap((path) => (isStepOf(kind, path.slice(0, -1)) ? [path.at(-1)!] : [])),
      );
      expect([kind, keys.filter((key) => !present.has(key))]).toEqual([kind, []]);
    }
    function isStepOf(kind: string, path: readonly string[]): boolean {
      const step = at(maximal, path);
      return typeof step === 'object' && step !== null && kind in step && path.at(-2) === 'steps';
    }
  });
});

/** The values at or below a place. */
function insideOf(value: object, path: Path): Path[] {
  return [path, ...placesOf(at(value, path), path)].filter((each) => isScalar(at(value, each)));
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** Every place in the value, whole groups included, deepest last. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? value.map((each, index) => [index, each]) : Object.entries(value);
  return entries.flatMap(([key, inner]) => [[...path, key], ...placesOf(inner, [...path, key])]);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], value);
}

function without(value: object, path: Path): object {
  const copy = structuredClone(value);
  const parent = at(copy, path.slice(0, -1)) as Record<string | number, unknown>;
  const key = path.at(-1)!;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return copy;
}

/** Another value of the same type that the author could have meant. */
function changed(value: object, path: Path): object {
  const copy = structuredClone(value);
  const parent = at(copy, path.slice(0, -1)) as Record<string | number, unknown>;
  const key = path.at(-1)!;
  const old = parent[key];
  parent[key] = typeof old === 'boolean' ? !old : typeof old === 'number' ? old + 1 : `${String(old)}x`;
  return copy;
}
