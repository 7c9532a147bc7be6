/** A misspelt word in an expectation must not pass as something that never happened. */
import type { FactType } from '../engine/fact.js';
import type { Status } from '../engine/state.js';
import type { Expectation } from '../procedure/definition.js';
import { nearest } from '../procedure/nearest.js';
import type { Plan } from '../procedure/plan.js';
import { factWords } from './fact-words.js';

// records, so that the compiler misses none
const FACTS: Record<FactType, true> = {
  dossierReceived: true,
  dossierAccepted: true,
  dossierDeclined: true,
  statusChanged: true,
  heldBy: true,
  stepOpened: true,
  taskClaimed: true,
  taskReleased: true,
  taskReassigned: true,
  stepCompleted: true,
  stepReturned: true,
  stepCancelled: true,
  deadlineStarted: true,
  deadlineSuspended: true,
  deadlineMoved: true,
  calendarApplied: true,
  deadlineMet: true,
  deadlineCancelled: true,
  deadlineBreached: true,
  rungReached: true,
  supplementRequested: true,
  supplementReceived: true,
  supplementExpired: true,
  extensionAsked: true,
  extensionGranted: true,
  extensionRefused: true,
  apologyIssued: true,
  dossierRefused: true,
  dossierWithdrawn: true,
  dossierStopped: true,
  handoverSent: true,
  copySent: true,
  handoverReceived: true,
  handoverAccepted: true,
  handoverReturned: true,
  dossierTransferred: true,
  branchesOrdered: true,
  linkedDossierRequested: true,
  linkedDossierOpened: true,
  linkedDossierEnded: true,
  endorsed: true,
  instructionAsked: true,
  matterAnswered: true,
  workEntered: true,
  entryRuled: true,
  breachCorrected: true,
  dossierSuspended: true,
  dossierResumed: true,
  handoffRequested: true,
  handoffReplied: true,
  obligationStated: true,
  obligationPaid: true,
  obligationSettled: true,
  opinionAsked: true,
  opinionGiven: true,
  silenceTakenAsConsent: true,
  applicantFulfilled: true,
  postingEnded: true,
  objectionLodged: true,
  automaticDone: true,
  automaticFailed: true,
  resultReady: true,
  resultDelivered: true,
  dossierClosed: true,
};
const STATUSES: Record<Status, true> = {
  submitted: true,
  'supplement before acceptance': true,
  'not accepted': true,
  accepted: true,
  'in progress': true,
  'at partner': true,
  'supplement requested': true,
  'waiting for payment': true,
  'waiting for applicant': true,
  processed: true,
  refused: true,
  stopped: true,
  delivered: true,
};
const MATTERS = Array.from({ length: 9 }, (_, index) => `matter ${index + 1}`);
const FACT_WORDS = (Object.keys(FACTS) as FactType[]).map(factWords);

/** What is wrong with the first word that neither the engine nor the plan knows; null when all are known. */
export function unknownWord(expectation: Expectation, plan: Plan): string | null {
  for (const [key, known] of Object.entries(vocabulary(plan))) {
    const word = (expectation as unknown as Record<string, unknown>)[key];
    if (typeof word !== 'string' || known.includes(word)) continue;
    const near = nearest(word, known);
    return `${key}: there is no "${word}"; ${near === null ? `expected ${known.join(' | ')}` : `did you mean "${near}"?`}`;
  }
  return null;
}

function vocabulary(plan: Plan): Record<string, readonly string[]> {
  const steps = Object.keys(plan.steps);
  const parties = Object.keys(plan.parties);
  const appointments = ['total', 'new', ...Object.keys(plan.appointments)];
  const told = ['holder', 'head', 'centre', ...parties, ...parties.map((party) => `${party}.head`)];
  return {
    happened: FACT_WORDS,
    never: FACT_WORDS,
    status: Object.keys(STATUSES),
    appointment: appointments,
    deadline: [...appointments, 'supplement', ...steps.flatMap((step) => [`step ${step}`, `handover ${step}`]), ...MATTERS],
    step: steps,
    party: parties,
    reminded: told,
    escalated: told,
    ground: plan.regime.refusal.grounds,
  };
}
