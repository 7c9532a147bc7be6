import { join } from 'node:path';
import { defaultDataFolder } from '../../services/running.js';
import { BadInput } from '../bad-input.js';
import { Unreachable } from './api-problem.js';

/** Says what to do when nobody answers; anything else is thrown on. */
export function whenAway(error: unknown): never {
  if (error instanceof Unreachable)
    throw new BadInput(`${error.message}; is it still running? Its logs are in ${join(defaultDataFolder(), 'log')}`);
  throw error;
}
