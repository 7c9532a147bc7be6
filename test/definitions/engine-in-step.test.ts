/** Why the running system is compared with the engine at its own instants: some seconds may decide a date. */
import { expect, it } from '@jest/globals';
import { engineInStep } from '../../cli/live/engine-in-step.js';
import { readCatalogue } from '../../definitions/load-catalogue.js';
import { readScenario, worldOf } from '../../definitions/load-scenarios.js';
import { runScenario } from '../../domain/simulate/run-scenario.js';
import { formatCivil, parseInstant } from '../../domain/time/civil-time.js';

const catalogue = await readCatalogue('definitions');

/** The last first-appointment date when each request goes out so many seconds earlier than the one before, as on a running system. */
async function firstAppointment(secondsEarlier: number): Promise<string> {
  const read = await readScenario('definitions/scenarios/0.000001.H99/household-posted-and-taxed.scenario.yaml');
  if (!read.ok) throw new Error('no scenario');
  const world = worldOf(read.scenario, catalogue);
  const minutes = [read.scenario.given.receivedAt, ...read.scenario.events.map(({ at }) => at)];
  const doneAt = minutes.map((at, index) => parseInstant(at, world.calendar.utcOffset) - index * secondsEarlier * 1000);
  const { facts } = await runScenario(read.scenario, world, engineInStep(world, doneAt));
  const dates = facts.flatMap((fact) =>
    (fact.type === 'deadlineStarted' || fact.type === 'deadlineMoved') && fact.deadline === 'appointment:first' && fact.dueAt !== null
      ? [formatCivil(fact.dueAt, world.calendar.utcOffset)]
      : [],
  );
  return dates.at(-1)!;
}

it('sixteen hours of a leg used up to the second end it with the day; a second less, and its last hour is the next day', async () => {
  expect(await firstAppointment(0)).toBe('2026-07-02T17:30');
  expect(await firstAppointment(1)).toBe('2026-07-03T17:30');
});
