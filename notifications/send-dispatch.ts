import { PermanentFailure } from '../connectors/failure.js';
import { assertNever } from '../domain/engine/assert-never.js';
import type { Dispatch, OutboxRow } from '../store/outgoing.js';
import type { Standing, Told } from './archive.js';
import { type PortalDeps, recordOf, syncPortal } from './send-portal.js';
import { billMessage, type PaymentDeps, paymentMessage, requestBill, requestPayment } from './send-payment.js';
import { type LandDeps, landMessage, tellLand } from './tell-land.js';
import { type LetterDeps, letterFor, sendLetter } from './send-letter.js';
import { partnerLetter, type PartnerLetterDeps, saidInLetter, writeToPartner } from './write-partner.js';

/** The systems dispatches go to; a part is absent where the installation has no such system. */
export interface DispatchDeps {
  readonly letters?: LetterDeps;
  readonly partnerLetters?: PartnerLetterDeps;
  readonly payments?: PaymentDeps;
  readonly portal?: PortalDeps;
  readonly land?: LandDeps;
}

/**
 * Tells another system what has happened, once however often it is called.
 * @returns what was told, to be kept; what its sender has kept already is not among it.
 * @throws PermanentFailure when it can never be told; PartnerAway when trying again may help.
 */
export async function sendDispatch(
  deps: DispatchDeps,
  row: OutboxRow,
  dispatch: Exclude<Dispatch, { type: 'settle letters' }>,
): Promise<readonly Told[]> {
  switch (dispatch.type) {
    case 'send letter':
      return sendLetter(there(deps.letters, 'MOTCUA_SMTP_URL'), row, dispatch);
    case 'write to partner':
      return writeToPartner(there(deps.partnerLetters, 'MOTCUA_SMTP_URL'), row, dispatch);
    case 'request payment':
      return requestPayment(there(deps.payments, 'MOTCUA_TREASURY_URL'), row, dispatch).then(keptAlready);
    case 'request bill':
      return requestBill(there(deps.payments, 'MOTCUA_TREASURY_URL'), row, dispatch).then(keptAlready);
    case 'tell land':
      return tellLand(there(deps.land, 'MOTCUA_LAND_REGISTRY_URL'), row, dispatch).then(keptAlready);
    case 'sync portal':
      return syncPortal(there(deps.portal, 'MOTCUA_NATIONAL_PORTAL_URL'), row, dispatch.factNo);
    default:
      return assertNever(dispatch);
  }
}

const keptAlready = (): readonly Told[] => [];

/** What a row would have told, so that who sees that it was not told sees what: nothing where that is not known, or there is nothing to be told any more. */
export async function untold(deps: DispatchDeps, row: OutboxRow): Promise<Content> {
  try {
    return await contentOf(deps, row);
  } catch (error) {
    if (error instanceof PermanentFailure) return {};
    throw error;
  }
}

type Content = Pick<Standing, 'referral' | 'said'>;

async function contentOf(deps: DispatchDeps, row: OutboxRow): Promise<Content> {
  const said = await saidIn(deps, row);
  if (said) return { said };
  const referral = await referralIn(deps, row);
  return referral ? { referral } : {};
}

async function saidIn({ portal, letters, partnerLetters }: DispatchDeps, row: OutboxRow): Promise<Content['said'] | null> {
  const { command } = row;
  if (command.type === 'sync portal' && portal) return recordOf(portal, row, command.factNo);
  if (command.type === 'send letter' && letters) return letterFor(letters, row, command);
  if (command.type !== 'write to partner' || !partnerLetters) return null;
  const letter = await partnerLetter(partnerLetters, row, command);
  return letter && saidInLetter(letter);
}

async function referralIn({ payments, land }: DispatchDeps, row: OutboxRow): Promise<Content['referral'] | null> {
  const { command } = row;
  if (command.type === 'request payment' && payments) return paymentMessage(payments, row, command);
  if (command.type === 'request bill' && payments) return billMessage(payments, row, command);
  return command.type === 'tell land' && land ? landMessage(land, row, command) : null;
}

/** What was to be told when the system had an address and comes to be told when it has none waits for an officer among the dead letters. */
function there<T>(part: T | undefined, variable: string): T {
  if (part === undefined) throw new PermanentFailure(`${variable} is not set; expected the address that it had when this was to be sent`);
  return part;
}
