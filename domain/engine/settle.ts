import type { Draft } from './draft.js';
import { settleHolder } from './holder.js';
import { settleStatus } from './status.js';

/** After each thing that happened: whose time it is now, and what the status is, where they changed. */
export function settle(draft: Draft): void {
  settleHolder(draft);
  settleStatus(draft);
}
