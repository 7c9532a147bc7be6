import { happened, type Move, type Story } from './story.js';
import type { Chance } from './chance.js';

const procedure = '1.013225';

const house = (chance: Chance) => ({
  data: {
    parcel: `${chance.whole(1, 40)}-${chance.whole(1, 300)}`,
    floors: chance.whole(1, 5),
    floorArea: chance.whole(8, 45) * 10,
    attached: chance.one([true, false]),
    owner: 'Chủ đầu tư',
  },
});

const receive: Move = { after: '1h', officer: 'desk-2', act: 'complete receive' };
const fireAgrees: Move = { after: '1d 2h', officer: 'fire-1', act: 'give opinion ask', party: 'fire', opinion: 'agree' };
const planningAgrees: Move = { after: '5h', officer: 'planning-1', act: 'give opinion ask', party: 'planning', opinion: 'agree' };
const inspect: Move = { after: '1d', officer: 'econ-1', act: 'complete inspect' };
const draft: Move = { after: '1d', officer: 'econ-1', act: 'complete draft' };
const finish = (method: 'desk' | 'online'): Move[] => [
  { after: '1h', officer: 'econ-head', act: 'complete approve' },
  { after: '2h', officer: 'leader-1', act: 'complete sign' },
  { after: '2h', officer: 'counter-1', act: 'deliver return-result', method },
];

export const PERMIT_STORIES: readonly Story[] = [
  {
    procedure,
    title: { vi: 'Cơ quan quy hoạch im lặng là đồng ý', en: 'A silent agency: its silence is consent' },
    shows: happened('silenceTakenAsConsent'),
    weight: 1,
    // the twelve days end in time only when the dossier is forwarded on the day it comes
    received: { from: '07:35', to: '09:30' },
    given: house,
    moves: [receive, fireAgrees, inspect, draft, ...finish('desk')],
  },
  {
    procedure,
    title: { vi: 'Trưởng phòng đề nghị, trung tâm đồng ý gia hạn', en: 'An extension asked by the head and granted by the centre' },
    shows: happened('extensionAsked', 'extensionGranted'),
    given: house,
    moves: [
      receive,
      fireAgrees,
      planningAgrees,
      inspect,
      { after: '4h', officer: 'econ-head', act: 'ask extension draft', length: 10, note: 'Cần xem xét thêm kết cấu móng sát kênh' },
      {
        after: '4h',
        officer: 'centre-leader',
        act: 'rule extension',
        granted: true,
        decision: '12/QĐ-TTPVHCC',
        note: 'Đồng ý gia hạn 10 ngày',
      },
      { after: '8d', officer: 'econ-1', act: 'complete draft' },
      ...finish('online'),
    ],
  },
  {
    procedure,
    title: { vi: 'Trung tâm không đồng ý gia hạn', en: 'An extension refused by the centre' },
    shows: happened('extensionAsked', 'extensionRefused'),
    given: house,
    moves: [
      receive,
      fireAgrees,
      planningAgrees,
      inspect,
      { after: '3h', officer: 'econ-head', act: 'ask extension draft', length: 7, note: 'Nhiều hồ sơ cùng lúc' },
      {
        after: '3h',
        officer: 'centre-leader',
        act: 'rule extension',
        granted: false,
        decision: '15/TB-TTPVHCC',
        note: 'Lý do chưa thuộc trường hợp cần xem xét thêm',
      },
      { after: '4h', officer: 'econ-1', act: 'complete draft' },
      ...finish('desk'),
    ],
  },
  {
    procedure,
    title: { vi: 'Giấy phép cấp trước hạn', en: 'A permit before its term' },
    weight: 3,
    given: house,
    moves: [receive, fireAgrees, planningAgrees, inspect, draft, ...finish('desk')],
  },
];
