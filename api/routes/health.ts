import { Type } from 'typebox';
import { ok, operation } from '../operation.js';
import { Problem } from '../problem.js';
import { closed } from '../schema/parts.js';

const READY_MS = 3_000;
const answers = { 200: { json: closed({ status: Type.String() }) } };

export const live = operation({
  id: 'live',
  method: 'get',
  path: '/health/live',
  tag: 'Health',
  summary: { vi: 'Tiến trình còn chạy', en: 'The process runs' },
  answers,
  handle: async () => ok({ status: 'live' }),
});

export const ready = operation({
  id: 'ready',
  method: 'get',
  path: '/health/ready',
  tag: 'Health',
  summary: { vi: 'Temporal và MongoDB trả lời', en: 'Temporal and MongoDB answer' },
  answers,
  handle: async ({ deps }) => {
    const system = deps.temporal.withDeadline(Date.now() + READY_MS, () => deps.temporal.workflowService.getSystemInfo({}));
    const answered = await Promise.allSettled([within(READY_MS, deps.store.ping()), system]);
    if (answered.some(({ status }) => status === 'rejected')) throw new Problem('UNAVAILABLE');
    return ok({ status: 'ready' });
  },
});

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
