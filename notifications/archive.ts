import { sha256 } from '../store/hash.js';

/** Id under which a message is kept: opaque, the same for the same message. */
export function roadMessageId(direction: 'in' | 'out', connector: string, messageId: string): string {
  return sha256(`${direction} ${connector} ${messageId}`).slice(0, 24);
}
