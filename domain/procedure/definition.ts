/**
 * Definitions as written in YAML, after the schema has accepted them.
 * Made by `npm run codegen` from definitions/schema; do not edit.
 */
/* eslint-disable */

export type AnyDefinition = RegimeDefinition | ProcedureDefinition | CalendarDefinition | OrganisationDefinition | ScenarioDefinition;
export type StepForm =
  | TaskForm
  | HandoffForm
  | ConsultForm
  | ApplicantForm
  | PostingForm
  | DecideForm
  | ParallelForm
  | AutomaticForm
  | DeliverForm
  | DossierForm;
export type ScenarioEvent = ActEvent | ReplyEvent | PayEvent | LinkedEvent;
export type Expectation = ExpectAppointment | ExpectStatus | ExpectReminded | ExpectEscalated | ExpectHappened | ExpectNever | ExpectEnd;

export interface RegimeDefinition {
  apiVersion: 'motcua/v1';
  kind: 'Regime';
  id: string;
  name: Label;
  effective: Period;
  legalBasis: {
    [k: string]: LegalBasis;
  };
  supplement: SupplementRule;
  extension: ExtensionRule;
  apology: ApologyRule;
  refusal: RefusalRule;
  stop: StopRule;
  separation?: SeparationRule;
  entry?: EntryRule;
  /**
   * Causes for which the clock may be suspended by hand.
   */
  suspension?: {
    [k: string]: SuspensionCause;
  };
  cutOff?: CutOffText;
  centre: Centre;
  /**
   * Around the due instant of the dossier.
   */
  rungs: RungText[];
  /**
   * Around the due instant of a step that does not say its own.
   */
  stepRungs?: RungText[];
  number: NumberRule;
  forms: PaperForms;
}
/**
 * Vietnamese first; English beside.
 */
export interface Label {
  vi: string;
  en?: string;
}
export interface Period {
  /**
   * Civil date YYYY-MM-DD.
   */
  from: string;
  /**
   * Civil date YYYY-MM-DD.
   */
  to?: string;
}
export interface LegalBasis {
  cite: Label;
  /**
   * Civil date YYYY-MM-DD.
   */
  validFrom?: string;
  /**
   * Civil date YYYY-MM-DD.
   */
  validTo?: string;
  note?: Label;
}
export interface SupplementRule {
  allowed?: boolean;
  policy: 'restart' | 'pause';
  withoutApproval: number;
  atMost: number;
  noticeWithin?: Span;
  expires?: Span;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
export interface Span {
  length: number;
  unit: 'working days' | 'working hours' | 'calendar days' | 'months';
}
export interface ExtensionRule {
  atMost: number;
  max?: number;
  askBefore: Span;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
export interface ApologyRule {
  reappointments: number;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
export interface RefusalRule {
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
  grounds: {
    [k: string]: Ground;
  };
}
export interface Ground {
  name: Label;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis?: string;
}
export interface StopRule {
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
/**
 * Receiver, resolver and returner are different persons.
 */
export interface SeparationRule {
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
/**
 * Work done on paper may be entered so long afterwards without the head.
 */
export interface EntryRule {
  withoutApproval: Span;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
export interface SuspensionCause {
  name: Label;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
/**
 * count: a later dossier counts as arrived the next working day. forward: only the papers wait.
 */
export interface CutOffText {
  /**
   * Civil time of day HH:MM, always quoted.
   */
  at: string;
  effect: 'count' | 'forward';
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis?: string;
}
export interface Centre {
  agency: string;
  role: string;
}
export interface RungText {
  /**
   * due | half of term | 75% of term | 2 working days before due | 1 working day after due
   */
  at: string;
  remind?: 'holder' | 'head' | 'centre';
  escalate?: 'holder' | 'head' | 'centre';
}
export interface NumberRule {
  pattern: string;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis?: string;
}
export interface PaperForms {
  receipt: PaperForm;
  supplement: PaperForm;
  refusal: PaperForm;
  apology: PaperForm;
  stop?: PaperForm;
  transfer?: PaperForm;
}
export interface PaperForm {
  number: string;
  name: Label;
}
export interface ProcedureDefinition {
  apiVersion: 'motcua/v1';
  kind: 'Procedure';
  /**
   * National code, always quoted.
   */
  code: string;
  name: Label;
  field: string;
  regime: string;
  effective: Period;
  legalBasis?: {
    [k: string]: LegalBasis;
  };
  calendar: string;
  term: DossierTerm;
  cutOff?: CutOffText;
  receipt?: 'always' | 'on request';
  /**
   * @minItems 1
   */
  applicants: ('person' | 'household' | 'organisation')[];
  /**
   * @minItems 1
   */
  channels: ('desk' | 'post' | 'online')[];
  data?: DataText;
  documents?: {
    [k: string]: DocumentText;
  };
  fees?: {
    [k: string]: FeeText;
  };
  parties: {
    [k: string]: PartyText;
  };
  steps: Steps;
  supplement?: SupplementOverride;
  extension?: ExtensionOverride;
  refusal?: RefusalAddition;
  /**
   * Causes for which the clock may be suspended by hand.
   */
  suspension?: {
    [k: string]: SuspensionCause;
  };
  secrecy?: SecrecyText;
}
export interface DossierTerm {
  length: number;
  unit: 'working days' | 'working hours' | 'calendar days' | 'months';
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis?: string;
  statutory?: TermText;
  /**
   * The step with which the term begins; without it: acceptance.
   */
  starts?: string;
}
export interface TermText {
  length: number;
  unit: 'working days' | 'working hours' | 'calendar days' | 'months';
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis?: string;
}
/**
 * What the application carries.
 */
export interface DataText {
  type: 'object';
  required?: string[];
  properties: {
    [k: string]: DataField;
  };
}
export interface DataField {
  type: 'boolean' | 'integer' | 'number' | 'string';
  label: Label;
  /**
   * Labels of the enum values.
   */
  labels?: {
    [k: string]: Label;
  };
  /**
   * Personal data: never in conditions, sent only to connectors that may have it.
   */
  personal?: boolean;
  /**
   * Shown only to the parties that secrecy names.
   */
  secret?: boolean;
  unit?: string;
  /**
   * @minItems 1
   */
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  format?: 'date' | 'email';
}
export interface DocumentText {
  name: Label;
  original?: number;
  copy?: number;
  kept?: boolean;
  showOnly?: boolean;
  /**
   * Never digitised; shown only to the parties that secrecy names.
   */
  secret?: boolean;
  /**
   * A condition; false: optional. Without it: always required.
   */
  required?: boolean | string;
  replaceableBy?: string;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis?: string;
}
export interface FeeText {
  name: Label;
  /**
   * Whole đồng, or an expression.
   */
  amount: number | string;
  due: 'on reception' | 'on return';
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis?: string;
}
export interface PartyText {
  agency: string;
  role?: string;
  head?: string;
  connector?: string;
}
export interface Steps {
  [k: string]: StepForm;
}
export interface TaskForm {
  name?: Label;
  term?: TermText;
  late?: LateText;
  clock?: 'runs' | 'paused';
  opensAppointment?: string;
  closesAppointment?: string;
  acknowledge?: AcknowledgeText;
  task: {
    by: string;
    /**
     * @minItems 1
     */
    differsFrom?: string[];
  };
  /**
   * @minItems 1
   */
  may?: ('request supplement' | 'refuse' | 'ask extension')[];
  outcomes?: {
    [k: string]: Way;
  };
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
  produces?: {
    [k: string]: ResultDocument;
  };
}
/**
 * What happens around the due instant of the step.
 */
export interface LateText {
  /**
   * @minItems 1
   *
   * Items: due | half of term | 75% of term | 2 working days before due | 1 working day after due
   */
  remind?: string[];
  /**
   * holder | head | centre | a party | the head of a party, as land.head
   */
  escalate?: string;
  outcome?: 'stopped';
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis?: string;
}
/**
 * The agency that gets the step says within this time that it has taken it up; past it both sides are told.
 */
export interface AcknowledgeText {
  within: Span;
  /**
   * The system of that agency has it within so many minutes of the act; past them both sides are told. Not of papers.
   */
  receivedWithinMinutes?: number;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
/**
 * Without go: the next step in the file.
 */
export interface Way {
  name?: Label;
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface ResultDocument {
  name: Label;
}
export interface HandoffForm {
  name?: Label;
  term?: TermText;
  late?: LateText;
  clock?: 'runs' | 'paused';
  opensAppointment?: string;
  closesAppointment?: string;
  acknowledge?: AcknowledgeText;
  handoff: {
    to: string;
    message: string;
    /**
     * Field there to field of our application data, or to what an earlier step has brought, as answers.birth.personalId.
     */
    send?: {
      [k: string]: string;
    };
    /**
     * Documents whose files the party's system may read.
     *
     * @minItems 1
     */
    files?: string[];
  };
  /**
   * What officers of the party may do while its answer is awaited.
   *
   * @minItems 1
   */
  may?: 'request supplement'[];
  replies?: {
    [k: string]: ReplyText;
  };
}
export interface ReplyText {
  name?: Label;
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
  /**
   * The reply states an amount to be paid.
   */
  obligation?: true;
  value?: string;
}
export interface ConsultForm {
  name?: Label;
  term?: TermText;
  late?: LateText;
  clock?: 'runs' | 'paused';
  opensAppointment?: string;
  closesAppointment?: string;
  consult: {
    /**
     * @minItems 1
     */
    of: string[];
    silence: 'consent' | 'wait';
  };
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface ApplicantForm {
  name?: Label;
  term?: TermText;
  late?: LateText;
  clock?: 'runs' | 'paused';
  opensAppointment?: string;
  closesAppointment?: string;
  applicant: {
    act: 'pay' | 'publish' | 'come' | 'sign' | 'correct';
    /**
     * Handoff step and reply that stated what is to be paid, as refer-tax.notice.
     */
    obligation?: string;
    /**
     * How often it must be done.
     */
    times?: number;
    at?: string;
  };
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface PostingForm {
  name?: Label;
  term?: TermText;
  late?: LateText;
  clock?: 'runs' | 'paused';
  opensAppointment?: string;
  closesAppointment?: string;
  acknowledge?: AcknowledgeText;
  posting: {
    by: string;
    objection?: Objection;
  };
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface Objection {
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface DecideForm {
  name?: Label;
  opensAppointment?: string;
  closesAppointment?: string;
  decide: {
    /**
     * @minItems 1
     * @maxItems 50
     */
    cases: Case[];
    else?: Otherwise;
  };
}
export interface Case {
  when: string;
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface Otherwise {
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface ParallelForm {
  name?: Label;
  opensAppointment?: string;
  closesAppointment?: string;
  parallel: {
    branches: {
      [k: string]: Branch;
    };
    /**
     * all | any | how many branches must end
     */
    join: string | number;
    /**
     * A dossier on paper goes from branch to branch; an electronic one to all at once.
     */
    paper?: 'in order';
  };
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface Branch {
  name?: Label;
  steps: Steps;
}
export interface AutomaticForm {
  name?: Label;
  term?: TermText;
  late?: LateText;
  clock?: 'runs' | 'paused';
  opensAppointment?: string;
  closesAppointment?: string;
  automatic: {
    issue: 'number';
    register: string;
    fallback: string;
  };
  go?: string;
  /**
   * How often one dossier may go this way.
   */
  atMost?: number;
}
export interface DeliverForm {
  name?: Label;
  term?: TermText;
  late?: LateText;
  clock?: 'runs' | 'paused';
  opensAppointment?: string;
  closesAppointment?: string;
  acknowledge?: AcknowledgeText;
  deliver: {
    by: string;
    /**
     * @minItems 1
     */
    methods: ('desk' | 'post' | 'online')[];
  };
}
export interface DossierForm {
  name?: Label;
  term?: TermText;
  late?: LateText;
  clock?: 'runs' | 'paused';
  opensAppointment?: string;
  closesAppointment?: string;
  acknowledge?: AcknowledgeText;
  dossier: {
    /**
     * National code of the procedure of the linked dossier.
     */
    procedure: string;
    at: string;
    /**
     * Its data field to one of ours, to what an earlier step has brought, as answers.birth.personalId, or to what is always so: true, false, a number.
     */
    data?: {
      [k: string]: string | boolean | number;
    };
    /**
     * Its document to one of ours.
     */
    documents?: {
      [k: string]: string;
    };
  };
  outcomes: LinkedOutcomes;
}
/**
 * An end that is not here leads on like granted: partial results stand.
 */
export interface LinkedOutcomes {
  granted: Way;
  refused?: Way;
  stopped?: Way;
}
export interface SupplementOverride {
  allowed?: boolean;
  policy?: 'restart' | 'pause';
  withoutApproval?: number;
  atMost?: number;
  noticeWithin?: Span;
  expires?: Span;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
export interface ExtensionOverride {
  atMost?: number;
  max?: number;
  askBefore?: Span;
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
export interface RefusalAddition {
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
  grounds: {
    [k: string]: Ground;
  };
}
/**
 * Which parties see the data and documents that are marked secret.
 */
export interface SecrecyText {
  /**
   * @minItems 1
   */
  to: string[];
  /**
   * Key of an entry of legalBasis, here or in the regime.
   */
  basis: string;
}
export interface CalendarDefinition {
  apiVersion: 'motcua/v1';
  kind: 'Calendar';
  id: string;
  name: Label;
  utcOffset: string;
  /**
   * Civil date YYYY-MM-DD.
   */
  coversThrough: string;
  /**
   * Civil date YYYY-MM-DD.
   */
  projectedFrom?: string;
  week: WeekText;
  holidays: HolidayText[];
  makeUpDays: MakeUpDayText[];
}
export interface WeekText {
  /**
   * @maxItems 6
   */
  monday: WindowText[];
  /**
   * @maxItems 6
   */
  tuesday: WindowText[];
  /**
   * @maxItems 6
   */
  wednesday: WindowText[];
  /**
   * @maxItems 6
   */
  thursday: WindowText[];
  /**
   * @maxItems 6
   */
  friday: WindowText[];
  /**
   * @maxItems 6
   */
  saturday: WindowText[];
  /**
   * @maxItems 6
   */
  sunday: WindowText[];
}
export interface WindowText {
  /**
   * Civil time of day HH:MM, always quoted.
   */
  from: string;
  /**
   * Civil time of day HH:MM, always quoted.
   */
  to: string;
}
export interface HolidayText {
  /**
   * Civil date YYYY-MM-DD.
   */
  date: string;
  kind: string;
  name: Label;
  basis: string;
}
export interface MakeUpDayText {
  /**
   * Civil date YYYY-MM-DD.
   */
  date: string;
  worksAs: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
  /**
   * Civil date YYYY-MM-DD.
   */
  insteadOf: string;
  basis: string;
}
export interface OrganisationDefinition {
  apiVersion: 'motcua/v1';
  kind: 'Organisation';
  id: string;
  name: Label;
  agencies: {
    [k: string]: AgencyText;
  };
  roles: {
    [k: string]: RoleText;
  };
  units?: {
    [k: string]: UnitText;
  };
  posts: {
    [k: string]: PostText;
  };
  connectors?: {
    [k: string]: ConnectorText;
  };
  alerts?: AlertsText;
  retention?: RetentionText;
}
export interface AgencyText {
  /**
   * Electronic identifier of the agency, as H56.12; part of dossier numbers.
   */
  identifier: string;
  kind: string;
  name: Label;
  level: 'province' | 'commune' | 'central';
  parent?: string;
  /**
   * The one-stop unit that gets a copy of what a centre of another level hands over to the agency.
   */
  oneStop?: string;
  /**
   * @minItems 1
   */
  area?: string[];
  /**
   * Fields of competence; without it: all.
   *
   * @minItems 1
   */
  fields?: string[];
}
export interface RoleText {
  name: Label;
  /**
   * Leads its agency: sees its work and that of the agencies below it.
   */
  leads?: boolean;
}
export interface UnitText {
  name: Label;
  agency: string;
}
export interface PostText {
  name: Label;
  agency: string;
  unit?: string;
  /**
   * @minItems 1
   */
  roles: string[];
  /**
   * Fields of its dossiers; without it: all.
   *
   * @minItems 1
   */
  fields?: string[];
  /**
   * Days of the week on duty until a roster says otherwise; without it: every working day.
   *
   * @minItems 1
   */
  duty?: ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
  /**
   * @minItems 1
   */
  also?: AlsoText[];
}
/**
 * A further post of the same officer, as a secondment with its last day.
 */
export interface AlsoText {
  agency: string;
  unit?: string;
  /**
   * @minItems 1
   */
  roles: string[];
  /**
   * Fields of its dossiers; without it: all.
   *
   * @minItems 1
   */
  fields?: string[];
  /**
   * Days of the week on duty until a roster says otherwise; without it: every working day.
   *
   * @minItems 1
   */
  duty?: ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
  /**
   * Civil date YYYY-MM-DD.
   */
  from?: string;
  /**
   * Last day, YYYY-MM-DD.
   */
  until?: string;
}
export interface ConnectorText {
  name: Label;
  /**
   * Environment variable that holds the base address.
   */
  url: string;
  /**
   * personal: this system may be sent personal data.
   *
   * @minItems 1
   */
  mayHave?: 'personal'[];
}
/**
 * After what time something that stands still is an alert for the heads.
 */
export interface AlertsText {
  handOver?: Span;
  takeUp?: Span;
}
export interface RetentionText {
  accessLog: KeepingText;
}
/**
 * How long is kept who saw which personal data.
 */
export interface KeepingText {
  length: number;
  unit: 'months';
}
export interface ScenarioDefinition {
  apiVersion: 'motcua/v1';
  kind: 'Scenario';
  procedure: string;
  /**
   * a sentence, or {vi, en}
   */
  name: string | Label;
  calendar?: string;
  given: Given;
  events: ScenarioEvent[];
  /**
   * @minItems 1
   */
  expect: Expectation[];
}
export interface Given {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  receivedAt: string;
  at?: string;
  by?: string;
  channel?: 'desk' | 'post' | 'online';
  data: {
    [k: string]: string | number | boolean;
  };
  documents?: string[];
  receiptRequested?: boolean;
  medium?: 'electronic' | 'paper';
  failing?: string[];
}
export interface ActEvent {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at: string;
  officer: string;
  /**
   * a verb and the step, as "complete appraise"; verbs: accept, decline, claim, release, reassign, complete, return, request supplement, receive supplement, refuse, withdraw, stop, ask extension, rule extension, apologise, give opinion, pay, settle obligation, fulfil, object, finish automatic, deliver, acknowledge, transfer, order branches, suspend, resume, endorse, ask instruction, answer, rule entry
   */
  act: string;
  outcome?: string;
  results?: string[];
  documents?: string[];
  /**
   * For each paper asked for that data stand in for: how the lookup ended.
   */
  lookups?: {
    [k: string]: 'not found' | 'incomplete' | 'unavailable';
  };
  ground?: string;
  length?: number;
  granted?: boolean;
  decision?: string;
  to?: string;
  toOfficer?: string;
  party?: string;
  opinion?: 'agree' | 'disagree';
  method?: 'desk' | 'post' | 'online';
  amount?: number;
  ok?: boolean;
  value?: string;
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  newAppointment?: string;
  agency?: string;
  branches?: string[];
  cause?: string;
  how?: 'exempt' | 'deferred';
  reference?: string;
  state?: 'received' | 'accepted';
  matter?: number;
  entry?: number;
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  answerBy?: string;
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  doneAt?: string;
  note?: string;
  expectRefusal?: string;
}
export interface ReplyEvent {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at: string;
  reply: string;
  kind: string;
  officer?: string;
  obligation?: StatedObligation;
  /**
   * @minItems 1
   */
  obligations?: StatedObligation[];
  value?: string;
  note?: string;
  expectRefusal?: string;
}
export interface StatedObligation {
  amount: number;
  reference?: string;
  item?: string;
}
export interface PayEvent {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at: string;
  pay: string;
  amount?: number;
  expectRefusal?: string;
}
/**
 * The dossier that a step opened has been accepted there (state), or has ended (outcome).
 */
export interface LinkedEvent {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at: string;
  linked: string;
  state?: 'accepted';
  outcome?: 'granted' | 'refused' | 'stopped';
  results?: string[];
  values?: {
    [k: string]: string;
  };
  expectRefusal?: string;
}
export interface ExpectAppointment {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at?: string;
  appointment: string;
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  due: string;
}
export interface ExpectStatus {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at: string;
  status: string;
}
export interface ExpectReminded {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at: string;
  reminded: string;
  deadline?: string;
}
export interface ExpectEscalated {
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at: string;
  escalated: string;
  deadline?: string;
}
export interface ExpectHappened {
  happened: string;
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at?: string;
  deadline?: string;
  step?: string;
  party?: string;
  reply?: string;
  outcome?: string;
  timeliness?: 'early' | 'on time' | 'late';
  ground?: string;
  amount?: number;
  left?: number;
  method?: string;
  value?: string;
  length?: number;
  cause?: string;
  opinion?: string;
  late?: boolean;
  from?: string;
  to?: string;
  medium?: string;
  how?: string;
}
export interface ExpectNever {
  never: string;
  /**
   * Civil time YYYY-MM-DDTHH:MM.
   */
  at?: string;
  deadline?: string;
  step?: string;
  party?: string;
  reply?: string;
  outcome?: string;
  timeliness?: 'early' | 'on time' | 'late';
  ground?: string;
  amount?: number;
  left?: number;
  method?: string;
  value?: string;
  length?: number;
  cause?: string;
  opinion?: string;
  late?: boolean;
  from?: string;
  to?: string;
  medium?: string;
  how?: string;
}
export interface ExpectEnd {
  ended: 'granted' | 'refused' | 'withdrawn' | 'stopped' | 'not accepted';
  timeliness?: 'early' | 'on time' | 'late';
}
