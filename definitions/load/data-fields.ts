/** The data schema of an application: what JSON Schema accepts and the product must not. */
import type { DataField, ProcedureDefinition } from '../../domain/procedure/definition.js';
import { nearest } from '../../domain/procedure/nearest.js';
import type { DefinitionCode } from '../../domain/procedure/problem-codes.js';
import { type Finding, pathText, type Path } from '../../domain/procedure/problem.js';

export function dataFindings({ data }: ProcedureDefinition): Finding[] {
  if (!data) return [];
  const names = Object.keys(data.properties);
  const required = (data.required ?? []).flatMap((name, index) =>
    names.includes(name) ? [] : [unknownField(['data', 'required', index], name, names)],
  );
  return [...required, ...names.flatMap((name) => fieldFindings(['data', 'properties', name], data.properties[name]!))];
}

function fieldFindings(path: Path, field: DataField): Finding[] {
  return [...misplaced(path, field), ...patternFindings(path, field), ...labelFindings(path, field)];
}

/** Keys that JSON Schema ignores for a type would have no effect. */
function misplaced(path: Path, field: DataField): Finding[] {
  const forText = ['enum', 'pattern', 'minLength', 'maxLength', 'format'] as const;
  const forNumbers = ['minimum', 'maximum'] as const;
  const idle: readonly (keyof DataField)[] =
    field.type === 'string' ? forNumbers : field.type === 'boolean' ? [...forText, ...forNumbers] : forText;
  return idle
    .filter((key) => field[key] !== undefined)
    .map((key) =>
      finding(
        'KEY_WITHOUT_EFFECT',
        [...path, key],
        `không có tác dụng với kiểu ${field.type}`,
        `has no effect on the type ${field.type}`,
        'key',
      ),
    );
}

function patternFindings(path: Path, { pattern }: DataField): Finding[] {
  if (pattern === undefined) return [];
  const where = [...path, 'pattern'];
  try {
    new RegExp(pattern, 'u');
  } catch {
    return [finding('PATTERN_UNSAFE', where, `${pattern} không phải biểu thức chính quy`, `${pattern} is not a regular expression`)];
  }
  // a repeated group or a back reference can make a match take for ever
  if (/\)[*+{]|\\[1-9]|\(\?/.test(pattern))
    return [finding('PATTERN_UNSAFE', where, `${pattern} có nhóm lặp hoặc tham chiếu ngược`, `${pattern} repeats a group or refers back`)];
  return [];
}

function labelFindings(path: Path, { labels, enum: values }: DataField): Finding[] {
  return Object.keys(labels ?? {})
    .filter((name) => !values?.includes(name))
    .map((name) =>
      finding('KEY_WITHOUT_EFFECT', [...path, 'labels', name], 'không có giá trị này trong enum', 'enum has no such value', 'key'),
    );
}

function unknownField(path: Path, name: string, known: readonly string[]): Finding {
  const near = nearest(name, known);
  const found = finding('UNKNOWN_FIELD', path, `${name} không có trong data.properties`, `${name} is not in data.properties`);
  return near ? { ...found, hint: { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` } } : found;
}

function finding(code: DefinitionCode, path: Path, vi: string, en: string, at?: 'key'): Finding {
  const where = pathText(path);
  return { code, severity: 'error', path, message: { vi: `${where}: ${vi}`, en: `${where}: ${en}` }, ...(at && { at }) };
}
