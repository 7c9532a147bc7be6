import { leads, withAllBelow } from '../domain/organisation/leading.js';
import { coversField, type Post, postsOn } from '../domain/organisation/posts.js';
import type { CivilDate } from '../domain/time/instant.js';
import type { Account } from '../store/people.js';
import type { Seat } from '../store/store.js';
import type { Organisation } from './catalogue.js';
import type { Standing } from './policy.js';
import { Problem } from './problem.js';

/** Who asks: an account, with the posts that count today and what follows from them. */
export interface Reader {
  readonly id: string;
  readonly account: Account;
  /** The home post first; where the request names a post's agency, the posts there only. */
  readonly posts: readonly Post[];
  readonly standing: readonly Standing[];
  /** Where the reader works: each post; where it leads, all of its agency and of those below. */
  readonly seats: readonly Seat[];
}

/** Roles that do not act on dossiers. */
const APART = ['auditor', 'admin'] as const;

/**
 * @param under agency named by the header `Motcua-Post`.
 * @throws Problem POST_NOT_HELD when the account has no post there today.
 */
export function readerOn(account: Account, organisation: Organisation, today: CivilDate, under?: string): Reader {
  const counting = account.active ? postsOn(account.posts, today) : [];
  const posts = under === undefined ? counting : counting.filter(({ agency }) => agency === under);
  if (under !== undefined && posts.length === 0) throw new Problem('POST_NOT_HELD', { found: under });
  const standing = account.kind === 'partner' ? (['partner'] as const) : standingOf(organisation, posts);
  return { id: account.id, account, posts, standing, seats: posts.flatMap((post) => seatsOf(organisation, post)) };
}

/** The roles that the policy knows by name are its own; whatever else an organisation calls a role is only staff to it. */
function standingOf(organisation: Organisation, posts: readonly Post[]): Standing[] {
  const roles = posts.flatMap((post) => post.roles);
  return [
    'person',
    ...([...APART, 'receiver'] as const).filter((role) => roles.includes(role)),
    ...(roles.some((role) => !APART.some((each) => each === role)) ? (['staff'] as const) : []),
    ...(posts.some((post) => leads(organisation, post)) ? (['leads'] as const) : []),
  ];
}

function seatsOf(organisation: Organisation, post: Post): Seat[] {
  const { agency, roles, fields } = post;
  const part = fields && { fields };
  if (!leads(organisation, post)) return [{ agency, roles, ...part }];
  return withAllBelow(organisation, agency).map((each) => ({ agency: each, ...part }));
}

/** The first of the reader's posts with a role, for dossiers of a field. */
export function postWith({ posts }: Reader, role: string, field: string): Post | undefined {
  return posts.find((post) => post.roles.includes(role) && coversField(post, field));
}
