import { createHash } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { canonical } from '../../domain/canonical.js';
import type { Deps } from '../deps.js';
import type { Answer, Call } from '../operation.js';
import { Problem } from '../problem.js';
import { noteAccess } from '../use-cases/note-access.js';
import { languageOf } from '../problem-response.js';
import { passedOf } from './gate.js';

/** Last in the chain: has the operation handled, once per key where it writes, and answers. */
export function answer(deps: Deps): RequestHandler {
  return async (request: Request, response: Response, _next: NextFunction): Promise<void> => {
    const call = callOf(deps, request, response);
    const { operation } = passedOf(response);
    const remembered = operation.write ? await recall(call) : null;
    const answered = remembered ?? (await operation.handle(call));
    if (answered.shows && call.reader) await noteAccess({ ...call, reader: call.reader, operation: operation.id }, answered.shows);
    if (operation.write && !remembered) await remember(call, answered);
    send(call, answered);
  };
}

function callOf(deps: Deps, request: Request, response: Response): Call {
  const { reader, operation, params, purpose } = passedOf(response);
  const key = operation.write ? `${reader?.id ?? ''}/${request.get('idempotency-key') ?? ''}` : '';
  return {
    deps,
    reader,
    purpose,
    language: languageOf(request),
    params,
    query: request.query,
    body: request.body as unknown,
    key,
    requestHash: operation.write ? hashOf([operation.id, params, request.query, request.body ?? null]) : '',
    request,
    response,
  };
}

/** The answer this key was given before. Throws KEY_REUSED when it was for another request. */
async function recall({ deps, key, requestHash }: Call): Promise<Answer | null> {
  const found = await deps.store.responses.get(key);
  if (found && found.requestHash !== requestHash) throw new Problem('KEY_REUSED');
  if (!found) return null;
  const { status, body, headers, shown } = found;
  return {
    ...{ status, body, headers: { ...headers, 'Idempotency-Replayed': 'true' } },
    // shown once more, and written down once more
    ...(shown && { shows: { dossiers: shown.map((id) => ({ id })) } }),
  };
}

function remember({ deps, key, requestHash }: Call, { status, body, headers, shows }: Answer): Promise<void> {
  return deps.store.responses.put(key, {
    ...{ requestHash, status, body: body ?? null },
    ...(headers && { headers }),
    ...(shows && { shown: shows.dossiers.map(({ id }) => id) }),
  });
}

function send({ response, request }: Call, { status, body, headers, streamed }: Answer): void {
  if (streamed) return;
  if (headers) response.set(headers);
  response.status(status);
  if (status === 204) response.end();
  else if (request.fresh) response.status(304).end();
  else if (typeof body === 'string') response.send(body);
  else response.json(body);
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}
