/** A province's years of dossiers, for measuring lists and searches: made up, but shaped like the real thing. */
import { createHash } from 'node:crypto';
import type { Fact } from '../domain/engine/fact.js';
import type { Status } from '../domain/engine/state.js';
import { foldFacts, type DossierView } from '../domain/engine/view.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import { wordsOf } from '../store/lists/words.js';
import { dossierUpdate } from '../store/project/dossier-update.js';

/** Monday 2 March 2026, 08:00 in Viet Nam: the newest dossier. */
export const NOW: Instant = Date.UTC(2026, 2, 2, 1);
export const CENTRES = 150;

const FAMILY = [
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Trần',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
];
const MIDDLE = ['Văn', 'Thị', 'Thị', 'Văn', 'Hữu', 'Đức', 'Ngọc Minh', 'Thanh', 'Xuân', 'Bảo'];
const GIVEN = [
  'An',
  'Bình',
  'Châu',
  'Dũng',
  'Đạt',
  'Giang',
  'Hà',
  'Hải',
  'Hạnh',
  'Hoa',
  'Hùng',
  'Hương',
  'Lan',
  'Linh',
  'Mai',
  'Nam',
  'Phúc',
  'Sơn',
  'Tuấn',
  'Yến',
];
const OPEN: readonly Status[] = ['accepted', 'in progress', 'in progress', 'at partner', 'supplement requested'];
const ENDED: readonly Status[] = ['delivered', 'delivered', 'delivered', 'delivered', 'refused', 'stopped'];
const OPEN_SHARE = 0.05;

/** Numbers from 0 to below 1, the same in every run. */
export function seededRandom(seed = 20260302): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Template {
  readonly planHash: string;
  readonly view: DossierView;
}

/** What all of them run on. */
export const templateOf = (planHash: string): Template => ({ planHash, view: templateView() });

export function documentOf(index: number, random: () => number, { planHash, view: usual }: Template): Record<string, unknown> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const centre = `xa-${Math.floor(random() * CENTRES)}`;
  const receivedAt = NOW - Math.floor(random() * 3 * 365 * DAY);
  const open = random() < OPEN_SHARE;
  const procedure = Math.floor(random() * random() * 200);
  const name = `${pick(FAMILY)} ${pick(MIDDLE)} ${pick(GIVEN)}`;
  const number = `H26.${centre.toUpperCase()}-${new Date(receivedAt).toISOString().slice(2, 10).replaceAll('-', '')}-${String(index).padStart(7, '0')}`;
  const agencies = [
    centre,
    ...(random() < 0.6 ? [`so-${Math.floor(random() * 20)}`] : []),
    ...(random() < 0.2 ? [`thue-${Math.floor(random() * 20)}`] : []),
  ];
  const dueAt = open ? receivedAt + 10 * DAY : null;
  const view: DossierView = {
    ...usual,
    number,
    centre,
    agencies,
    receivedAt,
    dueAt,
    status: pick(open ? OPEN : ENDED),
    closed: !open,
    breached: random() < 0.06,
  };
  const id = createHash('md5').update(String(index)).digest('hex');
  const head = {
    _id: id,
    number,
    procedure: `1.${procedure}`,
    field: `field-${procedure % 12}`,
    rehearsal: false,
    words: wordsOf(name),
    view: null,
    chain: null,
  };
  const application = {
    applicant: { name, kind: 'person', phone: '0900000000', address: 'Thôn 3, xã Tân Phú' },
    data: { area: 120, parcel: '12', sheet: '7' },
  };
  const hashes = { planHash, calendarHash: 'b'.repeat(64) };
  return { ...head, ...hashes, application, createdAt: receivedAt, ...dossierUpdate(head, view, 'c'.repeat(64), { put: [], gone: [] }) };
}

/** A view of the usual size: four deadlines, one open task. */
function templateView(): DossierView {
  const basis = { start: NOW, term: { length: 10, unit: 'working days' }, extension: 0, extensionUnit: 'working days', suspensions: [] };
  const bodies = [
    {
      type: 'dossierReceived',
      number: '',
      channel: 'desk',
      centre: 'xa',
      bindings: { centre: 'xa', land: 'so', tax: 'thue' },
      choices: {},
      documents: [],
    },
    { type: 'stepOpened', run: 'appraise#1', step: 'appraise', kind: 'task', party: 'land', agency: 'so', role: 'appraiser' },
    ...['total', 'appointment:first', 'appointment:second', 'step:appraise#1'].map((deadline) => ({
      type: 'deadlineStarted',
      deadline,
      dueAt: NOW,
      basis,
    })),
  ];
  return foldFacts(
    null,
    bodies.map((body, index) => ({ no: index + 1, effectiveAt: NOW, recordedAt: NOW, ...body }) as unknown as Fact),
  );
}
