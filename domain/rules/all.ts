import { ambiguousOutcomes } from './ambiguous-outcomes.js';
import { appointments } from './appointments.js';
import { basisNotInForce } from './basis-not-in-force.js';
import { branchCrossed } from './branch-crossed.js';
import { decideWithoutElse } from './decide-without-else.js';
import { deliveryMissing } from './delivery-missing.js';
import { differsFrom } from './differs-from.js';
import { documents } from './documents.js';
import { effectiveDates } from './effective-dates.js';
import { feeWithoutBasis } from './fee-without-basis.js';
import { handoffWithoutReplies } from './handoff-without-replies.js';
import { inTime } from './in-time.js';
import { joinImpossible } from './join-impossible.js';
import { knownOffices } from './known-offices.js';
import { lateMissing } from './late-missing.js';
import { linkedDossier } from './linked-dossier.js';
import { obligation } from './obligation.js';
import { partyCannotAct } from './party-cannot-act.js';
import { refusalGrounds } from './refusal-grounds.js';
import { repeatedStep } from './repeated-step.js';
import { resultNever } from './result-never.js';
import type { Rule } from './rule.js';
import { secrecy } from './secrecy.js';
import { sentData } from './sent-data.js';
import { supplement } from './supplement.js';
import { suspension } from './suspension.js';
import { termAboveStatutory } from './term-above-statutory.js';
import { termMissing } from './term-missing.js';
import { termStarts } from './term-starts.js';
import { termWithoutBasis } from './term-without-basis.js';
import { unboundedLoop } from './unbounded-loop.js';
import { unknownBasis } from './unknown-basis.js';
import { unknownParty } from './unknown-party.js';
import { unknownStep } from './unknown-step.js';
import { unreachableStep } from './unreachable-step.js';
import { unusedBasis } from './unused-basis.js';
import { unusedParty } from './unused-party.js';

/** Every rule of a procedure, by the stem of its file. */
export const RULES: Readonly<Record<string, Rule>> = {
  'ambiguous-outcomes': ambiguousOutcomes,
  appointments,
  'basis-not-in-force': basisNotInForce,
  'branch-crossed': branchCrossed,
  'decide-without-else': decideWithoutElse,
  'delivery-missing': deliveryMissing,
  'differs-from': differsFrom,
  documents,
  'effective-dates': effectiveDates,
  'fee-without-basis': feeWithoutBasis,
  'handoff-without-replies': handoffWithoutReplies,
  'in-time': inTime,
  'join-impossible': joinImpossible,
  'known-offices': knownOffices,
  'late-missing': lateMissing,
  'linked-dossier': linkedDossier,
  obligation,
  'party-cannot-act': partyCannotAct,
  'refusal-grounds': refusalGrounds,
  'repeated-step': repeatedStep,
  'result-never': resultNever,
  secrecy,
  'sent-data': sentData,
  supplement,
  suspension,
  'term-above-statutory': termAboveStatutory,
  'term-missing': termMissing,
  'term-starts': termStarts,
  'term-without-basis': termWithoutBasis,
  'unbounded-loop': unboundedLoop,
  'unknown-basis': unknownBasis,
  'unknown-party': unknownParty,
  'unknown-step': unknownStep,
  'unreachable-step': unreachableStep,
  'unused-basis': unusedBasis,
  'unused-party': unusedParty,
};
