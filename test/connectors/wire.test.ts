/** What goes over the wire, word for word: golden examples of every message that we send, and what partners' messages are here. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { toWire } from '../../connectors/partner.js';
import { PARTNERS } from '../../connectors/partners.js';
import { clientOf, sample, SAMPLES } from './samples.js';

/** `UPDATE_WIRE=1` writes the golden examples again; the difference is then read in review. */
const update = process.env['UPDATE_WIRE'] === '1';
const spoken = Object.values(PARTNERS).flatMap(({ mapping }) =>
  Object.keys(mapping.outgoing).map((message) => `${mapping.name} ${message}`),
);

describe('the golden examples', () => {
  it('cover every message that goes out', () => {
    expect(SAMPLES.map(({ connector, message }) => `${connector} ${message}`).sort()).toEqual(spoken.sort());
  });

  it.each(SAMPLES)('$connector $message uses every field that the partner understands', ({ connector, message, fields }) => {
    expect(Object.keys(fields).sort()).toEqual(Object.keys(PARTNERS[connector]!.mapping.outgoing[message]!.fields).sort());
  });

  it.each(SAMPLES)('$connector $message is written as it always was', (referral) => {
    const golden = join(process.cwd(), 'test/connectors/wire', `${referral.connector}.${referral.message}.json`);
    const found = `${JSON.stringify(clientOf(referral.connector, 'http://127.0.0.1:9').compose(referral).body, null, 2)}\n`;
    if (update) {
      mkdirSync(dirname(golden), { recursive: true });
      writeFileSync(golden, found);
    }
    expect(JSON.parse(found)).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});

it('the referral of land that is all inside the limit is sent: nothing is outside it', () => {
  const inside = sample('land-levy-referral', { area: 150, areaInside: 150, areaOutside: 0 });
  const outside = sample('land-levy-referral', { area: 150, areaInside: 0, areaOutside: 150 });
  for (const referral of [inside, outside]) expect(() => toWire(PARTNERS['tax']!.mapping, referral)).not.toThrow();
});

describe('a message that does not fit', () => {
  it.each([
    ['a personal number of eleven digits', 'insurance-card', { personalId: '09922600000' }, 'data.soDinhDanh is text of 11 characters'],
    ['a clinic that is no code', 'insurance-card', { clinic: 'Trạm xá' }, 'data.maCSKCB is text of 7 characters'],
    ['a birthday in words', 'birth-registration', { childBorn: 'hôm qua' }, 'data.hoTich.nksNgaySinh is text of 7 characters'],
    ['an area of nothing', 'land-tax-referral', { area: 0 }, 'ThongTinThuaDat.0.DienTich is 0; expected > 0'],
    [
      'less than nothing outside the limit',
      'land-levy-referral',
      { areaOutside: -1 },
      'ThongTinThuaDat.0.DienTichNgoaiHanMuc is -1; expected >= 0',
    ],
    ['a negative price', 'land-tax-referral', { price: -1 }, 'GiaChuyenNhuong is -1; expected >= 0'],
    ['a capital of half a đồng', 'household-registration', { capital: 0.5 }, 'VonKinhDoanh is 0.5; expected a value of type integer'],
  ])('is not sent, and the sentence tells the place and not the person: %s', (_what, message, fields, sentence) => {
    const referral = sample(message, fields);
    expect(() => toWire(PARTNERS[referral.connector]!.mapping, referral)).toThrow(sentence);
  });
});

describe('a message that says what there is', () => {
  it.each([
    ['land that is wholly within the limit', 'land-levy-referral', { areaInside: 150, areaOutside: 0 }],
    ['a child whose birth was registered elsewhere, without its number', 'residence-registration', { personalId: undefined }],
    ['the insurance of such a child', 'insurance-card', { personalId: undefined }],
  ])('is sent: %s', (_what, message, fields) => {
    const referral = sample(message, fields);
    expect(() => toWire(PARTNERS[referral.connector]!.mapping, referral)).not.toThrow();
  });
});
