/** The social-insurance agency: issues the health-insurance card of a child under six. Wire names stop here. */
import { Type } from 'typebox';
import { commonAnswers, record, result } from '../interlink-parts.js';
import type { Mapping } from '../partner.js';
import { Text } from '../wire-parts.js';

const INSURANCE_NAME = 'insurance';
const PersonalId = Type.String({ pattern: '^\\d{12}$' });
/** Two letters of the group insured, and thirteen digits. */
const Card = Type.String({ pattern: '^[A-Z]{2}\\d{13}$' });

const insuranceCard = record({
  what: `message insurance-card to ${INSURANCE_NAME}`,
  module: 'YT',
  fields: {
    ...{ person: 'hoTen', born: 'ngaySinh', sex: 'gioiTinh', personalId: 'soDinhDanh', birthCertificate: 'soGiayKhaiSinh' },
    ...{ address: 'diaChi', clinic: 'maCSKCB', guardian: 'nguoiGiamHo', guardianPhone: 'soDienThoai' },
  },
  data: {
    // A child whose number is not known here (its birth was registered elsewhere) is found by name and day of birth.
    required: { hoTen: Text, ngaySinh: Text },
    optional: {
      ...{ soDinhDanh: PersonalId, gioiTinh: Text, soGiayKhaiSinh: Text, diaChi: Text, nguoiGiamHo: Text, soDienThoai: Text },
      maCSKCB: Type.String({ pattern: '^\\d{5}$' }),
    },
  },
});

/** The card's number is the insured's own: it is kept beside the application, and the number of the decision is what the dossier knows. */
export const INSURANCE: Mapping = {
  name: INSURANCE_NAME,
  outgoing: { 'insurance-card': insuranceCard },
  incoming: {
    ...commonAnswers(INSURANCE_NAME),
    registered: result(INSURANCE_NAME, {
      result: { soHoSoBHXH: Text, soTheBHYT: Card, hanSuDung: Text },
      value: 'soHoSoBHXH',
      returns: { card: 'soTheBHYT', validUntil: 'hanSuDung' },
    }),
  },
};
