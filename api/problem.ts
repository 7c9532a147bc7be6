import type { AllowedAction, Refusal } from '../domain/engine/engine.js';
import type { Text } from './messages/text.js';

/** Every code the API answers with beside the engine's refusals, and its HTTP status. */
export const PROBLEM_STATUS = {
  REQUEST_INVALID: 400,
  JSON_INVALID: 400,
  CURSOR_INVALID: 400,
  IDEMPOTENCY_KEY_MISSING: 400,
  SIGN_IN_FAILED: 401,
  TOKEN_MISSING: 401,
  TOKEN_INVALID: 401,
  TOKEN_EXPIRED: 401,
  SIGNATURE_INVALID: 401,
  ROLE_NOT_ALLOWED: 403,
  POST_NOT_HELD: 403,
  FIELD_NOT_HELD: 403,
  ROSTER_NOT_YOURS: 403,
  REHEARSAL_OFF: 403,
  NOT_FOUND: 404,
  PATH_UNKNOWN: 404,
  METHOD_NOT_ALLOWED: 405,
  VERSION_OVERLAP: 409,
  NOTHING_TO_DO: 409,
  SECOND_PERSON_NEEDED: 409,
  PROPOSAL_OUTDATED: 409,
  WHY_MISSING: 422,
  ABSENT_TODAY: 409,
  BODY_TOO_LARGE: 413,
  FILE_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  FILE_TYPE_REFUSED: 415,
  LETTER_SETTLED: 409,
  KEY_REUSED: 422,
  DATA_INVALID: 422,
  DEFINITION_INVALID: 422,
  PROCEDURE_NOT_IN_FORCE: 422,
  AGENCY_NOT_BOUND: 422,
  AGENCY_NOT_COMPETENT: 422,
  AGENCY_UNKNOWN: 422,
  FILE_UNKNOWN: 422,
  FILE_NOT_THE_RESULT: 422,
  DOCUMENT_NOT_LISTED: 422,
  OFFICER_UNFIT: 422,
  NOT_A_REHEARSAL: 422,
  CLOCK_RUNS_BACKWARDS: 422,
  MESSAGE_INVALID: 422,
  CORRECTION_INVALID: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  TIME_SKIPPING_OFF: 501,
  UNAVAILABLE: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** One finding about one place of the request. */
export interface Finding {
  readonly path: string;
  readonly message: Text;
  readonly code?: string;
  readonly line?: number;
  readonly column?: number;
  readonly hint?: Text;
}

/** A request that cannot be done, said by code. `problem-response.ts` is the only place that makes HTTP of it. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly more: {
      readonly found?: string | Text;
      readonly errors?: readonly Finding[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(code);
  }
}

/** The engine's no, with what the reader may do instead. */
export class RefusedAct extends Error {
  override readonly name = 'RefusedAct';
  constructor(
    readonly refusal: Refusal,
    readonly allowed: readonly AllowedAction[],
    /** It will never be allowed: sending the same again is in vain. */
    readonly forGood = false,
  ) {
    super(refusal.code);
  }
}

/** Nothing of the kind is there, or the reader may not see it: the same answer, so that nobody can find out which. */
export function notFound(kind: Text, id: string): Problem {
  return new Problem('NOT_FOUND', { found: { vi: `${kind.vi} ${id}`, en: `${kind.en} ${id}` } });
}

export const DOSSIER: Text = { vi: 'hồ sơ', en: 'dossier' };
export const TASK: Text = { vi: 'công việc', en: 'task' };
export const REFERRAL: Text = { vi: 'phiếu chuyển', en: 'referral' };
export const FILE: Text = { vi: 'tệp', en: 'file' };
export const OFFICER: Text = { vi: 'cán bộ', en: 'officer' };
export const ABSENCE: Text = { vi: 'đợt vắng mặt', en: 'absence' };
export const AGENCY: Text = { vi: 'cơ quan', en: 'agency' };
export const PROCEDURE: Text = { vi: 'thủ tục', en: 'procedure' };
