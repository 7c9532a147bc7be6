import type { Path } from '../procedure/problem.js';
import type { Model, Rule } from './rule.js';

/** What is marked secret says who may see it, and who may see says what. That nothing of it goes to anybody else is `sent-data`. */
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
};

function markedIn({ procedure }: Model): Path[] {
  const of = (place: Path, entries: Readonly<Record<string, { secret?: boolean }>>): Path[] =>
    Object.entries(entries).flatMap(([key, { secret }]) => (secret ? [[...place, key, 'secret']] : []));
  return [...of(['data', 'properties'], procedure.data?.properties ?? {}), ...of(['documents'], procedure.documents ?? {})];
}
