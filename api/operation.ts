import type { Request, Response } from 'express';
import type { Static, TSchema } from 'typebox';
import type { Deps } from './deps.js';
import type { Language, Text } from './messages/text.js';
import type { OperationId } from './policy.js';
import type { Reader } from './reader.js';
import type { Shown } from './use-cases/note-access.js';

/** One thing the API can be asked: the single source of its route, its place in the OpenAPI document and its checks. */
export interface Operation {
  readonly id: OperationId;
  readonly method: 'get' | 'post';
  /** OpenAPI template: `/dossiers/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: Text;
  readonly params?: Readonly<Record<string, TSchema>>;
  readonly query?: Readonly<Record<string, TSchema>>;
  readonly body?: TSchema;
  /** `file`: multipart with one part named `file`. `raw`: JSON whose very bytes are needed too. */
  readonly bodyKind?: 'json' | 'file' | 'raw';
  /** Answers that are not problems, by status. */
  readonly answers: Readonly<Record<number, AnswerShape>>;
  /** Changes something: needs an Idempotency-Key, and a repeated request is answered from memory. */
  readonly write: boolean;
  readonly handle: (call: Call) => Promise<Answer>;
}

export type AnswerShape =
  | { readonly json: TSchema }
  | { readonly type: 'application/octet-stream' | 'text/event-stream' | 'text/html' | 'application/json' }
  | 'empty';

/** A request that has passed the gate and the checks. */
export interface Call<B = unknown, Q = Readonly<Record<string, unknown>>> {
  readonly deps: Deps;
  /** Never null where the policy asks for a sign-in; see `readerOf`. */
  readonly reader: Reader | null;
  readonly language: Language;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  /** What the reader says he looks for, as the header Motcua-Purpose states it. */
  readonly purpose: string | null;
  /** Idempotency-Key scoped by account; empty where none is asked. */
  readonly key: string;
  readonly requestHash: string;
  readonly request: Request;
  readonly response: Response;
}

export interface Answer {
  readonly status: number;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The handler writes the response by itself. */
  readonly streamed?: true;
  /** What the body shows of people; written down before it is sent. */
  readonly shows?: Shown;
}

type Shape = Readonly<Record<string, TSchema>>;
type QueryOf<Q> = Q extends Shape ? { readonly [K in keyof Q]: Static<Q[K]> } : Readonly<Record<string, unknown>>;
type BodyOf<B> = B extends TSchema ? Static<B> : unknown;

/** Ties the types of body and query to their schemas; at run time the validator has already done so. */
export function operation<B extends TSchema | undefined = undefined, Q extends Shape | undefined = undefined>(
  spec: Omit<Operation, 'body' | 'query' | 'handle' | 'write'> & {
    readonly body?: B;
    readonly query?: Q;
    readonly write?: boolean;
    readonly handle: (call: Call<BodyOf<B>, QueryOf<Q>>) => Promise<Answer>;
  },
): Operation {
  return { write: false, ...spec } as unknown as Operation;
}

/** Who is signed in; the gate has seen to it. */
export function readerOf(call: { readonly reader: Reader | null }): Reader {
  if (!call.reader) throw new Error('An operation for signed-in readers was reached without one.');
  return call.reader;
}

export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({
  status: 200,
  body,
  ...(headers && { headers }),
});

/** An answer that shows personal data of these dossiers. */
export const showing = (dossiers: Shown['dossiers'], answer: Answer): Answer => ({ ...answer, shows: { dossiers } });
