/** The residence system of the police: permanent residence is registered there. Wire names stop here. */
import { Type } from 'typebox';
import { commonAnswers, record, result } from '../interlink-parts.js';
import type { Mapping } from '../partner.js';
import { Text } from '../wire-parts.js';

const RESIDENCE_NAME = 'residence';
const PersonalId = Type.String({ pattern: '^\\d{12}$' });

const residenceRegistration = record({
  what: `message residence-registration to ${RESIDENCE_NAME}`,
  module: 'TT',
  fields: {
    ...{ person: 'hoTen', born: 'ngaySinh', sex: 'gioiTinh', personalId: 'soDinhDanh', birthCertificate: 'soGiayKhaiSinh' },
    ...{
      address: 'noiThuongTru',
      householder: 'chuHoHoTen',
      householderId: 'chuHoSoDDCN',
      relation: 'quanHeVoiChuHo',
      consent: 'yKienChuHo',
    },
  },
  data: {
    // Who is not in the system yet with a number (born elsewhere, shown on paper) is found by name and day of birth.
    required: { hoTen: Text, ngaySinh: Text, noiThuongTru: Text },
    optional: {
      ...{ soDinhDanh: PersonalId, gioiTinh: Text, soGiayKhaiSinh: Text, chuHoHoTen: Text, chuHoSoDDCN: PersonalId, quanHeVoiChuHo: Text },
      yKienChuHo: Type.Boolean(),
    },
  },
});

export const RESIDENCE: Mapping = {
  name: RESIDENCE_NAME,
  outgoing: { 'residence-registration': residenceRegistration },
  incoming: {
    ...commonAnswers(RESIDENCE_NAME),
    registered: result(RESIDENCE_NAME, {
      result: { soThongBao: Text, ngayDangKy: Text, soHoSoCuTru: Text },
      value: 'soThongBao',
      returns: { residenceFile: 'soHoSoCuTru' },
    }),
  },
};
