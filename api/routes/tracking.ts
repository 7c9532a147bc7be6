import { Type } from 'typebox';
import { ok, operation } from '../operation.js';
import { DOSSIER, notFound } from '../problem.js';
import { COMPLETION, COMPLETION_WORDS, type Completion } from '../messages/words.js';
import { closed, id, oneOf, part, text } from '../schema/parts.js';

const trackingSchema = part(
  'PublicTracking',
  closed(
    { number: Type.String(), completion: oneOf(Object.keys(COMPLETION_WORDS) as Completion[]), completionName: text },
    { description: 'The dossier number and the degree of completion, and no more: what may be shown without signing in' },
  ),
);

export const trackDossier = operation({
  id: 'trackDossier',
  method: 'get',
  path: '/public/dossiers/{number}',
  tag: 'Public',
  summary: { vi: 'Tra cứu công khai theo mã hồ sơ', en: 'Public tracking by number' },
  params: { number: id },
  answers: { 200: { json: trackingSchema } },
  handle: async ({ deps, params }) => {
    const dossier = await deps.store.dossiers.byNumber(params.number!.normalize('NFC'));
    // A rehearsal is nobody's dossier: outside of training it does not exist.
    if (!dossier?.view || (dossier.rehearsal && !deps.config.rehearsal)) throw notFound(DOSSIER, params.number!);
    const completion = COMPLETION[dossier.view.status];
    return ok({ number: dossier.number, completion, completionName: COMPLETION_WORDS[completion] }, { 'Cache-Control': 'no-store' });
  },
});
