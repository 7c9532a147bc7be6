import { createHash } from 'node:crypto';
import { PermanentFailure } from '../failure.js';
import { own } from '../own.js';
import type { Secrets } from '../settings.js';

/** The fields of each kind of message (`LoaiBanTin`) that its seal covers, in this order. */
const SEALED: Readonly<Record<string, readonly string[]>> = {
  INIT: [
    ...['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'SoTien', 'LoaiHinhThanhToan', 'MaKenhThanhToan', 'ThongTinGiaoDich'],
    ...['TKThuHuong', 'TenTKThuHuong', 'LoaiPhiLePhi', 'MaPhiLePhi', 'TenPhiLePhi', 'MaDonVi', 'TenDonVi', 'MaThuTuc', 'MaDVC'],
    ...['HoTenNguoiNop', 'SoGiayToNguoiNop', 'DiaChiNguoiNop', 'SoDienThoaiNguoiNop', 'ThoiGianGD'],
  ],
  INIT_RESULT: ['LoaiBanTin', 'MaLoi', 'MaDoiTac', 'MaThamChieu', 'UrlThanhToan'],
  CONFIRM: [
    ...['LoaiBanTin', 'MaLoi', 'MaDoiTac', 'MaThamChieu', 'SoTien', 'MaTienTe', 'MaGiaoDich', 'MaNganHang', 'ThoiGianGD'],
    ...['ThongTinGiaoDich', 'TrangThai'],
  ],
  GET_BILL: ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'],
  GET_BILL_RESULT: ['LoaiBanTin', 'MaLoi', 'MaDoiTac', 'MaThamChieu', 'UrlBienLai'],
};

type Body = Readonly<Record<string, unknown>>;

/**
 * `MaXacThuc`: upper-case hex SHA-256 over the fields joined by `|` and the secret after them; a field that is not there is empty.
 * @throws PermanentFailure for an unknown `LoaiBanTin`.
 */
export function sealOf(body: Body, secret: string): string {
  const kind = String(body.LoaiBanTin);
  const fields = own(SEALED, kind);
  if (!fields) throw new PermanentFailure(`LoaiBanTin is ${kind}; expected one of ${Object.keys(SEALED).join(', ')}`);
  const text = [...fields.map((name) => String((body[name] as string | number | undefined) ?? '')), secret].join('|');
  return createHash('sha256').update(text).digest('hex').toUpperCase();
}

/** The body with its seal. */
export function sealed(body: Body, [secret]: Secrets): Body {
  return { ...body, MaXacThuc: sealOf(body, secret) };
}

/** Why the seal does not hold, null when it does: one of the secrets that both keep. */
export function unsealed(body: Body, secrets: Secrets): string | null {
  const { MaXacThuc, ...rest } = body;
  const holds = secrets.some((secret) => secret !== undefined && sealOf(rest, secret) === MaXacThuc);
  return holds ? null : 'MaXacThuc does not fit the message';
}
