/** A small, patient client of the HTTP API: one sign-in per account, a key for every write, and the same key again until there is an answer. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiProblem, problemIn, Unreachable } from './api-problem.js';

const ONE_TRY_MS = 30_000;
const USUAL_TRIES = 10;
const LONGEST_PAUSE_MS = 5_000;

export interface ApiClient {
  readonly url: string;
  /** Requests in the name of an account. All throw ApiProblem when the API says no, Unreachable when nobody answers. */
  as(account: string): Requests;
}

export interface Requests {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  upload<T>(path: string, name: string, bytes: Uint8Array): Promise<T>;
}

interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON, or a file. */
  readonly body?: object | FormData;
  readonly key?: string;
}

/**
 * @param password of all accounts that will be used.
 * @param tries how often a request is sent, about half a minute in all, before the API is given up.
 */
export function createApiClient(url: string, password: string, tries = USUAL_TRIES): ApiClient {
  const api = { url, tries };
  const tokens = new Map<string, Promise<string>>();
  const signIn = async (account: string): Promise<string> => {
    const { token } = (await patiently(api, { method: 'POST', path: '/sessions', body: { account, password } })) as { token: string };
    return token;
  };
  const tokenOf = (account: string): Promise<string> => {
    const token = tokens.get(account) ?? signIn(account);
    tokens.set(account, token);
    return token;
  };
  const send = async <T>(account: string, ask: Ask): Promise<T> => {
    try {
      return (await patiently(api, ask, await tokenOf(account))) as T;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'TOKEN_EXPIRED') throw error;
      tokens.delete(account);
      return (await patiently(api, ask, await tokenOf(account))) as T;
    }
  };
  return {
    url,
    as: (account) => ({
      get: (path) => send(account, { method: 'GET', path }),
      post: (path, body) => send(account, { method: 'POST', path, body, key: randomUUID() }),
      upload: (path, name, bytes) => send(account, { method: 'POST', path, body: formOf(name, bytes), key: randomUUID() }),
    }),
  };
}

function formOf(name: string, bytes: Uint8Array): FormData {
  const form = new FormData();
  form.set('file', new Blob([bytes]), name);
  return form;
}

/** Asks again, with the same key, while the API is away, busy, or has had too many sign-ins. */
async function patiently({ url, tries }: { readonly url: string; readonly tries: number }, ask: Ask, token?: string): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const { answer, error } = await once(url, ask, token);
    const wait = answer ? toWait(answer, attempt) : growing(attempt);
    if (answer && (wait === null || attempt === tries)) return readAnswer(answer);
    if (error && attempt === tries) throw new Unreachable(url, error);
    await pause(wait ?? 0);
  }
}

type Outcome = { readonly answer: Response; readonly error?: never } | { readonly answer?: never; readonly error: Error };

function once(url: string, { method, path, body, key }: Ask, token?: string): Promise<Outcome> {
  const isFile = body instanceof FormData;
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(key && { 'idempotency-key': key }),
    ...(body && !isFile && { 'content-type': 'application/json' }),
    'accept-language': 'vi',
  };
  const payload = body && (isFile ? body : JSON.stringify(body));
  const request = { method, headers, ...(payload && { body: payload }), signal: AbortSignal.timeout(ONE_TRY_MS) };
  return fetch(`${url}${path}`, request).then(
    (answer) => ({ answer }),
    (error: Error) => ({ error }),
  );
}

/** Milliseconds until it is worth asking again; null when this answer is the last word. */
function toWait({ status, headers }: Response, attempt: number): number | null {
  if (status === 429) return Number(headers.get('retry-after') ?? 10) * 1000;
  return status === 502 || status === 503 ? growing(attempt) : null;
}

function growing(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, 100 * 2 ** attempt);
}

async function readAnswer(answer: Response): Promise<unknown> {
  if (!answer.ok) throw await problemIn(answer);
  return answer.status === 204 ? null : answer.json();
}
