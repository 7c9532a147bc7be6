/** The receipt as a page that a browser prints on A5, Vietnamese first. Plain on purpose: no script, nothing from elsewhere; the QR code leads to the public tracking of the dossier. */
import encodeQR from 'qr';
import { escaped, hour, line, said, table } from './page-parts.js';
import type { presentReceipt } from './receipt.js';

type Receipt = NonNullable<ReturnType<typeof presentReceipt>>;

const STYLE = `@page{size:A5;margin:8mm}body{font:8.7pt/1.25 'Times New Roman','Liberation Serif',serif;max-width:130mm;margin:auto}h1{font-size:12pt;line-height:1.2;text-align:center;margin:.3em 0 .1em}
table{border-collapse:collapse;width:100%;margin:.4em 0;font-size:8pt;line-height:1.15}td,th{border:.4pt solid;padding:1pt 3pt;text-align:left;vertical-align:top}tr{break-inside:avoid}
.legs th:first-child{width:31%}.legs th:nth-child(3){width:14%}.legs td:last-child{white-space:nowrap}i{color:#444}p{margin:.2em 0;overflow-wrap:anywhere}
.head{display:flex;justify-content:space-between;gap:4mm}.head div:first-child{flex:1}.code{text-align:center;font-size:7.5pt;line-height:1.2}.code svg{display:block;width:26mm;height:26mm;margin:auto;shape-rendering:crispEdges}
.sign{display:flex;justify-content:space-between;margin-top:1em;padding:0 8mm;text-align:center;break-inside:avoid}`;

export function receiptPage(receipt: Receipt): string {
  const { number, centreName, applicant, procedure, procedureName } = receipt;
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escaped(number)}</title><style>${STYLE}</style><body>
<div class="head"><div><p><b>${said(centreName)}</b></p>
<h1>GIẤY TIẾP NHẬN HỒ SƠ<br>VÀ HẸN TRẢ KẾT QUẢ</h1>
<p style="text-align:center"><i>Receipt and appointment</i><br>Mã hồ sơ: <b>${escaped(number)}</b></p></div>
${code(receipt.tracking)}</div>
${line('Người nộp', 'Applicant', [applicant.name, applicant.address, applicant.phone].filter(Boolean).join(' · '))}
${line('Thủ tục', 'Procedure', `${procedure} – ${procedureName.vi}`)}
${line('Nhận hồ sơ lúc', 'Received', hour(receipt.receivedAt))}
${promises(receipt)}${legs(receipt)}${documents(receipt)}${fees(receipt)}${delivery(receipt)}
${line('Tra cứu', 'Track it at', receipt.tracking)}
<div class="sign"><span>Người nộp hồ sơ<br><i>Applicant</i></span><span>Người tiếp nhận hồ sơ<br><i>Receiving officer</i></span></div>
</body></html>`;
}

/** Still readable when a fold or a stamp covers a seventh of it; four modules of white around it, as scanners need. */
function code(address: string): string {
  const drawing = encodeQR(address, 'svg', { ecc: 'medium', border: 4 });
  return `<div class="code" role="img" aria-label="${escaped(address)}">${drawing}Quét để tra cứu<br><i>Scan to track it</i></div>`;
}

function promises({ promises: all }: Receipt): string {
  const dated = all.map(({ name, dueAt, countsFrom }) =>
    line(`Hẹn: ${name.vi}`, name.en, dueAt ? hour(dueAt) : `tính từ bước “${countsFrom?.vi ?? ''}”`),
  );
  return dated.join('');
}

function legs({ legs: all }: Receipt): string {
  const rows = all.map(({ agencyName, steps, terms, dueAt, counted }) => {
    const when = dueAt === null ? '–' : `${hour(dueAt)}${counted ? '' : '<br>(ngoài thời hạn)'}`;
    return [said(agencyName), steps.map(({ vi }) => escaped(vi)).join('; '), terms.map(({ vi }) => vi).join(' + ') || '–', when];
  });
  return `<div class="legs">${table(['Cơ quan, đơn vị', 'Việc', 'Thời hạn', 'Dự kiến đến'], rows)}</div>`;
}

function documents({ documents: all }: Receipt): string {
  const rows = all.map(({ name, originals, copies }, index) => [
    String(index + 1),
    said(name),
    String(originals || ''),
    String(copies || ''),
  ]);
  return table(['TT', 'Giấy tờ', 'Bản chính', 'Bản sao'], rows);
}

function fees({ fees: all }: Receipt): string {
  return all
    .map(({ name, amount, due }) =>
      line(
        name.vi,
        name.en,
        `${amount.toLocaleString('vi-VN')} đồng, ${due === 'on return' ? 'nộp khi nhận kết quả' : 'nộp khi tiếp nhận'}`,
      ),
    )
    .join('');
}

function delivery({ delivery: place }: Receipt): string {
  if (!place) return '';
  return line('Nhận kết quả tại', 'Result', `${place.agencyName.vi} (${place.methodNames.map(({ vi }) => vi).join(', ')})`);
}
