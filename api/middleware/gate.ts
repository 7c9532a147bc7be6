/** First in the chain: which operation is this, who asks, and may they. Nothing of the body has been read yet. */
import type { NextFunction, Request, Response } from 'express';
import { organisation } from '../catalogue.js';
import type { Deps } from '../deps.js';
import { civilDate } from '../instants.js';
import type { Operation } from '../operation.js';
import { mayCall, POLICY, type Who } from '../policy.js';
import { Problem } from '../problem.js';
import { languageOf } from '../problem-response.js';
import { type Reader, readerOn } from '../reader.js';

export interface Passed {
  readonly operation: Operation;
  readonly reader: Reader | null;
  readonly purpose: string | null;
}

/** What the gate found out about a request that it let through. */
export const passedOf = (response: Response): Passed => response.locals.passed as Passed;

export function gate(deps: Deps, operations: readonly Operation[]) {
  const find = finder(operations);
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    response.locals.language = languageOf(request);
    const operation = find(request.method, request.path);
    const { who } = POLICY[operation.id] as { who: Who };
    const reader = who === 'anyone' ? null : await readerIn(deps, request);
    if (reader && !mayCall(who, reader.standing))
      throw new Problem('ROLE_NOT_ALLOWED', { found: Array.isArray(who) ? who.join(', ') : String(who) });
    if (operation.write && !hasKey(request)) throw new Problem('IDEMPOTENCY_KEY_MISSING');
    response.locals.passed = { operation, reader, purpose: purposeIn(request) } satisfies Passed;
    next();
  };
}

export const POST_HEADER = 'Motcua-Post';

/** Who asks, as it is now. Throws TOKEN_MISSING, TOKEN_EXPIRED or TOKEN_INVALID. */
export async function readerIn(deps: Deps, request: Request): Promise<Reader> {
  const [account, people] = await Promise.all([deps.identify(bearer(request)), organisation(deps.store)]);
  return readerOn(account, people, civilDate(deps.now()), request.get(POST_HEADER));
}

export const PURPOSE_HEADER = 'Motcua-Purpose';
const LONGEST_PURPOSE = 200;

/** Headers carry Latin letters only: other text comes percent-encoded (UTF-8). */
function purposeIn(request: Request): string | null {
  const header = request.get(PURPOSE_HEADER);
  if (header === undefined) return null;
  const purpose = decoded(header)?.normalize('NFC').trim();
  if (purpose && purpose.length <= LONGEST_PURPOSE && !/\p{C}/u.test(purpose)) return purpose;
  const message = {
    vi: `cần 1 đến ${LONGEST_PURPOSE} ký tự, mã hóa phần trăm (UTF-8)`,
    en: `expected 1 to ${LONGEST_PURPOSE} characters, percent-encoded (UTF-8)`,
  };
  throw new Problem('REQUEST_INVALID', { errors: [{ path: `/headers/${PURPOSE_HEADER}`, message }] });
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** 404 for an unknown path, 405 with Allow for an unknown method. */
function finder(operations: readonly Operation[]): (method: string, path: string) => Operation {
  const table = operations.map((operation) => ({ operation, pattern: pattern(operation.path) }));
  return (method, path) => {
    const here = table.filter(({ pattern }) => pattern.test(path));
    const exact = here.filter(({ operation }) => !operation.path.includes('{'));
    const candidates = exact.length > 0 ? exact : here;
    const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
    const found = candidates.find(({ operation }) => operation.method === wanted);
    if (found) return found.operation;
    if (candidates.length === 0) throw new Problem('PATH_UNKNOWN');
    const allow = candidates.map(({ operation }) => operation.method.toUpperCase()).join(', ');
    throw new Problem('METHOD_NOT_ALLOWED', { found: allow, headers: { Allow: allow } });
  };
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`);
}

function bearer(request: Request): string {
  const [scheme, token] = (request.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new Problem('TOKEN_MISSING');
  return token;
}

export const KEY_PATTERN = /^[\w.:-]{8,100}$/;

function hasKey(request: Request): boolean {
  return KEY_PATTERN.test(request.get('idempotency-key') ?? '');
}
