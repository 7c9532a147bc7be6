/** What the bench asks of lists and searches. */
import { DAY } from '../domain/time/instant.js';
import type { DossierQuery } from '../store/store.js';
import { NOW } from './many-dossiers.js';

/** Who asks, for what, and what that comes to in the store. */
export type Question = readonly [account: string, path: string, query: Partial<DossierQuery>];

const DAYS: readonly [from: number, to: number] = [100, 50];
const day = (before: number): string => new Date(NOW - before * DAY).toISOString().slice(0, 10);

/** The lists an officer opens: newest, by due instant, overdue, of a procedure, in a status, of a time; of one agency, of two or of all. */
export const LISTS: readonly Question[] = [
  ['xa-7', '/dossiers', { agencies: ['xa-7'] }],
  ['so-3', '/dossiers?sort=due', { agencies: ['so-3'], sort: 'due' }],
  ['xa-11', '/dossiers?breached=true', { agencies: ['xa-11'], breached: true }],
  ['thue-2', '/dossiers?procedure=1.12', { agencies: ['thue-2'], procedure: '1.12' }],
  [
    'xa-7 so-3',
    '/dossiers?status=in%20progress&status=at%20partner',
    { agencies: ['xa-7', 'so-3'], status: ['in progress', 'at partner'] },
  ],
  ['auditor', '/dossiers?sort=due&field=field-3', { sort: 'due', field: 'field-3' }],
  [
    'so-5',
    `/dossiers?receivedFrom=${day(DAYS[0])}&receivedTo=${day(DAYS[1])}`,
    { agencies: ['so-5'], receivedFrom: NOW - DAYS[0] * DAY, receivedTo: NOW - DAYS[1] * DAY },
  ],
];

export const SEARCHES: readonly Question[] = [
  'Trần Thị Hoa',
  'van dat',
  'H26.XA-7-25',
  'nguyen',
  'Hồ Ngọc Minh Yến',
  'h26.xa-7-260101',
  'bui xuan',
].map((text) => ['xa-7', `/dossiers/search?q=${encodeURIComponent(text)}`, {}]);
