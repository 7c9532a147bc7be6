import type { Status } from './state.js';

/** Status codes 1–10 of the national public-service portal (domain facts: `dvcqg_codes`). Many internal statuses share a code. */
export const NATIONAL_STATUS: Readonly<Record<Status, number>> = {
  submitted: 1,
  'supplement before acceptance': 1,
  'not accepted': 3,
  accepted: 2,
  'in progress': 4,
  'at partner': 4,
  'supplement requested': 5,
  'waiting for applicant': 5,
  'waiting for payment': 6,
  refused: 8,
  stopped: 8,
  processed: 9,
  delivered: 10,
};
