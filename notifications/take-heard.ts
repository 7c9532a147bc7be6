import type { Heard } from '../connectors/callbacks.js';
import type { Act, NoteId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import type { Store } from '../store/store.js';
import { orderAnew } from './send-payment.js';

export interface HearingDeps<T> {
  readonly store: Pick<Store, 'dossiers' | 'notes' | 'notices' | 'outbox'>;
  /** Has the act done by the partner's system, once per message. */
  readonly perform: (act: Act) => Promise<T>;
  readonly now: () => Instant;
}

/**
 * Does what a partner's message is, once however often it comes: an act with the partner's words as its note, a notice to the centre, or nothing.
 * @returns what `perform` gave; null for anything but an act.
 * @throws what `perform` throws.
 */
export async function takeHeard<T>(deps: HearingDeps<T>, connector: string, heard: Heard): Promise<T | null> {
  if ('data' in heard && heard.data) await deps.store.dossiers.keepAnswer(heard.dossierId, heard.run, heard.data);
  if ('progress' in heard) return null;
  const note = heard.said === undefined ? undefined : await deps.store.notes.put({ text: heard.said });
  if ('act' in heard) {
    return deps.perform(withNote(heard.act, note));
  }
  if (heard.failed) await orderAnew(deps.store, { ...heard, failed: heard.failed });
  await tellCentre(deps, `${connector}-${heard.messageId}`, heard, note);
  return null;
}

/** The partner's words stay with the acts that take a note. */
function withNote(act: Act, note: NoteId | undefined): Act {
  return note !== undefined && (act.type === 'reply' || act.type === 'settle obligation') ? { ...act, note } : act;
}

async function tellCentre(
  { store, now }: Pick<HearingDeps<unknown>, 'store' | 'now'>,
  id: string,
  { dossierId, run, remark: about }: Extract<Heard, { readonly remark: unknown }>,
  note: NoteId | undefined,
): Promise<void> {
  const agency = (await store.dossiers.get(dossierId))?.view?.centre;
  await store.notices.put({
    ...{ id, dossierId, run, kind: 'notice', about, to: 'centre', at: now() },
    ...(agency && { agency }),
    ...(note && { note }),
  });
}
