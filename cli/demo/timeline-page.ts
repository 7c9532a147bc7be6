/** One dossier's explained timeline as a page that anybody can open: what happened, and how each date came about. */
import type { Label } from '../../domain/procedure/definition.js';
import type { Requests } from '../live/api-client.js';

interface Dossier {
  readonly number: string;
  readonly procedure: string;
  readonly procedureName: Label;
  readonly statusName: Label;
}

interface Entry {
  readonly no: number;
  readonly effectiveAt: string;
  readonly by: { readonly id: string } | null;
  readonly sentence: Label;
  readonly note?: { readonly text: string };
}

interface Deadline {
  readonly name: Label;
  readonly status: string;
  readonly dueAt: string | null;
  readonly explanation: readonly Label[];
}

/** The page, of what the API tells the reader about a dossier. */
export async function timelinePage(reader: Requests, id: string): Promise<string> {
  const [dossier, entries, deadlines] = await Promise.all([
    reader.get<Dossier>(`/dossiers/${id}`),
    allEntries(reader, id),
    reader.get<{ items: Deadline[] }>(`/dossiers/${id}/deadlines`),
  ]);
  return page(dossier, entries, deadlines.items);
}

async function allEntries(reader: Requests, id: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let from: number | null = 1; from !== null;) {
    const part: { items: Entry[]; next: number | null } = await reader.get(`/dossiers/${id}/timeline?from=${from}`);
    entries.push(...part.items);
    from = part.next;
  }
  return entries;
}

function page(
  { number, procedure, procedureName, statusName }: Dossier,
  entries: readonly Entry[],
  deadlines: readonly Deadline[],
): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(number)}</title>
<style>${STYLE}</style></head><body>
<h1>${safe(number)}</h1>
<p>${safe(procedure)} · ${both(procedureName)}<br>${both(statusName)}</p>
<h2>Diễn biến <i>What happened</i></h2>
<table><thead><tr><th>Lúc <i>At</i></th><th>Ai <i>Who</i></th><th>Việc <i>What</i></th></tr></thead><tbody>
${entries.map(row).join('\n')}
</tbody></table>
<h2>Các hạn và cách tính <i>Deadlines and how each came about</i></h2>
${deadlines.map(section).join('\n')}
</body></html>
`;
}

function row({ effectiveAt, by, sentence, note }: Entry): string {
  const who = by ? safe(by.id) : '<i>thời gian / time</i>';
  return `<tr><td>${civil(effectiveAt)}</td><td>${who}</td><td>${both(sentence)}${note ? `<blockquote>${safe(note.text)}</blockquote>` : ''}</td></tr>`;
}

function section({ name, status, dueAt, explanation }: Deadline): string {
  const due = dueAt === null ? '' : ` · ${civil(dueAt)}`;
  return `<section><h3>${both(name)}</h3><p>${safe(STATUS[status] ?? status)}${due}</p><ol>${explanation.map((line) => `<li>${both(line)}</li>`).join('')}</ol></section>`;
}

const STATUS: Readonly<Record<string, string>> = {
  running: 'đang chạy / running',
  suspended: 'tạm dừng / suspended',
  met: 'đã xong trong hạn / met',
  breached: 'lỡ hẹn / breached',
  cancelled: 'không còn / cancelled',
};

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}table{border-collapse:collapse;width:100%}' +
  'td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd}td:first-child{white-space:nowrap}' +
  'i{color:#666;font-style:normal;font-size:.9em}blockquote{margin:.2rem 0 .2rem 1rem;color:#444}h3{margin:1.5rem 0 0}section p{margin:0;color:#444}';

const both = ({ vi, en }: Label): string => (en === undefined || en === '' ? safe(vi) : `${safe(vi)} <i>${safe(en)}</i>`);

/** `05/10/2026 08:14`. */
const civil = (iso: string): string => `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
