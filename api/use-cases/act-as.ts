/** Under which of an officer's posts something is done, and in whose place. */
import type { Actor, AgencyId, OfficerId } from '../../domain/engine/event.js';
import { coversField, rolesAt } from '../../domain/organisation/posts.js';
import { absenceOn } from '../../domain/organisation/roster.js';
import type { Plan } from '../../domain/procedure/plan.js';
import type { Store, StoredDossier } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { civilDate } from '../instants.js';
import { leadsAgency } from '../policy.js';
import { viewOf } from '../present/dossiers.js';
import { Problem } from '../problem.js';
import { postWith, type Reader } from '../reader.js';
import type { Receiver } from './receive-dossier.js';

type OfficerActor = Extract<Actor, { kind: 'officer' }>;

/** What tells where an act belongs. */
export interface Aim {
  readonly run?: string;
  readonly party?: string;
  readonly matter?: number;
}

/** The officer as an actor of one agency: that of the task; else the centre; else another that the dossier is bound to; else that of the home post. The engine judges whether that is enough. */
export async function actorFor(deps: Deps, reader: Reader, dossier: StoredDossier, aim: Aim): Promise<OfficerActor> {
  const held = agenciesAimedAt(dossier, aim).find((agency) => rolesAt(reader.posts, agency, dossier.field).length > 0);
  const agency = held ?? reader.posts[0]?.agency ?? '';
  const { task, matter } = aimedAt(dossier, aim);
  const holders = [task?.officer, matter?.to.officer].flatMap((officer) => officer ?? []);
  return actorAt(reader, agency, dossier.field, { for: await absenteesAmong(deps, reader, holders), leads: ledOn(reader, dossier) });
}

/** The officer once for each agency at which a post of his has to do with the dossier; once for the home post when none has. */
export async function actorsOn(deps: Deps, reader: Reader, dossier: StoredDossier): Promise<readonly OfficerActor[]> {
  const { centre, agencies, bindings, tasks, matters } = viewOf(dossier);
  const concerned = new Set([centre, ...agencies, ...Object.values(bindings)]);
  const own = reader.posts.filter((post) => coversField(post, dossier.field) && concerned.has(post.agency)).map(({ agency }) => agency);
  const holders = [...Object.values(tasks), ...Object.values(matters).map(({ to }) => to)].flatMap(({ officer }) => officer ?? []);
  const more = { for: await absenteesAmong(deps, reader, holders), leads: ledOn(reader, dossier) };
  const at = own.length > 0 ? [...new Set(own)] : reader.posts.slice(0, 1).map(({ agency }) => agency);
  return at.map((agency) => actorAt(reader, agency, dossier.field, more));
}

/**
 * The officer at the desk where he receives dossiers of a field; for what was received on paper and is entered now, also the head of the centre, who must enter what is old.
 * @throws Problem FIELD_NOT_HELD.
 */
export function receiverAt(reader: Reader, { field, regime }: Pick<Plan, 'field' | 'regime'>, enteredLater: boolean): Receiver {
  const roles = ['receiver', ...(enteredLater ? [regime.centre.role] : [])];
  const agency = roles.map((role) => postWith(reader, role, field)?.agency).find((each) => each !== undefined);
  if (agency === undefined) throw new Problem('FIELD_NOT_HELD', { found: field });
  return { agency, by: actorAt(reader, agency, field, {}) };
}

/** Officers absent today whose substitute the reader is. */
export async function absenteesOf(
  deps: Pick<Deps, 'now'> & { readonly store: Pick<Store, 'roster'> },
  { id }: Pick<Reader, 'id'>,
): Promise<readonly OfficerId[]> {
  const today = civilDate(deps.now());
  return inPlaceOf(deps.store, id, await deps.store.roster.standsInFor(id, today), today);
}

function absenteesAmong({ store, now }: Deps, { id }: Reader, holders: readonly OfficerId[]): Promise<readonly OfficerId[]> {
  return inPlaceOf(
    store,
    id,
    [...new Set(holders)].filter((holder) => holder !== id),
    civilDate(now()),
  );
}

async function inPlaceOf(
  store: Pick<Store, 'roster'>,
  id: OfficerId,
  officers: readonly OfficerId[],
  today: string,
): Promise<readonly OfficerId[]> {
  if (officers.length === 0) return [];
  const entries = await store.roster.of(officers, today);
  return officers.filter((officer) => absenceOn(entries, officer, today)?.substitute === id);
}

function actorAt({ id, posts }: Reader, agency: string, field: string, more: Pick<OfficerActor, 'for' | 'leads'>): OfficerActor {
  const { for: absentees = [], leads = [] } = more;
  return {
    ...{ kind: 'officer', id, agency, roles: rolesAt(posts, agency, field) },
    ...(absentees.length > 0 && { for: absentees }),
    ...(leads.length > 0 && { leads }),
  };
}

/** Agencies of the dossier that the officer leads, be it from an agency above. */
function ledOn(reader: Reader, dossier: StoredDossier): readonly AgencyId[] {
  const { centre, bindings } = viewOf(dossier);
  return [...new Set([centre, ...Object.values(bindings)])].filter((agency) => leadsAgency(reader, agency, dossier.field));
}

/** Nearest first. A consultation is asked of several agencies, and an opinion given for one of them. */
function agenciesAimedAt(dossier: StoredDossier, aim: Aim): readonly string[] {
  const { bindings, centre } = viewOf(dossier);
  const { task, matter } = aimedAt(dossier, aim);
  const asked = task?.awaiting.map(({ agency }) => agency) ?? [];
  const near = [aim.party === undefined ? undefined : bindings[aim.party], task?.agency, matter?.to.agency].flatMap(
    (agency) => agency ?? [],
  );
  return [...near, ...asked, centre, ...Object.values(bindings)];
}

function aimedAt(dossier: StoredDossier, { run, matter }: Aim) {
  const { tasks, matters } = viewOf(dossier);
  return { task: run === undefined ? undefined : tasks[run], matter: matter === undefined ? undefined : matters[matter] };
}
