import type { Requests } from './api-client.js';
import { smallPdf } from './small-pdf.js';

/** Uploads a small real file for each result a step produces; gives the file ids by the keys of the results. */
export async function uploadResults(
  officer: Requests,
  { id, procedure }: { readonly id: string; readonly procedure: string },
  keys: readonly string[],
): Promise<Record<string, string>> {
  const uploaded = keys.map(async (key) => {
    const bytes = smallPdf([
      `Kết quả / result: ${key}`,
      `Thủ tục / procedure ${procedure}`,
      'Bản mẫu để diễn tập / a sample for rehearsal',
    ]);
    const file = await officer.upload<{ id: string }>(`/dossiers/${id}/files?document=${encodeURIComponent(key)}`, `${key}.pdf`, bytes);
    return [key, file.id] as const;
  });
  return Object.fromEntries(await Promise.all(uploaded));
}
