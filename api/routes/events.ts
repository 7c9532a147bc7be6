import { readerIn } from '../middleware/gate.js';
import { operation, readerOf } from '../operation.js';
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
    const { request, response, deps } = call;
    let reader = readerOf(call);
    const stop = await liveChanges(deps.store).subscribe((change) => {
      if (!seesChange(reader, change)) return;
      response.write(`event: ${change.kind}\ndata: ${JSON.stringify({ id: change.id })}\n\n`);
    });
    const leave = (): void => {
      clearInterval(beat);
      stop();
    };
    const beat = setInterval(() => {
      // tokens end, accounts are switched off and posts change while somebody listens
      readerIn(deps, request).then(
        (now) => {
          reader = now;
          if (!response.writableEnded) response.write(': still here\n\n');
        },
        (error: unknown) => {
          leave();
          if (!response.writableEnded) response.end(lastWords(error));
        },
      );
    }, deps.config.beatMs);
    response.on('close', leave);
    response.status(200).set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.write('retry: 3000\n\n');
    return { status: 200, streamed: true };
  },
});

/** Why a stream ends, as a problem's code. */
function lastWords(error: unknown): string {
  const code = error instanceof Problem ? error.code : 'UNAVAILABLE';
  return `event: end\ndata: ${JSON.stringify({ code })}\n\n`;
}
