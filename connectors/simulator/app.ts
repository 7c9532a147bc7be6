import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { PermanentFailure } from '../failure.js';
import type { Secrets } from '../settings.js';
import { MESSAGE_ID_HEADER, verifySignature } from '../signature.js';
import type { Desk } from './desk.js';
import type { Journal } from './journal.js';
import { befalls, checkMood, lotOf, type Mood } from './mood.js';
import type { KeptCallback, KeptReferral } from './office.js';

export interface AppOptions {
  readonly name: string;
  readonly desk: Desk;
  readonly mood: Mood;
  readonly changeMood: (some: Partial<Mood>) => void;
  readonly secrets: Secrets;
  readonly referrals: Journal<KeptReferral>;
  readonly callbacks: Journal<KeptCallback>;
  /** Further routes of this office. */
  readonly extend?: (app: Express) => void;
}

/** The HTTP side of a simulated office: the contract, and the controls of tests and demonstrations. Listens on loopback only, so the controls ask no signature. */
export function createApp(options: AppOptions): Express {
  const { desk, mood, name } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use(express.raw({ type: () => true, limit: '1mb' }));
  controls(app, options);
  app.use((_request, response, next) => (mood.down ? void response.status(503).json({ message: `${name} is down` }) : next()));
  app.use(['/referrals', '/cancellations'], dropped(mood));
  app.get('/health', (_request, response) => void response.json({ name, state: 'open' }));
  app.post('/referrals', signed(options.secrets), (request, response) => void response.status(202).json(desk.receive(jsonOf(request))));
  app.post('/cancellations', signed(options.secrets), (request, response) => void response.status(202).json(desk.cancel(jsonOf(request))));
  app.get('/referrals/:id', signed(options.secrets), (request, response) => {
    const status = desk.status(idOf(request));
    response.status(status ? 200 : 404).json(status ?? { message: `referral ${idOf(request)} is unknown` });
  });
  options.extend?.(app);
  app.use(
    (request, response) => void response.status(404).json({ message: `${request.method} ${request.path} is not part of the contract` }),
  );
  app.use(refused);
  return app;
}

function controls(app: Express, { desk, mood, changeMood, referrals, callbacks }: AppOptions): void {
  app.get('/referrals', (request, response) => {
    const wanted = request.query.reference;
    const found = referrals.all().filter((each) => wanted === undefined || each.referral.reference === wanted);
    response.json(found.map((each) => ({ ...each, callbacks: callbacks.all().filter((callback) => callback.referral === each.id) })));
  });
  app.post('/control', (request, response) => {
    const wasHeld = mood.hold;
    changeMood(checkMood(jsonOf(request)));
    if (wasHeld && !mood.hold) desk.resume();
    response.json(mood);
  });
  app.post('/dossiers/:id/hold', (request, response) => {
    desk.holdDossier(idOf(request));
    response.status(204).end();
  });
  app.post('/referrals/:id/answer', (request, response) => {
    const { reply, ...fields } = jsonOf(request) as { reply?: string };
    const messages = desk.answer(idOf(request), reply, fields);
    response.status(202).json({ messages });
  });
}

/** Closes the connection without an answer, before or after what it carried was taken. A message that is sent again draws another lot. */
function dropped(mood: Mood): RequestHandler {
  const times = new Map<string, number>();
  return (request, response, next) => {
    const what = String(request.headers[MESSAGE_ID_HEADER] || request.originalUrl);
    const time = (times.get(what) ?? 0) + 1;
    times.set(what, time);
    if (!befalls(mood, 'drop', `${what} ${time}`)) return next();
    if (lotOf(mood.seed, 'before it is taken', what, time) < 0.5) return void request.socket.destroy();
    response.json = () => (request.socket.destroy(), response);
    next();
  };
}

function signed(secrets: Secrets): RequestHandler {
  return (request, response, next) => {
    const wrong = verifySignature(request.headers, rawOf(request), secrets, Date.now());
    if (wrong) response.status(401).json({ message: wrong });
    else next();
  };
}

const rawOf = (request: Request): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
const idOf = (request: Request): string => String(request.params.id);

/** The body, which must be a JSON object; none at all is an empty one. */
export function jsonOf(request: Request): Record<string, unknown> {
  const raw = rawOf(request);
  if (raw.length === 0) return {};
  const value = parsed(raw);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new PermanentFailure('the body is not a JSON object');
  return value as Record<string, unknown>;
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new PermanentFailure('the body is not JSON');
  }
}

const refused: ErrorRequestHandler = (error, _request, response, _next) => {
  const status = error instanceof PermanentFailure ? 422 : Number((error as { status?: number }).status ?? 500);
  response.status(status).json({ message: status === 500 ? 'internal error' : (error as Error).message });
};
