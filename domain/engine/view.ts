/**
 * The projection of one dossier: what lists and pages show, folded from its facts alone. Same facts, same view; so the projection can always be made again.
 */
import { copyOf } from '../copy.js';
import type { Instant } from '../time/instant.js';
import type { Channel, PartyId, StepId } from '../procedure/plan.js';
import type { AgencyId, CalendarHash, FileId, LinkedOutcome, Medium, NoteId, OfficerId, Origin, RunId } from './event.js';
import { isPromised } from './deadlines.js';
import type { Fact } from './fact.js';
import type { Crossing } from './journey.js';
import type { ClockBasis, DeadlineId, Holder, Outcome, Status, Timeliness } from './state.js';

export interface DossierView {
  /** Number of the last fact folded in. */
  factNo: number;
  number: string;
  channel: Channel;
  status: Status;
  outcome: Outcome | null;
  timeliness: Timeliness | null;
  centre: AgencyId;
  bindings: Readonly<Record<PartyId, AgencyId>>;
  holder: Holder;
  receivedAt: Instant;
  /** When processing ended. */
  finishedAt: Instant | null;
  deliveredAt: Instant | null;
  closed: boolean;
  /** Due instant of the whole dossier as promised at reception; never changes. */
  promisedAt: Instant | null;
  /** The next promised instant now: the earliest running appointment; null while suspended or finished. */
  dueAt: Instant | null;
  /** A promised date was missed. */
  breached: boolean;
  deadlines: Record<DeadlineId, DeadlineView>;
  /** Open runs of steps: the worklist. */
  tasks: Record<RunId, TaskView>;
  /** Agencies that hold or held it: who may see it. */
  agencies: AgencyId[];
  extensionAsked: ({ run: RunId; length: number; note: NoteId } & Asked) | null;
  /** Extensions granted so far, and new appointments given: by an extension or with an apology. */
  extended: number;
  reappointed: number;
  supplementOpen: boolean;
  results: Record<string, FileId>;
  values: Record<string, string>;
  obligations: Record<string, { amount: number; left: number; item?: string; settled?: 'exempt' | 'deferred' }>;
  /** Messages of its handoffs to outside systems; absent in a view that was made before they were kept. */
  handoffMessages?: string[];
  medium: Medium;
  origin: Origin | null;
  /** Dossiers this one has opened, by run. */
  linked: Record<
    RunId,
    { procedure: string; agency: AgencyId; dossier: string | null; number: string | null; outcome: LinkedOutcome | null }
  >;
  /** Asked and not answered: endorsements and requests for instruction. */
  matters: Record<string, MatterView>;
  /** Entered afterwards and waiting for the head. */
  entries: Record<string, EntryView>;
  suspendedFor: string[];
  /** Revised calendars that were applied, the one in force last; absent: none was. */
  calendars?: CalendarHash[];
  updatedAt: Instant;
}

export interface DeadlineView {
  status: 'running' | 'suspended' | 'met' | 'breached' | 'cancelled';
  dueAt: Instant | null;
  /** From which, with the dossier's calendar, its ledger is made (`clock/deadline-ledger.ts`). */
  basis: ClockBasis;
  timeliness: Timeliness | null;
}

export interface TaskView {
  run: RunId;
  step: StepId;
  kind: string;
  party: PartyId | null;
  agency: AgencyId | null;
  role: string | null;
  officer: OfficerId | null;
  openedAt: Instant;
  dueAt: Instant | null;
  /** Consult: who is still to answer. */
  awaiting: { party: PartyId; agency: AgencyId }[];
  /** The crossing that brought it; absent where the dossier stayed in the agency. */
  handover?: HandoverView;
}

export interface HandoverView extends Crossing {
  /** Of the fact that sent it. */
  readonly no: number;
  readonly forwardBy: Instant | null;
  /** When it should have been received, or taken up, and was not; until it is. */
  missed?: { received?: Instant; accepted?: Instant };
}

/** Who asked for a word, and when it was recorded. */
export interface Asked {
  by: OfficerId | null;
  from: AgencyId | null;
  at: Instant;
}

export interface MatterView extends Asked {
  kind: 'endorsement' | 'instruction';
  to: { agency: AgencyId; officer?: OfficerId; role?: string };
  answerBy: Instant;
  note: NoteId;
  /** The step it is about. */
  run: RunId | null;
}

/** Work entered afterwards. `from`: the agency whose head rules on it. */
export interface EntryView extends Asked {
  act: string;
  run: RunId | null;
  doneAt: Instant;
  evidence: readonly FileId[];
  note: NoteId | null;
}

/** Folds facts, in order and without gaps, into the view. Throws RangeError when a fact is missing or repeated. The given view is not changed. */
export function foldFacts(view: DossierView | null, facts: readonly Fact[]): DossierView {
  const folded = view ? copyOf(view) : blankView();
  for (const fact of facts) {
    if (fact.no !== folded.factNo + 1) throw new RangeError(`fact ${fact.no} after fact ${folded.factNo}`);
    fold(folded, fact);
    folded.factNo = fact.no;
    folded.updatedAt = fact.recordedAt;
  }
  folded.dueAt = nextPromise(folded);
  return folded;
}

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;
type Folds = { readonly [T in Fact['type']]?: (view: DossierView, fact: FactOf<T>) => void };

const FOLDS: Folds = {
  dossierReceived: (view, fact) => {
    const { number, channel, centre, bindings, medium = 'electronic', origin = null } = fact;
    Object.assign(view, { number, channel, centre, bindings, medium, origin, receivedAt: fact.effectiveAt, agencies: [centre] });
  },
  statusChanged: (view, fact) => void (view.status = fact.status),
  heldBy: (view, fact) => {
    view.holder = fact.holder;
    if (fact.holder.kind === 'agency' || fact.holder.kind === 'outside') see(view, fact.holder.agency);
  },
  stepOpened: (view, fact) => {
    const { run, step, kind, party = null, agency = null, role = null } = fact;
    if (agency) see(view, agency);
    // steps without anybody to act are no work for a list
    if (kind !== 'decide' && kind !== 'parallel')
      view.tasks[run] = { run, step, kind, party, agency, role, officer: null, openedAt: fact.effectiveAt, dueAt: null, awaiting: [] };
  },
  taskClaimed: (view, fact) => onTask(view, fact.run, (task) => void (task.officer = fact.officer)),
  taskReassigned: (view, fact) => onTask(view, fact.run, (task) => void (task.officer = fact.officer)),
  taskReleased: (view, fact) => onTask(view, fact.run, (task) => void (task.officer = null)),
  stepCompleted: (view, fact) => {
    delete view.tasks[fact.run];
    Object.assign(view.results, fact.results);
  },
  stepCancelled: (view, fact) => void delete view.tasks[fact.run],
  handoverSent: (view, fact) => {
    see(view, fact.to);
    onTask(view, fact.run, (task) => void (task.handover = handoverOf(fact)));
  },
  copySent: (view, fact) => see(view, fact.to),
  handoverReceived: (view, fact) => handed(view, fact.run, { receivedAt: fact.effectiveAt }),
  handoverAccepted: (view, fact) => handed(view, fact.run, { acceptedAt: fact.effectiveAt }),
  dossierTransferred: (view, fact) => {
    view.bindings = fact.bindings;
    if (fact.run === null) view.centre = fact.to;
    see(view, fact.to);
    for (const task of Object.values(view.tasks)) if (task.party) task.agency = fact.bindings[task.party] ?? task.agency;
    if (fact.run !== null) onTask(view, fact.run, (task) => void (task.officer = null));
  },
  linkedDossierRequested: (view, fact) => {
    const { run, procedure, agency } = fact;
    see(view, agency);
    view.linked[run] = { procedure, agency, dossier: null, number: null, outcome: null };
  },
  linkedDossierOpened: (view, fact) => {
    const linked = view.linked[fact.run];
    if (linked) Object.assign(linked, { dossier: fact.dossier, number: fact.number });
  },
  linkedDossierEnded: (view, fact) => {
    const linked = view.linked[fact.run];
    if (linked) linked.outcome = fact.outcome;
    Object.assign(view.results, fact.results);
    Object.assign(view.values, fact.values);
  },
  endorsed: (view, fact) => {
    see(view, fact.to.agency);
    view.matters[fact.matter] = matterOf(fact);
  },
  instructionAsked: (view, fact) => void (view.matters[fact.matter] = matterOf(fact)),
  matterAnswered: (view, fact) => void delete view.matters[fact.matter],
  workEntered: (view, fact) => {
    if (fact.awaitsRuling) view.entries[fact.entry] = entryOf(fact);
  },
  entryRuled: (view, fact) => void delete view.entries[fact.entry],
  breachCorrected: (view, fact) => {
    onDeadline(view, fact.deadline, (deadline) => Object.assign(deadline, { status: 'met', timeliness: fact.timeliness }));
    view.breached = Object.entries(view.deadlines).some(([id, deadline]) => isPromised(id) && deadline.status === 'breached');
  },
  dossierSuspended: (view, fact) => void view.suspendedFor.push(fact.cause),
  dossierResumed: (view, fact) => void (view.suspendedFor = view.suspendedFor.filter((cause) => cause !== fact.cause)),
  opinionAsked: (view, fact) => {
    see(view, fact.agency);
    onTask(view, fact.run, (task) => void task.awaiting.push({ party: fact.party, agency: fact.agency }));
  },
  opinionGiven: (view, fact) =>
    onTask(view, fact.run, (task) => void (task.awaiting = task.awaiting.filter((each) => each.party !== fact.party))),
  deadlineStarted: (view, fact) => {
    view.deadlines[fact.deadline] = { status: 'running', dueAt: fact.dueAt, basis: fact.basis, timeliness: null };
    if (fact.deadline === 'total') view.promisedAt = fact.dueAt;
    aimTask(view, fact.deadline, fact.dueAt);
  },
  deadlineSuspended: (view, fact) => {
    onDeadline(view, fact.deadline, (deadline) => Object.assign(deadline, { status: 'suspended', dueAt: null, basis: fact.basis }));
    aimTask(view, fact.deadline, null);
  },
  deadlineMoved: (view, fact) => {
    onDeadline(view, fact.deadline, (deadline) =>
      Object.assign(deadline, { status: fact.dueAt === null ? 'suspended' : 'running', dueAt: fact.dueAt, basis: fact.basis }),
    );
    aimTask(view, fact.deadline, fact.dueAt);
  },
  deadlineMet: (view, fact) =>
    onDeadline(view, fact.deadline, (deadline) => Object.assign(deadline, { status: 'met', timeliness: fact.timeliness })),
  deadlineCancelled: (view, fact) => onDeadline(view, fact.deadline, (deadline) => void (deadline.status = 'cancelled')),
  deadlineBreached: (view, fact) => {
    onDeadline(view, fact.deadline, (deadline) => Object.assign(deadline, { status: 'breached', timeliness: 'late' }));
    if (fact.episode !== null) view.breached = true;
    missCrossing(view, fact);
  },
  calendarApplied: (view, { calendar }) =>
    void (view.calendars = [...(view.calendars ?? []).filter((each) => each !== calendar), calendar]),
  supplementRequested: (view) => void (view.supplementOpen = true),
  supplementReceived: (view) => void (view.supplementOpen = false),
  extensionAsked: (view, fact) => void (view.extensionAsked = { run: fact.run, length: fact.length, note: fact.note, ...askedBy(fact) }),
  extensionGranted: (view) => Object.assign(view, { extensionAsked: null, extended: view.extended + 1, reappointed: view.reappointed + 1 }),
  extensionRefused: (view) => void (view.extensionAsked = null),
  apologyIssued: (view, fact) => {
    if (fact.newAppointmentAt !== undefined) view.reappointed += 1;
  },
  handoffRequested: ({ handoffMessages }, { message }) => {
    if (handoffMessages && !handoffMessages.includes(message)) handoffMessages.push(message);
  },
  handoffReplied: (view, fact) => {
    if (fact.value !== undefined) view.values[fact.step] = fact.value;
  },
  automaticDone: (view, fact) => {
    if (fact.value !== undefined) view.values[fact.run.split('#')[0]!] = fact.value;
  },
  obligationStated: (view, { reference, amount, item }) =>
    void (view.obligations[reference] = { amount, left: amount, ...(item !== undefined && { item }) }),
  obligationSettled: (view, fact) => {
    const obligation = view.obligations[fact.reference];
    if (obligation) Object.assign(obligation, { left: 0, settled: fact.how });
  },
  obligationPaid: (view, fact) => {
    const obligation = view.obligations[fact.reference];
    if (obligation) obligation.left = fact.left;
  },
  resultReady: (view, fact) =>
    Object.assign(view, {
      outcome: fact.outcome,
      timeliness: fact.timeliness,
      finishedAt: fact.effectiveAt,
      supplementOpen: false,
      extensionAsked: null,
      suspendedFor: [],
    }),
  resultDelivered: (view, fact) => void (view.deliveredAt = fact.effectiveAt),
  dossierClosed: (view, fact) => Object.assign(view, { outcome: fact.outcome, closed: true, tasks: {}, matters: {}, entries: {} }),
};

function fold(view: DossierView, fact: Fact): void {
  const apply = FOLDS[fact.type] as ((view: DossierView, fact: Fact) => void) | undefined;
  apply?.(view, fact);
}

function blankView(): DossierView {
  return {
    factNo: 0,
    number: '',
    channel: 'desk',
    status: 'submitted',
    outcome: null,
    timeliness: null,
    centre: '',
    bindings: {},
    holder: { kind: 'nobody' },
    receivedAt: 0,
    finishedAt: null,
    deliveredAt: null,
    closed: false,
    promisedAt: null,
    dueAt: null,
    breached: false,
    deadlines: {},
    tasks: {},
    agencies: [],
    extensionAsked: null,
    extended: 0,
    reappointed: 0,
    supplementOpen: false,
    results: {},
    values: {},
    obligations: {},
    handoffMessages: [],
    medium: 'electronic',
    origin: null,
    linked: {},
    matters: {},
    entries: {},
    suspendedFor: [],
    updatedAt: 0,
  };
}

function see(view: DossierView, agency: AgencyId): void {
  if (!view.agencies.includes(agency)) view.agencies.push(agency);
}

function handoverOf({ no, from, to, medium, effectiveAt, forwardBy }: FactOf<'handoverSent'>): HandoverView {
  return { no, from, to, medium, forwardBy: forwardBy ?? null, sentAt: effectiveAt, receivedAt: null, acceptedAt: null };
}

function handed(view: DossierView, run: RunId, change: Partial<HandoverView>): void {
  onTask(view, run, ({ handover }) => {
    if (!handover) return;
    Object.assign(handover, change);
    delete handover.missed?.received;
    if (handover.acceptedAt !== null || Object.keys(handover.missed ?? {}).length === 0) delete handover.missed;
  });
}

const CROSSING = /^(arrival|handover):([^/]+)/;

function missCrossing(view: DossierView, { deadline, dueAt }: FactOf<'deadlineBreached'>): void {
  const [, kind, run] = CROSSING.exec(deadline) ?? [];
  if (!kind || !run) return;
  onTask(view, run, ({ handover }) => {
    if (handover) handover.missed = { ...handover.missed, [kind === 'arrival' ? 'received' : 'accepted']: dueAt };
  });
}

function matterOf(fact: FactOf<'endorsed' | 'instructionAsked'>): MatterView {
  const { to, answerBy, note } = fact;
  return {
    kind: fact.type === 'endorsed' ? 'endorsement' : 'instruction',
    to,
    answerBy,
    note,
    run: fact.type === 'endorsed' ? null : fact.run,
    ...askedBy(fact),
  };
}

function entryOf(fact: FactOf<'workEntered'>): EntryView {
  const { act, run = null, doneAt, evidence, note = null } = fact;
  return { act, run, doneAt, evidence, note, ...askedBy(fact) };
}

function askedBy({ by, recordedAt }: Fact): Asked {
  return { by: by?.kind === 'officer' ? by.id : null, from: by?.agency ?? null, at: recordedAt };
}

function onTask(view: DossierView, run: RunId, change: (task: TaskView) => void): void {
  const task = view.tasks[run];
  if (task) change(task);
}

function onDeadline(view: DossierView, id: DeadlineId, change: (deadline: DeadlineView) => void): void {
  const deadline = view.deadlines[id];
  if (deadline) change(deadline);
}

/** A step's deadline is its task's due instant. */
function aimTask(view: DossierView, id: DeadlineId, dueAt: Instant | null): void {
  if (id.startsWith('step:')) onTask(view, id.slice('step:'.length), (task) => void (task.dueAt = dueAt));
}

function nextPromise(view: DossierView): Instant | null {
  const running = Object.entries(view.deadlines).flatMap(([id, deadline]) =>
    isPromised(id) && deadline.status === 'running' && deadline.dueAt !== null ? [deadline.dueAt] : [],
  );
  return running.length > 0 ? Math.min(...running) : null;
}
