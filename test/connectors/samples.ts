/** One full message of each kind that goes out, in our words: every field that the partner understands. */
import { createClient, type Connector } from '../../connectors/client.js';
import type { Referral } from '../../connectors/contract.js';
import { PARTNERS } from '../../connectors/partners.js';
import { ABOUT, SECRET } from './offices.js';

const referral = (connector: string, message: string, procedure: string, fields: Referral['fields']): Referral => ({
  ...{ id: `d-1-send-${message}`, connector, message, dossierId: 'd-1', run: 'ask#1', number: 'H99.42-260212-0001', procedure },
  ...{ agency: `${connector}-office`, about: ABOUT, fields },
});

const PAYER = {
  ...{ payer: 'Trần Thị B', payerId: '001099000001', payerTaxCode: '8000000001', payerAddress: 'Thôn 1, xã An Mẫu' },
  ...{ payerPhone: '0900000001', representative: 'Lê Văn C' },
};
const LAND = {
  ...{ parcel: '12-45', sheet: '12', landAddress: 'Thôn 1, xã An Mẫu', position: 'Mặt đường liên xã', area: 150, areaInside: 100 },
  ...{ areaOutside: 50, purpose: 'Đất ở tại nông thôn', origin: 'Nhận chuyển nhượng', term: 'Lâu dài', usedSince: '2004' },
  ...{ priceBasis: 'Bảng giá đất của tỉnh', asset: 'Nhà ở riêng lẻ', assetArea: 80, assetLevel: 'Cấp 4', assetYear: 2010 },
};
const CHILD = { person: 'Nguyễn Văn An', born: '2026-02-01', sex: 'Nam', personalId: '099226000001', birthCertificate: '001/2026' };

export const SAMPLES: readonly Referral[] = [
  referral('tax', 'land-tax-referral', '1.013831', { ...PAYER, ...LAND, price: 1_500_000_000, exempt: false, exemption: 'Không' }),
  referral('tax', 'land-levy-referral', '1.013978', { ...PAYER, ...LAND, price: 0, exempt: false, exemption: 'Không' }),
  referral('land-registry', 'land-record-change', '1.013831', {
    ...{ parcel: '12-45', sheet: '12', area: 150, landAddress: 'Thôn 1', change: 'Chuyển nhượng', propertyAddress: 'Thôn 1, xã An Mẫu' },
    ...{ owner: 'Nguyễn Văn A', ownerId: '001099000002', ownerAddress: 'Thôn 2', ownerPhone: '0900000002', ownerEmail: 'a@example.vn' },
  }),
  referral('land-registry', 'supplement-done', '1.013831', { newAppointment: '20260306173000' }),
  referral('land-registry', 'result-delivered', '1.013831', { deliveredAt: '20260306101500' }),
  referral('land-registry', 'wrong-result', '1.013831', { reason: 'Sai diện tích trên Giấy chứng nhận' }),
  referral('business-registration', 'household-registration', '1.001612', {
    ...{ name: 'Quán cơm Hoa Sen', address: 'Thôn 1', business: 'Ăn uống', capital: 50_000_000, members: 1, owner: 'Nguyễn Thị D' },
    ...{ ownerId: '001099000003', ownerBorn: '1990-01-01', phone: '0900000003', email: 'd@example.vn', ownerAddress: 'Thôn 3' },
  }),
  referral('civil-status', 'birth-registration', '2.002621', {
    ...{ child: 'Nguyễn Văn An', childSex: 'Nam', childBorn: '01.02.2026', birthPlace: 'Trạm y tế xã', childHome: 'Xã An Mẫu' },
    ...{ childEthnicity: 'Kinh', childNationality: 'Việt Nam', mother: 'Lê Thị M', motherId: '001190000001', motherBorn: '02.03.1990' },
    ...{ motherResidence: 'Thôn 1', father: 'Nguyễn Văn F', fatherId: '001089000001', fatherBorn: '04.05.1989', fatherResidence: 'Thôn 1' },
    ...{ requester: 'Nguyễn Văn F', requesterId: '001089000001', relation: 'Cha', requesterPhone: '0900000004' },
  }),
  referral('residence', 'residence-registration', '2.002621', {
    ...CHILD,
    ...{ address: 'Thôn 1, xã An Mẫu', householder: 'Nguyễn Văn F', householderId: '001089000001', relation: 'Con', consent: true },
  }),
  referral('insurance', 'insurance-card', '2.002621', {
    ...CHILD,
    ...{ address: 'Thôn 1, xã An Mẫu', clinic: '99042', guardian: 'Nguyễn Văn F', guardianPhone: '0900000004' },
  }),
  referral('treasury', 'payment-request', '1.013831', {
    ...{ reference: 'TBT-H99.42-260212-0001-1', amount: 37_500_000, item: 'Thuế thu nhập cá nhân; Lệ phí trước bạ', payer: 'Trần Thị B' },
    ...{ payerId: '001099000001', payerAddress: 'Thôn 1, xã An Mẫu', payerPhone: '0900000001' },
  }),
  referral('treasury', 'bill-request', '1.013831', { reference: 'TBT-H99.42-260212-0001-1' }),
];

/** The client of a partner as the worker makes it. */
export function clientOf(connector: string, baseUrl: string): Connector {
  const { mapping, createClient: own } = PARTNERS[connector]!;
  const config = { baseUrl, secrets: [SECRET], timeoutMs: 2000 } as const;
  return own ? own(config) : createClient(mapping, config);
}

/** The sample of a message, with fields of its own. */
export function sample(message: string, fields: Referral['fields'] = {}, more: Partial<Referral> = {}): Referral {
  const found = SAMPLES.find((each) => each.message === message)!;
  return { ...found, ...more, fields: { ...found.fields, ...fields } };
}
