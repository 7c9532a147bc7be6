import type { Store } from '../store/store.js';
import { project } from './project.js';

export interface ActivityDeps {
  readonly store: Pick<Store, 'project'>;
}

export type Activities = ReturnType<typeof createActivities>;

/** The hands of the workflow. It has one only, for what time causes; what acts cause, their callers write. */
export function createActivities(deps: ActivityDeps) {
  return { project: project(deps.store) };
}
