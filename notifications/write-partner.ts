/** Letters to the office behind an outside system: what its system, or ours, has not done in its time. Nothing in them is the applicant's. */
import { referenceOf } from '../connectors/contract.js';
import type { Letter, Mailer } from '../connectors/mail/client.js';
import type { Instant } from '../domain/time/instant.js';
import type { Dispatch, OutboxRow } from '../store/outgoing.js';
import type { Said, Told } from './archive.js';
import { agencyName, backgroundOf, type BackgroundStore, procedureName, type Words } from './background.js';
import { when } from './letters.js';

type WritePartner = Extract<Dispatch, { type: 'write to partner' }>;

export interface PartnerLetterDeps {
  readonly store: BackgroundStore;
  readonly mailer: Mailer;
  /** Where the office behind a connector reads its mail; undefined: nowhere, it reads `GET /partner/alerts`. */
  readonly mailOf: (connector: string) => string | undefined;
}

const WHAT: Readonly<Record<string, Words>> = {
  'handover not received': { vi: 'hệ thống của quý cơ quan chưa nhận được thông điệp', en: 'your system has not got the message' },
  'handover not acknowledged': { vi: 'quý cơ quan chưa xác nhận tiếp nhận', en: 'it has not been taken up' },
};

/** Writes to the office, when it has an address; answers what was written. */
export async function writeToPartner(deps: PartnerLetterDeps, row: OutboxRow, command: WritePartner): Promise<readonly Told[]> {
  const letter = await partnerLetter(deps, row, command);
  if (!letter) return [];
  await deps.mailer.send(row.id, letter);
  return [{ row, said: saidInLetter(letter) }];
}

/** Nothing in it is the applicant's. */
export const saidInLetter = (letter: Letter): Said => ({ body: { ...letter }, plain: ['to', 'subject', 'text'] });

/** The letter to the office; null when it has no address. */
export async function partnerLetter(
  { store, mailOf }: Pick<PartnerLetterDeps, 'store' | 'mailOf'>,
  row: OutboxRow,
  command: WritePartner,
): Promise<Letter | null> {
  const to = mailOf(command.connector);
  if (!to) return null;
  const background = await backgroundOf(store, row.dossierId);
  const { number, view } = background.dossier;
  return letterOf({
    ...{ to, number, reference: referenceOf(row.dossierId, command.run), at: row.createdAt, what: WHAT[command.about] ?? UNKNOWN },
    ...{ procedure: procedureName(background), centre: agencyName(background, view.centre) },
  });
}

const UNKNOWN: Words = { vi: 'có việc cần phối hợp', en: 'something needs both sides' };

interface About {
  readonly to: string;
  readonly number: string;
  readonly reference: string;
  readonly at: Instant;
  readonly what: Words;
  readonly procedure: Words;
  readonly centre: Words;
}

function letterOf({ to, number, reference, at, what, procedure, centre }: About): Letter {
  const lines = [
    `Hồ sơ ${number} (${procedure.vi}), mã tham chiếu ${reference}: ${what.vi} trong thời hạn.`,
    `Báo lúc ${when(at).vi}. Đề nghị hai bên khắc phục ngay trong ngày làm việc.`,
    centre.vi,
    ...['', '-'.repeat(40), ''],
    `Dossier ${number} (${procedure.en}), reference ${reference}: ${what.en} in its time.`,
    `Told ${when(at).en}. Both sides are asked to put it right the same working day.`,
    ...[centre.en, ''],
  ];
  return { to, subject: `Hồ sơ ${number}: ${what.vi} / ${what.en}`, text: lines.join('\n') };
}
