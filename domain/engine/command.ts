/**
 * What the engine asks the shell to do, in the imperative. Commands become outbox rows in the transaction that stores their facts; `key` is unique
 * within the dossier, so doing one twice is doing it once. What comes of a command returns as an act.
 */
import type { Addressee, AutomaticActivity, PartyId, StepId } from '../procedure/plan.js';
import type { AgencyId, NoteId, RunId } from './event.js';

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
  | { readonly type: 'run automatic'; readonly run: RunId; readonly activity: AutomaticActivity; readonly register: string }
  /** Tell officers (by agency and role) or the applicant. */
  | {
      readonly type: 'notify';
      readonly to: Addressee | 'applicant';
      readonly agency?: AgencyId;
      readonly role?: string;
      readonly about: Notice;
      readonly run?: RunId;
      readonly note?: NoteId;
    }
  /** Issue a statutory paper: `receipt`, `supplement`, `refusal`, `apology`, `stop`. */
  | { readonly type: 'issue paper'; readonly paper: Paper; readonly form: string; readonly note?: NoteId };

export type Paper = 'receipt' | 'supplement' | 'refusal' | 'apology' | 'stop';

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
  | 'result ready'
  | 'refused'
  | 'stopped';
