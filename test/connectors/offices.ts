/** Real little HTTP servers for tests: one that hears callbacks as Motcua's API does. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hear, type Heard } from '../../connectors/callbacks.js';
import type { About } from '../../connectors/contract.js';
import type { Act } from '../../domain/engine/event.js';
import { verifySignature } from '../../connectors/signature.js';

export const SECRET = 'a secret of the test with 32 letters or more';

export interface Listener {
  readonly url: string;
  /** Messages believed, in the order they came; repeated ones too. */
  readonly heard: Heard[];
  /** Their very bodies. */
  readonly raw: string[];
  /** Messages not believed or not understood, with the reason. */
  readonly refused: { readonly reason: string }[];
  /** Statuses to answer next, before 204 again. */
  readonly answers: number[];
  close(): Promise<void>;
}

/** What a referral says of its dossier; received and asked on 12 February 2026. */
export const ABOUT: About = {
  procedureName: 'Đăng ký biến động',
  askedAt: Date.parse('2026-02-12T15:00:00+07:00'),
  receivedAt: Date.parse('2026-02-12T10:00:00+07:00'),
  promisedAt: Date.parse('2026-02-26T17:30:00+07:00'),
  receiver: 'desk-1',
  centre: 'H99.42',
  papers: [{ name: 'Hợp đồng chuyển nhượng', original: 1, copy: 0 }],
};

export function actOf(heard: Heard): Act {
  if (!('act' in heard)) throw new Error(`${heard.messageId} is no act`);
  return heard.act;
}

export async function listen(): Promise<Listener> {
  const heard: Heard[] = [];
  const spoken: string[] = [];
  const refused: { reason: string }[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((raw) => {
      const connector = /^\/connectors\/([^/]+)\/callbacks$/.exec(request.url ?? '')?.[1] ?? '';
      const why = unbelieved(request, raw) ?? unfit(() => heard.push(hear(connector, JSON.parse(raw.toString()))));
      if (why) refused.push({ reason: why.sentence });
      else spoken.push(raw.toString());
      response.writeHead(why ? why.status : (answers.shift() ?? 204)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, raw: spoken, refused, answers, close };
}

interface No {
  readonly status: number;
  readonly sentence: string;
}

function unbelieved(request: IncomingMessage, raw: Buffer): No | null {
  const sentence = verifySignature(request.headers, raw, [SECRET], Date.now());
  return sentence === null ? null : { status: 401, sentence };
}

function unfit(read: () => unknown): No | null {
  try {
    read();
    return null;
  } catch (error) {
    return { status: 422, sentence: (error as Error).message };
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Waits until it is true; fails with the name of what did not come. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`waited ${patience} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function post(url: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
