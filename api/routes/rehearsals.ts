import { dossierWorkflowId, stateQuery } from '../../workflows/messages.js';
import { toIso } from '../instants.js';
import { ok, operation, readerOf } from '../operation.js';
import { DOSSIER, notFound, Problem } from '../problem.js';
import { closed, id, instant, instantIn } from '../schema/parts.js';
import { maySee } from '../policy.js';
import { readInstant } from '../use-cases/spell-out-act.js';

export const runClock = operation({
  id: 'runClock',
  method: 'post',
  path: '/rehearsals/{id}/clock',
  tag: 'Rehearsal',
  summary: { vi: 'Cho đồng hồ của hồ sơ diễn tập chạy đến', en: "Let a rehearsal dossier's clock run to" },
  params: { id },
  body: closed({ to: instantIn }),
  write: true,
  answers: { 200: { json: closed({ now: instant }) } },
  handle: async (call) => {
    const { deps, params, body } = call;
    if (!deps.config.rehearsal) throw new Problem('REHEARSAL_OFF');
    const reader = readerOf(call);
    const dossier = await deps.store.dossiers.get(params.id!);
    if (!dossier || !(reader.standing.includes('admin') || maySee(reader, dossier))) throw notFound(DOSSIER, params.id!);
    if (!dossier.rehearsal) throw new Problem('NOT_A_REHEARSAL');
    const to = readInstant('to', body.to);
    const { now } = await deps.temporal.workflow.getHandle(dossierWorkflowId(dossier.id)).query(stateQuery);
    if (to < now) throw new Problem('CLOCK_RUNS_BACKWARDS', { found: toIso(now) });
    return ok({ now: toIso(await deps.skipTo(dossier.id, to)) });
  },
});
