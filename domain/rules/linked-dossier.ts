import type { DossierForm, ProcedureDefinition } from '../procedure/definition.js';
import type { Path } from '../procedure/problem.js';
import { graphOf } from '../procedure/flow-graph.js';
import type { Model, Report, Rule } from './rule.js';

type Linked = DossierForm['dossier'];

/**
 * A dossier opens others, never itself again, not even through others. With the rest of the catalogue at hand: the procedure is in force beside this one, is received
 * online, and gets the applicants, data and papers that it cannot do without.
 */
export const linkedDossier: Rule = (model, report) => {
  for (const { form, path } of model.graph.steps) {
    if (!('dossier' in form)) continue;
    const place = [...path, 'dossier'];
    if (opens(model, form.dossier.procedure, model.procedure.code, new Set()))
      report('LINKED_TO_ITSELF', [...place, 'procedure'], {
        vi: `hồ sơ ${form.dossier.procedure} sẽ lại mở hồ sơ ${model.procedure.code}`,
        en: `a dossier of ${form.dossier.procedure} would open one of ${model.procedure.code} again`,
      });
    else if (model.procedures) checkLinked(model, model.procedures, form.dossier, place, report);
  }
};

function opens({ procedures }: Model, from: string, code: string, seen: Set<string>): boolean {
  if (from === code) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const next = (procedures ?? []).filter((each) => each.code === from).flatMap(linkedFrom);
  return next.some((each) => opens({ procedures } as Model, each, code, seen));
}

/** Codes of the procedures whose dossiers it opens. */
export function linkedFrom(procedure: ProcedureDefinition): string[] {
  return graphOf(procedure).steps.flatMap(({ form }) => ('dossier' in form ? [form.dossier.procedure] : []));
}

function checkLinked({ procedure }: Model, procedures: readonly ProcedureDefinition[], linked: Linked, place: Path, report: Report): void {
  const other = procedures.find((each) => each.code === linked.procedure && overlap(each, procedure));
  if (!other)
    return report('LINKED_UNKNOWN', [...place, 'procedure'], {
      vi: `không có thủ tục ${linked.procedure} nào có hiệu lực cùng lúc`,
      en: `no procedure ${linked.procedure} is in force at the same time`,
    });
  if (!other.channels.includes('online'))
    report('LINKED_NOT_ONLINE', [...place, 'procedure'], {
      vi: `${linked.procedure} không nhận trực tuyến; hồ sơ liên thông không nộp vào được`,
      en: `${linked.procedure} is not received online; a linked dossier could not be filed`,
    });
  for (const { path, vi, en } of mismatches(procedure, other, linked))
    report('LINKED_MISMATCH', [...place, ...path], { vi, en, ...(path.length === 1 && { at: 'key' }) });
}

function overlap({ effective: one }: ProcedureDefinition, { effective: other }: ProcedureDefinition): boolean {
  return one.from <= (other.to ?? '9999') && other.from <= (one.to ?? '9999');
}

interface Mismatch {
  readonly path: Path;
  readonly vi: string;
  readonly en: string;
}

function mismatches(procedure: ProcedureDefinition, other: ProcedureDefinition, linked: Linked): Mismatch[] {
  return [...applicantMismatch(procedure, other), ...dataMismatches(procedure, other, linked), ...documentMismatches(other, linked)];
}

function applicantMismatch({ applicants }: ProcedureDefinition, other: ProcedureDefinition): Mismatch[] {
  const strange = applicants.filter((kind) => !other.applicants.includes(kind));
  if (strange.length === 0) return [];
  const [vi, en] = [`${other.code} không nhận hồ sơ của ${strange.join(', ')}`, `${other.code} takes no dossiers of ${strange.join(', ')}`];
  return [{ path: ['procedure'], vi, en }];
}

function dataMismatches(procedure: ProcedureDefinition, other: ProcedureDefinition, { data = {} }: Linked): Mismatch[] {
  const theirs = other.data?.properties ?? {};
  const given = Object.entries(data as Readonly<Record<string, unknown>>);
  const wrong = given.flatMap(([name, source]): Mismatch[] => {
    const path = ['data', name];
    if (!Object.hasOwn(theirs, name)) return [{ path, vi: `${other.code} không có trường này`, en: `${other.code} has no such field` }];
    const [type, wanted] = [typeOf(procedure, source), theirs[name]!.type];
    return type === null || type === wanted || (type === 'integer' && wanted === 'number')
      ? []
      : [{ path, vi: `là ${type}; ${other.code} cần ${wanted}`, en: `is ${type}; ${other.code} wants ${wanted}` }];
  });
  const missing = (other.data?.required ?? []).filter((name) => !Object.hasOwn(data, name));
  return [...wrong, ...missing.map((name) => required('data', other, name))];
}

/** Null where it cannot be known: what an earlier step has brought. */
function typeOf({ data }: ProcedureDefinition, source: unknown): string | null {
  if (typeof source !== 'string') return typeof source === 'number' ? 'integer' : typeof source;
  return source.startsWith('data.') ? (data?.properties[source.slice('data.'.length)]?.type ?? null) : null;
}

/** A paper required on a condition may turn out not to be needed. */
function documentMismatches(other: ProcedureDefinition, { documents = {} }: Linked): Mismatch[] {
  const theirs = other.documents ?? {};
  const unknown = Object.keys(documents).filter((name) => !Object.hasOwn(theirs, name));
  const missing = Object.keys(theirs).filter((name) => theirs[name]!.required === undefined && !Object.hasOwn(documents, name));
  return [
    ...unknown.map((name) => ({
      path: ['documents', name],
      vi: `${other.code} không có giấy tờ này`,
      en: `${other.code} lists no such paper`,
    })),
    ...missing.map((name) => required('documents', other, name)),
  ];
}

function required(where: string, other: ProcedureDefinition, name: string): Mismatch {
  return { path: ['procedure'], vi: `${other.code} bắt buộc có ${where}.${name}`, en: `${other.code} cannot do without ${where}.${name}` };
}
