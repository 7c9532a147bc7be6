import { cancel } from './deadlines.js';
import type { Draft } from './draft.js';
import type { DeadlineId } from './state.js';

export const deadlineOf = (matter: number): DeadlineId => `matter:${matter}`;

/** With the dossier's end nothing is asked any more. */
export function dropMatters(draft: Draft): void {
  for (const { no } of draft.state.matters) cancel(draft, draft.state.deadlines[deadlineOf(no)]);
  draft.state.matters = [];
}
