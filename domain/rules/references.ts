/** Where a definition names its parties and legal bases: one list, for the rules that look at them. */
import type { AcknowledgeText, LateText, TermText } from '../procedure/definition.js';
import type { FlowStep } from '../procedure/flow-graph.js';
import type { Path } from '../procedure/problem.js';
import type { Model } from './rule.js';

export interface Reference {
  readonly name: string;
  readonly path: Path;
}

export interface PartyReference extends Reference {
  /** `acts`: an officer of the party must do it. `answers`: its system may do it too. `told`: it only hears. */
  readonly as: 'acts' | 'answers' | 'told';
}

export function partyReferences({ graph, procedure }: Model): PartyReference[] {
  const seeing = (procedure.secrecy?.to ?? []).map((name, index) => ({ name, path: ['secrecy', 'to', index], as: 'told' as const }));
  return [...graph.steps.flatMap((step) => [...actors(step), ...told(step)]), ...seeing];
}

function actors({ form, path }: FlowStep): PartyReference[] {
  const one = (name: string | undefined, as: PartyReference['as'], ...tail: (string | number)[]): PartyReference[] =>
    name === undefined ? [] : [{ name, as, path: [...path, ...tail] }];
  if ('task' in form) return one(form.task.by, 'acts', 'task', 'by');
  if ('handoff' in form) return one(form.handoff.to, 'answers', 'handoff', 'to');
  if ('consult' in form) return form.consult.of.flatMap((party, index) => one(party, 'acts', 'consult', 'of', index));
  if ('applicant' in form) return one(form.applicant.at, 'acts', 'applicant', 'at');
  if ('posting' in form) return one(form.posting.by, 'acts', 'posting', 'by');
  if ('automatic' in form) return one(form.automatic.fallback, 'acts', 'automatic', 'fallback');
  if ('dossier' in form) return one(form.dossier.at, 'acts', 'dossier', 'at');
  return 'deliver' in form ? one(form.deliver.by, 'acts', 'deliver', 'by') : [];
}

function told({ form, path }: FlowStep): PartyReference[] {
  const to = (form as { late?: LateText }).late?.escalate;
  if (to === undefined || ['holder', 'head', 'centre'].includes(to)) return [];
  return [{ name: to.replace(/[.]head$/, ''), as: 'told', path: [...path, 'late', 'escalate'] }];
}

export function basisReferences(model: Model): Reference[] {
  return [...generalBases(model), ...model.graph.steps.flatMap(stepBases)];
}

function generalBases({ procedure }: Model): Reference[] {
  const { term, cutOff, supplement, extension, refusal, suspension = {}, secrecy, documents = {}, fees = {} } = procedure;
  const sections: [Path, { basis?: string | undefined } | undefined][] = [
    [['term'], term],
    [['term', 'statutory'], term.statutory],
    [['cutOff'], cutOff],
    [['supplement'], supplement],
    [['extension'], extension],
    [['refusal'], refusal],
    [['secrecy'], secrecy],
    ...Object.entries(suspension).map(([key, value]): [Path, { basis?: string }] => [['suspension', key], value]),
    ...Object.entries(refusal?.grounds ?? {}).map(([key, value]): [Path, { basis?: string }] => [['refusal', 'grounds', key], value]),
    ...Object.entries(documents).map(([key, value]): [Path, { basis?: string }] => [['documents', key], value]),
    ...Object.entries(fees).map(([key, value]): [Path, { basis?: string }] => [['fees', key], value]),
  ];
  return sections.flatMap(([path, section]) => (section?.basis === undefined ? [] : [{ name: section.basis, path: [...path, 'basis'] }]));
}

function stepBases({ form, path }: FlowStep): Reference[] {
  const { term, late, acknowledge } = form as { term?: TermText; late?: LateText; acknowledge?: AcknowledgeText };
  const found: Reference[] = [];
  if (term?.basis !== undefined) found.push({ name: term.basis, path: [...path, 'term', 'basis'] });
  if (late?.basis !== undefined) found.push({ name: late.basis, path: [...path, 'late', 'basis'] });
  if (acknowledge) found.push({ name: acknowledge.basis, path: [...path, 'acknowledge', 'basis'] });
  return found;
}
