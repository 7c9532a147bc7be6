import type { Move, Story } from './story.js';
import type { Chance } from './chance.js';

const procedure = '2.000815';

const papers = (chance: Chance) => ({
  data: {
    paper: chance.one(['Bằng tốt nghiệp', 'Giấy khai sinh', 'Sổ hộ khẩu cũ', 'Chứng chỉ nghề']),
    pages: chance.whole(1, 6),
    copies: chance.whole(1, 5),
  },
});

const compare: Move = { after: '20m', officer: 'desk-1', act: 'complete compare' };
const finish: readonly Move[] = [
  { after: '25m', officer: 'leader-2', act: 'complete sign' },
  { after: '15m', officer: 'counter-1', act: 'deliver return-result', method: 'desk' },
];

export const COPY_STORIES: readonly Story[] = [
  {
    procedure,
    title: { vi: 'Chứng thực trong ngày', en: 'Certified the same day' },
    weight: 6,
    received: { from: '07:35', to: '14:50' },
    given: papers,
    moves: [compare, ...finish],
  },
  {
    procedure,
    title: { vi: 'Nhận sau 15 giờ, trả ngày làm việc sau', en: 'Received after 15:00, due the next working day' },
    weight: 3,
    received: { from: '15:10', to: '16:40' },
    given: (chance) => ({ receiptRequested: true, ...papers(chance) }),
    moves: [{ ...compare, after: '2h 20m' }, ...finish],
  },
  {
    procedure,
    title: { vi: 'Bản chính bị tẩy xóa, từ chối', en: 'The original is altered, refused' },
    weight: 1,
    received: { from: '07:35', to: '14:50' },
    given: papers,
    moves: [
      {
        after: '10m',
        officer: 'desk-1',
        act: 'refuse compare',
        ground: 'original-damaged',
        note: 'Ngày cấp bị sửa; đề nghị xin cấp lại bản chính',
      },
      { after: '10m', officer: 'counter-1', act: 'deliver return-result', method: 'desk' },
    ],
  },
];
