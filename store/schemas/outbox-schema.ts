import type { Instant } from '../../domain/time/instant.js';
import type { OutboxRow } from '../outgoing.js';
import { Json, plainSchema } from './plain-schema.js';

export interface OutboxDocument extends Omit<OutboxRow, 'id'> {
  readonly _id: string;
  /** When it came into its present state. */
  readonly since: Instant;
  /** Creation, then id. */
  readonly order: string;
}

/** What a linked dossier has to tell, until it is told. */
export const UNTOLD = { 'command.type': 'tell origin', state: { $in: ['waiting', 'queued', 'dead'] } } as const;

/** Rows that are done stay, so that a command is never carried out twice; each list has an index of its own that leaves them out. */
export const outboxSchema = plainSchema(
  {
    _id: String,
    dossierId: String,
    command: Json,
    createdAt: Number,
    attempts: Number,
    state: String,
    since: Number,
    lastError: String,
    history: Json,
    order: String,
  },
  [
    [{ order: 1 }, { name: 'waiting', partialFilterExpression: { state: 'waiting' } }],
    [{ since: 1 }, { name: 'queued', partialFilterExpression: { state: 'queued' } }],
    [{ order: -1 }, { name: 'dead', partialFilterExpression: { state: 'dead' } }],
    [{ order: 1 }, { name: 'untold', partialFilterExpression: UNTOLD }],
  ],
);
