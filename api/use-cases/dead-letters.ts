import { openEnvelope } from '../../connectors/callbacks.js';
import { PermanentFailure } from '../../connectors/failure.js';
import { mask, MASK } from '../../connectors/mask.js';
import { NATIONAL_PORTAL } from '../../connectors/national-portal/partner.js';
import { own } from '../../connectors/own.js';
import { toWire, type Outgoing } from '../../connectors/partner.js';
import { PARTNERS } from '../../connectors/partners.js';
import { buildReferral } from '../../notifications/build-referral.js';
import { correctedHeard, receiveAgain } from '../../notifications/receive-message.js';
import type { Correction, RoadMessage } from '../../store/road.js';
import type { OutboxRow } from '../../store/outgoing.js';
import type { Deps } from '../deps.js';
import { seesDeadLettersOf } from '../policy.js';
import { notFound, Problem } from '../problem.js';
import type { Reader } from '../reader.js';
import { doorOf } from './door.js';
import { receiveFilingAgain } from './receive-filing.js';

const DEAD_LETTER = { vi: 'thông điệp chưa xử lý được', en: 'dead letter' };

/** A dead letter that the reader may see; one of another centre is one that is not there. */
export async function seeDeadLetter(deps: Deps, reader: Reader, id: string): Promise<RoadMessage> {
  const letter = await deps.store.messages.get(id);
  if (!letter || !seesCentre(reader, letter.centre)) throw notFound(DEAD_LETTER, id);
  return letter;
}

function seesCentre(reader: Reader, centre: string | null): boolean {
  const centres = seesDeadLettersOf(reader);
  return centres === undefined || (centre !== null && centres.includes(centre));
}

/** Notes a correction once it makes a message that the partner's contract takes; the application is not touched. Throws CORRECTION_INVALID, LETTER_SETTLED. */
export async function correctDeadLetter(deps: Deps, reader: Reader, letter: RoadMessage, correction: Correction): Promise<RoadMessage> {
  if (letter.state !== 'dead') throw settled(letter);
  await (letter.direction === 'out' ? checkOutgoing(deps, letter, correction) : checkIncoming(deps, reader, letter, correction));
  if (!(await deps.store.messages.correct(letter.id, correction))) throw settled(letter);
  return reread(deps, letter);
}

/** Sends it again, or tries again what it says; one that is under way again, or has arrived, is left alone. Throws LETTER_SETTLED when it was given up. */
export async function resendDeadLetter(deps: Deps, letter: RoadMessage): Promise<RoadMessage> {
  if (letter.state === 'waiting' || letter.state === 'done') return letter;
  if (letter.state !== 'dead') throw settled(letter);
  if (isFiling(letter)) await receiveFilingAgain(deps, letter.envelope);
  else if (letter.direction === 'in') await receiveAgain(doorOf(deps), letter);
  else {
    await deps.store.outbox.revive(letter.messageId, 'waiting');
    await deps.store.messages.resend(letter.id);
  }
  return reread(deps, letter);
}

/** Nobody shall try it any more; what was given up before stays so. Throws LETTER_SETTLED when it is no longer dead. */
export async function giveUpDeadLetter(deps: Deps, reader: Reader, letter: RoadMessage, why: string): Promise<RoadMessage> {
  if (letter.state === 'given up') return letter;
  if (letter.direction === 'out') await deps.store.outbox.revive(letter.messageId, 'given up');
  const { keepDays } = doorOf(deps).policyOf(letter.connector);
  const forget = deps.now() + keepDays * 24 * 3_600_000;
  if (!(await deps.store.messages.giveUp(letter.id, { by: reader.id, at: deps.now(), why }, forget))) throw settled(letter);
  return reread(deps, letter);
}

/** What of it can be corrected, and what is there now, masked. */
export async function correctable(deps: Deps, letter: RoadMessage): Promise<Readonly<Record<string, unknown>>> {
  const mapping = own(PARTNERS, letter.connector)?.mapping;
  if (letter.direction === 'in') {
    const incoming = own(mapping?.incoming ?? {}, letter.message);
    return incoming ? { ...blank(propertiesOf(incoming.schema)), ...letter.body } : {};
  }
  const outgoing = own(mapping?.outgoing ?? {}, letter.message);
  const row = outgoing && (await deps.store.outbox.get(letter.messageId));
  if (row?.command.type !== 'send handoff') return {};
  const { fields } = await buildReferral(deps.store, row, letter.corrections);
  const shown = Object.entries(fields).map(([name, value]): [string, unknown] => [name, maskedField(outgoing!, name, value)]);
  return { ...blank(Object.keys(outgoing!.fields)), ...Object.fromEntries(shown) };
}

/** A field of ours is shown when all it becomes on the wire is plain. */
function maskedField({ fields, plain }: Outgoing, name: string, value: unknown): unknown {
  const field = own(fields, name) ?? name;
  const wire = typeof field === 'string' ? { [field]: value } : field(value);
  const flat = Object.fromEntries(Object.entries(wire).map(([path, each]) => [path.replaceAll(/\.\d+/g, ''), each]));
  return Object.values(mask(flat, plain)).includes(MASK) ? MASK : value;
}

async function checkOutgoing(deps: Deps, letter: RoadMessage, correction: Correction): Promise<void> {
  if (correction.reference !== undefined) throw invalid('reference is of messages that come in');
  const row = await deps.store.outbox.get(letter.messageId);
  if (row?.command.type !== 'send handoff') throw invalid(`a ${letter.message} has no fields to correct`);
  const { mapping } = PARTNERS[letter.connector]!;
  const referral = await buildReferral(deps.store, row, [...(letter.corrections ?? []), correction]);
  fits(() => toWire(mapping, referral));
}

async function checkIncoming(deps: Deps, reader: Reader, letter: RoadMessage, correction: Correction): Promise<void> {
  if (isFiling(letter)) throw invalid('what an applicant has filed is not changed here: it is filed again, or received at the desk');
  const heard = fits(() => correctedHeard(openEnvelope(letter.connector, letter.envelope), [...(letter.corrections ?? []), correction]));
  if (correction.reference === undefined) return;
  const dossier = await deps.store.dossiers.get(heard.dossierId);
  if (!dossier?.view || !seesCentre(reader, dossier.view.centre)) throw invalid(`dossier ${heard.dossierId} is unknown`);
}

function fits<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof PermanentFailure) throw invalid(error.message);
    throw error;
  }
}

const isFiling = ({ direction, connector }: RoadMessage): boolean => direction === 'in' && connector === NATIONAL_PORTAL.name;
const invalid = (found: string): Problem => new Problem('CORRECTION_INVALID', { found });
const settled = ({ state }: RoadMessage): Problem => new Problem('LETTER_SETTLED', { found: state });
const blank = (names: readonly string[]): Record<string, null> => Object.fromEntries(names.map((name) => [name, null]));
const propertiesOf = (schema: unknown): string[] => Object.keys((schema as { properties?: object }).properties ?? {});

async function reread(deps: Deps, { id }: RoadMessage): Promise<RoadMessage> {
  const letter = await deps.store.messages.get(id);
  if (!letter) throw new Error(`The message ${id} has gone.`);
  return letter;
}

/** Tries in vain of the row it is sent from. */
export async function historyOf(deps: Deps, { direction, messageId }: RoadMessage): Promise<NonNullable<OutboxRow['history']>> {
  return direction === 'out' ? ((await deps.store.outbox.get(messageId))?.history ?? []) : [];
}
