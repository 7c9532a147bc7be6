import { canWaitFor, worksOn } from '../../domain/organisation/presence.js';
import { postsOn, rolesAt } from '../../domain/organisation/posts.js';
import type { StoredTask } from '../../store/store.js';
import { bothLanguages, organisation } from '../catalogue.js';
import { civilDate } from '../instants.js';
import { knownDays } from '../known-days.js';
import { say } from '../messages/say.js';
import type { Text } from '../messages/text.js';
import { placesOf } from '../policy.js';
import { aboutDossiers } from './about-dossiers.js';
import { type AlertsOf, type AlertSource } from './alert.js';

/** A dossier must not stall because a whole pool is away (D3): everybody with the role is absent, off duty past the date, or there is nobody. */
export const nobodyThere: AlertSource = {
  name: { vi: 'Việc không có người nhận', en: 'Nobody there to take it' },
  todo: { vi: 'Cử người trực hoặc giao vai trò cho người khác.', en: 'Put somebody on duty, or give somebody the role.' },
  list: async (of, page) => {
    const seats = placesOf(of.led).agencies?.map((agency) => ({ agency }));
    const { store } = of.deps;
    const [isTaken, found, { roles }] = await Promise.all([
      takersOf(of),
      store.tasks.list({ unclaimed: true, ...(seats && { seats }) }, page),
      organisation(store),
    ]);
    const roleName = (role: string | null): Text => bothLanguages(roles[role ?? '']?.name ?? { vi: role ?? '' });
    const alone = found.items.filter((task) => task.rehearsal === of.rehearsal && !isTaken(task));
    return aboutDossiers(
      of,
      { ...found, items: alone },
      ({ dossierId }) => dossierId,
      ({ id, agency, role, step, dueAt }, _dossier, names) => ({
        ...{ id, since: null, until: dueAt, agency, officer: null },
        what: say(
          '"{step}" chờ vai trò "{role}", nhưng không ai có mặt cho đến hạn.',
          '"{step}" waits for the role "{role}", but nobody will be there in time.',
          { step: names.step(step), role: roleName(role) },
        ),
      }),
    );
  },
};

/** Whether somebody can take a task from its pool in time, as far as posts, calendar and roster tell. On a day off nobody is missed who comes back after it. */
async function takersOf({ deps: { store, now }, led }: AlertsOf): Promise<(task: StoredTask) => boolean> {
  const { agencies } = placesOf(led);
  const accounts = (agencies ? await store.accounts.at(agencies) : await store.accounts.list()).filter(({ active }) => active);
  const today = civilDate(now());
  const known = await knownDays(
    store,
    accounts.map(({ id }) => id),
    today,
  );
  const open = worksOn(known.days.calendar, today);
  return ({ agency, role, field, dueAt }) => {
    if (agency === null || role === null) return true;
    return accounts.some(({ id, posts }) => {
      if (!rolesAt(postsOn(posts, today), agency, field).includes(role)) return false;
      if (!open) return known.presence(id, agency) === 'off duty';
      return canWaitFor(known.days, known.officer(id), { agency, dueAt }, today);
    });
  };
}
