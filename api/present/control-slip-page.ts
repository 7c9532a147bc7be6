/** The control slip as a page that a browser prints on A4 (Circular 03/2025, form 06): it goes with the papers, and each agency signs for what it got. Plain on purpose, like the receipt. */
import type { presentControlSlip } from './control-slip.js';
import { escaped, hour, line, said, table } from './page-parts.js';

type Slip = ReturnType<typeof presentControlSlip>;
type Row = Slip['rows'][number];

const STYLE = `@page{size:A4 landscape;margin:12mm}body{font:11pt/1.3 'Times New Roman','Liberation Serif',serif;max-width:270mm;margin:auto}h1{font-size:14pt;text-align:center;margin:.4em 0 .2em}
table{border-collapse:collapse;width:100%;margin:.5em 0;font-size:10pt}td,th{border:.4pt solid;padding:2pt 4pt;text-align:left;vertical-align:top}tr{break-inside:avoid}
td:last-child{width:34mm;height:14mm}i{color:#444}p{margin:.2em 0;overflow-wrap:anywhere}`;

const HEADS = ['TT', 'Bên giao', 'Bên nhận, việc', 'Giao lúc', 'Nhận lúc', 'Phải xong', 'Kết quả', 'Ký giao, ký nhận'];

export function controlSlipPage(slip: Slip): string {
  const { number, procedure, procedureName, receivedAt, promises, rows } = slip;
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escaped(number)}</title><style>${STYLE}</style><body>
<h1>PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ</h1>
<p style="text-align:center"><i>Control slip</i> · Mã hồ sơ: <b>${escaped(number)}</b></p>
${line('Thủ tục', 'Procedure', `${procedure} – ${procedureName.vi}`)}
${line('Nhận hồ sơ lúc', 'Received', hour(receivedAt))}
${promises.map(({ name, dueAt }) => line(`Hẹn: ${name.vi}`, name.en, dueAt ? hour(dueAt) : 'sẽ thông báo sau')).join('')}
${table(
  HEADS,
  rows.map((row, index) => [String(index + 1), ...cells(row)]),
)}
</body></html>`;
}

/** What is still to come is written, too: until when each agency has it is what the next one plans by. */
function cells(row: Row): string[] {
  const { senderName, agencyName, steps, sentAt, receivedAt, dueAt, timelinessName, foreseen } = row;
  const when = (iso: string | null): string => (iso === null ? '' : hour(iso));
  return [
    senderName ? said(senderName) : '',
    `<b>${said(agencyName)}</b><br>${steps.map((step) => said(step)).join('; ')}`,
    when(sentAt),
    when(receivedAt),
    when(dueAt),
    foreseen ? '<i>dự kiến</i>' : timelinessName ? said(timelinessName) : 'đang giải quyết',
    '',
  ];
}
