import { nearest } from '../procedure/nearest.js';
import type { Path } from '../procedure/problem.js';
import type { DossierForm } from '../procedure/definition.js';
import { type FlowStep, reachable } from '../procedure/flow-graph.js';
import type { Model, Report, Rule } from './rule.js';

type Linked = DossierForm['dossier'];

/** What a handoff sends, and what a linked dossier is filed with, exists; personal data go only to a connector that may have them. */
export const sentData: Rule = (model, report) => {
  for (const step of model.graph.steps) {
    const { form, path } = step;
    if ('handoff' in form)
      for (const [name, source] of Object.entries(form.handoff.send ?? {}))
        checkSent(model, step, form.handoff.to, source, [...path, 'handoff', 'send', name], report);
    if ('dossier' in form) checkLinked(model, step, form.dossier, [...path, 'dossier'], report);
  }
};

function checkLinked(model: Model, step: FlowStep, { at, data = {}, documents = {} }: Linked, path: Path, report: Report): void {
  for (const [name, source] of Object.entries(data as Readonly<Record<string, unknown>>))
    if (typeof source === 'string') checkSent(model, step, at, source, [...path, 'data', name], report);
  const known = Object.keys(model.procedure.documents ?? {});
  for (const [name, document] of Object.entries(documents as Readonly<Record<string, string>>))
    if (!known.includes(document)) unknown('documents', document, known, [...path, 'documents', name], report);
}

function checkSent(model: Model, step: FlowStep, to: string, source: string, place: Path, report: Report): void {
  const [first, name = ''] = source.split('.');
  if (first === 'answers' && !hasAnswered(model, name, step))
    return report('ANSWER_UNKNOWN', place, {
      vi: `${name} không phải bước handoff hay dossier đứng trước ${step.id}`,
      en: `${name} is no handoff or dossier step before ${step.id}`,
    });
  const fields = model.procedure.data?.properties ?? {};
  if (first === 'data' && !Object.hasOwn(fields, name)) return unknown('data.properties', name, Object.keys(fields), place, report);
  const connector = first === 'answers' || fields[name]!.personal ? forbiddenConnector(model, to) : null;
  if (connector !== null)
    report('PERSONAL_DATA_SENT', place, {
      vi: `${source} là dữ liệu cá nhân; kết nối ${connector} không được nhận`,
      en: `${source} is personal data; the connector ${connector} may not have it`,
    });
}

/** What others bring may be personal, so it counts as personal. It is there when every way, or the way that matters, has passed the step that brought it. */
function hasAnswered({ graph }: Model, id: string, step: FlowStep): boolean {
  const other = graph.byId.get(id);
  if (!other || (other.kind !== 'handoff' && other.kind !== 'dossier')) return false;
  return other.index < step.index && reachable(graph, id).has(step.id);
}

function unknown(where: 'data.properties' | 'documents', name: string, known: readonly string[], place: Path, report: Report): void {
  const shown = where === 'documents' ? (key: string) => key : (key: string) => `data.${key}`;
  const near = nearest(name, known);
  const hint = near === null ? undefined : { vi: `Ý bạn là "${shown(near)}"?`, en: `Did you mean "${shown(near)}"?` };
  report('UNKNOWN_FIELD', place, {
    vi: `${shown(name)} không có trong ${where}`,
    en: `${shown(name)} is not in ${where}`,
    ...(hint && { hint }),
  });
}

/** The party's connector, when the organisation is known and does not let it have personal data. */
function forbiddenConnector({ procedure, organisation }: Model, to: string): string | null {
  const connector = procedure.parties[to]?.connector;
  if (!organisation || connector === undefined) return null;
  return organisation.connectors?.[connector]?.mayHave?.includes('personal') ? null : connector;
}
