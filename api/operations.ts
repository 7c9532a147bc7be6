/** Everything the API can be asked, in the order of its documentation. */
import type { Operation } from './operation.js';
import { readAccessLog, readDossierAccessLog } from './routes/access-log.js';
import * as acts from './routes/acts.js';
import { listAlerts, readAlerts } from './routes/alerts.js';
import * as calendars from './routes/calendars.js';
import { receiveCallback } from './routes/connectors.js';
import { receiveFiling } from './routes/filings.js';
import { readPortalFile } from './routes/portal-files.js';
import * as differences from './routes/differences.js';
import { readActions, readDeadlines, readTimeline } from './routes/dossier-pages.js';
import * as times from './routes/dossier-times.js';
import { listDossiers, readDossier, receiveDossier, searchDossiers } from './routes/dossiers.js';
import { watchChanges } from './routes/events.js';
import { listFiles, readFile, saveFile } from './routes/files.js';
import { live, ready } from './routes/health.js';
import * as deadLetters from './routes/dead-letters.js';
import { listPartnerAlerts, listSentReferrals, readSentFile, readSentReferral } from './routes/partner.js';
import { listPartners } from './routes/partners.js';
import { listMatters } from './routes/matters.js';
import { listDeadCommands, listNotices, resendCommand } from './routes/outbox.js';
import { checkDefinition, publishProcedure } from './routes/definitions.js';
import { listProcedures, listProcedureVersions, readDefinition, readPlan, readProcedure, readSource } from './routes/procedures.js';
import { runClock } from './routes/rehearsals.js';
import { readHandoverReport } from './routes/handover-report.js';
import { listReminders, readReminders } from './routes/reminders.js';
import { finishAbsence, readRoster, recordAbsence, recordDuty } from './routes/roster.js';
import { listAccounts, readMe, signIn } from './routes/sessions.js';
import { claimTask, completeTask, listTasks, readTask, reassignTask, releaseTask, returnTask } from './routes/tasks.js';
import { trackDossier } from './routes/tracking.js';
import { readUnitLoad } from './routes/units.js';

export const OPERATIONS: readonly Operation[] = [
  ...[signIn, readMe, listAccounts],
  ...[listProcedures, readProcedure, listProcedureVersions, readDefinition, readSource, readPlan, checkDefinition, publishProcedure],
  ...[calendars.previewCalendar, calendars.proposeCalendarChange, calendars.approveCalendarChange],
  ...[calendars.listCalendarChanges, calendars.readCalendarChange, calendars.listChangedDossiers],
  ...[receiveDossier, listDossiers, searchDossiers, readDossier, readTimeline, readDeadlines, readActions],
  ...[times.readLegs, times.readAttribution, times.readControlSlip, times.printControlSlip, times.readReceipt, times.printReceipt],
  ...[acts.performAct, acts.askExtension, acts.ruleExtension, acts.requestSupplement, acts.receiveSupplement, acts.enterWork],
  ...[saveFile, listFiles, readFile],
  ...[listTasks, readTask, claimTask, releaseTask, completeTask, returnTask, reassignTask],
  ...[listMatters, listReminders, readReminders, readAlerts, listAlerts, readHandoverReport],
  ...[readRoster, recordDuty, recordAbsence, finishAbsence, readUnitLoad],
  ...[readAccessLog, readDossierAccessLog],
  ...[listDeadCommands, resendCommand, listNotices],
  ...[deadLetters.listDeadLetters, deadLetters.readDeadLetter, deadLetters.correctDeadLetter, deadLetters.resendDeadLetter],
  ...[deadLetters.giveUpDeadLetter, deadLetters.readMessages],
  ...[listPartnerAlerts, listSentReferrals, readSentReferral, readSentFile],
  ...[differences.listDifferences, differences.readDifference, differences.settleDifference, differences.listReconciliations],
  ...[trackDossier, listPartners, receiveCallback, receiveFiling, readPortalFile, watchChanges, runClock, live, ready],
];
