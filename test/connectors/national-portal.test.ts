import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createPortal, type Portal } from '../../connectors/national-portal/client.js';
import { readFiling } from '../../connectors/national-portal/filing.js';
import { type PortalDossier, type PortalStep, toProgress, toRecord } from '../../connectors/national-portal/mapping.js';
import { mayFollow } from '../../connectors/national-portal/simulator/status.js';
import { start } from '../../connectors/national-portal/simulator/server.js';
import { signedHeaders } from '../../connectors/signature.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { post, SECRET } from './offices.js';

const at = (text: string): number => Date.parse(`${text}+07:00`);

const DOSSIER: PortalDossier = {
  ...{ number: 'H99.42-260212-0001', procedure: { code: '1.013831', name: 'Đăng ký biến động' }, field: 'land', channel: 'online' },
  applicant: { name: 'Nguyễn Văn A', kind: 'person', personalId: '001099000001', phone: '0900000001', email: 'a@example.vn' },
  ...{ status: 4, filedAt: at('2026-02-11T20:00:00'), acceptedAt: at('2026-02-12T08:00:00'), promisedAt: at('2026-02-26T17:30:00') },
  ...{ refusedAt: null, finishedAt: null, delivered: null, holder: 'Chi nhánh III', centre: 'Trung tâm xã An Mẫu' },
  papers: [
    { code: 'contract', name: 'Hợp đồng', file: { id: 'f-1', name: 'hop-dong.pdf', link: 'https://mot-cua.example/files/f-1' } },
    { code: 'application', name: 'Đơn đăng ký' },
  ],
  fees: [{ code: 'registration', name: 'Lệ phí đăng ký', amount: 28_000, due: 'on return' }],
  paidOnline: false,
  supplements: [
    {
      ...{ no: 1, askedBy: 'Chuyên viên', askedAt: at('2026-02-13T09:00:00'), text: 'Thiếu trang 3', papers: ['Hợp đồng'] },
      received: { by: 'Quầy tiếp nhận', at: at('2026-02-16T09:00:00') },
      ...{ promisedBefore: at('2026-02-24T17:30:00'), promisedAfter: at('2026-02-26T17:30:00') },
    },
  ],
  results: [],
};
const dossier = (more: Partial<PortalDossier> = {}): PortalDossier => ({ ...DOSSIER, ...more });
const STEP: PortalStep = {
  ...{ number: DOSSIER.number, handler: 'Chuyên viên thẩm định đất đai số 1', title: 'Chuyên viên', agency: 'Chi nhánh III' },
  ...{ what: 'Thẩm định', at: at('2026-02-17T10:00:00'), status: 4, startedAt: at('2026-02-12T09:00:00'), dueAt: null },
};

describe('a dossier at the portal', () => {
  it('says whether something was paid online', () => {
    expect(['0', '2']).toEqual([false, true].map((paidOnline) => toRecord(dossier({ paidOnline })).DuocThanhToanTrucTuyen));
  });

  it('is written in the field names of the portal, with its papers, fees and supplements', () => {
    expect(toRecord(DOSSIER)).toEqual({
      ...{ MaHoSo: 'H99.42-260212-0001', MaTTHC: '1.013831', TenTTHC: 'Đăng ký biến động', MaLinhVuc: 'land', TenLinhVuc: 'land' },
      ...{ KenhThucHien: '2', ChuHoSo: 'Nguyễn Văn A', LoaiDoiTuong: '1', SoGiayToChuHoSo: '001099000001' },
      DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '001099000001' }],
      ...{ SoDienThoai: '0900000001', Email: 'a@example.vn', TrichYeuHoSo: 'Đăng ký biến động', TrangThaiHoSo: '4' },
      ...{ NgayNopHoSo: '20260211200000', NgayTiepNhan: '20260212080000', NgayHenTra: '20260226173000' },
      ...{ DonViXuLy: 'Chi nhánh III', NoiNopHoSo: 'Trung tâm xã An Mẫu', HoSoCoThanhPhanSoHoa: '1' },
      ...{ TaiKhoanDuocXacThucVoiVNeID: '0', DuocThanhToanTrucTuyen: '0' },
      TaiLieuNop: [
        {
          ...{ TepDinhKemId: 'f-1', TenTepDinhKem: 'hop-dong.pdf', IsDeleted: 'False', MaThanhPhanHoSo: 'contract' },
          ...{ DuongDanTaiTepTin: 'https://mot-cua.example/files/f-1', DuocSoHoa: '1', DuocTaiSuDung: '0', DuocLayTuKhoDMQG: '0' },
        },
        {
          ...{ TepDinhKemId: 'application', TenTepDinhKem: 'Đơn đăng ký', IsDeleted: 'False', MaThanhPhanHoSo: 'application' },
          ...{ DuocSoHoa: '0', DuocTaiSuDung: '0', DuocLayTuKhoDMQG: '0' },
        },
      ],
      DanhSachLePhi: [{ TenPhiLePhi: 'Lệ phí đăng ký', MaPhiLePhi: 'registration', HinhThucThu: '4', Gia: '28000', LoaiPhiLePhi: '2' }],
      DanhSachTepDinhKemKhac: [],
      DanhSachHoSoBoSung: [
        {
          ...{ HoSoBoSungId: 'H99.42-260212-0001-1', NguoiYeuCauBoSung: 'Chuyên viên', NoiDungBoSung: 'Thiếu trang 3' },
          ...{ NgayBoSung: '20260213090000', NguoiTiepNhanBoSung: 'Quầy tiếp nhận', NgayTiepNhanBoSung: '20260216090000' },
          ...{ TrangThaiBoSung: '1', DanhSachGiayToBoSung: [{ TenGiayTo: 'Hợp đồng' }] },
          ...{ NgayHenTraTruoc: '20260224173000', NgayHenTraMoi: '20260226173000' },
        },
      ],
      DanhSachGiayToKetQua: [],
    });
  });

  it('tells what was done, by whom, from when to when', () => {
    expect(toProgress({ ...STEP, handler: 'x'.repeat(60), dueAt: at('2026-02-18T17:30:00') })).toEqual({
      ...{ MaHoSo: 'H99.42-260212-0001', NguoiXuLy: 'x'.repeat(50), ChucDanh: 'Chuyên viên', PhongBanXuLy: 'Chi nhánh III' },
      ...{ NoiDungXuLy: 'Thẩm định', ThoiDiemXuLy: '20260217100000', TrangThai: '4', NgayBatDau: '20260212090000' },
      NgayKetThucTheoQuyDinh: '20260218173000',
    });
  });

  it.each([
    [
      'a household',
      { kind: 'household', personalId: '012345678' },
      { LoaiDoiTuong: '1', DinhDanhCHS: [{ LoaiDinhDanh: '2', SoDinhDanh: '012345678' }] },
    ],
    ['an organisation', { kind: 'organisation', personalId: '0100000001' }, { LoaiDoiTuong: '2', SoGiayToChuHoSo: '0100000001' }],
  ])('%s is told by its kind and its number', (_what, applicant, expected) => {
    expect(toRecord(dossier({ applicant: { name: 'X', ...applicant } }))).toMatchObject(expected);
  });
});

describe('the portal', () => {
  let simulator: Simulator;
  let portal: Portal;
  beforeEach(async () => {
    simulator = await start({ secrets: [SECRET], publicUrl: 'http://127.0.0.1:9' });
    portal = createPortal({ baseUrl: simulator.url, secrets: [SECRET], timeoutMs: 2000 });
  });
  afterEach(() => simulator.stop());
  const known = async () => (await (await fetch(`${simulator.url}/dossiers`)).json()) as { statuses: string[]; progress: unknown[] }[];

  it('takes dossiers in an array, and follows their statuses', async () => {
    await portal.sync('d-1-1', [dossier({ status: 2 }), dossier({ number: 'H99.42-260212-0002', status: 2 })]);
    await portal.sync('d-1-2', [dossier()]);
    expect((await known()).map(({ statuses }) => statuses)).toEqual([['2', '4'], ['2']]);
  });

  it('takes a message once though it comes twice', async () => {
    await portal.sync('d-1-1', [dossier()]);
    await portal.sync('d-1-1', [dossier()]);
    await portal.progress('d-1-1-progress', [STEP]);
    await portal.progress('d-1-1-progress', [STEP]);
    expect(await known()).toMatchObject([{ statuses: ['4'], progress: [{ NoiDungXuLy: 'Thẩm định' }] }]);
  });

  it('takes progress in chunks of ten', async () => {
    await portal.sync('d-1-1', [dossier()]);
    await portal.progress(
      'p',
      Array.from({ length: 23 }, (_, index) => ({ ...STEP, what: `Bước ${index}` })),
    );
    expect((await known())[0]!.progress.length).toBe(23);
    const raw = JSON.stringify(Array.from({ length: 11 }, () => toProgress(STEP)));
    const response = await fetch(`${simulator.url}/progress`, {
      method: 'POST',
      body: raw,
      headers: signedHeaders('eleven', raw, [SECRET], Date.now()),
    });
    expect([response.status, await response.json()]).toEqual([422, { message: 'progress: 11 entries; expected at most 10' }]);
  });

  it.each([
    [
      'a status that cannot follow',
      [dossier({ status: 10, delivered: { at: 0, method: 'desk' } }), dossier({ status: 5 })],
      '103',
      'TrangThaiHoSo 5 không thể theo sau 10',
    ],
    ['an end without its date', [dossier({ status: 9 })], '104', 'TrangThaiHoSo 9 cần NgayKetThucXuLy'],
    [
      'a number that belongs to another procedure',
      [dossier(), dossier({ procedure: { code: '1.0', name: 'X' } })],
      '102',
      'MaHoSo thuộc thủ tục 1.013831',
    ],
  ])('refuses %s for good, by item', async (_what, dossiers, code, message) => {
    const last = dossiers.at(-1)!;
    for (const [index, each] of dossiers.slice(0, -1).entries()) await portal.sync(`before-${index}`, [each]);
    const refused = portal.sync('last', [last]);
    await expect(refused).rejects.toMatchObject({ name: 'PermanentFailure' });
    await expect(refused).rejects.toThrow(`national-portal answered ${code} about H99.42-260212-0001: ${message}`);
  });

  it('refuses what lacks a field, and takes the other items of the array', async () => {
    const { ChuHoSo: _left, ...incomplete } = toRecord(dossier({ number: 'H99.42-260212-0009' }));
    const raw = JSON.stringify([incomplete, toRecord(DOSSIER)]);
    const response = await fetch(`${simulator.url}/dossiers`, {
      method: 'POST',
      body: raw,
      headers: signedHeaders('m', raw, [SECRET], Date.now()),
    });
    expect(await response.json()).toEqual([
      { error_code: '101', message: 'record of national-portal: the message lacks ChuHoSo' },
      { error_code: '0', message: 'Thành công' },
    ]);
  });

  it('believes nobody who cannot sign, and is away when it is down', async () => {
    const stranger = createPortal({ baseUrl: simulator.url, secrets: ['the secret of somebody else, 32 letters'] });
    await expect(stranger.sync('m', [DOSSIER])).rejects.toMatchObject({ name: 'PartnerAway' });
    await post(`${simulator.url}/control`, { down: true });
    await expect(portal.sync('m', [DOSSIER])).rejects.toMatchObject({ name: 'PartnerAway' });
  });

  it('is never sent what does not fit', async () => {
    await expect(portal.sync('m', [dossier({ status: 11 })])).rejects.toThrow(
      'record of national-portal: TrangThaiHoSo is text of 2 characters; expected one of 1, 2,',
    );
  });
});

describe('the way of a dossier at the portal', () => {
  it.each([
    ['1', '2', true],
    ['1', '3', true],
    ['2', '4', true],
    ['4', '5', true],
    ['5', '4', true],
    ['4', '6', true],
    ['9', '10', true],
    ['10', '4', true],
    ['8', '10', true],
    ['4', '2', false],
    ['2', '1', false],
    ['10', '9', false],
    ['3', '2', false],
  ])('from %s to %s: %s', (before, after, may) => expect(mayFollow(before, after)).toBe(may));
});

const FILING = {
  ...{ id: 'filing-G22-1', connector: 'national-portal', message: 'filing', reference: 'G22-1' },
  body: {
    ...{
      MaHoSo: 'G22-1',
      MaTTHC: '1.001612',
      ChuHoSo: 'Nguyễn Thị D',
      LoaiDoiTuong: '1',
      NgayNopHoSo: '20260516224000',
      NoiNopHoSo: 'H99.42',
    },
    ...{ SoGiayToChuHoSo: '001099000003', Email: 'd@example.vn', ThongTinKhac: '{"businessName":"Quán cơm"}', TenPhienBan: '2' },
    TaiLieuNop: [{ TepDinhKemId: 'f', TenTepDinhKem: 'don.pdf', MaThanhPhanHoSo: 'application', DuongDanTaiTepTin: 'http://p/files/f' }],
  },
};
const filing = (more: object) => ({ ...FILING, body: { ...FILING.body, ...more } });

describe('an application filed at the portal', () => {
  it('is read into our words; the portal may say more than we read', () => {
    expect(readFiling(FILING)).toEqual({
      ...{ number: 'G22-1', procedure: '1.001612', centre: 'H99.42', filedAt: at('2026-05-16T22:40:00') },
      applicant: { name: 'Nguyễn Thị D', kind: 'person', personalId: '001099000003', email: 'd@example.vn' },
      data: { businessName: 'Quán cơm' },
      files: [{ id: 'f', name: 'don.pdf', document: 'application', url: 'http://p/files/f' }],
    });
  });

  it.each([
    ['a form that is no JSON', filing({ ThongTinKhac: 'tên: x' }), 'body.ThongTinKhac is not a JSON object in text'],
    ['a form that is a list', filing({ ThongTinKhac: '[1]' }), 'body.ThongTinKhac is not a JSON object in text'],
    ['no applicant', filing({ ChuHoSo: undefined }), 'body lacks ChuHoSo'],
    ['a date in words', filing({ NgayNopHoSo: 'hôm nay' }), 'body.NgayNopHoSo is text of 7 characters'],
    ['another partner', { ...FILING, connector: 'tax' }, 'connector is text of 3 characters; expected national-portal'],
  ])('is refused with what was expected: %s', (_what, message, sentence) => {
    expect(() => readFiling(JSON.parse(JSON.stringify(message)))).toThrow(`filing of national-portal: ${sentence}`);
  });
});
