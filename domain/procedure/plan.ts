/**
 * The plan: a procedure definition after checking and compiling, in the form the engine runs. Immutable, plain JSON, named by the
 * SHA-256 of its canonical text. Carries no labels and no personal data: what people read comes from the definition.
 *
 * Terminology: docs/glossary.md. A *step* is a node of the plan; a *run* of a step is one visit to it by one dossier.
 */
import type { CutOff, SuspensionPolicy, Term } from '../clock/term.js';
import type { CivilDate } from '../time/instant.js';
import type { Expression, Scalar } from './expression.js';

export type StepId = string;
export type PartyId = string;

export interface Plan {
  readonly format: 1;
  readonly code: string;
  readonly field: string;
  readonly effectiveFrom: CivilDate;
  readonly regime: PlanRegime;
  /** Id of the calendar, e.g. `vn`. */
  readonly calendar: string;
  /** Term of the whole dossier. */
  readonly term: Term;
  /** The term begins when this step does, where sector law says so; absent: with acceptance. */
  readonly termStarts?: StepId;
  readonly cutOff?: CutOff;
  /** Immediate procedures give a receipt only on request (Decree 61/2018, art. 17.4). */
  readonly receipt: 'always' | 'on request';
  readonly channels: readonly Channel[];
  /** Data fields conditions read; the only application data that may enter the workflow. */
  readonly choices: Readonly<Record<string, ChoiceType>>;
  readonly documents: Readonly<Record<string, PlanDocument>>;
  readonly fees: Readonly<Record<string, PlanFee>>;
  readonly parties: Readonly<Record<PartyId, Party>>;
  readonly start: StepId;
  readonly steps: Readonly<Record<StepId, Step>>;
  /** The nominal way: where each step leads when nothing out of the ordinary happens, the first forward way as written. A delivery leads nowhere. */
  readonly way: Readonly<Record<StepId, StepId | 'join' | 'end'>>;
  /** Dates promised to the applicant; always at least one. */
  readonly appointments: Readonly<Record<string, Appointment>>;
}

export type Channel = 'desk' | 'post' | 'online';
export type ChoiceType = 'boolean' | 'integer' | 'number' | 'string';

export interface PlanDocument {
  /** Originals / copies to hand in; a document that is only shown has neither. */
  readonly original?: number;
  readonly copy?: number;
  readonly kept?: boolean;
  readonly showOnly?: boolean;
  /** Required when true; absent means always required; `false` literal means optional. */
  readonly required?: Expression;
  /** Database whose data stand in for the paper (Resolution 66.7/2025). */
  readonly replaceableBy?: string;
}

export interface PlanFee {
  /** Whole đồng. */
  readonly amount: Expression;
  readonly due: 'on reception' | 'on return';
}

export interface Party {
  /** Kind of agency (`one-stop`, `land-registration-branch`, ...); which one is bound at reception by competence. */
  readonly agency: string;
  /** Role an officer must hold there to act for the party; absent when only a connector acts. */
  readonly role?: string;
  /** Role of the head: asks extensions, approves a second supplement, is escalated to. */
  readonly head?: string;
  /** Connector through which an outside system acts for the party. */
  readonly connector?: string;
}

/** Where an outcome leads. `join`: this branch of the enclosing parallel step ends. `end`: the dossier closes. */
export interface Go {
  readonly to: StepId | 'join' | 'end';
  /** Bound of a backward edge: how often one dossier may take it. */
  readonly atMost?: number;
}

interface StepBase {
  readonly id: StepId;
  readonly term?: Term;
  /** `paused`: the dossier's own term stands still while this step runs. */
  readonly clock: 'runs' | 'paused';
  readonly late?: Late;
  /** The agency that gets the step must say within this time that it has taken it up; past it both sides are told. */
  readonly acknowledge?: Term;
  /** Minutes within which the system of that agency must have it; past them both sides are told. Papers go at their own pace. */
  readonly receivedWithin?: number;
  /** Enclosing parallel step and branch, when inside one. */
  readonly within?: { readonly parallel: StepId; readonly branch: string };
}

export interface TaskStep extends StepBase {
  readonly kind: 'task';
  readonly by: PartyId;
  /** Steps whose completing officers may not do this one (separation of duty). */
  readonly differsFrom: readonly StepId[];
  readonly may: readonly May[];
  /** Always at least one; a task with a single way on has the outcome `done`. */
  readonly outcomes: Readonly<Record<string, Go>>;
  /** Result documents completing must bring, by key. */
  readonly produces: readonly string[];
}

/** What an officer may do at a task beside completing it. */
export type May = 'request supplement' | 'refuse' | 'ask extension';

export interface HandoffStep extends StepBase {
  readonly kind: 'handoff';
  readonly to: PartyId;
  /** Name of the message in the connector's contract. */
  readonly message: string;
  /** Message field to path in the application data; resolved outside the workflow. */
  readonly send: Readonly<Record<string, string>>;
  /** Documents whose files the party's system may read. */
  readonly files?: readonly string[];
  /** What officers of the party may do while its answer is awaited. */
  readonly may?: readonly Extract<May, 'request supplement'>[];
  readonly replies: Readonly<Record<string, Go & Reply>>;
}

export interface Reply {
  /** The reply states an amount to be paid. */
  readonly obligation?: boolean;
  /** The reply brings a number (tax code, registration number) of this name. */
  readonly value?: string;
}

export interface ConsultStep extends StepBase {
  readonly kind: 'consult';
  readonly of: readonly PartyId[];
  /** What silence past the term means. */
  readonly silence: 'consent' | 'wait';
  readonly next: Go;
}

export interface ApplicantStep extends StepBase {
  readonly kind: 'applicant';
  readonly act: 'pay' | 'publish' | 'come' | 'sign' | 'correct';
  /** For `pay`: the handoff step and reply that stated the obligation. */
  readonly obligation?: { readonly step: StepId; readonly reply: string };
  /** How often it must be done; absent: once. */
  readonly times?: number;
  /** Party that records the act when the applicant does it at the desk. */
  readonly at: PartyId;
  readonly next: Go;
}

export interface PostingStep extends StepBase {
  readonly kind: 'posting';
  /** Party that puts the notice up and receives objections. */
  readonly by: PartyId;
  /** Where an objection leads; absent: objections cannot be lodged. */
  readonly objection?: Go;
  readonly next: Go;
}

export interface DecideStep extends StepBase {
  readonly kind: 'decide';
  readonly cases: readonly { readonly when: Expression; readonly go: Go }[];
  readonly otherwise: Go;
}

export interface ParallelStep extends StepBase {
  readonly kind: 'parallel';
  /** Branch name to its first step. */
  readonly branches: Readonly<Record<string, StepId>>;
  /** How many branches must end; the others are then cancelled. */
  readonly join: number;
  /** On paper one branch opens after the other, in this order, for the papers can be in one place only (Decree 61/2018, art. 19.6). */
  readonly paper?: readonly string[];
  readonly next: Go;
}

export interface AutomaticStep extends StepBase {
  readonly kind: 'automatic';
  readonly activity: AutomaticActivity;
  /** For `issue number`: the register the number comes from. */
  readonly register: string;
  /** Party told when the system cannot do it; it may finish the step by hand. */
  readonly fallback: PartyId;
  readonly next: Go;
}

export type AutomaticActivity = 'issue number';

export interface DeliverStep extends StepBase {
  readonly kind: 'deliver';
  readonly by: PartyId;
  readonly methods: readonly DeliveryMethod[];
}

export type DeliveryMethod = 'desk' | 'post' | 'online';

/** Opens a dossier of another procedure at another agency and goes on with what comes of it. */
export interface DossierStep extends StepBase {
  readonly kind: 'dossier';
  /** National code of its procedure. */
  readonly procedure: string;
  /** Party whose agency receives it. */
  readonly at: PartyId;
  /** Its data field to a path in our application data (or `answers.step.field`), resolved outside the workflow; or to a constant. */
  readonly data: Readonly<Record<string, Scalar>>;
  /** Its document to ours; the files go along. */
  readonly documents: Readonly<Record<string, string>>;
  /** How it may end and where that leads. An end that is not here leads on like `granted`: what others have brought stays. */
  readonly outcomes: Readonly<Record<string, Go>>;
}

export type Step =
  | TaskStep
  | HandoffStep
  | ConsultStep
  | ApplicantStep
  | PostingStep
  | DecideStep
  | ParallelStep
  | AutomaticStep
  | DeliverStep
  | DossierStep;

/** What happens around the due instant of a step. */
export interface Late {
  readonly rungs: readonly Rung[];
  /** At the due instant: the dossier is stopped, or the step is left this way. */
  readonly outcome?: 'stopped' | Go;
}

/** An instant derived from a deadline's ledger at which somebody is told. Fires once per deadline. */
export interface Rung {
  readonly id: string;
  readonly at: RungAt;
  readonly do: 'remind' | 'escalate';
  readonly to: Addressee;
}

/** `share` of the term used up, or so much before (negative length) or after the due instant. */
export type RungAt = { readonly share: number } | { readonly due: Term | 'due' };

/** Who is told: the party holding the step, its head, the head of the one-stop centre, a party, or the head of a party (`land.head`). */
export type Addressee = 'holder' | 'head' | 'centre' | PartyId;

/** A date promised on the receipt. Its due instant is the sum of its legs (parallel legs: the longest), never less. */
export interface Appointment {
  readonly opens: 'reception' | StepId;
  /** Met when this step is entered; `end`: when the result exists (or the dossier is refused). */
  readonly closes: StepId | 'end';
  readonly legs: readonly Leg[];
}

export type Leg =
  | { readonly step: StepId; readonly term: Term }
  | { readonly parallel: readonly (readonly Leg[])[]; /** On paper, one after the other. */ readonly paper?: 'in order' };

/** The general law of the period as values, each with its legal basis, after the procedure's own overrides. */
export interface PlanRegime {
  readonly id: string;
  readonly supplement: {
    readonly allowed: boolean;
    readonly policy: SuspensionPolicy;
    /** Requests after acceptance that need no approval; one more needs the head's. */
    readonly withoutApproval: number;
    readonly atMost: number;
    /** The request must go out within this time from reception; later is recorded as late. */
    readonly noticeWithin?: Term;
    /** The applicant has this long; after it the dossier is stopped. Absent: no limit. */
    readonly expires?: Term;
    readonly basis: string;
  };
  readonly extension: {
    readonly atMost: number;
    /** Longest extension in the unit of the term; absent: as the ruling says. */
    readonly max?: number;
    /** To be asked no later than this before the due instant. */
    readonly askBefore: Term;
    readonly basis: string;
  };
  readonly apology: {
    /** New appointments one dossier may get, extensions included. */
    readonly reappointments: number;
    readonly basis: string;
  };
  readonly refusal: { readonly grounds: readonly string[] };
  readonly stop: { readonly basis: string };
  /** Receiver, resolver and returner are different persons. */
  readonly separation?: { readonly basis: string };
  /** Work done on paper or in another system may be entered so long afterwards; older work needs the head. */
  readonly entry?: { readonly withoutApproval: Term; readonly basis: string };
  /** Causes for which the clock may be suspended by hand, with their bases. */
  readonly suspension?: Readonly<Record<string, string>>;
  /** Role that rules on extensions and is the last rung of escalation, at the one-stop centre that received. */
  readonly centre: { readonly agency: string; readonly role: string };
  /** Rungs of the dossier's appointments. */
  readonly rungs: readonly Rung[];
  /** Pattern of the dossier number with named parts, e.g. `{agency}-{yymmdd}-{seq:4}`. */
  readonly numberPattern: string;
  /** Form keys of the papers of the period (`forms.yaml`): receipt, supplement, refusal, apology, stop. */
  readonly forms: Readonly<Record<string, string>>;
}
