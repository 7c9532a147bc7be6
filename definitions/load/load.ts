/** YAML text to a definition, or everything that is wrong with it. Nothing is half-loaded. */
import type { Problem } from '../../domain/procedure/problem.js';
import type { Kind } from '../schema/kinds.js';
import { parseSource, type Source } from './source.js';
import { kindOf, schemaProblems, type DefinitionOf } from './validate.js';

export type Loaded<K extends Kind = Kind> = { readonly kind: K; readonly definition: DefinitionOf[K]; readonly source: Source };
export type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly problems: readonly Problem[] };

/** Loads a file of any kind. */
export function loadDefinition(text: string): Outcome<{ [K in Kind]: Loaded<K> }[Kind]>;
/** Loads a file that must be of the kind. */
export function loadDefinition<K extends Kind>(text: string, kind: K): Outcome<Loaded<K>>;
export function loadDefinition(text: string, wanted?: Kind): Outcome<Loaded> {
  const source = parseSource(text);
  if (Array.isArray(source)) return { ok: false, problems: source };
  const kind = kindOf(source.data);
  if (typeof kind !== 'string') return { ok: false, problems: [source.locate(kind)] };
  if (wanted && kind !== wanted) return { ok: false, problems: [source.locate(wrongKind(kind, wanted))] };
  const findings = schemaProblems(kind, source.data, source.typed);
  if (findings.length > 0) return { ok: false, problems: byPlace(findings.map(source.locate)) };
  return { ok: true, kind, definition: source.data as DefinitionOf[Kind], source };
}

/** In the order of the file. */
export function byPlace(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : 1));
}

function wrongKind(found: Kind, wanted: Kind) {
  const message = { vi: `kind: ${found}; ở đây cần ${wanted}`, en: `kind: ${found}; expected ${wanted} here` };
  return { code: 'KIND_UNKNOWN', severity: 'error', path: ['kind'], message } as const;
}
