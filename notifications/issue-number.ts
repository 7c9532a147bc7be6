import { PermanentFailure } from '../connectors/failure.js';
import type { Command } from '../domain/engine/command.js';
import { HOUR, type Instant } from '../domain/time/instant.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store, StoredDossier } from '../store/store.js';

export type RunAutomatic = Extract<Command, { type: 'run automatic' }>;

/**
 * The next number of a register of the receiving agency, `NNN/yyyy`, each year from 001. The same row always gets the same number. Rehearsals have
 * registers of their own: a real register has no gaps to explain.
 */
export async function issueNumber(store: Pick<Store, 'dossiers' | 'counters' | 'responses'>, row: OutboxRow): Promise<string> {
  const key = `number-${row.id}`;
  const issued = await remembered(store, key);
  if (issued !== null) return issued;
  const dossier = await store.dossiers.get(row.dossierId);
  if (!dossier?.view) throw new PermanentFailure(`dossier ${row.dossierId} is not in the store`);
  const year = yearOf(dossier.view.updatedAt);
  const number = await store.counters.next(registerOf((row.command as RunAutomatic).register, dossier, year));
  const value = `${String(number).padStart(3, '0')}/${year}`;
  await store.responses.put(key, { requestHash: '', status: 200, body: value });
  // The first to remember wins, when the row is being done twice at this moment.
  return (await remembered(store, key)) ?? value;
}

async function remembered({ responses }: Pick<Store, 'responses'>, key: string): Promise<string | null> {
  const kept = await responses.get(key);
  return typeof kept?.body === 'string' ? kept.body : null;
}

function registerOf(register: string, dossier: StoredDossier, year: number): string {
  return `register:${dossier.rehearsal ? 'rehearsal:' : ''}${register}:${dossier.view!.centre}:${year}`;
}

/** The year in Viet Nam, whose day begins seven hours before that of UTC. */
function yearOf(at: Instant): number {
  return new Date(at + 7 * HOUR).getUTCFullYear();
}
