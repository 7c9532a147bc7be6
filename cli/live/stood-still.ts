import type { Requests } from './api-client.js';

/** The running system did not do in time what it does by itself. The message says what was waited for, and which messages of the dossier need somebody. */
export class StoodStill extends Error {
  override readonly name = 'StoodStill';
}

interface Message {
  readonly connector: string;
  readonly message: string;
  readonly state: string;
  readonly reason: { readonly what: string } | null;
}

/** @param reader may read every dossier's messages. */
export async function stoodStill(what: string, reader: Requests, dossierId: string): Promise<StoodStill> {
  const { items } = await reader.get<{ items: readonly Message[] }>(`/dossiers/${dossierId}/messages`);
  const dead = items.filter(({ state }) => state === 'dead');
  const why = dead.map(({ connector, message, reason }) => `; ${message} (${connector}): ${reason?.what ?? 'dead'}`);
  return new StoodStill(`waited in vain for ${what} (dossier ${dossierId})${why.join('')}`);
}
