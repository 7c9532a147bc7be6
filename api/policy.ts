/**
 * Who may call what: one row per operation, walked by the gate and by the authorization test. What an officer may do *inside* a dossier is the engine's
 * decision (`judge`), not this table's.
 */
import type { Account, StoredDossier } from '../store/store.js';

/** `staff`: any role but auditor and admin. */
export type Who = 'anyone' | 'signed in' | readonly ('staff' | 'receiver' | 'auditor' | 'admin')[];

/** `dossier`: only those who may see the dossier, else 404. `own`: the answer holds only what the reader may see. */
export type Scope = 'none' | 'dossier' | 'own';

export interface Access {
  readonly who: Who;
  readonly scope: Scope;
}

const anyone: Access = { who: 'anyone', scope: 'none' };
const signedIn: Access = { who: 'signed in', scope: 'none' };
const readers = (scope: Scope): Access => ({ who: ['staff', 'auditor'], scope });
const staff = (scope: Scope): Access => ({ who: ['staff'], scope });
const admin: Access = { who: ['admin'], scope: 'none' };

export const POLICY = {
  signIn: anyone,
  readMe: signedIn,
  listProcedures: signedIn,
  readProcedure: signedIn,
  listProcedureVersions: signedIn,
  readDefinition: signedIn,
  readSource: signedIn,
  readPlan: signedIn,
  checkDefinition: signedIn,
  publishProcedure: admin,
  receiveDossier: { who: ['receiver'], scope: 'none' },
  listDossiers: readers('own'),
  searchDossiers: readers('own'),
  readDossier: readers('dossier'),
  readTimeline: readers('dossier'),
  readDeadlines: readers('dossier'),
  readActions: readers('dossier'),
  performAct: staff('dossier'),
  askExtension: staff('dossier'),
  ruleExtension: staff('dossier'),
  requestSupplement: staff('dossier'),
  receiveSupplement: staff('dossier'),
  saveFile: staff('dossier'),
  listFiles: readers('dossier'),
  readFile: readers('dossier'),
  listTasks: staff('own'),
  readTask: readers('dossier'),
  claimTask: staff('dossier'),
  releaseTask: staff('dossier'),
  completeTask: staff('dossier'),
  returnTask: staff('dossier'),
  reassignTask: staff('dossier'),
  listDeadCommands: { who: ['admin', 'auditor'], scope: 'none' },
  resendCommand: admin,
  listNotices: staff('own'),
  listAccounts: { who: ['admin', 'auditor'], scope: 'none' },
  trackDossier: anyone,
  listPartners: signedIn,
  receiveCallback: anyone,
  watchChanges: readers('own'),
  runClock: { who: ['admin', 'receiver'], scope: 'none' },
  live: anyone,
  ready: anyone,
} as const satisfies Readonly<Record<string, Access>>;

export type OperationId = keyof typeof POLICY;

/** Whether an account with these roles passes the gate of an operation. */
export function mayCall(who: Who, roles: readonly string[]): boolean {
  if (who === 'anyone' || who === 'signed in') return true;
  return who.some((role) => (role === 'staff' ? roles.some(isAgencyRole) : roles.includes(role)));
}

/** The auditor reads every dossier; others those which their agency holds, held or received. */
export function maySee(reader: Account, dossier: StoredDossier): boolean {
  if (reader.roles.includes('auditor')) return true;
  return dossier.view !== null && (dossier.view.centre === reader.agency || dossier.view.agencies.includes(reader.agency));
}

/** Agencies whose dossiers lists show the reader; undefined: all. */
export function visibleAgencies(reader: Account): readonly string[] | undefined {
  return reader.roles.includes('auditor') ? undefined : [reader.agency];
}

function isAgencyRole(role: string): boolean {
  return role !== 'auditor' && role !== 'admin';
}
