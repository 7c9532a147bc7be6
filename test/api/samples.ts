/** A valid request for every operation: what the walks over all operations send. */
import type { OperationId } from '../../api/policy.js';
import { TRANSFER } from './transfer.js';

export interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
  readonly file?: true;
}

const note = { text: 'lý do' };

/** @param dossierId a dossier whose first task is open. */
export function samples(dossierId: string, number: string, fileId: string): Readonly<Record<OperationId, Sample>> {
  const id = { id: dossierId };
  const task = { id: `${dossierId}.receive%231` };
  const version = { code: '1.013831', version: '1' };
  return {
    signIn: { body: { account: 'nobody', password: 'x' } },
    readMe: {},
    listAccounts: {},
    listProcedures: { query: '?limit=2' },
    readProcedure: { params: version },
    listProcedureVersions: { params: version },
    readDefinition: { params: version },
    readSource: { params: version },
    readPlan: { params: version },
    checkDefinition: { body: { text: 'kind: Procedure' } },
    publishProcedure: { body: { text: 'kind: Procedure' } },
    previewCalendar: { params: { id: 'vn' }, query: '?limit=3' },
    proposeCalendarChange: { body: { calendar: 'vn', moveDates: true, decision: '1/QĐ', note } },
    approveCalendarChange: { params: { id: 'none' } },
    readCalendarChange: { params: { id: 'none' } },
    listCalendarChanges: { query: '?limit=2' },
    listChangedDossiers: { params: { id: 'none' } },
    receiveDossier: { body: TRANSFER },
    listDossiers: { query: '?status=accepted&limit=3&sort=due' },
    searchDossiers: { query: '?q=nguoi' },
    readDossier: { params: id },
    readTimeline: { params: id },
    readDeadlines: { params: id },
    readLegs: { params: id },
    readAttribution: { params: id, query: '?reckoning=recorded' },
    readControlSlip: { params: id },
    readReceipt: { params: id },
    printReceipt: { params: id },
    printControlSlip: { params: id },
    readActions: { params: id },
    performAct: { params: id, body: { type: 'accept' } },
    askExtension: { params: id, body: { run: 'receive#1', length: 2, note } },
    ruleExtension: { params: id, body: { granted: true, decision: '1/QĐ', note } },
    requestSupplement: { params: id, body: { documents: ['application'], note } },
    receiveSupplement: { params: id, body: { documents: ['application'] } },
    enterWork: { params: id, body: { act: { type: 'accept' }, doneAt: '2026-02-10T10:00', evidence: [fileId] } },
    saveFile: { params: id, query: '?document=application', file: true },
    listFiles: { params: id },
    readFile: { params: { id: fileId } },
    listTasks: { query: '?scope=unit' },
    readTask: { params: task },
    claimTask: { params: task },
    releaseTask: { params: task },
    completeTask: { params: task, body: { outcome: 'nowhere' } },
    returnTask: { params: task, body: { note } },
    reassignTask: { params: task, body: { officer: 'nobody' } },
    readRoster: { params: { id: 'desk-1' } },
    recordDuty: { params: { id: 'desk-1' }, body: { agency: 'commune-centre', from: '2026-01-05', weekdays: ['monday', 'tuesday'] } },
    recordAbsence: { params: { id: 'desk-1' }, body: { from: '2026-01-05', to: '2026-01-06', reason: 'training' } },
    finishAbsence: { params: { id: 'none' }, body: { to: '2026-01-05' } },
    readAccessLog: { query: `?dossier=${number}&limit=2` },
    readDossierAccessLog: { params: id },
    readUnitLoad: { params: { agency: 'commune-centre' } },
    listMatters: { query: '?scope=unit&kind=entry&kind=endorsement' },
    listReminders: { query: '?agency=land-branch&from=2026-02-01T00%3A00' },
    readReminders: { params: id },
    readAlerts: {},
    listAlerts: { params: { kind: 'not-taken-up' }, query: '?limit=3' },
    readHandoverReport: { query: '?agency=land-branch&procedure=1.013831&from=2026-02-01T00%3A00&to=2026-03-01T00%3A00' },
    listDeadCommands: {},
    resendCommand: { params: { id: 'none' } },
    listDeadLetters: { query: '?connector=tax&direction=in' },
    readDeadLetter: { params: { id: 'none' } },
    correctDeadLetter: { params: { id: 'none' }, body: { fields: { price: 1 }, why: 'x' } },
    resendDeadLetter: { params: { id: 'none' } },
    giveUpDeadLetter: { params: { id: 'none' }, body: { why: 'x' } },
    readMessages: { params: id },
    listDifferences: { query: '?connector=tax&state=open&state=settled' },
    readDifference: { params: { id: 'none' } },
    settleDifference: { params: { id: 'none' }, body: { how: 'by hand', why: 'x' } },
    listReconciliations: {},
    listNotices: {},
    trackDossier: { params: { number } },
    listPartners: {},
    listPartnerAlerts: {},
    listSentReferrals: { query: '?limit=2' },
    readSentReferral: { params: { id: 'none' } },
    readSentFile: { params: { id: 'none', file: 'none' } },
    receiveCallback: { params: { connector: 'tax' }, body: {} },
    receiveFiling: { body: {} },
    readPortalFile: { params: { id: fileId } },
    watchChanges: {},
    runClock: { params: id, body: { to: '2026-02-10T10:00' } },
    live: {},
    ready: {},
  };
}
