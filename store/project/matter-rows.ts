import type { DossierView } from '../../domain/engine/view.js';
import { sortKey } from '../lists/sort-key.js';
import { listsOfMatter, type MatterDocument } from '../schemas/matter-schema.js';
import type { RowHead } from './head.js';
import { type Rows, rowsOf } from './row-changes.js';

type Said = Pick<MatterDocument, 'kind' | 'no' | 'to' | 'from' | 'by' | 'at' | 'note'> &
  Partial<Pick<MatterDocument, 'answerBy' | 'run' | 'act' | 'doneAt' | 'evidence'>>;

const NOTHING_MORE = { answerBy: null, run: null, act: null, doneAt: null, evidence: [] } as const;

/** What waits for somebody's word in a view. */
export function matterRows(head: RowHead, view: DossierView | null): Rows<MatterDocument> {
  if (!view) return new Map();
  const said = [...asked(view), ...entered(view), ...extensions(view)];
  return rowsOf(said.map((each) => rowOf(head, view.centre, each)));
}

function asked({ matters }: DossierView): Said[] {
  return Object.entries(matters).map(([no, { kind, to, answerBy, note, run, by, from, at }]) => ({
    ...{ kind, no: Number(no), to, from, by, at, answerBy, note, run },
  }));
}

/** The head of the agency that entered it rules, or that of the centre. */
function entered({ entries, centre }: DossierView): Said[] {
  return Object.entries(entries).map(([no, { act, run, doneAt, evidence, note, by, from, at }]) => ({
    ...{ kind: 'entry', no: Number(no), to: { agency: from ?? centre }, from, by, at, run, act, doneAt, evidence, note },
  }));
}

function extensions({ extensionAsked, centre }: DossierView): Said[] {
  if (!extensionAsked) return [];
  const { run, note, by, from, at } = extensionAsked;
  return [{ kind: 'extension', no: null, to: { agency: centre }, from, by, at, run, note }];
}

function rowOf({ _id: dossierId, number, procedure, field, rehearsal }: RowHead, centre: string, said: Said): MatterDocument {
  const _id = `${dossierId}.${said.kind}${said.no === null ? '' : `-${said.no}`}`;
  const row = { _id, ...{ dossierId, number, procedure, field, rehearsal, centre }, ...NOTHING_MORE, ...said };
  return { ...row, lists: listsOfMatter(row), order: sortKey(said.answerBy ?? said.at, _id) };
}
