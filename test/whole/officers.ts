/** The centre's officers as good clients of the API: a key for every write, and the same key again until there is an answer. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fact } from '../../domain/engine/fact.js';

const ONE_TRY_MS = 20_000;
const PATIENCE_MS = 240_000;

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the API's bodies, read as a client without our types would
  readonly body: any;
}

/** An act the API has acknowledged, or one that was sent once and never answered. */
export interface Sent {
  readonly dossierId: string;
  readonly account: string;
  readonly act: Readonly<Record<string, unknown>>;
  readonly acknowledged: boolean;
  readonly facts: readonly Fact[];
}

export interface Officers {
  readonly sent: Sent[];
  /** Dossier and document of each acknowledged upload. */
  readonly uploads: { readonly dossierId: string; readonly document: string }[];
  /** How often a request had to be sent again. */
  retries(): number;
  receive(body: object): Promise<Answer>;
  act(account: string, dossierId: string, act: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Sends the act once and does not ask again. Null: no answer. */
  actOnce(account: string, dossierId: string, act: Readonly<Record<string, unknown>>): Promise<Answer | null>;
  post(account: string, path: string, body: object): Promise<Answer>;
  read(account: string, path: string): Promise<Answer>;
  /** Uploads a small PDF; returns the file's id. */
  upload(account: string, dossierId: string, document: string): Promise<string>;
}

/** @param twice says when an impatient officer sends a request two times at once. */
export function officersAt(apiUrl: string, password: string, twice: () => boolean): Officers {
  const tokens = new Map<string, Promise<string>>();
  const sent: Sent[] = [];
  const uploads: { dossierId: string; document: string }[] = [];
  let retries = 0;

  const token = (account: string): Promise<string> => {
    const known =
      tokens.get(account) ?? untilAnswered(() => send('/sessions', { body: { account, password } })).then(({ body }) => String(body.token));
    tokens.set(account, known);
    return known;
  };
  const send = async (path: string, { body, headers = {} }: { body?: object; headers?: Record<string, string> }): Promise<Answer> => {
    const form = body instanceof FormData;
    const request = {
      headers: form ? headers : { ...headers, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(ONE_TRY_MS),
    };
    const response = await fetch(
      `${apiUrl}${path}`,
      body ? { ...request, method: 'POST', body: form ? body : JSON.stringify(body) } : request,
    );
    return { status: response.status, body: await response.json() };
  };
  const untilAnswered = async (attempt: () => Promise<Answer>): Promise<Answer> => {
    for (const end = Date.now() + PATIENCE_MS; ; retries += 1) {
      const answer = await attempt().catch(() => null);
      if (answer && answer.status !== 503) return answer;
      if (Date.now() > end) throw new Error(`no answer in ${PATIENCE_MS / 1000} s; the last was ${JSON.stringify(answer)}`);
      await wait(250 + Math.random() * 500);
    }
  };
  const write = async (account: string, path: string, body: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${await token(account)}`, 'idempotency-key': randomUUID() };
    const once = () => untilAnswered(() => send(path, { body, headers }));
    const [answer, other] = twice() ? await Promise.all([once(), once()]) : [await once()];
    if (other && other.status !== answer.status)
      throw new Error(`one key, two answers: ${JSON.stringify(answer)} and ${JSON.stringify(other)}`);
    return answer;
  };
  const note = (account: string, dossierId: string, act: Sent['act'], answer: Answer | null): void => {
    if (answer && answer.status >= 300) return;
    const facts = (answer?.body.facts ?? []) as { fact: Fact }[];
    sent.push({ account, dossierId, act, acknowledged: answer !== null, facts: facts.map(({ fact }) => fact) });
  };

  return {
    sent,
    uploads,
    upload: async (account, dossierId, document) => {
      const form = new FormData();
      form.append('file', new Blob(['%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n']), 'result.pdf');
      const { status, body } = await write(account, `/dossiers/${dossierId}/files?document=${document}`, form);
      if (status !== 201) throw new Error(`upload answered ${status}: ${JSON.stringify(body)}`);
      uploads.push({ dossierId, document });
      return String(body.id);
    },
    retries: () => retries,
    post: write,
    receive: async (body) => {
      const answer = await write('desk-1', '/dossiers', body);
      note('desk-1', String(answer.body.id), { type: 'receive' }, answer);
      return answer;
    },
    act: async (account, dossierId, act) => {
      const answer = await write(account, `/dossiers/${dossierId}/acts`, act);
      note(account, dossierId, act, answer);
      return answer;
    },
    actOnce: async (account, dossierId, act) => {
      const headers = { authorization: `Bearer ${await token(account)}`, 'idempotency-key': randomUUID() };
      const answer = await send(`/dossiers/${dossierId}/acts`, { body: act, headers }).catch(() => null);
      const known = answer?.status === 503 ? null : answer;
      note(account, dossierId, act, known);
      return known;
    },
    read: async (account, path) => {
      const headers = { authorization: `Bearer ${await token(account)}` };
      return untilAnswered(() => send(path, { headers }));
    },
  };
}
