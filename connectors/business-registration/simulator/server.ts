import { officeOf, type Question, type Sayings } from '../../simulator/office.js';
import type { WireBody } from '../../partner.js';
import { startSimulator, type StartSimulator } from '../../simulator/start.js';
import { toWireTime } from '../../wire-time.js';
import { BUSINESS_REGISTRATION } from '../mapping.js';

/** The simulated system of business registration: every household gets its owner's number, unless its name is taken the first time ("trùng"), and late when it says "chậm". */
export const start: StartSimulator = (options) =>
  startSimulator(officeOf(BUSINESS_REGISTRATION.name, rule, SAYINGS), BUSINESS_REGISTRATION, options);

function rule({ referral, askedBefore }: Question): string | readonly string[] {
  const name = String(referral.body.TenHoKinhDoanh);
  if (/trùng/i.test(name) && askedBefore === 0) return 'returned-as-wrong';
  return /chậm/i.test(name) ? ['late', 'registered'] : 'registered';
}

const ownerOf = ({ ThongTinChuHo }: WireBody): WireBody | undefined => ThongTinChuHo as WireBody | undefined;

const SAYINGS: Sayings = {
  registered: ({ referral, serial, now }) => ({
    ...{ MaHoSo: referral.body.MaHoSo, MaSoHoKinhDoanh: ownerOf(referral.body)?.SoDinhDanh ?? String(8_000_000_000 + serial) },
    ...{ NgayCap: toWireTime(now), CoQuanThueQuanLy: 'Thuế cơ sở 3' },
  }),
  'returned-as-wrong': ({ referral }) => ({ MaHoSo: referral.body.MaHoSo, LyDo: 'Tên hộ kinh doanh trùng với hộ đã đăng ký' }),
  late: ({ referral }) => ({ MaHoSo: referral.body.MaHoSo, LyDo: 'Hệ thống đăng ký thuế chưa phản hồi, mã số sẽ được trả sau' }),
};
