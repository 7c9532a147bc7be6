import type { ListedDossier } from '../store.js';
import type { ListPlan } from './dossier-filter.js';

const VIEW_OF_A_LINE: readonly (keyof ListedDossier['view'])[] = [
  ...(['factNo', 'channel', 'status', 'outcome', 'timeliness', 'centre', 'holder', 'breached', 'closed'] as const),
  ...(['supplementOpen', 'extensionAsked', 'receivedAt', 'promisedAt', 'dueAt', 'finishedAt', 'deliveredAt', 'updatedAt'] as const),
];

/** What a line of a list shows; a whole dossier is twenty times as long, and reading the lines is most of what a list costs. */
const LINE = Object.fromEntries(
  [
    ...['number', 'procedure', 'field', 'planHash', 'rehearsal', 'application.applicant.name'],
    ...VIEW_OF_A_LINE.map((field) => `view.${field}`),
  ].map((path) => [path, 1] as const),
);

/** With its place in the list: what the list is sorted by. */
export const lineIn = (sort: ListPlan['sort']): typeof LINE => ({
  ...LINE,
  ...Object.fromEntries(Object.keys(sort).map((field) => [field, 1 as const])),
});
