import { postsOn, rolesAt } from '../../domain/organisation/posts.js';
import { absenceOn } from '../../domain/organisation/roster.js';
import type { StoredDossier } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { civilDate } from '../instants.js';
import { viewOf } from '../present/dossiers.js';
import { Problem } from '../problem.js';
import type { Reader } from '../reader.js';
import type { ActBody } from '../schema/act-schema.js';
import { awayUntil, noPostAt, unfit } from './keep-roster.js';

/**
 * A task goes to somebody who is there to do it. The engine knows roles and agencies of who acts; of who is given a task, and of absences, only the store knows.
 * A rehearsal's days are not the real ones, so absences do not count there.
 * @throws Problem OFFICER_UNFIT, ABSENT_TODAY.
 */
export async function checkOfficer(deps: Deps, reader: Reader, dossier: StoredDossier, body: ActBody): Promise<void> {
  if (body.type === 'claim') {
    const away = await absenceToday(deps, dossier, reader.id);
    if (away) throw new Problem('ABSENT_TODAY', { found: away.to });
  }
  if (body.type === 'reassign') await mayBeGiven(deps, dossier, String(body['run']), String(body['officer']));
}

async function mayBeGiven(deps: Deps, dossier: StoredDossier, run: string, officer: string): Promise<void> {
  const task = viewOf(dossier).tasks[run];
  if (!task?.agency) return;
  const account = await deps.store.accounts.get(officer);
  const posts = account?.active ? postsOn(account.posts, civilDate(deps.now())) : [];
  const roles = rolesAt(posts, task.agency, dossier.field);
  if (roles.length === 0) throw unfit(officer, noPostAt(task.agency));
  if (task.role !== null && !roles.includes(task.role))
    throw unfit(officer, { vi: `không giữ vai trò ${task.role}`, en: `does not hold the role ${task.role}` });
  const away = await absenceToday(deps, dossier, officer);
  if (away) throw unfit(officer, awayUntil(away.to));
}

async function absenceToday({ store, now }: Deps, { rehearsal }: StoredDossier, officer: string) {
  if (rehearsal) return undefined;
  const today = civilDate(now());
  return absenceOn(await store.roster.of([officer], today), officer, today);
}
