import type { Store } from '../store/store.js';

/** Has a dead row tried again, from the first try. False when there is no such row or it is not dead: what waits or is done is not sent again. */
export async function requeue(store: Pick<Store, 'outbox'>, id: string): Promise<boolean> {
  const row = await store.outbox.get(id);
  if (row?.state !== 'dead') return false;
  await store.outbox.mark(id, 'waiting');
  return true;
}
