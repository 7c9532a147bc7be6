import { happened, type Move, type Story } from './story.js';
import type { Chance } from './chance.js';

const procedure = '2.002621';

/** Born on the first day of the month in which it is filed. */
const child = (chance: Chance, receivedAt: string) => ({
  channel: 'online' as const,
  data: {
    ...{
      childBorn: `${receivedAt.slice(0, 8)}01`,
      child: 'Trẻ sơ sinh',
      childSex: chance.one(['Nam', 'Nữ']),
      birthPlace: 'Trung tâm y tế khu vực',
    },
    ...{ mother: 'Mẹ', motherId: '001000000051', father: 'Cha', requester: 'Cha', overdue: false, otherHousehold: false },
    ...{ address: `Thôn ${chance.whole(1, 9)} xã An Mẫu`, householder: 'Cha', clinic: '99042' },
  },
});

const accept: Move = { after: '20m', officer: 'desk-1', act: 'accept' };
const registered: readonly Move[] = [
  { after: '30m', linked: 'birth', state: 'accepted' },
  { after: '3h', linked: 'birth', outcome: 'granted', results: ['birth-certificate'], values: { 'birth-certificate-number': '52/2026' } },
];
const takenUp: readonly Move[] = [
  { after: '30m', linked: 'residence', state: 'accepted' },
  { after: '20m', linked: 'insurance', state: 'accepted' },
];

export const BIRTH_STORIES: readonly Story[] = [
  {
    procedure,
    whileInForce: true,
    title: {
      vi: 'Khai sinh, thường trú, thẻ bảo hiểm: ba thủ tục một lần nộp',
      en: 'Birth, residence, insurance: three procedures filed once',
    },
    shows: (facts) => facts.filter(({ type }) => type === 'linkedDossierEnded').length === 3 && happened('resultDelivered')(facts),
    weight: 1,
    received: { from: '18:00', to: '21:30' },
    given: child,
    moves: [
      accept,
      ...registered,
      ...takenUp,
      { after: '5h', linked: 'insurance', outcome: 'granted', results: ['insurance-card'] },
      { after: '6h', linked: 'residence', outcome: 'granted', results: ['residence-notice'] },
      { after: '2h', officer: 'counter-1', act: 'deliver return-result', method: 'online' },
    ],
  },
];
