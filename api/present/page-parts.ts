/** Parts of the pages that are printed: plain text in, HTML out. */
import type { Text } from '../messages/text.js';

export function line(vi: string, en: string, value: string): string {
  return `<p>${escaped(vi)} <i>(${escaped(en)})</i>: <b>${escaped(value)}</b></p>`;
}

/** Cells are HTML already. The heads stand again on each printed page. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const row = (cells: readonly string[], tag: 'th' | 'td') => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${row(heads, 'th')}</thead>${rows.map((cells) => row(cells, 'td')).join('')}</table>`;
}

/** `15 giờ 12, ngày 10/02/2026` */
export function hour(iso: string): string {
  return `${iso.slice(11, 13)} giờ ${iso.slice(14, 16)}, ngày ${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

export const said = (text: Text): string => escaped(text.vi);

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
