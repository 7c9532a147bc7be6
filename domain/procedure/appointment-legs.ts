/** Dates promised to the applicant: which steps lie between the opening of an appointment and its close. */
import { type FlowStep, type Graph, isBackward } from './flow-graph.js';
import { countedTerm, longestWay } from './longest-path.js';
import type { Appointment, Leg } from './plan.js';

export interface AppointmentPlaces {
  readonly opens: 'reception' | string;
  readonly closes: string;
}

/** Appointments as written: an appointment nothing opens begins at reception, one nothing closes ends with the result. Without any: `result`. */
export function appointmentPlaces(graph: Graph): Record<string, AppointmentPlaces> {
  const opens = placesOf(graph, 'opensAppointment');
  const closes = placesOf(graph, 'closesAppointment');
  const names = [...new Set([...opens.keys(), ...closes.keys()])];
  if (names.length === 0) return { result: { opens: 'reception', closes: 'end' } };
  return Object.fromEntries(names.map((name) => [name, { opens: opens.get(name) ?? 'reception', closes: closes.get(name) ?? 'end' }]));
}

/** The appointments with their legs along the nominal way, from the step with which the term starts. Legs are null where the way never comes to the close. */
export function appointmentsOf(
  graph: Graph,
  termStarts?: string,
): Record<string, Omit<Appointment, 'legs'> & { readonly legs: readonly Leg[] | null }> {
  return Object.fromEntries(
    Object.entries(appointmentPlaces(graph)).map(([name, { opens, closes }]) => [
      name,
      { opens, closes, legs: legsBetween(graph, opens === 'reception' ? (termStarts ?? graph.start) : opens, closes) },
    ]),
  );
}

export type AppointmentKey = 'opensAppointment' | 'closesAppointment';

/** Appointment to the (first) step that opens or closes it. */
export function placesOf(graph: Graph, key: AppointmentKey): Map<string, string> {
  const places = new Map<string, string>();
  for (const { id, form } of graph.steps) {
    const name = (form as { [K in AppointmentKey]?: string })[key];
    if (name !== undefined && !places.has(name)) places.set(name, id);
  }
  return places;
}

/** The first forward way on at each step, the longest at a decision, among those that come to `until`. */
export function legsBetween(graph: Graph, from: string, until: string): Leg[] | null {
  const legs: Leg[] = [];
  for (let id = from; id !== until && id !== 'end' && id !== 'join';) {
    const step = graph.byId.get(id);
    if (!step) return null;
    legs.push(...legsOf(graph, step));
    if (step.kind === 'deliver') return until === 'end' ? legs : null;
    const next = nominalNext(graph, step, until);
    if (next === null) return null;
    id = next;
  }
  return legs;
}

function legsOf(graph: Graph, step: FlowStep): Leg[] {
  const term = countedTerm(step);
  if (step.kind !== 'parallel') return term ? [{ step: step.id, term }] : [];
  const parallel = Object.values(step.branches).map((first) => legsBetween(graph, first, 'join') ?? []);
  const { paper } = (step.form as { parallel: { paper?: 'in order' } }).parallel;
  const busy = parallel.filter((legs) => legs.length > 0);
  return busy.length > 0 ? [{ parallel: busy, ...(paper && { paper }) }] : [];
}

function nominalNext(graph: Graph, step: FlowStep, until: string): string | null {
  const onward = step.exits.filter(
    (exit) => exit.kind !== 'late' && exit.kind !== 'objection' && !isBackward(graph, step, exit) && comesTo(graph, exit.to, until),
  );
  if (step.kind !== 'decide') return onward[0]?.to ?? null;
  const ways = onward.map((exit) => ({
    to: exit.to,
    minutes: exit.to === until ? 0 : (longestWay(graph, exit.to, 'forward', until)?.minutes ?? 0),
  }));
  return ways.sort((a, b) => b.minutes - a.minutes)[0]?.to ?? null;
}

/** Whether a forward way leads from a step to the place; a delivery is an end. */
function comesTo(graph: Graph, from: string, until: string, seen: Set<string> = new Set()): boolean {
  if (from === until) return true;
  const step = graph.byId.get(from);
  if (!step || seen.has(from)) return false;
  if (step.kind === 'deliver') return until === 'end';
  seen.add(from);
  return step.exits.some((exit) => !isBackward(graph, step, exit) && comesTo(graph, exit.to, until, seen));
}
