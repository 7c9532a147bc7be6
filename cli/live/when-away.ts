import { join } from 'node:path';
import { defaultDataFolder } from '../../services/running.js';
import { BadInput } from '../bad-input.js';
import { ApiProblem, Unreachable } from './api-problem.js';

const NO_VIRTUAL_TIME =
  'Máy chủ Temporal của hệ thống này chạy không có thời gian ảo, nên không diễn tập được. Hãy chạy Temporal với\n' +
  '--dynamic-config-value frontend.WorkflowTimeSkippingEnabled=true, hoặc bỏ TEMPORAL_ADDRESS để npm start tự chạy Temporal.\n' +
  'Temporal runs without virtual time in this system, so nothing can be rehearsed. Run Temporal with the option above, or leave\n' +
  'TEMPORAL_ADDRESS out and let npm start run one.';

/** Whether what failed would fail for every dossier: nobody answers, or no clock can be run ahead. */
export const failsForAll = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof ApiProblem && error.code === 'TIME_SKIPPING_OFF');

/** Says what to do when nobody answers or no clock can be run ahead; anything else is thrown on. */
export function whenAway(error: unknown): never {
  if (error instanceof Unreachable)
    throw new BadInput(`${error.message}; is it still running? Its logs are in ${join(defaultDataFolder(), 'log')}`);
  if (failsForAll(error)) throw new BadInput(NO_VIRTUAL_TIME);
  throw error;
}
