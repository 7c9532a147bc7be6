import { postsOn, rolesAt } from '../../domain/organisation/posts.js';
import { absenceOn } from '../../domain/organisation/roster.js';
import type { StoredDossier } from '../../store/store.js';
import { organisation } from '../catalogue.js';
import type { Deps } from '../deps.js';
import { civilDate } from '../instants.js';
import { viewOf } from '../present/dossiers.js';
import { leadsAgency } from '../policy.js';
import { Problem } from '../problem.js';
import type { Reader } from '../reader.js';
import type { ActBody } from '../schema/act-schema.js';
import { awayUntil, noPostAt, unfit } from './keep-roster.js';

/**
 * A task goes to somebody who is there to do it. The engine knows roles and agencies of who acts; of who is given a task, and of absences, only the store knows.
 * A rehearsal's days are not the real ones, so absences do not count there.
 * @throws Problem OFFICER_UNFIT, ABSENT_TODAY, AGENCY_UNKNOWN.
 */
export async function checkOfficer(deps: Deps, reader: Reader, dossier: StoredDossier, body: ActBody): Promise<void> {
  if (body.type === 'claim') {
    const away = await absenceToday(deps, dossier, reader.id);
    if (away) throw new Problem('ABSENT_TODAY', { found: away.to });
  }
  if (body.type === 'reassign') await mayBeGiven(deps, reader, dossier, String(body['run']), String(body['officer']));
  if (body.type === 'endorse') await mayBeAsked(deps, dossier, body['to'] as { readonly agency: string; readonly officer?: string });
}

/** Any agency may be asked, and sees the dossier from then on; but there must be such an agency. */
async function mayBeAsked(deps: Deps, dossier: StoredDossier, to: { readonly agency: string; readonly officer?: string }): Promise<void> {
  const { agencies } = await organisation(deps.store);
  if (!Object.hasOwn(agencies, to.agency)) throw new Problem('AGENCY_UNKNOWN', { found: to.agency });
  if (to.officer === undefined) return;
  if ((await rolesOf(deps, to.officer, to.agency, dossier.field)).length === 0) throw unfit(to.officer, noPostAt(to.agency));
}

async function mayBeGiven(deps: Deps, reader: Reader, dossier: StoredDossier, run: string, officer: string): Promise<void> {
  const task = viewOf(dossier).tasks[run];
  // who does not lead is refused by the engine, and learns nothing of others' days
  if (!task?.agency || !leadsAgency(reader, task.agency)) return;
  const roles = await rolesOf(deps, officer, task.agency, dossier.field);
  if (roles.length === 0) throw unfit(officer, noPostAt(task.agency));
  if (task.role !== null && !roles.includes(task.role))
    throw unfit(officer, { vi: `không giữ vai trò ${task.role}`, en: `does not hold the role ${task.role}` });
  const away = await absenceToday(deps, dossier, officer);
  if (away) throw unfit(officer, awayUntil(away.to));
}

async function rolesOf({ store, now }: Deps, officer: string, agency: string, field: string): Promise<readonly string[]> {
  const account = await store.accounts.get(officer);
  return account?.active ? rolesAt(postsOn(account.posts, civilDate(now())), agency, field) : [];
}

async function absenceToday({ store, now }: Deps, { rehearsal }: StoredDossier, officer: string) {
  if (rehearsal) return undefined;
  const today = civilDate(now());
  return absenceOn(await store.roster.of([officer], today), officer, today);
}
