import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import type { Config } from '../config.js';
import type { OperationId } from '../policy.js';
import { Problem } from '../problem.js';
import { passedOf } from './gate.js';

const WINDOW_MS = 60_000;

/** Guards what anybody may try without being known: passwords and dossier numbers. Counted per address. */
export function limits({ signInPerMinute, trackingPerMinute }: Config['limits']): RequestHandler {
  const limited: Partial<Record<OperationId, RequestHandler>> = {
    signIn: perMinute(signInPerMinute),
    trackDossier: perMinute(trackingPerMinute),
  };
  return (request, response, next) => {
    const limiter = limited[passedOf(response).operation.id];
    return limiter ? limiter(request, response, next) : next();
  };
}

function perMinute(limit: number): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    handler: (_request, _response, next) =>
      next(new Problem('TOO_MANY_REQUESTS', { headers: { 'Retry-After': String(WINDOW_MS / 1000) } })),
  });
}
