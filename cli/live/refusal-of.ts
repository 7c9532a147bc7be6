import type { Refusal } from '../../domain/engine/engine.js';
import type { HostRefusal } from '../../domain/simulate/scenario-host.js';
import { ApiProblem } from './api-problem.js';

const NOT_OF_THE_ENGINE = new Set(['ROLE_NOT_ALLOWED', 'REHEARSAL_OFF', 'VERSION_OVERLAP']);

/** The engine's no, as the API passes it on. Anything else is thrown on: the scenario is not to blame. */
export function refusalOf(error: unknown): HostRefusal {
  if (!(error instanceof ApiProblem)) throw error;
  const { status, code, found, expected } = error;
  // whose agency has nothing to do with the dossier may not even know that it is there
  if (status === 404) return { code: 'WRONG_AGENCY', hidden: true };
  if ((status !== 403 && status !== 409) || NOT_OF_THE_ENGINE.has(code)) throw error;
  return { code: code as Refusal['code'], ...(found !== undefined && { found }), ...(expected && { expected }) };
}
