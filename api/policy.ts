/**
 * Who may call what: one row per operation, walked by the gate and by the authorization test. What an officer may do *inside* a dossier is the engine's
 * decision (`judge`), not this table's.
 */
import { coversField } from '../domain/organisation/posts.js';
import type { DossierQuery, Seat, StoredDossier } from '../store/store.js';
import type { Reader } from './reader.js';

/** Who an account is to the policy. `person`: not an outside system. `staff`: any role but auditor and admin. `leads`: a role that leads its agency. */
export type Standing = 'person' | 'staff' | 'leads' | 'receiver' | 'auditor' | 'admin' | 'partner';
export type Who = 'anyone' | 'signed in' | readonly Standing[];

/** `dossier`: only those who may see the dossier, else 404. `own`: the answer holds only what the reader may see. `road`: messages, masked, of the reader's centre; the administrator's are all. */
export type Scope = 'none' | 'dossier' | 'own' | 'road';

export interface Access {
  readonly who: Who;
  readonly scope: Scope;
}

const anyone: Access = { who: 'anyone', scope: 'none' };
const person: Access = { who: ['person'], scope: 'none' };
const readers = (scope: Scope): Access => ({ who: ['staff', 'auditor'], scope });
const staff = (scope: Scope): Access => ({ who: ['staff'], scope });
/** Oneself, the head of the agency, the administrator: which of them is looked at when it is known whose days they are. */
const rosterKeepers: Access = { who: ['staff', 'admin'], scope: 'none' };
const partner: Access = { who: ['partner'], scope: 'own' };
const admin: Access = { who: ['admin'], scope: 'none' };
/** Who see to what does not arrive. */
const ROAD_KEEPERS = ['receiver', 'leads', 'admin'] as const;
const onTheRoad: Access = { who: ROAD_KEEPERS, scope: 'road' };

export const POLICY = {
  signIn: anyone,
  readMe: { who: 'signed in', scope: 'none' },
  listProcedures: person,
  readProcedure: person,
  listProcedureVersions: person,
  readDefinition: person,
  readSource: person,
  readPlan: person,
  checkDefinition: person,
  publishProcedure: admin,
  previewCalendar: admin,
  proposeCalendarChange: admin,
  approveCalendarChange: admin,
  readCalendarChange: { who: ['admin', 'auditor'], scope: 'none' },
  listCalendarChanges: { who: ['admin', 'auditor'], scope: 'none' },
  listChangedDossiers: { who: ['admin', 'auditor'], scope: 'none' },
  receiveDossier: { who: ['receiver', 'leads'], scope: 'none' },
  listDossiers: readers('own'),
  searchDossiers: readers('own'),
  readDossier: readers('dossier'),
  readTimeline: readers('dossier'),
  readDeadlines: readers('dossier'),
  readLegs: readers('dossier'),
  readAttribution: readers('dossier'),
  readControlSlip: readers('dossier'),
  printControlSlip: readers('dossier'),
  readReceipt: readers('dossier'),
  printReceipt: readers('dossier'),
  readActions: readers('dossier'),
  performAct: staff('dossier'),
  askExtension: staff('dossier'),
  ruleExtension: staff('dossier'),
  requestSupplement: staff('dossier'),
  receiveSupplement: staff('dossier'),
  enterWork: staff('dossier'),
  saveFile: staff('dossier'),
  listFiles: readers('dossier'),
  readFile: readers('dossier'),
  listTasks: readers('own'),
  readTask: readers('dossier'),
  claimTask: staff('dossier'),
  releaseTask: staff('dossier'),
  completeTask: staff('dossier'),
  returnTask: staff('dossier'),
  reassignTask: staff('dossier'),
  listDeadCommands: { who: ['admin', 'auditor'], scope: 'none' },
  resendCommand: admin,
  listDeadLetters: { who: [...ROAD_KEEPERS, 'auditor'], scope: 'road' },
  readDeadLetter: { who: [...ROAD_KEEPERS, 'auditor'], scope: 'road' },
  correctDeadLetter: onTheRoad,
  resendDeadLetter: onTheRoad,
  giveUpDeadLetter: onTheRoad,
  readMessages: readers('dossier'),
  listDifferences: readers('own'),
  readDifference: readers('own'),
  settleDifference: staff('own'),
  listReconciliations: { who: ['staff', 'auditor'], scope: 'none' },
  listNotices: readers('own'),
  listAccounts: { who: ['admin', 'auditor'], scope: 'none' },
  listMatters: readers('own'),
  listReminders: { who: ['leads', 'auditor'], scope: 'own' },
  readReminders: readers('dossier'),
  readAlerts: { who: ['leads', 'auditor'], scope: 'own' },
  listAlerts: { who: ['leads', 'auditor'], scope: 'own' },
  readHandoverReport: { who: ['leads', 'auditor'], scope: 'own' },
  readRoster: { who: ['staff', 'admin', 'auditor'], scope: 'none' },
  recordDuty: rosterKeepers,
  recordAbsence: rosterKeepers,
  finishAbsence: rosterKeepers,
  readUnitLoad: { who: ['leads', 'auditor'], scope: 'own' },
  readAccessLog: { who: ['auditor'], scope: 'none' },
  readDossierAccessLog: { who: ['leads', 'auditor'], scope: 'dossier' },
  trackDossier: anyone,
  listPartners: person,
  listPartnerAlerts: partner,
  listSentReferrals: partner,
  readSentReferral: partner,
  readSentFile: partner,
  receiveCallback: anyone,
  receiveFiling: anyone,
  readPortalFile: anyone,
  watchChanges: readers('own'),
  runClock: { who: ['admin', 'receiver'], scope: 'none' },
  live: anyone,
  ready: anyone,
} as const satisfies Readonly<Record<string, Access>>;

export type OperationId = keyof typeof POLICY;

/** Whether a reader of this standing passes the gate of an operation. */
export function mayCall(who: Who, standing: readonly Standing[]): boolean {
  return who === 'anyone' || who === 'signed in' || who.some((each) => standing.includes(each));
}

/** The auditor reads every dossier; others those of their fields which their agency, or one below the agency they lead, holds, held or received. */
export function maySee(reader: Reader, { view, field }: Pick<StoredDossier, 'view' | 'field'>): boolean {
  return view !== null && seesChange(reader, { agencies: [view.centre, ...view.agencies], field });
}

/** The same for something that these agencies' lists show. */
export function seesChange(reader: Reader, { agencies, field }: { readonly agencies: readonly string[]; readonly field: string }): boolean {
  return readsAll(reader) || reader.seats.some((seat) => agencies.includes(seat.agency) && coversField(seat, field));
}

/** Whether the reader leads the agency, or one above it, in the field when one is named: a seat without roles is a leader's. */
export function leadsAgency({ seats }: Reader, agency: string, field?: string): boolean {
  return seats.some((seat) => !seat.roles && seat.agency === agency && (field === undefined || coversField(seat, field)));
}

export function readsAll({ standing }: Reader): boolean {
  return standing.includes('auditor');
}

/** Whose dossiers lists show the reader: one part of a query for each set of fields. */
export function sightsOf(reader: Reader): readonly Pick<DossierQuery, 'agencies' | 'fields'>[] {
  if (readsAll(reader)) return [{}];
  const sets = [...new Set(reader.seats.map(({ fields }) => fields?.join() ?? ''))];
  return sets.map((set) => {
    const seats = reader.seats.filter(({ fields }) => (fields?.join() ?? '') === set);
    return { agencies: agenciesOf(seats), ...(seats[0]!.fields && { fields: seats[0]!.fields }) };
  });
}

function agenciesOf(seats: readonly Seat[]): string[] {
  return [...new Set(seats.map(({ agency }) => agency))];
}

/** What lists are asked for: the agencies of the seats, and the fields when none of them is held in all fields. Each dossier is looked at again before it is shown. */
export function placesOf(seats: readonly Seat[] | undefined): {
  readonly agencies?: readonly string[];
  readonly fields?: readonly string[];
} {
  if (!seats) return {};
  const fields = seats.every((seat) => seat.fields) ? { fields: [...new Set(seats.flatMap((seat) => seat.fields ?? []))] } : {};
  return { agencies: agenciesOf(seats), ...fields };
}

/** Where the reader works or leads; undefined: everywhere. */
export function ledAndHeld(reader: Reader): readonly Seat[] | undefined {
  return readsAll(reader) ? undefined : reader.seats;
}

/** What the reader leads; undefined: everything. The seats held in other roles have their worklists. */
export function ledBy(reader: Reader): readonly Seat[] | undefined {
  return readsAll(reader) ? undefined : reader.seats.filter(({ roles }) => !roles);
}

/** The centres whose dead letters the reader sees; undefined: all. */
export function seesDeadLettersOf(reader: Reader): readonly string[] | undefined {
  return reader.standing.includes('admin') || readsAll(reader) ? undefined : agenciesOf(reader.seats);
}
