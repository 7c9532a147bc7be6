import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.js';

/** The Node that programs run on: the one that comes with the dependencies (decision 14), else the one at hand. */
export function runtime(): string {
  const own = join(projectRoot(), 'node_modules', '.bin', 'node');
  return existsSync(own) ? own : process.execPath;
}
