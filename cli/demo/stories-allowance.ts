import { deliveredByPost, happened, type Move, type Story } from './story.js';
import type { Chance } from './chance.js';

const procedure = '1.001776';

const request = (chance: Chance) => ({
  data: {
    request: chance.one(['start', 'adjust']),
    hasChild: false,
    beneficiary: 'Người hưởng',
    beneficiaryId: '001000000002',
    category: chance.one(['elderly', 'disabled', 'single-parent']),
  },
});

const receive: Move = { after: '1h', officer: 'desk-1', act: 'complete receive' };
const review: Move = { after: '1d 2h', officer: 'social-1', act: 'complete review' };
const consider: Move = { after: '1d', officer: 'council-1', act: 'complete consider', outcome: 'entitled' };
// opens by itself when the result has been posted for two working days
const signs: Move = { after: '1d', officer: 'counter-1', act: 'fulfil register-payment' };
const finish = (officer: string, method: 'desk' | 'post'): Move[] => [
  { after: '5h', officer, act: 'complete decide' },
  { after: '3h', officer: 'counter-1', act: 'deliver return-result', method },
];

export const ALLOWANCE_STORIES: readonly Story[] = [
  {
    procedure,
    title: { vi: 'Niêm yết xong, quyết định gửi qua bưu chính', en: 'Posted for two days, the decision delivered by post' },
    shows: (facts) => happened('postingEnded')(facts) && deliveredByPost(facts),
    weight: 1,
    given: request,
    moves: [receive, review, consider, signs, ...finish('leader-1', 'post')],
  },
  {
    procedure,
    title: { vi: 'Hội đồng xét duyệt, niêm yết, Chủ tịch xã quyết định', en: 'Considered, posted, decided by the chair' },
    weight: 4,
    given: request,
    moves: [receive, review, consider, signs, ...finish('leader-1', 'desk')],
  },
  {
    procedure,
    title: { vi: 'Có khiếu nại khi niêm yết, kết luận không đúng', en: 'An objection is lodged and dismissed' },
    weight: 1,
    given: request,
    moves: [
      receive,
      review,
      consider,
      { after: '6h', officer: 'social-1', act: 'object post-result', note: 'Có ý kiến rằng hộ này đã có người chăm sóc' },
      { after: '3d', officer: 'leader-1', act: 'complete settle-objection', outcome: 'dismissed' },
      signs,
      ...finish('leader-2', 'desk'),
    ],
  },
];
