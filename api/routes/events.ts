import { operation, readerOf } from '../operation.js';
import { seesChange } from '../policy.js';
import { liveChanges } from '../live-changes.js';

const HEARTBEAT_MS = 15_000;

export const watchChanges = operation({
  id: 'watchChanges',
  method: 'get',
  path: '/events',
  tag: 'Live',
  summary: { vi: 'Thay đổi trong danh sách (server-sent events)', en: 'Lists that change (server-sent events)' },
  answers: { 200: { type: 'text/event-stream' } },
  handle: async (call) => {
    const { response, deps } = call;
    const reader = readerOf(call);
    const stop = await liveChanges(deps.store).subscribe((change) => {
      if (!seesChange(reader, change)) return;
      response.write(`event: ${change.kind}\ndata: ${JSON.stringify({ id: change.id })}\n\n`);
    });
    const beat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    response.on('close', () => {
      clearInterval(beat);
      stop();
    });
    response.status(200).set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.write('retry: 3000\n\n');
    return { status: 200, streamed: true };
  },
});
