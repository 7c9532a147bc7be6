import { officeOf, type Question, type Sayings } from '../../simulator/office.js';
import { startSimulator, type StartSimulator } from '../../simulator/start.js';
import { LAND_REGISTRY } from '../mapping.js';

/** A simulated land registry: numbers every change of record; a parcel number 0 is returned as wrong the first time. */
export const start: StartSimulator = (options) => startSimulator(officeOf(LAND_REGISTRY.name, rule, SAYINGS), LAND_REGISTRY, options);

function rule({ referral, askedBefore }: Question): string {
  return referral.body.SoThuTuThua === '0' && askedBefore === 0 ? 'returned-as-wrong' : 'registered';
}

const SAYINGS: Sayings = {
  registered: ({ referral, serial }) => ({
    MaHoSoMotCua: referral.body.MaHoSoMotCua,
    TrangThaiKetThuc: 1,
    SoVaoSo: `VP ${String(serial).padStart(5, '0')}`,
    DanhSachGiayToKetQua: [{ TenGiayTo: 'Giấy chứng nhận' }],
  }),
  'returned-as-wrong': ({ referral }) => ({ MaHoSoMotCua: referral.body.MaHoSoMotCua, LyDo: 'Số thửa không có trên bản đồ địa chính' }),
};
