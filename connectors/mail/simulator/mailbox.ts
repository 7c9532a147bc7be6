import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type Journal, openJournal } from '../../simulator/journal.js';
import { readLetter, type ReceivedLetter } from './received-letter.js';

export interface MailboxOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Where the letters are shown; 0 or absent: a free one. */
  readonly pagePort?: number;
  readonly dataFolder?: string;
  readonly delayMs?: number;
}

export interface Mailbox {
  /** `smtp://127.0.0.1:<port>` */
  readonly url: string;
  /** `GET /letters[?to=]` lists them, newest last; `POST /control {down?, delayMs?}`. */
  readonly page: string;
  stop(): Promise<void>;
}

interface KeptLetter extends ReceivedLetter {
  readonly at: number;
  /** How often it came; a mailbox shows it once. */
  readonly times: number;
}

interface Mood {
  down: boolean;
  delayMs: number;
}

/** A simulated mail server on loopback: takes every letter and keeps it, but knows no mailbox whose name begins with `khong-co`. */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const letters = openJournal<KeptLetter>(options.dataFolder && join(options.dataFolder, 'mail-letters.jsonl'));
  const mood: Mood = { down: false, delayMs: options.delayMs ?? 0 };
  const smtp = smtpServer(letters, mood);
  smtp.on('error', () => undefined);
  const port = await new Promise<number>((resolve, reject) => {
    smtp.once('error', reject);
    const server = smtp.listen(options.port ?? 0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const pages = createServer(pagesOf(letters, mood));
  await new Promise<void>((resolve, reject) => pages.once('error', reject).listen(options.pagePort ?? 0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    page: `http://127.0.0.1:${(pages.address() as AddressInfo).port}`,
    stop: async () => {
      pages.closeAllConnections();
      await new Promise((resolve) => pages.close(resolve));
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

function smtpServer(letters: Journal<KeptLetter>, mood: Mood): SMTPServer {
  return new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    onConnect: (_session, done) => done(mood.down ? refusal(421, 'closed for the day') : null),
    // a connection that was open before is closed, too
    onMailFrom: (_address, _session, done) => done(mood.down ? refusal(421, 'closed for the day') : null),
    onRcptTo: ({ address }, _session, done) => done(address.startsWith('khong-co') ? refusal(550, `no mailbox ${address}`) : null),
    onData: (stream, session, done) => {
      keep(stream, session, letters, mood).then(
        () => done(),
        (error: Error) => done(error),
      );
    },
  });
}

async function keep(stream: SMTPServerDataStream, session: SMTPServerSession, letters: Journal<KeptLetter>, mood: Mood): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  const letter = readLetter(Buffer.concat(pieces).toString('utf8'), session.envelope.rcptTo.map(({ address }) => address).join(', '));
  await new Promise((resolve) => setTimeout(resolve, mood.delayMs));
  letters.put({ ...letter, at: Date.now(), times: (letters.get(letter.id)?.times ?? 0) + 1 });
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function pagesOf(letters: Journal<KeptLetter>, mood: Mood): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/letters', ({ query }, response) => {
    response.json(letters.all().filter(({ to }) => query.to === undefined || to === query.to));
  });
  app.post('/control', express.json({ type: () => true }), ({ body }: { body?: Partial<Mood> }, response) => {
    Object.assign(mood, {
      ...(typeof body?.down === 'boolean' && { down: body.down }),
      ...(typeof body?.delayMs === 'number' && { delayMs: body.delayMs }),
    });
    response.json(mood);
  });
  return app;
}
