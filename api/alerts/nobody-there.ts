import { canWaitFor, worksOn } from '../../domain/organisation/presence.js';
import { postsOn, rolesAt } from '../../domain/organisation/posts.js';
import type { Account } from '../../store/people.js';
import type { Seat, StoredTask } from '../../store/store.js';
import { bothLanguages, organisation } from '../catalogue.js';
import { civilDate } from '../instants.js';
import { type KnownDays, knownDays } from '../known-days.js';
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
    const { store } = of.deps;
    const people = await peopleOf(of);
    const seats = doubtfulSeats(people);
    if (seats.length === 0) return { items: [], next: null };
    const [found, { roles }] = await Promise.all([store.tasks.list({ unclaimed: true, seats }, page), organisation(store)]);
    const roleName = (role: string | null): Text => bothLanguages(roles[role ?? '']?.name ?? { vi: role ?? '' });
    const alone = found.items.filter((task) => task.rehearsal === of.rehearsal && !isTaken(people, task));
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

/** The officers of the agencies led, or of all, and what is known of their days. */
interface People {
  readonly accounts: readonly Account[];
  readonly known: KnownDays;
  readonly open: boolean;
}

async function peopleOf({ deps: { store, now }, led }: AlertsOf): Promise<People> {
  const { agencies } = placesOf(led);
  const all = agencies ? await store.accounts.at(agencies) : await store.accounts.list();
  const posts = (account: Account) => account.posts.filter(({ agency }) => agencies?.includes(agency) ?? true);
  const accounts = all.map((account) => ({ ...account, posts: posts(account) }));
  const ids = accounts.map(({ id }) => id);
  const known = await knownDays(store, ids, civilDate(now()));
  return { accounts, known, open: worksOn(known.days.calendar, known.today) };
}

/** Roles of an agency that nobody at work today holds for every field: only in their pools can anything be left alone. */
function doubtfulSeats({ accounts, known, open }: People): Seat[] {
  const held = accounts.flatMap(({ id, posts }) =>
    posts.flatMap((post) => {
      const presence = known.presence(id, post.agency);
      const there = presence === 'on duty' || (!open && presence === 'off duty');
      const sure = there && post.fields === undefined && postsOn([post], known.today).length > 0;
      return post.roles.map((role) => ({ agency: post.agency, role, queue: `${post.agency}/${role}`, sure }));
    }),
  );
  const sure = new Set(held.flatMap((each) => (each.sure ? [each.queue] : [])));
  const seats = new Map(held.map(({ queue, agency, role }) => [queue, { agency, roles: [role] }]));
  return [...seats].flatMap(([queue, seat]) => (sure.has(queue) ? [] : [seat]));
}

/** Whether somebody can take a task from its pool in time, as far as posts, calendar and roster tell. On a day off nobody is missed who comes back after it. */
function isTaken({ accounts, known, open }: People, { agency, role, field, dueAt }: StoredTask): boolean {
  if (agency === null || role === null) return true;
  return accounts.some(({ id }) => {
    const officer = known.officer(id);
    if (!rolesAt(postsOn(officer.posts, known.today), agency, field).includes(role)) return false;
    return canWaitFor(known.days, officer, { agency, dueAt }, known.today) || (!open && known.presence(id, agency) === 'off duty');
  });
}
