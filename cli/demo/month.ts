/** A working month of one centre: which dossiers come, when, and what happens to each. The same month is the same every time. */
import type { Catalogue } from '../../definitions/load-catalogue.js';
import { worldOf } from '../../definitions/load-scenarios.js';
import type { OfficeDay } from '../../domain/calendar/office-day.js';
import { type WorkingTime, workingTime } from '../../domain/calendar/working-time.js';
import type { ScenarioDefinition } from '../../domain/procedure/definition.js';
import type { ScenarioWorld } from '../../domain/simulate/run-scenario.js';
import { formatCivil, timeOfDay } from '../../domain/time/civil-time.js';
import { dayNumber } from '../../domain/time/civil-date.js';
import { type Instant, MINUTE } from '../../domain/time/instant.js';
import { BadInput } from '../bad-input.js';
import { type Chance, chanceOf } from './chance.js';
import { ALLOWANCE_STORIES } from './stories-allowance.js';
import { CERTIFICATE_STORIES } from './stories-certificate.js';
import { COPY_STORIES } from './stories-copies.js';
import { HOUSEHOLD_STORIES } from './stories-household.js';
import { LAND_STORIES } from './stories-land.js';
import { PERMIT_STORIES } from './stories-permit.js';
import type { Story } from './story.js';
import { writeStory } from './write-story.js';

/** How the dossiers of a centre are shared out among its procedures. */
const SHARES = [
  { stories: COPY_STORIES, share: 5 },
  { stories: HOUSEHOLD_STORIES, share: 4 },
  { stories: LAND_STORIES, share: 4 },
  { stories: ALLOWANCE_STORIES, share: 3 },
  { stories: PERMIT_STORIES, share: 2 },
  { stories: CERTIFICATE_STORIES, share: 1 },
];
const NAMED = SHARES.flatMap(({ stories }) => stories.filter(({ shows }) => shows));

/** The named cases and one ordinary dossier of the procedure that has no named case. */
export const FEWEST_DOSSIERS = NAMED.length + 1;

export interface Planned {
  readonly story: Story;
  readonly scenario: ScenarioDefinition;
  readonly world: ScenarioWorld;
}

/** @param month `2026-10`. In the order of reception. Throws BadInput for a month or a number that cannot be. */
export async function planMonth(month: string, count: number, catalogue: Catalogue): Promise<Planned[]> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new BadInput(`--month ${month}: no such month; expected YYYY-MM, for example 2026-10`);
  if (!Number.isInteger(count) || count < FEWEST_DOSSIERS || count > 500)
    throw new BadInput(`--dossiers: expected a whole number from ${FEWEST_DOSSIERS} (every named case once) to 500`);
  const chance = chanceOf(month);
  const planned: Planned[] = [];
  for (const story of chosen(count, chance)) planned.push(await plan(story, month, catalogue, chance));
  return planned.sort((a, b) => (a.scenario.given.receivedAt < b.scenario.given.receivedAt ? -1 : 1));
}

/** Every named case once, and an ordinary dossier of the one procedure without; the others by weight, each procedure by its share. */
function chosen(count: number, chance: Chance): Story[] {
  const shares = SHARES.flatMap(({ stories, share }) => Array.from({ length: share }, () => stories));
  const ordinary = Array.from({ length: count - FEWEST_DOSSIERS }, () =>
    chance.one(chance.one(shares).flatMap((story) => Array.from({ length: story.weight ?? 0 }, () => story))),
  );
  return [...NAMED, COPY_STORIES[0]!, ...ordinary];
}

async function plan(story: Story, month: string, catalogue: Catalogue, chance: Chance): Promise<Planned> {
  try {
    const world = worldOf({ procedure: story.procedure, given: { receivedAt: `${month}-01T08:00` } } as ScenarioDefinition, catalogue);
    const receivedAt = formatCivil(receptionIn(month, story, workingTime(world.calendar), chance), world.calendar.utcOffset);
    return { story, world, scenario: await writeStory(story, receivedAt, world, chance) };
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(`--month ${month}: ${error.message}`);
    throw error;
  }
}

/** Some working day of the month, at some time of the story's own hours or of office hours. */
function receptionIn(month: string, { received }: Story, time: WorkingTime, chance: Chance): Instant {
  const first = dayNumber(`${month}-01`);
  const days = Array.from({ length: 31 }, (_, index) => time.day(first + index)).filter(
    ({ works, date }) => works && date.startsWith(month),
  );
  const day = chance.one(days);
  const { from, to } = chance.one(
    received ? within(day, received) : day.windows.map((each) => ({ from: each.from + 5 * MINUTE, to: each.to - 30 * MINUTE })),
  );
  return from + chance.whole(0, Math.floor((to - from) / MINUTE)) * MINUTE;
}

/** The office hours between two civil times; the times themselves when the office is closed then, as at night. */
function within({ midnight, windows }: OfficeDay, { from, to }: NonNullable<Story['received']>): { from: Instant; to: Instant }[] {
  const wanted = { from: midnight + timeOfDay(from), to: midnight + timeOfDay(to) };
  const open = windows
    .map((each) => ({ from: Math.max(each.from, wanted.from), to: Math.min(each.to, wanted.to) }))
    .filter((each) => each.from < each.to);
  return open.length > 0 ? open : [wanted];
}
