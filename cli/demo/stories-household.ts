import { happened, type Move, type Story } from './story.js';
import type { Chance } from './chance.js';

const procedure = '1.001612';

const BUSINESSES = [
  ['Tạp hóa Đầu Làng', 'Bán lẻ'],
  ['Xưởng mộc Bến Đá', 'Đồ gỗ'],
  ['Quán cơm Cầu Sắt', 'Ăn uống'],
  ['Tiệm hoa Mai', 'Bán hoa'],
  ['Sửa xe Ngã Ba', 'Sửa chữa xe máy'],
  ['Tiệm bánh Sao', 'Làm bánh'],
] as const;

function business(chance: Chance, members = 1) {
  const [name, activity] = chance.one(BUSINESSES);
  const capital = chance.whole(2, 40) * 10_000_000;
  return { data: { businessName: name, activity, capital, members, onPaper: true, owner: 'Chủ hộ kinh doanh', ownerId: '001000000001' } };
}

const receive: Move = { after: '40m', officer: 'desk-2', act: 'complete receive' };
const check: Move = { after: '3h', officer: 'econ-2', act: 'complete check' };
const taxCode: Move = { after: '40m', reply: 'obtain-tax-code', kind: 'registered' };
const finish = (method: 'desk' | 'post' | 'online'): Move[] => [
  { after: '2h', officer: 'econ-head', act: 'complete sign' },
  { after: '2h', officer: 'counter-1', act: 'deliver return-result', method },
];

export const HOUSEHOLD_STORIES: readonly Story[] = [
  {
    procedure,
    title: { vi: 'Trùng tên trong xã, từ chối', en: 'A refusal: the name is taken' },
    shows: happened('dossierRefused'),
    given: (chance) => business(chance),
    moves: [
      receive,
      {
        after: '4h',
        officer: 'econ-2',
        act: 'refuse check',
        ground: 'name-taken',
        note: 'Trùng tên với hộ đã đăng ký trong xã; đề nghị đặt tên khác',
      },
      { after: '2h', officer: 'counter-1', act: 'deliver return-result', method: 'desk' },
    ],
  },
  {
    procedure,
    title: { vi: 'Người nộp rút hồ sơ', en: 'A withdrawal by the applicant' },
    shows: happened('dossierWithdrawn'),
    given: (chance) => business(chance),
    moves: [receive, check, { after: '30m', officer: 'desk-1', act: 'withdraw', note: 'Người nộp đổi ý, đề nghị rút hồ sơ' }],
  },
  {
    procedure,
    title: { vi: 'Thuế cấp mã số, xong trước hạn', en: 'The tax system returns the number, before the term' },
    weight: 5,
    given: (chance) => business(chance),
    moves: [receive, check, taxCode, ...finish('desk')],
  },
  {
    procedure,
    title: { vi: 'Nộp trực tuyến, trả trực tuyến', en: 'Filed online, returned online' },
    weight: 3,
    received: { from: '18:00', to: '22:30' },
    given: (chance) => {
      const { data } = business(chance);
      return { channel: 'online', data: { ...data, onPaper: false } };
    },
    moves: [{ after: '30m', officer: 'desk-2', act: 'accept' }, receive, check, taxCode, ...finish('online')],
  },
];
