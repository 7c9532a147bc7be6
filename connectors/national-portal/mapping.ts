/** How a dossier looks at the national public-service portal, in the portal's field names (Circular 01/2023 and on; domain facts 6.1). Wire names stop here. */
import type { Instant } from '../../domain/time/instant.js';
import { toWireTime } from '../wire-time.js';
import type { PortalProgress, PortalRecord } from './record.js';

/** A dossier as the portal is told of it, in our words. */
export interface PortalDossier {
  readonly number: string;
  readonly procedure: { readonly code: string; readonly name: string };
  readonly field: string;
  readonly channel: 'desk' | 'post' | 'online';
  readonly applicant: {
    readonly name: string;
    readonly kind: string;
    readonly personalId?: string;
    readonly phone?: string;
    readonly email?: string;
  };
  /** National status code, 1–10. */
  readonly status: number;
  readonly filedAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly promisedAt: Instant | null;
  readonly refusedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly delivered: { readonly at: Instant; readonly method: 'desk' | 'post' | 'online' | 'interlink' } | null;
  /** Names of the agency that holds it and of the centre that received it. */
  readonly holder: string;
  readonly centre: string;
  readonly remark?: string;
  readonly papers: readonly PortalPaper[];
  readonly fees: readonly {
    readonly code: string;
    readonly name: string;
    readonly amount: number;
    readonly due: 'on reception' | 'on return';
  }[];
  /** Something was paid at the payment platform. */
  readonly paidOnline: boolean;
  readonly supplements: readonly PortalSupplement[];
  readonly results: readonly { readonly code: string; readonly name: string; readonly file: string; readonly link: string }[];
}

export interface PortalPaper {
  /** Key of the document in the definition. */
  readonly code: string;
  readonly name: string;
  /** The scan, when there is one. */
  readonly file?: { readonly id: string; readonly name: string; readonly link: string };
}

export interface PortalSupplement {
  readonly no: number;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly text: string;
  readonly papers: readonly string[];
  readonly received: { readonly by: string; readonly at: Instant } | null;
  readonly promisedBefore: Instant | null;
  readonly promisedAfter: Instant | null;
}

/** `DuocThanhToanTrucTuyen`: online, not at the portal itself. */
const PAID_ELSEWHERE = '2';
const CHANNELS = { desk: '1', online: '2', post: '3' } as const;
const PERSONS: Readonly<Record<string, PortalRecord['LoaiDoiTuong']>> = { person: '1', household: '1', organisation: '2' };
const COLLECTED = { 'on reception': '1', 'on return': '4' } as const;
const HANDED_OVER = { desk: '0', post: '1', online: '1', interlink: '1' } as const;
/** Longest `TrichYeuHoSo`, longest `NguoiXuLy`. */
const SUMMARY = 1000;
const HANDLER = 50;

export function toRecord(dossier: PortalDossier): PortalRecord {
  const { number, procedure, field, channel, status, holder, centre, remark } = dossier;
  return {
    ...{ MaHoSo: number, MaTTHC: procedure.code, TenTTHC: procedure.name, MaLinhVuc: field, TenLinhVuc: field },
    ...{ KenhThucHien: CHANNELS[channel], ...applicant(dossier.applicant) },
    TrichYeuHoSo: procedure.name.slice(0, SUMMARY),
    TrangThaiHoSo: String(status) as PortalRecord['TrangThaiHoSo'],
    ...dates(dossier),
    ...{ DonViXuLy: holder, NoiNopHoSo: centre },
    ...(remark && { GhiChu: remark }),
    HoSoCoThanhPhanSoHoa: dossier.papers.some(({ file }) => file) ? '1' : '0',
    ...{ TaiKhoanDuocXacThucVoiVNeID: '0', DuocThanhToanTrucTuyen: dossier.paidOnline ? PAID_ELSEWHERE : '0' },
    TaiLieuNop: dossier.papers.map(paper),
    DanhSachLePhi: dossier.fees.map(({ code, name, amount, due }) => ({
      ...{ TenPhiLePhi: name, MaPhiLePhi: code, HinhThucThu: COLLECTED[due], Gia: String(amount), LoaiPhiLePhi: '2' },
    })),
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: dossier.supplements.map((each) => supplement(number, each)),
    DanhSachGiayToKetQua: dossier.results.map(({ code, name, file, link }) => ({
      ...{ TenGiayTo: name, MaThanhPhanHoSo: code, GiayToId: file, DuongDanTepTinKetQua: link, MaGiayToKetQua: code },
    })),
  };
}

function applicant({ name, kind, personalId, phone, email }: PortalDossier['applicant']) {
  const kindOfId = idKind(personalId ?? '');
  return {
    ...{ ChuHoSo: name, LoaiDoiTuong: PERSONS[kind] ?? '4' },
    ...(personalId && { SoGiayToChuHoSo: personalId }),
    ...(personalId && kindOfId && { DinhDanhCHS: [{ LoaiDinhDanh: kindOfId, SoDinhDanh: personalId }] }),
    ...(phone && { SoDienThoai: phone }),
    ...(email && { Email: email }),
  };
}

/** 1: the number of twelve digits; 2: that of nine digits before it. */
function idKind(id: string): '1' | '2' | null {
  if (/^\d{12}$/.test(id)) return '1';
  return /^\d{9}$/.test(id) ? '2' : null;
}

function dates({ filedAt, acceptedAt, promisedAt, refusedAt, finishedAt, delivered }: PortalDossier) {
  return {
    NgayNopHoSo: toWireTime(filedAt),
    ...(acceptedAt !== null && { NgayTiepNhan: toWireTime(acceptedAt) }),
    ...(promisedAt !== null && { NgayHenTra: toWireTime(promisedAt) }),
    ...(refusedAt !== null && { NgayTuChoi: toWireTime(refusedAt) }),
    ...(finishedAt !== null && { NgayKetThucXuLy: toWireTime(finishedAt) }),
    ...(delivered && { NgayTra: toWireTime(delivered.at), HinhThuc: HANDED_OVER[delivered.method] }),
  };
}

function paper({ code, name, file }: PortalPaper): PortalRecord['TaiLieuNop'][number] {
  return {
    ...{ TepDinhKemId: file?.id ?? code, TenTepDinhKem: file?.name ?? name, IsDeleted: 'False', MaThanhPhanHoSo: code },
    ...(file && { DuongDanTaiTepTin: file.link }),
    ...{ DuocSoHoa: file ? '1' : '0', DuocTaiSuDung: '0', DuocLayTuKhoDMQG: '0' },
  };
}

function supplement(number: string, each: PortalSupplement): PortalRecord['DanhSachHoSoBoSung'][number] {
  return {
    ...{ HoSoBoSungId: `${number}-${each.no}`, NguoiYeuCauBoSung: each.askedBy, NoiDungBoSung: each.text },
    NgayBoSung: toWireTime(each.askedAt),
    ...(each.received && { NguoiTiepNhanBoSung: each.received.by, NgayTiepNhanBoSung: toWireTime(each.received.at) }),
    TrangThaiBoSung: each.received ? '1' : '0',
    DanhSachGiayToBoSung: each.papers.map((TenGiayTo) => ({ TenGiayTo })),
    ...(each.promisedBefore !== null && { NgayHenTraTruoc: toWireTime(each.promisedBefore) }),
    ...(each.promisedAfter !== null && { NgayHenTraMoi: toWireTime(each.promisedAfter) }),
  };
}

/** One step that was done, in our words. */
export interface PortalStep {
  readonly number: string;
  readonly handler: string;
  readonly title: string;
  readonly agency: string;
  readonly what: string;
  readonly at: Instant;
  readonly status: number;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
}

export function toProgress({ number, handler, title, agency, what, at, status, startedAt, dueAt }: PortalStep): PortalProgress {
  return {
    ...{ MaHoSo: number, NguoiXuLy: handler.slice(0, HANDLER), ChucDanh: title, PhongBanXuLy: agency, NoiDungXuLy: what },
    ...{ ThoiDiemXuLy: toWireTime(at), TrangThai: String(status), NgayBatDau: toWireTime(startedAt) },
    ...(dueAt !== null && { NgayKetThucTheoQuyDinh: toWireTime(dueAt) }),
  };
}
