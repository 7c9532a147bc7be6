/**
 * What the engine asks the shell to do, in the imperative. Commands become outbox rows in the transaction that stores their facts; `key` is unique
 * within the dossier, so doing one twice is doing it once. What comes of a command returns as an act.
 */
import type { Addressee, AutomaticActivity, PartyId, StepId } from '../procedure/plan.js';
import type { AgencyId, FileId, LinkedOutcome, NoteId, OfficerId, RunId } from './event.js';

export type Command = { readonly key: string } & CommandBody;

export type CommandBody =
  /** Send a message to another agency through the connector of the party. */
  | {
      readonly type: 'send handoff';
      readonly run: RunId;
      readonly step: StepId;
      readonly party: PartyId;
      readonly agency: AgencyId;
      readonly connector: string;
      readonly message: string;
    }
  | {
      readonly type: 'cancel handoff';
      readonly run: RunId;
      readonly step: StepId;
      readonly party: PartyId;
      readonly agency: AgencyId;
      readonly connector: string;
    }
  /** File a linked dossier with the agency; what becomes of it returns as `link`, `acknowledge` and `report`. */
  | { readonly type: 'open dossier'; readonly run: RunId; readonly step: StepId; readonly procedure: string; readonly agency: AgencyId }
  /** The linked dossier is no longer wanted. */
  | { readonly type: 'withdraw dossier'; readonly run: RunId; readonly dossier: string }
  /** Tell the dossier that opened this one. */
  | { readonly type: 'tell origin'; readonly dossier: string; readonly run: RunId; readonly news: News }
  | { readonly type: 'run automatic'; readonly run: RunId; readonly activity: AutomaticActivity; readonly register: string }
  /** Tell officers (by agency and role), the applicant, or the side of an outside system. */
  | {
      readonly type: 'notify';
      readonly to: Addressee | 'applicant' | 'officer' | 'partner';
      readonly officer?: OfficerId;
      /** The outside system that is told; of `partner` only. */
      readonly connector?: string;
      readonly agency?: AgencyId;
      readonly role?: string;
      readonly about: Notice;
      readonly run?: RunId;
      readonly note?: NoteId;
    }
  /** Issue a statutory paper: `receipt`, `supplement`, `refusal`, `apology`, `stop`, `transfer` (the slip that goes with papers from agency to agency). */
  | { readonly type: 'issue paper'; readonly paper: Paper; readonly form: string; readonly note?: NoteId; readonly run?: RunId };

export type Paper = 'receipt' | 'supplement' | 'refusal' | 'apology' | 'stop' | 'transfer';

/** What a linked dossier tells: it has been accepted, or it has ended. */
export type News =
  | { readonly state: 'accepted' }
  | {
      readonly state: 'ended';
      readonly outcome: LinkedOutcome;
      readonly results: Readonly<Record<string, FileId>>;
      readonly values: Readonly<Record<string, string>>;
    };

export type Notice =
  | 'accepted'
  | 'declined'
  | 'supplement requested'
  | 'payment due'
  | 'appointment moved'
  | 'reminder'
  | 'escalation'
  | 'breached'
  | 'extension asked'
  | 'extension ruled'
  | 'opinion asked'
  | 'automatic failed'
  | 'handover not received'
  | 'handover not acknowledged'
  | 'transferred'
  | 'endorsed'
  | 'instruction asked'
  | 'matter answered'
  | 'entry awaits ruling'
  | 'entry ruled'
  | 'suspended'
  | 'resumed'
  | 'result ready'
  | 'refused'
  | 'stopped';
