/** Who saw which personal data, when and for what: written down before it is shown. */
import { randomUUID } from 'node:crypto';
import type { FileId } from '../../domain/engine/event.js';
import type { DossierView } from '../../domain/engine/view.js';
import type { OperationId } from '../policy.js';
import type { Reader } from '../reader.js';
import type { Deps } from '../deps.js';

/** What an answer shows of people. */
export interface Shown {
  readonly dossiers: readonly ShownDossier[];
  readonly file?: FileId;
}

interface ShownDossier {
  readonly id: string;
  readonly view?: (Pick<DossierView, 'centre'> & Partial<Pick<DossierView, 'tasks'>>) | null;
}

/** Purposes that follow from who asks for what; any other text is one that the reader stated. */
export const PURPOSES = ['task', 'reception', 'leadership', 'work', 'audit', 'partner'] as const;
type Purpose = (typeof PURPOSES)[number];

export interface Looking {
  readonly deps: Pick<Deps, 'store' | 'now'>;
  readonly reader: Reader;
  readonly operation: OperationId;
  /** As the header says it. */
  readonly purpose: string | null;
}

/** Durable when it returns; when it cannot be written, the data are not shown. Readings that come together are written together. */
export async function noteAccess({ deps, reader, operation, purpose }: Looking, { dossiers, file }: Shown): Promise<void> {
  if (dossiers.length === 0) return;
  await deps.store.accesses.record({
    id: randomUUID(),
    at: deps.now(),
    account: reader.id,
    agency: reader.posts[0]?.agency ?? null,
    operation,
    purpose: purpose ?? purposeOf(reader, operation, dossiers),
    stated: purpose !== null,
    dossiers: dossiers.map(({ id }) => id),
    ...(file !== undefined && { file }),
  });
}

function purposeOf(reader: Reader, operation: OperationId, dossiers: readonly ShownDossier[]): Purpose {
  if (reader.standing.includes('auditor')) return 'audit';
  if (reader.standing.includes('partner')) return 'partner';
  if (operation === 'receiveDossier') return 'reception';
  if (dossiers.every((dossier) => hasTaskFor(reader, dossier))) return 'task';
  if (dossiers.every(({ view }) => reader.posts.some(({ agency, roles }) => agency === view?.centre && roles.includes('receiver'))))
    return 'reception';
  return reader.standing.includes('leads') ? 'leadership' : 'work';
}

function hasTaskFor(reader: Reader, { view }: ShownDossier): boolean {
  return Object.values(view?.tasks ?? {}).some(
    (task) =>
      task.officer === reader.id ||
      (task.officer === null &&
        reader.posts.some(({ agency, roles }) => agency === task.agency && (task.role === null || roles.includes(task.role)))),
  );
}
