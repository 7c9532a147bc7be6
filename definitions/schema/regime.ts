import { Type } from 'typebox';
import { basis, closed, cutOff, header, key, legalBasis, mapOf, moment, oneOf, period, span, text, words } from './parts.js';
import { ground, suspension } from './procedure.js';

const optional = Type.Optional;
const times = Type.Integer({ minimum: 0, maximum: 99 });
/** A regime knows no parties. */
const told = oneOf('holder', 'head', 'centre');
const rung = closed(
  { at: moment, remind: optional(told), escalate: optional(told) },
  { title: 'RungText', minProperties: 2, maxProperties: 2 },
);
const paper = closed({ number: words, name: text }, { title: 'PaperForm' });

export const regimeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed(
    {
      ...header('Regime'),
      id: key,
      name: text,
      effective: period,
      legalBasis,
      supplement: closed(
        {
          allowed: optional(Type.Boolean()),
          policy: oneOf('restart', 'pause'),
          withoutApproval: times,
          atMost: times,
          noticeWithin: optional(span),
          expires: optional(span),
          basis,
        },
        { title: 'SupplementRule' },
      ),
      extension: closed(
        { atMost: times, max: optional(Type.Integer({ minimum: 1, maximum: 3650 })), askBefore: span, basis },
        { title: 'ExtensionRule' },
      ),
      apology: closed({ reappointments: times, basis }, { title: 'ApologyRule' }),
      refusal: closed({ basis, grounds: mapOf(ground, { minProperties: 1 }) }, { title: 'RefusalRule' }),
      stop: closed({ basis }, { title: 'StopRule' }),
      separation: optional(
        closed({ basis }, { title: 'SeparationRule', description: 'Receiver, resolver and returner are different persons.' }),
      ),
      entry: optional(
        closed(
          { withoutApproval: span, basis },
          { title: 'EntryRule', description: 'Work done on paper may be entered so long afterwards without the head.' },
        ),
      ),
      suspension: optional(suspension),
      cutOff: optional(cutOff),
      centre: closed({ agency: key, role: key }, { title: 'Centre' }),
      rungs: Type.Array(rung, { description: 'Around the due instant of the dossier.' }),
      stepRungs: optional(Type.Array(rung, { description: 'Around the due instant of a step that does not say its own.' })),
      number: closed({ pattern: Type.String({ minLength: 3, maxLength: 100 }), basis: optional(basis) }, { title: 'NumberRule' }),
      forms: closed(
        { receipt: paper, supplement: paper, refusal: paper, apology: paper, stop: optional(paper), transfer: optional(paper) },
        { title: 'PaperForms' },
      ),
    },
    { title: 'RegimeDefinition' },
  ),
};
