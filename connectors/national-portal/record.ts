/** The portal's messages: what each must have (domain facts 6.1). The schemas are the contract with the portal and with its simulator. */
import { Type, type Static } from 'typebox';
import { checkOf } from '../shape.js';
import { Text, Time } from '../wire-parts.js';

const closed = { additionalProperties: false } as const;
const open = Type.Optional;
const Flag = Type.Enum(['0', '1']);
/** Fees of what is to be paid: `HinhThucThu` 1 at reception, 2 at supplement, 4 at return; `LoaiPhiLePhi` 1 for a service, 2 by law. */
const Fee = Type.Object(
  { TenPhiLePhi: Text, MaPhiLePhi: Text, HinhThucThu: Type.Enum(['1', '2', '4']), Gia: Text, LoaiPhiLePhi: Type.Enum(['1', '2']) },
  closed,
);

const Paper = Type.Object(
  {
    ...{ TepDinhKemId: Text, TenTepDinhKem: Text, IsDeleted: Type.Enum(['True', 'False']), MaThanhPhanHoSo: Text },
    ...{ DuongDanTaiTepTin: open(Text), DuocSoHoa: Flag, DuocTaiSuDung: Flag, DuocLayTuKhoDMQG: Flag, MaKetQuaThayThe: open(Text) },
  },
  closed,
);

const Supplement = Type.Object(
  {
    ...{ HoSoBoSungId: Text, NguoiYeuCauBoSung: Text, NoiDungBoSung: Text, NgayBoSung: Time, TrangThaiBoSung: Flag },
    ...{ NguoiTiepNhanBoSung: open(Text), ThongTinTiepNhan: open(Text), NgayTiepNhanBoSung: open(Time) },
    DanhSachGiayToBoSung: Type.Array(Type.Object({ TenGiayTo: Text }, closed)),
    DanhSachLePhiBoSung: open(Type.Array(Fee)),
    ...{ NgayHenTraTruoc: open(Time), NgayHenTraMoi: open(Time) },
  },
  closed,
);

const Result = Type.Object(
  { TenGiayTo: Text, MaThanhPhanHoSo: Text, GiayToId: Text, DuongDanTepTinKetQua: Text, MaGiayToKetQua: Text },
  closed,
);

/** A dossier at the portal; what it says replaces what was said of the same `MaHoSo` before. */
export const PortalRecord = Type.Object(
  {
    ...{ MaHoSo: Text, MaTTHC: Text, TenTTHC: Text, MaLinhVuc: Text, TenLinhVuc: Text, KenhThucHien: Type.Enum(['1', '2', '3']) },
    ...{ ChuHoSo: Text, LoaiDoiTuong: Type.Enum(['1', '2', '3', '4']), MaDoiTuong: open(Text), ThongTinKhac: open(Text) },
    SoGiayToChuHoSo: open(Text),
    DinhDanhCHS: open(Type.Array(Type.Object({ LoaiDinhDanh: Type.Enum(['1', '2']), SoDinhDanh: Text }, closed))),
    ...{ Email: open(Text), Fax: open(Text), SoDienThoai: open(Text), TrichYeuHoSo: Type.String({ maxLength: 1000 }) },
    TrangThaiHoSo: Type.Enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']),
    ...{ NgayNopHoSo: Time, NgayTiepNhan: open(Time), NgayHenTra: open(Time), NgayTuChoi: open(Time) },
    ...{ NgayKetThucXuLy: open(Time), NgayTra: open(Time), ThongTinTra: open(Text), HinhThuc: open(Flag) },
    ...{ DonViXuLy: Text, NoiNopHoSo: Text, GhiChu: open(Text) },
    ...{ HoSoCoThanhPhanSoHoa: Flag, TaiKhoanDuocXacThucVoiVNeID: Flag, DuocThanhToanTrucTuyen: Type.Enum(['0', '1', '2']) },
    DSKetNoiCSDL: open(Type.Array(Type.Object({ MaCSDL: Text }, closed))),
    ...{ TaiLieuNop: Type.Array(Paper), DanhSachLePhi: Type.Array(Fee), DanhSachTepDinhKemKhac: Type.Array(Paper) },
    ...{ DanhSachHoSoBoSung: Type.Array(Supplement), DanhSachGiayToKetQua: Type.Array(Result) },
  },
  closed,
);

export const PortalProgress = Type.Object(
  {
    ...{ MaHoSo: Text, NguoiXuLy: Type.String({ minLength: 1, maxLength: 50 }), ChucDanh: Text, ThoiDiemXuLy: Time, PhongBanXuLy: Text },
    ...{ NoiDungXuLy: Text, TrangThai: Text, NgayBatDau: Time, NgayKetThucTheoQuyDinh: open(Time) },
  },
  closed,
);

/** How a dossier stands at the portal, when it is asked. */
const PortalStanding = Type.Object(
  { MaHoSo: Text, TrangThaiHoSo: PortalRecord.properties.TrangThaiHoSo, NgayCapNhat: open(Time) },
  { additionalProperties: true },
);

/** The answer to one item of a request: `0` when it was taken. */
export const PortalAnswer = Type.Object({ error_code: Type.String(), message: Type.String() }, { additionalProperties: true });

export type PortalRecord = Static<typeof PortalRecord>;

const inEach = (list: string, names: readonly string[]): string[] => names.map((name) => `${list}.${name}`);

/** Fields of a record that are nobody's personal data: not names, numbers and addresses of people, not free words, not names of files and links to them. */
export const RECORD_PLAIN: readonly string[] = [
  ...['MaHoSo', 'MaTTHC', 'TenTTHC', 'MaLinhVuc', 'TenLinhVuc', 'KenhThucHien', 'LoaiDoiTuong', 'TrichYeuHoSo', 'TrangThaiHoSo'],
  ...['NgayNopHoSo', 'NgayTiepNhan', 'NgayHenTra', 'NgayTuChoi', 'NgayKetThucXuLy', 'NgayTra', 'HinhThuc', 'DonViXuLy', 'NoiNopHoSo'],
  ...['HoSoCoThanhPhanSoHoa', 'TaiKhoanDuocXacThucVoiVNeID', 'DuocThanhToanTrucTuyen', 'DSKetNoiCSDL.MaCSDL'],
  ...inEach('TaiLieuNop', ['IsDeleted', 'MaThanhPhanHoSo', 'DuocSoHoa', 'DuocTaiSuDung', 'DuocLayTuKhoDMQG']),
  ...inEach('DanhSachLePhi', ['TenPhiLePhi', 'MaPhiLePhi', 'HinhThucThu', 'Gia', 'LoaiPhiLePhi']),
  ...inEach('DanhSachHoSoBoSung', [
    'HoSoBoSungId',
    'NgayBoSung',
    'TrangThaiBoSung',
    'NgayTiepNhanBoSung',
    'NgayHenTraTruoc',
    'NgayHenTraMoi',
  ]),
  ...inEach('DanhSachGiayToKetQua', ['TenGiayTo', 'MaThanhPhanHoSo', 'MaGiayToKetQua']),
];
export type PortalProgress = Static<typeof PortalProgress>;
export type PortalAnswer = Static<typeof PortalAnswer>;

export const checkRecord = checkOf('record of national-portal', PortalRecord);
export const checkProgress = checkOf('progress of national-portal', PortalProgress);
export const checkStanding = checkOf('standing of national-portal', PortalStanding);
export const checkAnswers = checkOf('answer of national-portal', Type.Array(PortalAnswer));
