/** What applicants file at the portal, on its way to the one-stop centre, in the portal's field names. Wire names stop here. */
import { Type, type Static } from 'typebox';
import type { Instant } from '../../domain/time/instant.js';
import { PermanentFailure } from '../failure.js';
import { checkOf } from '../shape.js';
import { Text, Time } from '../wire-parts.js';
import { fromWireTime } from '../wire-time.js';

const File = Type.Object(
  { TepDinhKemId: Text, TenTepDinhKem: Text, MaThanhPhanHoSo: Text, DuongDanTaiTepTin: Text },
  { additionalProperties: true },
);

/** Fields beside these are let through: the portal may say more than we read. */
const Body = Type.Object(
  {
    /** The portal's own number: the same number twice is one filing. */
    ...{ MaHoSo: Text, MaTTHC: Text, ChuHoSo: Text, LoaiDoiTuong: Type.Enum(['1', '2', '3', '4']), NgayNopHoSo: Time },
    /** Electronic identifier of the one-stop centre: `H99.42`. */
    NoiNopHoSo: Text,
    ...{ SoGiayToChuHoSo: Type.Optional(Text), SoDienThoai: Type.Optional(Text), Email: Type.Optional(Text), DiaChi: Type.Optional(Text) },
    /** The form that the applicant filled in, as JSON text. */
    ThongTinKhac: Type.String({ minLength: 2, maxLength: 100_000 }),
    TaiLieuNop: Type.Array(File, { maxItems: 50 }),
  },
  { additionalProperties: true },
);

export const FilingMessage = Type.Object(
  { id: Text, connector: Type.Literal('national-portal'), message: Type.Literal('filing'), reference: Text, body: Body },
  { additionalProperties: false },
);

/** Fields of a filing that are nobody's personal data. */
export const FILING_PLAIN: readonly string[] = [
  ...['MaHoSo', 'MaTTHC', 'LoaiDoiTuong', 'NgayNopHoSo', 'NoiNopHoSo', 'TaiLieuNop.MaThanhPhanHoSo'],
];

const check = checkOf('filing of national-portal', FilingMessage);

/** An application filed at the portal, in our words. */
export interface Filing {
  /** The portal's number of it. */
  readonly number: string;
  readonly procedure: string;
  /** Electronic identifier of the one-stop centre. */
  readonly centre: string;
  readonly filedAt: Instant;
  readonly applicant: {
    readonly name: string;
    readonly kind: 'person' | 'organisation';
    readonly personalId?: string;
    readonly phone?: string;
    readonly email?: string;
    readonly address?: string;
  };
  readonly data: Readonly<Record<string, unknown>>;
  readonly files: readonly FiledPaper[];
}

export interface FiledPaper {
  readonly id: string;
  readonly name: string;
  /** Key of the document in the definition. */
  readonly document: string;
  /** Where the portal gives it. */
  readonly url: string;
}

/** @throws PermanentFailure saying what does not fit. */
export function readFiling(message: unknown): Filing {
  const { body } = check(message);
  return {
    ...{ number: body.MaHoSo, procedure: body.MaTTHC, centre: body.NoiNopHoSo, filedAt: fromWireTime(body.NgayNopHoSo) },
    applicant: applicantIn(body),
    data: formIn(body.ThongTinKhac),
    files: body.TaiLieuNop.map(({ TepDinhKemId: id, TenTepDinhKem: name, MaThanhPhanHoSo: document, DuongDanTaiTepTin: url }) => ({
      ...{ id, name, document, url },
    })),
  };
}

function applicantIn({ ChuHoSo, LoaiDoiTuong, SoGiayToChuHoSo, SoDienThoai, Email, DiaChi }: Static<typeof Body>): Filing['applicant'] {
  return {
    ...{ name: ChuHoSo, kind: LoaiDoiTuong === '1' ? 'person' : 'organisation' },
    ...(SoGiayToChuHoSo !== undefined && { personalId: SoGiayToChuHoSo }),
    ...(SoDienThoai !== undefined && { phone: SoDienThoai }),
    ...(Email !== undefined && { email: Email }),
    ...(DiaChi !== undefined && { address: DiaChi }),
  };
}

function formIn(text: string): Filing['data'] {
  const form = parsed(text);
  if (form === null || typeof form !== 'object' || Array.isArray(form))
    throw new PermanentFailure('filing of national-portal: body.ThongTinKhac is not a JSON object in text');
  return form as Filing['data'];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
