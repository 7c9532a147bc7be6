/** The only place that makes HTTP of what went wrong: RFC 9457, in the reader's language, without stack traces. */
import { randomUUID } from 'node:crypto';
import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { TimeSkippingOff } from '../services/virtual-time.js';
import { isAway } from '../store/errors.js';
import { findingText } from './messages/finding-messages.js';
import { PROBLEM_MESSAGES } from './messages/problem-messages.js';
import { REFUSAL_MESSAGES, REFUSED_TITLE } from './messages/refusal-messages.js';
import { fill, type Language, type Text } from './messages/text.js';
import { Problem, PROBLEM_STATUS, RefusedAct, type Finding, type ProblemCode } from './problem.js';

const RETRY_SECONDS = '2';
/** Refusals that say "not you" rather than "not now". */
const FORBIDDEN = new Set(['WRONG_AGENCY', 'WRONG_ROLE']);

export function languageOf(request: Request): Language {
  return request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}

/** Express error handler, last in the chain. */
export function problemResponse(log: Logger) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) return next(error);
    const known = understand(error);
    if (known instanceof RefusedAct) return send(response, refusalBody(known, languageOf(request)));
    if (known) return send(response, problemBody(known, languageOf(request)), known.more.headers);
    const reference = randomUUID();
    log.error({ err: error, reference }, 'unexpected error');
    send(response, problemBody(new Problem('INTERNAL', { found: reference }), languageOf(request)));
  };
}

interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly [more: string]: unknown;
}

export function problemBody(problem: Problem, language: Language): ProblemBody {
  const { title, detail } = PROBLEM_MESSAGES[problem.code];
  const { found, errors } = problem.more;
  const value = typeof found === 'object' ? found[language] : found;
  return body(problem.code, PROBLEM_STATUS[problem.code], title, fill(detail, { found: value }), language, {
    ...(errors && { errors: errors.map((finding) => inLanguage(finding, language)) }),
  });
}

function inLanguage({ message, hint, ...finding }: Finding, language: Language) {
  return { ...finding, message: message[language], ...(hint && { hint: hint[language] }) };
}

function refusalBody({ refusal, allowed, forGood }: RefusedAct, language: Language): ProblemBody {
  const detail = fill(REFUSAL_MESSAGES[refusal.code], { found: refusal.found, expected: refusal.expected?.join(', ') });
  const status = forGood ? 422 : FORBIDDEN.has(refusal.code) ? 403 : 409;
  return body(refusal.code, status, REFUSED_TITLE, detail, language, {
    ...(refusal.found !== undefined && { found: refusal.found }),
    ...(refusal.expected && { expected: refusal.expected }),
    allowed,
  });
}

function body(
  code: string,
  status: number,
  title: Text,
  detail: Text,
  language: Language,
  more: Readonly<Record<string, unknown>>,
): ProblemBody {
  return { type: `/docs/errors/${code}`, title: title[language], status, detail: detail[language], code, ...more };
}

function send(response: Response, problem: ProblemBody, headers?: Readonly<Record<string, string>>): void {
  if (problem.status === 503) response.set('Retry-After', RETRY_SECONDS);
  if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
  if (headers) response.set(headers);
  response
    .status(problem.status)
    .set('Vary', 'Accept-Language')
    .set('Content-Language', (response.locals.language as string | undefined) ?? 'vi');
  response.type('application/problem+json').send(JSON.stringify(problem));
}

/** What is thrown below, as a problem; null for what nobody foresaw. */
export function understand(error: unknown): Problem | RefusedAct | null {
  if (error instanceof Problem || error instanceof RefusedAct) return error;
  if (!(error instanceof Error)) return null;
  if (error instanceof TimeSkippingOff) return new Problem('TIME_SKIPPING_OFF');
  return fromStore(error) ?? fromServices(error) ?? fromHttp(error);
}

const STORE_CODES: Readonly<Record<string, ProblemCode>> = {
  FileTooLarge: 'FILE_TOO_LARGE',
  FileTypeRefused: 'FILE_TYPE_REFUSED',
  VersionOverlap: 'VERSION_OVERLAP',
  CursorInvalid: 'CURSOR_INVALID',
};

function fromStore(error: Error & { code?: unknown }): Problem | null {
  const code = STORE_CODES[String(error.code)] ?? STORE_CODES[error.name] ?? STORE_CODES[error.constructor.name];
  return code ? new Problem(code, { found: error.message }) : null;
}

/** Codes of gRPC by which Temporal's client says that nobody answers; 9 when no worker is there to be asked, 13 also when a connection broke in the middle of an answer. */
const AWAY_STATUS = new Set([1, 4, 8, 9, 14]);
const BROKEN_OFF = /RST_STREAM|Session closed|Connection dropped/;

function fromServices(error: Error): Problem | null {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return new Problem('UNAVAILABLE');
  if (error instanceof WorkflowNotFoundError || isUnprocessed(error)) return new Problem('UNAVAILABLE');
  if (
    isAway(error) ||
    error.name === 'DisconnectedError' ||
    hasLabel(error, 'RetryableWriteError') ||
    hasLabel(error, 'TransientTransactionError')
  )
    return new Problem('UNAVAILABLE');
  const cause: unknown = error.cause;
  for (const each of [error, cause])
    if (isGrpcServiceError(each) && (AWAY_STATUS.has(each.code) || BROKEN_OFF.test(each.details))) return new Problem('UNAVAILABLE');
  return null;
}

/** A worker was killed with the Update in its hands: it never reached the history. */
function isUnprocessed(error: Error): boolean {
  return (
    error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type === 'UnprocessedUpdate'
  );
}

function hasLabel(error: Error, label: string): boolean {
  const labelled = error as { hasErrorLabel?: (label: string) => boolean };
  return labelled.hasErrorLabel?.(label) ?? false;
}

type HttpError = Error & {
  status?: number;
  type?: string;
  code?: string;
  errors?: readonly { path: string; message: string; errorCode?: string }[];
};

function fromHttp(error: HttpError): Problem | null {
  if (error.type === 'entity.parse.failed' || error.type === 'charset.unsupported' || error.type === 'encoding.unsupported')
    return new Problem('JSON_INVALID');
  if (error.status === 413) return new Problem('BODY_TOO_LARGE');
  if (error.status === 415) return new Problem('MEDIA_TYPE_UNSUPPORTED', { found: 'application/json' });
  if (error.code === 'LIMIT_FILE_SIZE') return new Problem('FILE_TOO_LARGE');
  if (error.name === 'MulterError') return new Problem('REQUEST_INVALID', { found: error.message });
  if (error.status === 400) return new Problem('REQUEST_INVALID', { errors: findings(error) });
  if (error instanceof URIError || error.status === 404) return new Problem('PATH_UNKNOWN');
  return null;
}

function findings(error: HttpError): readonly Finding[] {
  const errors = error.errors?.length ? error.errors : [{ path: '/body', message: error.message }];
  return errors.map(({ path, message, errorCode }) => ({
    path: /^\/(body|query|params|headers)\b/.test(path) ? path : placeOf(path, message),
    message: findingText(message),
    ...(errorCode && { code: errorCode.replace('.openapi.validation', '') }),
  }));
}

/** For bodies of several forms the validator says the URL when the form is unknown, and otherwise leaves `/body` out. */
function placeOf(path: string, message: string): string {
  const tag = /^'(\w+)' must be equal/.exec(message)?.[1];
  return tag ? `/body/${tag}` : `/body${path}`;
}
