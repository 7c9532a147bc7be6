/** What a linked dossier tells the one that opened it. */
import { command, type Draft } from './draft.js';
import type { Outcome } from './state.js';

/** An officer of the agency has accepted it. */
export function tellAccepted(draft: Draft): void {
  const { origin } = draft.state;
  if (origin) command(draft, 'tell-accepted', { type: 'tell origin', ...origin, news: { state: 'accepted' } });
}

export function tellEnded(draft: Draft, outcome: Outcome): void {
  const { origin, results, values } = draft.state;
  if (!origin) return;
  const end = outcome === 'granted' || outcome === 'refused' ? outcome : 'stopped';
  const news = { state: 'ended', outcome: end, results: { ...results }, values: { ...values } } as const;
  command(draft, 'tell-ended', { type: 'tell origin', ...origin, news });
}
