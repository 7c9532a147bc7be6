import { nearest } from '../procedure/nearest.js';
import type { Path } from '../procedure/problem.js';
import type { DossierForm } from '../procedure/definition.js';
import type { Model, Report, Rule } from './rule.js';

/** What a handoff sends exists; personal data go only to a connector that may have them. */
export const sentData: Rule = (model, report) => {
  for (const { form, path } of model.graph.steps) {
    if ('handoff' in form)
      for (const [name, source] of Object.entries(form.handoff.send ?? {}))
        checkSent(model, form.handoff.to, source, [...path, 'handoff', 'send', name], report);
    if ('dossier' in form) checkLinked(model, form.dossier, [...path, 'dossier'], report);
  }
};

function checkLinked(model: Model, { at, data = {}, documents = {} }: DossierForm['dossier'], path: Path, report: Report): void {
  for (const [name, source] of Object.entries(data)) checkSent(model, at, source, [...path, 'data', name], report);
  const known = Object.keys(model.procedure.documents ?? {});
  for (const [name, document] of Object.entries(documents as Readonly<Record<string, string>>))
    if (!known.includes(document)) unknownField(`documents.${document}`, nearest(document, known), [...path, 'documents', name], report);
}

function checkSent(model: Model, to: string, source: string, place: Path, report: Report): void {
  const fields = model.procedure.data?.properties ?? {};
  const name = source.slice('data.'.length);
  if (!Object.hasOwn(fields, name)) return unknownField(source, nearest(name, Object.keys(fields)), place, report);
  const connector = fields[name]!.personal ? forbiddenConnector(model, to) : null;
  if (connector !== null)
    report('PERSONAL_DATA_SENT', place, {
      vi: `${source} là dữ liệu cá nhân; kết nối ${connector} không được nhận`,
      en: `${source} is personal data; the connector ${connector} may not have it`,
    });
}

function unknownField(source: string, near: string | null, place: Path, report: Report): void {
  const hint = near === null ? undefined : { vi: `Ý bạn là "data.${near}"?`, en: `Did you mean "data.${near}"?` };
  report('UNKNOWN_FIELD', place, {
    vi: `${source} không có trong data.properties`,
    en: `${source} is not in data.properties`,
    ...(hint && { hint }),
  });
}

/** The party's connector, when the organisation is known and does not let it have personal data. */
function forbiddenConnector({ procedure, organisation }: Model, to: string): string | null {
  const connector = procedure.parties[to]?.connector;
  if (!organisation || connector === undefined) return null;
  return organisation.connectors?.[connector]?.mayHave?.includes('personal') ? null : connector;
}
