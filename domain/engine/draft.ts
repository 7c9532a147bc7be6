import type { Calendar } from '../calendar/calendar.js';
import { copyOf } from '../copy.js';
import type { Instant } from '../time/instant.js';
import type { Command, CommandBody } from './command.js';
import type { World } from './engine.js';
import type { Actor, Event } from './event.js';
import type { Fact, FactActor, FactBody } from './fact.js';
import type { State } from './state.js';

/** A working copy of one dossier while an event is carried out. The functions beside this file change it in place; nobody else sees it. */
export interface Draft {
  world: World;
  readonly state: State;
  readonly facts: Fact[];
  readonly commands: Command[];
  /** When the thing now being recorded happened: the event's instant, or the due instant of what time did. */
  at: Instant;
  /** When the system learns it: the event's instant. */
  readonly recordedAt: Instant;
  /** Absent while time itself acts. */
  by?: Actor;
  /** Content of the calendar that the event's act applies. */
  readonly revised?: Calendar | undefined;
}

/** A draft over a deep copy of the state, so that the caller's state is never touched. */
export function draftOf(world: World, state: State, { at, calendar }: Pick<Event, 'at' | 'calendar'>): Draft {
  return { world, state: copyOf(state), facts: [], commands: [], at, recordedAt: at, revised: calendar };
}

/** Appends the next fact. */
export function record(draft: Draft, body: FactBody): void {
  const no = ++draft.state.factNo;
  const head = { no, effectiveAt: draft.at, recordedAt: draft.recordedAt, ...(draft.by && { by: factActor(draft.by) }) };
  draft.facts.push({ ...head, ...body });
}

function factActor(by: Actor): FactActor {
  return by.kind === 'officer' ? { kind: by.kind, id: by.id, agency: by.agency } : by;
}

/** Asks the shell to do something once; `what` makes the key unique within the dossier. */
export function command(draft: Draft, what: string, body: CommandBody): void {
  draft.commands.push({ key: `${draft.state.factNo}-${what}`, ...body });
}

/** The state before anything happened to the dossier. */
export function blankState(event: Event): State {
  return {
    status: 'submitted',
    number: '',
    receivedAt: event.at,
    closed: false,
    centre: '',
    lastAgency: '',
    bindings: {},
    medium: 'electronic',
    choices: {},
    documents: [],
    receiptRequested: false,
    runs: [],
    visits: {},
    taken: {},
    linkedEnds: [],
    completedBy: {},
    results: {},
    values: {},
    obligations: [],
    suspendedFor: [],
    matters: [],
    mattersSoFar: 0,
    entries: [],
    entriesSoFar: 0,
    deadlines: {},
    supplements: { requested: 0, open: null },
    extension: { granted: 0, asked: null },
    reappointments: 0,
    episodes: [],
    holder: { kind: 'nobody' },
    factNo: 0,
    now: event.at,
  };
}
