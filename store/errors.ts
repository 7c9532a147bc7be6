import { types } from 'node:util';

/** What the store refuses, each with a `code` that says which. What to tell people about it is decided above. */
abstract class StoreError extends Error {
  abstract readonly code: string;
}

/** Facts were handed over with a number missing before the first. */
export class FactGap extends StoreError {
  override readonly name = 'FactGap';
  readonly code = 'FactGap';
  constructor(
    readonly dossierId: string,
    /** Number of the fact expected next. */
    readonly expected: number,
    readonly found: number,
  ) {
    super(`dossier ${dossierId}: fact ${found} came where fact ${expected} was expected`);
  }
}

export class DossierUnknown extends StoreError {
  override readonly name = 'DossierUnknown';
  readonly code = 'DossierUnknown';
  constructor(readonly dossierId: string) {
    super(`dossier ${dossierId} was never opened in the store`);
  }
}

/** Two dossiers cannot carry one number. */
export class NumberTaken extends StoreError {
  override readonly name = 'NumberTaken';
  readonly code = 'NumberTaken';
  constructor(readonly number: string) {
    super(`the number ${number} belongs to another dossier`);
  }
}

/** Two versions of a procedure cannot come into force on one day. */
export class VersionOverlap extends StoreError {
  override readonly name = 'VersionOverlap';
  readonly code = 'VersionOverlap';
  constructor(
    readonly procedure: string,
    readonly effectiveFrom: string,
    /** The version already in force from that day. */
    readonly version: number,
  ) {
    super(`procedure ${procedure}: version ${version} is already in force from ${effectiveFrom}`);
  }
}

export class FileTooLarge extends StoreError {
  override readonly name = 'FileTooLarge';
  readonly code = 'FileTooLarge';
  constructor(
    /** Bytes allowed. */
    readonly limit: number,
  ) {
    super(`the file has more than the ${limit} bytes allowed`);
  }
}

export class FileTypeRefused extends StoreError {
  override readonly name = 'FileTypeRefused';
  readonly code = 'FileTypeRefused';
  constructor(
    /** Media type found in the bytes; null when none is recognised. */
    readonly found: string | null,
    readonly expected: readonly string[],
  ) {
    super(`the content is ${found ?? 'of no known type'}; expected one of ${expected.join(', ')}`);
  }
}

/** A cursor that no page of this list handed out. */
export class CursorInvalid extends StoreError {
  override readonly name = 'CursorInvalid';
  readonly code = 'CursorInvalid';
  constructor(readonly cursor: string) {
    super(`no page of this list ends with the cursor ${cursor.slice(0, 80)}`);
  }
}

/**
 * What MongoDB answers while it goes down, comes up or elects its primary, the reads of what lasts (majority) included: codes 91, 189, 11600 and 11602, 10107, 13435,
 * 13436, and 134. The driver tries once more by itself; an election may take longer.
 */
const NOT_YET = new Set([91, 134, 189, 10107, 11600, 11602, 13435, 13436]);

/** What the driver lets through as it is when it writes on a connection whose other end has just gone. */
const CONNECTION_GONE = new Set(['EPIPE', 'ECONNRESET']);

/** Whether the server could not be reached or is not ready, so that trying again later may help. A bulk write wraps the reason. */
export function isAway(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const { name, code, cause, errorResponse } = error as Error & { code?: unknown; errorResponse?: unknown };
  return (
    /^Mongo(Network|ServerSelection|NotConnected|Topology|Pool|WaitQueue|ExpiredSession)|^MongooseServerSelection/.test(name) ||
    (name === 'MongoServerError' && NOT_YET.has(code as number)) ||
    CONNECTION_GONE.has(code as string) ||
    isAway(cause) ||
    isAway(errorResponse)
  );
}

/** MongoDB's answer to a second document with the same unique key. */
export const DUPLICATE_KEY = 11000;

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === DUPLICATE_KEY;
}
