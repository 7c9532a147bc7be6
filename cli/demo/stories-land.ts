import { deliveredByPost, happened, type Move, type Story, totalHeldFor } from './story.js';
import type { Chance } from './chance.js';

const procedure = '1.013831';

const parcel = (chance: Chance): string => `${chance.whole(1, 40)}-${chance.whole(1, 300)}`;
const people = { transferor: 'Bên chuyển quyền', transferee: 'Bên nhận quyền' };
const sale = (chance: Chance) => ({
  data: { parcel: parcel(chance), kind: 'sale', price: chance.whole(4, 30) * 100_000_000, kinship: false, ...people },
});
const gift = (chance: Chance) => ({ data: { parcel: parcel(chance), kind: 'gift', price: 0, kinship: true, ...people } });

const receive: Move = { after: '1h', officer: 'desk-1', act: 'complete receive' };
const appraise: Move = { after: '1d 3h', officer: 'land-1', act: 'complete appraise', outcome: 'eligible' };
const nothingToPay: Move = { after: '1d 4h', reply: 'refer-tax', kind: 'no-obligation' };
const notice: Move = { after: '3d', reply: 'refer-tax', kind: 'notice', obligation: { amount: 25_000_000 } };
const paid: Move = { after: '1d 5h', pay: 'refer-tax' };
const finish = (method: 'desk' | 'post'): Move[] => [
  { after: '3h', officer: 'land-3', act: 'complete register' },
  { after: '20m', reply: 'record', kind: 'registered', value: 'VP 00417' },
  { after: '3h', officer: 'branch-head', act: 'complete sign' },
  { after: '2h', officer: 'counter-1', act: 'deliver return-result', method },
];

export const LAND_STORIES: readonly Story[] = [
  {
    procedure,
    title: { vi: 'Bổ sung giấy tờ, thời hạn tính lại từ đầu', en: 'Supplement, the clock restarted' },
    shows: (facts) =>
      happened('supplementRequested', 'supplementReceived')(facts) &&
      facts.some((fact) => fact.type === 'deadlineMoved' && fact.deadline === 'total'),
    given: (chance) => ({ data: { parcel: parcel(chance), kind: 'inheritance', price: 700_000_000, kinship: true, ...people } }),
    moves: [
      receive,
      {
        after: '1d',
        officer: 'land-1',
        act: 'request supplement appraise',
        documents: ['proof', 'contract'],
        lookups: { proof: 'incomplete' },
        note: 'Giấy khai sinh mờ, không đọc được; hợp đồng thiếu trang 3',
      },
      { after: '3d', officer: 'desk-1', act: 'receive supplement' },
      appraise,
      nothingToPay,
      ...finish('desk'),
    ],
  },
  {
    procedure,
    title: { vi: 'Chờ thuế và nộp thuế, thời hạn tạm dừng', en: 'Tax notice, the clock paused' },
    shows: (facts) => happened('obligationStated', 'obligationPaid')(facts) && totalHeldFor('refer-tax')(facts),
    weight: 4,
    given: sale,
    moves: [receive, appraise, notice, paid, ...finish('desk')],
  },
  {
    procedure,
    title: { vi: 'Nộp thuế, trả Giấy chứng nhận qua bưu chính', en: 'Tax paid, the certificate delivered by post' },
    shows: deliveredByPost,
    weight: 1,
    given: (chance) => ({ channel: 'post', ...sale(chance) }),
    moves: [receive, appraise, notice, paid, ...finish('post')],
  },
  {
    procedure,
    title: { vi: 'Chi nhánh lỡ hẹn, xin lỗi và hẹn lại', en: 'A breach, its apology and a new appointment' },
    shows: happened('deadlineBreached', 'apologyIssued'),
    given: gift,
    moves: [
      receive,
      {
        after: '3h',
        pastDue: 'appointment:first',
        officer: 'branch-head',
        act: 'apologise',
        promiseIn: 4,
        note: 'Thẩm định kéo dài do đối chiếu hồ sơ địa chính',
      },
      { after: '6h', officer: 'land-1', act: 'complete appraise', outcome: 'eligible' },
      nothingToPay,
      { after: '4d', officer: 'land-3', act: 'complete register' },
      ...finish('desk').slice(1),
    ],
  },
  {
    procedure,
    title: { vi: 'Tặng cho giữa cha mẹ và con, miễn thuế', en: 'A gift within the family, exempt from tax' },
    weight: 3,
    given: gift,
    moves: [receive, appraise, nothingToPay, ...finish('desk')],
  },
  {
    procedure,
    title: { vi: 'Tặng cho Nhà nước, có trích đo', en: 'A gift to the State, surveyed' },
    weight: 1,
    given: (chance) => ({ data: { parcel: parcel(chance), kind: 'gift-to-state', price: 0, kinship: false, ...people } }),
    moves: [
      receive,
      { after: '1d', officer: 'land-2', act: 'complete appraise', outcome: 'needs-survey' },
      { after: '2d 5h', officer: 'surveyor-1', act: 'complete survey' },
      ...finish('desk'),
    ],
  },
  {
    procedure,
    title: { vi: 'Thuế trả lại Phiếu chuyển, sửa rồi gửi lại', en: 'The referral returned as wrong, corrected and sent again' },
    weight: 1,
    given: sale,
    moves: [
      receive,
      appraise,
      { after: '1d', reply: 'refer-tax', kind: 'returned-as-wrong' },
      { after: '1h', officer: 'land-1', act: 'complete correct-referral' },
      notice,
      paid,
      ...finish('desk'),
    ],
  },
];
