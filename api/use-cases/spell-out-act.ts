import type { Act } from '../../domain/engine/event.js';
import type { Store } from '../../store/store.js';
import { parseInstant } from '../instants.js';
import { Problem } from '../problem.js';
import type { ActBody } from '../schema/act-schema.js';

/** The engine's act for what came over HTTP: free text goes to the notes, files are checked to belong to the dossier. Throws FILE_UNKNOWN, FILE_NOT_THE_RESULT, REQUEST_INVALID. */
export async function spellOutAct(store: Store, dossierId: string, body: ActBody): Promise<Act> {
  await filesBelong(store, dossierId, body);
  const inner = body['act'] === undefined ? {} : { act: await spellOutAct(store, dossierId, body['act'] as ActBody) };
  const doneAt = body['effectiveAt'] === undefined ? {} : { effectiveAt: readInstant('doneAt', body['effectiveAt'] as string) };
  const { note, newAppointmentAt, answerBy, ...rest } = body;
  const act = {
    ...rest,
    ...inner,
    ...doneAt,
    ...(note && { note: await store.notes.put(note) }),
    ...(newAppointmentAt && { newAppointmentAt: readInstant('newAppointmentAt', newAppointmentAt) }),
    ...(answerBy && { answerBy: readInstant('answerBy', answerBy) }),
  };
  // The validator has held the body against the schema of its type, and schemas mirror the engine's acts.
  return act as unknown as Act;
}

/** An instant of the body. Throws REQUEST_INVALID for a date that no calendar has. */
export function readInstant(field: string, text: string): number {
  const at = parseInstant(text);
  if (at === null)
    throw new Problem('REQUEST_INVALID', {
      errors: [
        {
          path: field.startsWith('query') ? `/${field}` : `/body/${field}`,
          message: {
            vi: `${text}: không có thời điểm này; ví dụ đúng: 2026-02-10T09:12`,
            en: `${text}: no such instant; expected for example 2026-02-10T09:12`,
          },
        },
      ],
    });
  return at;
}

/** Results and evidence are files of this dossier, and a result was uploaded as that result: the applicant's own papers are none (E11). */
async function filesBelong(store: Store, dossierId: string, body: ActBody): Promise<void> {
  const results = Object.entries((body['results'] ?? {}) as Record<string, string>);
  const evidence = [body['evidence'] ?? []].flat() as string[];
  for (const [result, file] of [...results, ...evidence.map((file) => [null, file] as const)]) {
    const known = await store.files.describe(file);
    if (known?.dossierId !== dossierId) throw new Problem('FILE_UNKNOWN', { found: file });
    if (result !== null && known.document !== result) throw new Problem('FILE_NOT_THE_RESULT', { found: `${known.document} ≠ ${result}` });
  }
}
