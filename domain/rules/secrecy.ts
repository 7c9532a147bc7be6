import type { Path } from '../procedure/problem.js';
import type { Model, Rule } from './rule.js';

/** What is marked secret says who may see it; who may see says what; and nothing of it goes to anybody else. */
export const secrecy: Rule = (model, report) => {
  const { secrecy: said } = model.procedure;
  const marked = markedIn(model);
  if (said && marked.length === 0)
    report('KEY_WITHOUT_EFFECT', ['secrecy'], {
      vi: 'không trường hay giấy tờ nào được đánh dấu secret: true',
      en: 'no field and no paper is marked secret: true',
      at: 'key',
    });
  if (!said)
    for (const path of marked)
      report('SECRET_TO_NOBODY', path, {
        vi: 'đánh dấu mật nhưng secrecy không nói ai được xem',
        en: 'is secret, but secrecy does not say who may see it',
        hint: { vi: 'Ví dụ: secrecy: {to: [council], basis: …}', en: 'For example: secrecy: {to: [council], basis: …}' },
      });
  for (const { to, name, path } of said ? sentIn(model) : [])
    if (!said!.to.includes(to) && isSecret(model, name))
      report('SECRET_SENT', path, {
        vi: `data.${name} là dữ liệu mật; ${to} không có trong secrecy.to`,
        en: `data.${name} is secret; ${to} is not in secrecy.to`,
      });
};

function markedIn({ procedure }: Model): Path[] {
  const of = (place: Path, entries: Readonly<Record<string, { secret?: boolean }>>): Path[] =>
    Object.entries(entries).flatMap(([key, { secret }]) => (secret ? [[...place, key, 'secret']] : []));
  return [...of(['data', 'properties'], procedure.data?.properties ?? {}), ...of(['documents'], procedure.documents ?? {})];
}

function isSecret({ procedure }: Model, field: string): boolean {
  return procedure.data?.properties[field]?.secret === true;
}

interface Sent {
  readonly to: string;
  readonly name: string;
  readonly path: Path;
}

/** Fields of our application data that steps send to a party. */
function sentIn({ graph }: Model): Sent[] {
  return graph.steps.flatMap(({ form, path }) => {
    if ('handoff' in form) return fields(form.handoff.to, form.handoff.send, [...path, 'handoff', 'send']);
    return 'dossier' in form ? fields(form.dossier.at, form.dossier.data, [...path, 'dossier', 'data']) : [];
  });
}

function fields(to: string, sent: object | undefined, place: Path): Sent[] {
  return Object.entries(sent ?? {}).flatMap(([name, source]: [string, unknown]) =>
    typeof source === 'string' && source.startsWith('data.') ? [{ to, name: source.slice('data.'.length), path: [...place, name] }] : [],
  );
}
