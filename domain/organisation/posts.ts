/** The posts of an officer, and what follows from them: a post counts only on its days, and only for dossiers of its fields. */
import type { Weekday } from '../calendar/calendar.js';
import type { AgencyId } from '../engine/event.js';
import type { PostText } from '../procedure/definition.js';
import type { CivilDate } from '../time/instant.js';

export interface Post {
  readonly agency: AgencyId;
  readonly unit?: string;
  readonly roles: readonly string[];
  /** Absent: dossiers of every field. */
  readonly fields?: readonly string[];
  /** Days of the week on duty until a roster says otherwise; absent: every working day. */
  readonly duty?: readonly Weekday[];
  /** First and last day; absent: no limit. */
  readonly from?: CivilDate;
  readonly until?: CivilDate;
}

/** The posts that a post of the organisation stands for: the home post, then those beside it. */
export function postsOf({ name: _name, also = [], ...home }: PostText): readonly Post[] {
  return [home, ...also];
}

/** Those that count on a day. A secondment ends by itself after its last day. */
export function postsOn(posts: readonly Post[], day: CivilDate): readonly Post[] {
  return posts.filter(({ from, until }) => (from === undefined || from <= day) && (until === undefined || day <= until));
}

export function coversField({ fields }: Pick<Post, 'fields'>, field: string): boolean {
  return fields?.includes(field) ?? true;
}

/** Roles held at an agency for dossiers of a field; none: there is no such post. */
export function rolesAt(posts: readonly Post[], agency: AgencyId, field: string): readonly string[] {
  return [...new Set(posts.filter((post) => post.agency === agency && coversField(post, field)).flatMap(({ roles }) => roles))];
}
