import { readerIn } from '../middleware/gate.js';
import { type Call, operation, readerOf } from '../operation.js';
import { seesChange } from '../policy.js';
import { Problem } from '../problem.js';
import { liveChanges } from '../live-changes.js';

export const watchChanges = operation({
  id: 'watchChanges',
  method: 'get',
  path: '/events',
  tag: 'Live',
  summary: { vi: 'Thay đổi trong danh sách (server-sent events)', en: 'Lists that change (server-sent events)' },
  answers: { 200: { type: 'text/event-stream' } },
  handle: async (call) => {
    const { response, deps } = call;
    let reader = readerOf(call);
    const stop = await liveChanges(deps.store).subscribe((change) => {
      if (!seesChange(reader, change)) return;
      response.write(`event: ${change.kind}\ndata: ${JSON.stringify({ id: change.id })}\n\n`);
    });
    const beat = setInterval(() => void lookAgain(call).then((now) => (reader = now ?? reader)), deps.config.beatMs);
    response.on('close', () => {
      clearInterval(beat);
      stop();
    });
    response.status(200).set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.write('retry: 3000\n\n');
    return { status: 200, streamed: true };
  },
});

/** Tokens end, accounts are switched off and posts change while somebody listens. Whoever may not go on is told why, as a problem's code, and the stream ends. */
async function lookAgain({ deps, request, response }: Call): Promise<ReturnType<typeof readerOf> | null> {
  try {
    const reader = await readerIn(deps, request);
    response.write(': still here\n\n');
    return reader;
  } catch (error) {
    const code = error instanceof Problem ? error.code : 'UNAVAILABLE';
    response.end(`event: end\ndata: ${JSON.stringify({ code })}\n\n`);
    return null;
  }
}
