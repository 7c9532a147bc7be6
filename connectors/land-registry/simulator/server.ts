import { securityCodesOf } from '../../security-code.js';
import { officeOf, type Question, type Sayings } from '../../simulator/office.js';
import { startSimulator, type StartSimulator } from '../../simulator/start.js';
import { toWireTime } from '../../wire-time.js';
import { LAND_REGISTRY } from '../mapping.js';

/** A simulated land registry: numbers every change of record. What else it says follows from the parcel: `rule`, told in docs/connectors.md. */
export const start: StartSimulator = (options) => {
  const [code = ''] = securityCodesOf(process.env, LAND_REGISTRY.name, options.secrets);
  return startSimulator(officeOf(LAND_REGISTRY.name, rule, sayings(code)), LAND_REGISTRY, options);
};

const DAY = 86_400_000;

function rule({ referral, askedBefore }: Question): string | readonly string[] {
  if (referral.message !== 'land-record-change') return [];
  const parcel = parcelOf(referral.body);
  if (parcel === '0' && askedBefore === 0) return 'returned-as-wrong';
  if (parcel.endsWith('77')) return ['moved', 'waiting', 'supplemented', 'registered'];
  return parcel.endsWith('88') ? ['moved', 'registered'] : 'registered';
}

function parcelOf({ ThongTinThuaDat }: Readonly<Record<string, unknown>>): string {
  return (ThongTinThuaDat as readonly { SoThuTuThua: string }[])[0]!.SoThuTuThua;
}

const sayings = (SecurityCode: string): Sayings => {
  const head = ({ referral }: Question) => ({ MaHoSoMotCua: referral.body.MaHoSoMotCua, SecurityCode });
  return {
    registered: (question) => ({
      ...head(question),
      TrangThaiKetThuc: 1,
      SoVaoSo: `VP ${String(question.serial).padStart(5, '0')}`,
      DanhSachGiayToKetQua: [{ TenGiayTo: 'Giấy chứng nhận' }],
    }),
    'returned-as-wrong': (question) => ({ ...head(question), LyDo: 'Số thửa không có trên bản đồ địa chính' }),
    'wrong-procedure': (question) => ({ ...head(question), LyDo: 'Giấy tờ là tặng cho, thủ tục chọn là chuyển nhượng' }),
    'tax-returned': (question) => ({ ...head(question), LyDo: 'Cơ quan thuế trả lại: thiếu diện tích trong hạn mức' }),
    'needs-update': (question) => ({ ...head(question), LyDo: 'Đề nghị cập nhật số định danh của bên nhận' }),
    'tax-result': (question) => ({
      ...head(question),
      DanhSachThongBaoThue: [{ HoTenChu: 'Bên A', LoaiThue: 'Lệ phí trước bạ', SoThongBaoThue: `TBT-${question.serial}` }],
    }),
    moved: (question) => ({
      ...head(question),
      ...{ MaCanBoChuyen: 'vpdk-01', MaCanBoNhan: 'vpdk-02', MaTrangThai: 'THAM-TRA', LaTrangThaiChuyenLai: false },
      HanXuLy: toWireTime(question.now + DAY),
    }),
    waiting: (question) => ({ ...head(question), LaTamDung: true, NoiDung: 'Bản vẽ thửa đất thiếu chữ ký của chủ đất liền kề' }),
    supplemented: (question) => ({ ...head(question), NgayHenTraMoi: toWireTime(question.now + 2 * DAY) }),
  };
};
