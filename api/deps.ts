import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Instant } from '../domain/time/instant.js';
import type { Account } from '../store/people.js';
import type { Store } from '../store/store.js';
import type { Config } from './config.js';

/** What the API is made of. Real services in production and in tests; only the composition root makes them. */
export interface Deps {
  readonly store: Store;
  readonly temporal: Client;
  readonly config: Config;
  /** The real clock, epoch milliseconds. */
  readonly now: () => Instant;
  readonly log: Logger;
  /** Who sent a token; throws a Problem when nobody may be believed. */
  readonly identify: (token: string) => Promise<Account>;
  readonly connectors: Connectors;
  /** Lets the virtual clock of a rehearsal dossier run to an instant and answers what it then says. */
  readonly skipTo: (dossierId: string, to: Instant) => Promise<Instant>;
}

/** Outside systems calling back. */
export interface Connectors {
  /** Null when the signature is this partner's, else why not. */
  refuses(
    connector: string,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    rawBody: Buffer,
    now: Instant,
  ): string | null;
}
