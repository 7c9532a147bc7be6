import { nearest } from '../procedure/nearest.js';
import type { Path } from '../procedure/problem.js';
import type { DossierForm } from '../procedure/definition.js';
import { type FlowStep, reachable } from '../procedure/flow-graph.js';
import type { Model, Report, Rule } from './rule.js';

type Linked = DossierForm['dossier'];

/**
 * What a handoff sends, and what a linked dossier is filed with, exists; personal data go only to a connector that may have them, secret ones only to a party that
 * secrecy names.
 */
export const sentData: Rule = (model, report) => {
  for (const step of model.graph.steps) {
    const { form, path } = step;
    if ('handoff' in form) {
      const { to, send = {}, files = [] } = form.handoff;
      for (const [name, source] of Object.entries(send)) checkSent(model, step, to, source, [...path, 'handoff', 'send', name], report);
      files.forEach((document, index) => checkFile(model, to, document, [...path, 'handoff', 'files', index], report));
    }
    if ('dossier' in form) checkLinked(model, step, form.dossier, [...path, 'dossier'], report);
  }
};

function checkLinked(model: Model, step: FlowStep, { at, data = {}, documents = {} }: Linked, path: Path, report: Report): void {
  for (const [name, source] of Object.entries(data as Readonly<Record<string, unknown>>))
    if (typeof source === 'string') checkSent(model, step, at, source, [...path, 'data', name], report);
  const ours = model.procedure.documents ?? {};
  for (const [name, document] of Object.entries(documents as Readonly<Record<string, string>>)) {
    const place = [...path, 'documents', name];
    if (!Object.hasOwn(ours, document)) unknown('documents', document, Object.keys(ours), place, report);
    else checkSecret(model, at, document, ours[document]!.secret, place, report);
  }
}

/** What is on a paper the definition does not know: its file counts as personal. */
function checkFile(model: Model, to: string, document: string, place: Path, report: Report): void {
  const { documents = {}, parties } = model.procedure;
  const known = Object.keys(documents);
  if (!known.includes(document)) return unknown('documents', document, known, place, report);
  if (parties[to] && parties[to].connector === undefined)
    report('KEY_WITHOUT_EFFECT', place, {
      vi: `bên ${to} không có kết nối: cán bộ bên đó xem tệp ngay trong hồ sơ`,
      en: `the party ${to} has no connector: its officers see the files here`,
    });
  checkPersonal(model, to, document, place, report);
  checkSecret(model, to, document, documents[document]!.secret, place, report);
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
  if (first === 'answers' || fields[name]!.personal) checkPersonal(model, to, source, place, report);
  if (first === 'data') checkSecret(model, to, source, fields[name]!.secret, place, report);
}

function checkPersonal(model: Model, to: string, source: string, place: Path, report: Report): void {
  const connector = forbiddenConnector(model, to);
  if (connector !== null)
    report('PERSONAL_DATA_SENT', place, {
      vi: `${source} là dữ liệu cá nhân; kết nối ${connector} không được nhận`,
      en: `${source} is personal data; the connector ${connector} may not have it`,
    });
}

function checkSecret({ procedure }: Model, to: string, source: string, secret: boolean | undefined, place: Path, report: Report): void {
  if (secret && procedure.secrecy && !procedure.secrecy.to.includes(to))
    report('SECRET_DATA_SENT', place, {
      vi: `${source} là mật; bên ${to} không có trong secrecy.to`,
      en: `${source} is secret; the party ${to} is not in secrecy.to`,
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
