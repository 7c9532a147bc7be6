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
  /** What stands in the places of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly reader: Reader | null;
  readonly purpose: string | null;
}

/** What the gate found out about a request that it let through. */
export const passedOf = (response: Response): Passed => response.locals.passed as Passed;

export function gate(deps: Deps, operations: readonly Operation[]) {
  const find = finder(operations);
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    response.locals.language = languageOf(request);
    const { operation, params } = find(request.method, request.path);
    const { who } = POLICY[operation.id] as { who: Who };
    const reader = who === 'anyone' ? null : await readerIn(deps, request);
    if (reader && !mayCall(who, reader.standing))
      throw new Problem('ROLE_NOT_ALLOWED', { found: Array.isArray(who) ? who.join(', ') : String(who) });
    if (operation.write && !hasKey(request)) throw new Problem('IDEMPOTENCY_KEY_MISSING');
    response.locals.passed = { operation, params, reader, purpose: purposeIn(request) } satisfies Passed;
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

interface Route {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** 404 for an unknown path, 405 with Allow for an unknown method. Asked of every request, so only paths that begin alike are compared. */
function finder(operations: readonly Operation[]): (method: string, path: string) => Pick<Passed, 'operation' | 'params'> {
  const table = new Map<string, Route[]>();
  for (const operation of operations) {
    const beginning = beginningOf(operation.path);
    table.set(beginning, [...(table.get(beginning) ?? []), routeOf(operation)]);
  }
  return (method, path) => {
    const here = (table.get(beginningOf(path)) ?? []).filter(({ pattern }) => pattern.test(path));
    const exact = here.filter(({ names }) => names.length === 0);
    const candidates = exact.length > 0 ? exact : here;
    const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
    const found = candidates.find(({ operation }) => operation.method === wanted);
    if (found) return { operation: found.operation, params: paramsIn(found, path) };
    if (candidates.length === 0) throw new Problem('PATH_UNKNOWN');
    const allow = candidates.map(({ operation }) => operation.method.toUpperCase()).join(', ');
    throw new Problem('METHOD_NOT_ALLOWED', { found: allow, headers: { Allow: allow } });
  };
}

const beginningOf = (path: string): string => path.split('/')[1] ?? '';

function routeOf(operation: Operation): Route {
  const { path } = operation;
  const pattern = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)')}/?$`);
  return { operation, pattern, names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!) };
}

/** What cannot be decoded is left as it is: the checks refuse it. */
function paramsIn({ pattern, names }: Route, path: string): Readonly<Record<string, string>> {
  const values = pattern.exec(path) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, decoded(values[index + 1]!) ?? values[index + 1]!]));
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
