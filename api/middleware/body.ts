import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { Problem } from '../problem.js';
import { passedOf } from './gate.js';

const LIMIT = '1mb';

/** Text is compared, searched and printed in NFC, whatever the keyboard sent. */
const nfc = (_key: string, value: unknown): unknown => (typeof value === 'string' ? value.normalize('NFC') : value);

const missing = (): Problem =>
  new Problem('REQUEST_INVALID', { errors: [{ path: '/body', message: { vi: 'thiếu nội dung', en: 'the body is missing' } }] });

const raw = new WeakMap<Request, Buffer>();

/** The very bytes of a signed body. */
export const rawBodyOf = (request: Request): Buffer => raw.get(request) ?? Buffer.alloc(0);

/** Reads the body the operation asks for; multipart is left to its handler, which streams it. */
export function readBody(): RequestHandler {
  const json = express.json({ limit: LIMIT, reviver: nfc, type: 'application/json' });
  const signed = express.json({
    limit: LIMIT,
    reviver: nfc,
    type: 'application/json',
    verify: (request, _response, bytes) => void raw.set(request as Request, bytes),
  });
  return (request: Request, response: Response, next: NextFunction) => {
    const { operation } = passedOf(response);
    const expected = operation.bodyKind === 'file' ? 'multipart/form-data' : 'application/json';
    const hasBody =
      request.headers['content-length'] !== undefined
        ? request.headers['content-length'] !== '0'
        : request.headers['transfer-encoding'] !== undefined;
    if (operation.body && !hasBody) throw missing();
    if (operation.body && !request.is(expected)) throw new Problem('MEDIA_TYPE_UNSUPPORTED', { found: expected });
    if (operation.bodyKind === 'file' || !operation.body) return next();
    const whole = (error?: unknown): void => next(error ?? (request.body === undefined ? missing() : undefined));
    // one who hung up while we looked who it was leaves no body behind
    return (operation.bodyKind === 'raw' ? signed : json)(request, response, whole);
  };
}
