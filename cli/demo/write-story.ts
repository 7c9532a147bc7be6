/** Gives a story its dates: plays it in the pure engine, one move after the other, and writes down when each happened. */
import { workingTime } from '../../domain/calendar/working-time.js';
import { type DossierView, foldFacts } from '../../domain/engine/view.js';
import type { ScenarioDefinition, ScenarioEvent } from '../../domain/procedure/definition.js';
import { pureHost } from '../../domain/simulate/pure-host.js';
import { receivedBy, receptionAct } from '../../domain/simulate/reception.js';
import type { ScenarioWorld } from '../../domain/simulate/run-scenario.js';
import { translate } from '../../domain/simulate/translate.js';
import { postActor } from '../../domain/organisation/post-actor.js';
import type { Refusal } from '../../domain/engine/engine.js';
import { formatCivil, parseInstant } from '../../domain/time/civil-time.js';
import { HOUR, type Instant, MINUTE } from '../../domain/time/instant.js';
import type { Chance } from './chance.js';
import type { Move, Story } from './story.js';

/** More than any dossier waits for by itself. */
const MOST_WAKE_UPS = 500;
const OFFICE_DAY = 8 * HOUR;

type Pure = ReturnType<typeof pureHost>;

/**
 * The story as a scenario, received at this instant. Throws RangeError when the procedure refuses a move: then the story is wrong.
 * @param receivedAt civil, `2026-10-05T08:14`.
 */
export async function writeStory(story: Story, receivedAt: string, world: ScenarioWorld, chance: Chance): Promise<ScenarioDefinition> {
  const host = pureHost(world);
  const given = { ...story.given(chance), receivedAt };
  const { utcOffset } = world.calendar;
  const received = parseInstant(receivedAt, utcOffset);
  const { centre, post } = receivedBy(given, world.organisation, world.plan);
  accepted(
    story,
    await host.perform(received, postActor(world.organisation, post)!, receptionAct(given, world.plan, world.organisation, centre)),
  );
  const events: ScenarioEvent[] = [];
  let last = received;
  for (const move of story.moves) {
    last = await nextInstant(move, last, host, world, chance);
    const event = dated(move, last, world);
    const { at, by, act } = translate(event, { ...world, utcOffset, facts: await host.facts() });
    accepted(story, await host.perform(at, by, act), event);
    events.push(event);
  }
  const { outcome, timeliness } = foldFacts(null, await host.facts());
  const ended = { ended: outcome ?? 'granted', ...(timeliness && { timeliness }) };
  return {
    apiVersion: 'motcua/v1',
    kind: 'Scenario',
    procedure: story.procedure,
    name: story.title,
    given,
    events,
    expect: [ended],
  };
}

function accepted({ procedure, title }: Story, refusal: Refusal | null, event?: ScenarioEvent): void {
  if (refusal)
    throw new RangeError(`${procedure} "${title.en}": ${JSON.stringify(event ?? 'reception')} is refused: ${JSON.stringify(refusal)}`);
}

/** When the move happens: its office time after its step was opened, the date was missed, or the move before, whichever is last. */
async function nextInstant(move: Move, last: Instant, host: Pure, world: ScenarioWorld, chance: Chance): Promise<Instant> {
  const step = stepOf(move, world);
  const opened = step === undefined ? last : await untilOpen(step, host);
  const view = foldFacts(null, await host.facts());
  const missed = move.pastDue === undefined ? last : dueOf(move.pastDue, view);
  return offTheEdge(Math.max(last, opened, missed), lengthOf(move.after, chance), view, world);
}

/** On a server an act is moments after its minute: one at closing time, or in the very minute of a due date, would be too late. It happens a little later then. */
function offTheEdge(from: Instant, length: number, { deadlines }: DossierView, { calendar }: ScenarioWorld): Instant {
  const time = workingTime(calendar);
  const edges = new Set(Object.values(deadlines).map(({ dueAt }) => dueAt));
  for (let longer = length; ; longer += MINUTE) {
    const at = Math.ceil(time.addOfficeTime(from, longer) / MINUTE) * MINUTE;
    const closing = time.day(time.dayOf(at)).windows.some(({ to }) => to === at);
    if (!closing && !edges.has(at)) return at;
  }
}

/** When the step was opened. Lets time pass until time itself has opened it. */
async function untilOpen(step: string, host: Pure): Promise<Instant> {
  for (let wakeUps = 0; wakeUps < MOST_WAKE_UPS; wakeUps += 1) {
    const view = foldFacts(null, await host.facts());
    const task = Object.values(view.tasks).find((each) => each.step === step);
    if (task) return task.openedAt;
    const wakeAt = host.nextWakeUp();
    if (wakeAt === null) break;
    await host.skipTo(wakeAt);
  }
  throw new RangeError(`the step ${step} never opens`);
}

function dueOf(deadline: string, { deadlines }: DossierView): Instant {
  const due = deadlines[deadline]?.dueAt;
  if (due === null || due === undefined) throw new RangeError(`there is no running deadline ${deadline}`);
  return due;
}

/** `complete appraise` is at the step `appraise`; `withdraw` is at none. */
function stepOf(move: Move, { plan }: ScenarioWorld): string | undefined {
  const named = 'reply' in move ? move.reply : 'act' in move ? move.act.split(' ').at(-1)! : undefined;
  return named !== undefined && Object.hasOwn(plan.steps, named) ? named : undefined;
}

function dated({ after, pastDue, promiseIn, ...event }: Move, at: Instant, { calendar }: ScenarioWorld): ScenarioEvent {
  const promised = promiseIn === undefined ? {} : { newAppointment: formatCivil(closingTime(at, promiseIn, calendar), calendar.utcOffset) };
  return { at: formatCivil(at, calendar.utcOffset), ...event, ...promised };
}

function closingTime(from: Instant, workingDays: number, calendar: ScenarioWorld['calendar']): Instant {
  const time = workingTime(calendar);
  let day = time.onOrAfter(time.dayOf(from));
  for (let count = 0; count < workingDays; count += 1) day = time.onOrAfter(day.day + 1);
  return day.close;
}

/** `1d 2h 30m` of office time, a tenth more or less. */
function lengthOf(text: string, chance: Chance): number {
  const units: Readonly<Record<string, number>> = { d: OFFICE_DAY, h: HOUR, m: MINUTE };
  const length = text.split(' ').reduce((sum, part) => sum + Number(part.slice(0, -1)) * units[part.slice(-1)]!, 0);
  return Math.max(MINUTE, Math.round((length * chance.whole(90, 110)) / 100 / MINUTE) * MINUTE);
}
