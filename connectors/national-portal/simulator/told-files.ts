import { PermanentFailure } from '../../failure.js';
import { sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../signature.js';
import type { Secrets } from '../../settings.js';
import type { PortalRecord } from '../record.js';

/** Fetches a file that a record links to from the one-stop centre, signed over its id. @throws PermanentFailure when no record does, or it is not given. */
export async function toldFile(records: readonly PortalRecord[], id: string, [secret]: Secrets): Promise<Buffer> {
  const link = records.flatMap(linksOf).find(([file]) => file === id)?.[1];
  if (link === undefined) throw new PermanentFailure(`no record links to a file ${id}`);
  const timestamp = String(Date.now());
  const headers = { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: sign(timestamp, id, secret) };
  const answer = await fetch(link, { headers, redirect: 'error' });
  if (!answer.ok) throw new PermanentFailure(`${link} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

function linksOf({ TaiLieuNop, DanhSachGiayToKetQua }: PortalRecord): (readonly [string, string | undefined])[] {
  return [
    ...TaiLieuNop.map(({ TepDinhKemId, DuongDanTaiTepTin }) => [TepDinhKemId, DuongDanTaiTepTin] as const),
    ...DanhSachGiayToKetQua.map(({ GiayToId, DuongDanTepTinKetQua }) => [GiayToId, DuongDanTepTinKetQua] as const),
  ];
}
