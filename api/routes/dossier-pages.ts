/** What one dossier's page shows beside the dossier itself: timeline, deadlines explained, what may be done now. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { Type } from 'typebox';
import { allowedActionsQuery, dossierWorkflowId } from '../../workflows/messages.js';
import { toIso } from '../instants.js';
import { ok, operation, readerOf, showing } from '../operation.js';
import { presentDeadlines } from '../present/deadlines.js';
import { hiddenFrom } from '../present/secrecy.js';
import { presentFacts } from '../present/timeline.js';
import { deadlineSchema, timelineSchema } from '../schema/dossier-schema.js';
import { closed, id, instant } from '../schema/parts.js';
import { allowedActionSchema } from '../schema/problem-schema.js';
import { actorsOn } from '../use-cases/act-as.js';
import { seeDossier } from '../use-cases/see-dossier.js';

const tag = 'Dossiers';
const PAGE = 200;

export const readTimeline = operation({
  id: 'readTimeline',
  method: 'get',
  path: '/dossiers/{id}/timeline',
  tag,
  summary: { vi: 'Diễn biến hồ sơ, mỗi việc một câu', en: 'What happened, a sentence per fact' },
  params: { id },
  query: { from: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of the first fact' })) },
  answers: { 200: { json: timelineSchema } },
  handle: async (call) => {
    const dossier = await seeDossier(call.deps, readerOf(call), call.params.id!);
    const { store } = call.deps;
    const [facts, hidden] = await Promise.all([
      store.facts.of(dossier.id, call.query.from ?? 1, PAGE),
      hiddenFrom(store, readerOf(call), dossier),
    ]);
    const next = facts.length === PAGE ? facts.at(-1)!.no + 1 : null;
    return showing([dossier], ok({ items: await presentFacts(store, dossier, facts, hidden), next }));
  },
});

export const readDeadlines = operation({
  id: 'readDeadlines',
  method: 'get',
  path: '/dossiers/{id}/deadlines',
  tag,
  summary: { vi: 'Các hạn và cách tính', en: 'Deadlines and how each came about' },
  params: { id },
  answers: { 200: { json: closed({ items: Type.Array(deadlineSchema) }) } },
  handle: async (call) => {
    const dossier = await seeDossier(call.deps, readerOf(call), call.params.id!);
    return ok({ items: await presentDeadlines(call.deps.store, dossier) });
  },
});

export const readActions = operation({
  id: 'readActions',
  method: 'get',
  path: '/dossiers/{id}/actions',
  tag,
  summary: { vi: 'Việc được làm lúc này', en: 'What the reader may do now' },
  params: { id },
  answers: { 200: { json: closed({ now: instant, status: Type.String(), actions: Type.Array(allowedActionSchema) }) } },
  handle: async (call) => {
    const { deps } = call;
    const dossier = await seeDossier(deps, readerOf(call), call.params.id!);
    const handle = deps.temporal.workflow.getHandle(dossierWorkflowId(dossier.id));
    try {
      // The clock of a rehearsal is known to its workflow alone; elsewhere the query is told what time it is.
      const at = dossier.rehearsal ? undefined : deps.now();
      const actors = await actorsOn(deps, readerOf(call), dossier);
      const ask = () => Promise.all(actors.map((by) => handle.query(allowedActionsQuery, by, at)));
      const answers = await deps.temporal.withDeadline(deps.now() + deps.config.actTimeout, ask);
      const { now, status } = answers[0]!;
      const actions = answers.flatMap((each, index) => each.actions.map((action) => ({ ...action, agency: actors[index]!.agency })));
      return ok({ now: toIso(now), status, actions });
    } catch (error) {
      // Histories of closed dossiers go after a time; nothing can be done then.
      if (!(error instanceof WorkflowNotFoundError) || !dossier.view?.closed) throw error;
      return ok({ now: toIso(dossier.view.updatedAt), status: dossier.view.status, actions: [] });
    }
  },
});
