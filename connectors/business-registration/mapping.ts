/**
 * The national system of business registration: takes the registration data of a household business, has the tax system issue its tax code, which is also the
 * number of the business (Decree 168/2025, articles 82 and on), and gives the number back. Wire names stop here.
 */
import { Type } from 'typebox';
import type { Mapping } from '../partner.js';
import { answer, group, outgoing, remark, Text, Time } from '../wire-parts.js';
import { toWireTime } from '../wire-time.js';

const OWNER = 'ThongTinChuHo';

const householdRegistration = outgoing({
  what: 'message household-registration to business-registration',
  head: (referral) => ({
    ...{ MaHoSo: referral.number, MaThuTuc: referral.procedure, MaCoQuanDangKy: referral.about.centre },
    NgayTiepNhan: toWireTime(referral.about.receivedAt),
  }),
  fields: {
    ...{ name: 'TenHoKinhDoanh', address: 'DiaChiTruSo', business: 'NganhNghe', capital: 'VonKinhDoanh', members: 'SoThanhVien' },
    ...{ owner: `${OWNER}.HoTen`, ownerId: `${OWNER}.SoDinhDanh`, ownerBorn: `${OWNER}.NgaySinh`, phone: `${OWNER}.SoDienThoai` },
    ...{ email: `${OWNER}.Email`, ownerAddress: `${OWNER}.DiaChi` },
  },
  required: { MaHoSo: Text, MaThuTuc: Text, MaCoQuanDangKy: Text, NgayTiepNhan: Time, TenHoKinhDoanh: Text },
  optional: {
    ...{ DiaChiTruSo: Text, NganhNghe: Text, VonKinhDoanh: Type.Integer({ minimum: 0 }), SoThanhVien: Type.Integer({ minimum: 1 }) },
    ThongTinChuHo: group({ HoTen: Text }, { SoDinhDanh: Text, NgaySinh: Text, SoDienThoai: Text, Email: Text, DiaChi: Text }),
  },
  plain: ['MaHoSo', 'MaThuTuc', 'MaCoQuanDangKy', 'NgayTiepNhan', 'NganhNghe', 'VonKinhDoanh', 'SoThanhVien'],
});

/** Of a household it is its owner's personal number since 1 July 2025, so it is kept beside the application (Law 38/2019 on tax administration, art. 35.7; Circular 86/2024). */
const TaxCode = Type.String({ pattern: '^\\d{10}(-\\d{3})?$|^\\d{12}$' });

const registered = answer('registered of business-registration', {
  required: { MaHoSo: Text, MaSoHoKinhDoanh: TaxCode, NgayCap: Time, CoQuanThueQuanLy: Text },
  optional: {},
  plain: ['MaHoSo', 'NgayCap', 'CoQuanThueQuanLy'],
  toAct: (run) => ({ type: 'reply', run, reply: 'registered' }),
  returns: { taxCode: 'MaSoHoKinhDoanh' },
});

const returnedAsWrong = answer('returned-as-wrong of business-registration', {
  required: { MaHoSo: Text, LyDo: Text },
  optional: {},
  plain: ['MaHoSo'],
  toAct: (run) => ({ type: 'reply', run, reply: 'returned-as-wrong' }),
  said: 'LyDo',
});

/** The tax system behind it does not answer: the number comes later. */
const late = remark('late of business-registration', {
  required: { MaHoSo: Text, LyDo: Text },
  optional: {},
  plain: ['MaHoSo'],
  remark: 'partner late',
  said: ({ LyDo }) => LyDo,
});

export const BUSINESS_REGISTRATION: Mapping = {
  name: 'business-registration',
  outgoing: { 'household-registration': householdRegistration },
  incoming: { registered, 'returned-as-wrong': returnedAsWrong, late },
};
