import { happened, type Move, type Story, totalHeldFor } from './story.js';
import type { Chance } from './chance.js';

const owner = 'Người sử dụng đất';
const parcel = (chance: Chance): string => `${chance.whole(1, 40)}-${chance.whole(1, 300)}`;
const returned: Move = { after: '2h', officer: 'counter-1', act: 'deliver return-result', method: 'desk' };

const first = '1.013978';
const lost = '0.000001.H99';

const firstCertificate = (exempt: boolean) => (chance: Chance) => ({
  data: {
    parcel: parcel(chance),
    area: chance.whole(9, 30) * 10,
    areaOutside: 0,
    purpose: 'residential',
    exempt,
    owner,
    ownerId: '001000000015',
  },
});
/** Until the findings have been posted; then the referral. */
const verified: readonly Move[] = [
  { after: '1h', officer: 'desk-1', act: 'complete receive' },
  { after: '5h', officer: 'econ-3', act: 'complete verify' },
  { after: '6h', reply: 'extract', kind: 'extracted', officer: 'land-1' },
  { after: '4h', officer: 'econ-3', act: 'complete prepare-referral' },
];
const signed: readonly Move[] = [
  { after: '4h', officer: 'econ-3', act: 'complete submit' },
  { after: '5h', officer: 'leader-1', act: 'complete sign' },
  { after: '2h', officer: 'econ-3', act: 'complete hand-back' },
  { after: '4h', officer: 'land-3', act: 'complete update' },
  returned,
];

export const CERTIFICATE_STORIES: readonly Story[] = [
  {
    procedure: first,
    title: { vi: 'Cấp Giấy chứng nhận lần đầu, niêm yết, hai ngày hẹn', en: 'A first certificate: posted, two appointments' },
    shows: (facts) => happened('postingEnded', 'obligationPaid')(facts) && totalHeldFor('refer-tax')(facts),
    weight: 1,
    given: firstCertificate(false),
    moves: [
      ...verified,
      { after: '2d', reply: 'refer-tax', kind: 'notice', obligation: { amount: 3_200_000 } },
      { after: '1d', pay: 'refer-tax' },
      ...signed,
    ],
  },
  {
    procedure: first,
    title: { vi: 'Cấp Giấy chứng nhận lần đầu, không phải nộp tiền', en: 'A first certificate, nothing to pay' },
    weight: 1,
    given: firstCertificate(true),
    moves: [...verified, { after: '1d', reply: 'refer-tax', kind: 'no-obligation' }, ...signed],
  },
  {
    procedure: lost,
    title: { vi: 'Mất Giấy chứng nhận: niêm yết 30 ngày rồi cấp lại', en: 'A lost certificate: posted for 30 days, then issued again' },
    shows: (facts) => happened('postingEnded')(facts) && totalHeldFor('post-loss')(facts),
    weight: 1,
    given: (chance) => ({
      data: { parcel: parcel(chance), certificateNumber: `CH 0${chance.whole(1000, 9999)}`, holder: 'household', withAssets: false, owner },
    }),
    moves: [
      { after: '1h', officer: 'desk-2', act: 'complete receive' },
      { after: '1d 2h', officer: 'land-2', act: 'complete check' },
      { after: '1d', officer: 'land-2', act: 'complete complete', outcome: 'tax-due' },
      { after: '1d', reply: 'refer-tax', kind: 'notice', obligation: { amount: 450_000 } },
      { after: '1d', pay: 'refer-tax' },
      { after: '1d', officer: 'branch-head', act: 'complete reissue' },
      returned,
    ],
  },
];
