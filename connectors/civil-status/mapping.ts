/** The civil-status system of the Ministry of Justice: births are registered there, and it has the child's personal number issued. Wire names stop here. */
import { Type } from 'typebox';
import { commonAnswers, record, result } from '../interlink-parts.js';
import type { Mapping } from '../partner.js';
import { Text } from '../wire-parts.js';

const CIVIL_STATUS_NAME = 'civil-status';
const Day = Type.String({ pattern: '^\\d{2}[.]\\d{2}[.]\\d{4}$|^\\d{4}-\\d{2}-\\d{2}$' });
const PersonalId = Type.String({ pattern: '^\\d{12}$' });

/** `nks` the child, `me` the mother, `cha` the father, `nyc` who asks for it. */
const birthRegistration = record({
  what: `message birth-registration to ${CIVIL_STATUS_NAME}`,
  module: 'KS',
  fields: {
    ...{ child: 'hoTich.nksHoTen', childSex: 'hoTich.nksGioiTinh', childBorn: 'hoTich.nksNgaySinh', birthPlace: 'hoTich.nksNoiSinh' },
    ...{ childHome: 'hoTich.nksQueQuan', childEthnicity: 'hoTich.nksDanToc', childNationality: 'hoTich.nksQuocTich' },
    ...{ mother: 'hoTich.meHoTen', motherId: 'hoTich.meSoDDCN', motherBorn: 'hoTich.meNgaySinh', motherResidence: 'hoTich.meNoiCuTru' },
    ...{ father: 'hoTich.chaHoTen', fatherId: 'hoTich.chaSoDDCN', fatherBorn: 'hoTich.chaNgaySinh', fatherResidence: 'hoTich.chaNoiCuTru' },
    ...{
      requester: 'hoTich.nycHoTen',
      requesterId: 'hoTich.nycSoDDCN',
      relation: 'hoTich.nycQuanHe',
      requesterPhone: 'hoTich.nycSoDienThoai',
    },
  },
  data: {
    required: {
      hoTich: Type.Object(
        {
          ...{ nksHoTen: Text, nksNgaySinh: Day },
          ...Object.fromEntries(
            [
              ...[
                'nksGioiTinh',
                'nksNoiSinh',
                'nksQueQuan',
                'nksDanToc',
                'nksQuocTich',
                'meHoTen',
                'meNoiCuTru',
                'chaHoTen',
                'chaNoiCuTru',
              ],
              ...['nycHoTen', 'nycQuanHe', 'nycSoDienThoai'],
            ].map((name) => [name, Type.Optional(Text)]),
          ),
          ...Object.fromEntries(['meSoDDCN', 'chaSoDDCN', 'nycSoDDCN'].map((name) => [name, Type.Optional(PersonalId)])),
          ...{ meNgaySinh: Type.Optional(Day), chaNgaySinh: Type.Optional(Day) },
        },
        { additionalProperties: false },
      ),
    },
    optional: {},
  },
});

export const CIVIL_STATUS: Mapping = {
  name: CIVIL_STATUS_NAME,
  outgoing: { 'birth-registration': birthRegistration },
  incoming: {
    ...commonAnswers(CIVIL_STATUS_NAME),
    registered: result(CIVIL_STATUS_NAME, {
      result: { soGiayKhaiSinh: Text, quyenSo: Text, ngayDangKy: Text, soDinhDanh: PersonalId },
      value: 'soGiayKhaiSinh',
      returns: { personalId: 'soDinhDanh', certificate: 'soGiayKhaiSinh' },
    }),
  },
};
