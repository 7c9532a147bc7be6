/** The receipt as a page that a browser prints on A5, Vietnamese first. Plain on purpose: no image, no script, nothing from elsewhere. */
import type { Text } from '../messages/text.js';
import type { presentReceipt } from './receipt.js';

type Receipt = NonNullable<ReturnType<typeof presentReceipt>>;

const STYLE = `@page{size:A5;margin:9mm}body{font:9.5pt/1.35 serif;max-width:130mm;margin:auto}h1{font-size:12.5pt;text-align:center;margin:.6em 0 .1em}
table{border-collapse:collapse;width:100%;margin:.4em 0}td,th{border:.4pt solid;padding:1pt 3pt;text-align:left;vertical-align:top}i{color:#444}p{margin:.25em 0}
.sign{display:flex;justify-content:space-between;margin-top:1em;text-align:center}`;

export function receiptPage(receipt: Receipt): string {
  const { number, centreName, applicant, procedure, procedureName } = receipt;
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escaped(number)}</title><style>${STYLE}</style><body>
<p><b>${said(centreName)}</b></p>
<h1>GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ</h1>
<p style="text-align:center"><i>Receipt and appointment</i><br>Mã hồ sơ: <b>${escaped(number)}</b></p>
${line('Người nộp', 'Applicant', [applicant.name, applicant.address, applicant.phone].filter(Boolean).join(' · '))}
${line('Thủ tục', 'Procedure', `${procedure} – ${procedureName.vi}`)}
${line('Nhận hồ sơ lúc', 'Received', hour(receipt.receivedAt))}
${promises(receipt)}${legs(receipt)}${documents(receipt)}${fees(receipt)}${delivery(receipt)}
${line('Tra cứu', 'Track it at', receipt.tracking)}
<div class="sign"><span>Người nộp hồ sơ<br><i>Applicant</i></span><span>Người tiếp nhận hồ sơ<br><i>Receiving officer</i></span></div>
</body></html>`;
}

function promises({ promises: all }: Receipt): string {
  const dated = all.map(({ name, dueAt, countsFrom }) =>
    line(`Hẹn: ${name.vi}`, `Appointment: ${name.en}`, dueAt ? hour(dueAt) : `tính từ bước “${countsFrom?.vi ?? ''}”`),
  );
  return dated.join('');
}

function legs({ legs: all }: Receipt): string {
  const rows = all.map(({ agencyName, steps, terms, dueAt, counted }) => {
    const when = dueAt === null ? '' : `${hour(dueAt)}${counted ? '' : ' (ngoài thời hạn)'}`;
    return [said(agencyName), steps.map(({ vi }) => escaped(vi)).join('; '), terms.map(({ vi }) => vi).join(' + '), when];
  });
  return table(['Cơ quan, đơn vị', 'Việc', 'Thời hạn', 'Dự kiến đến'], rows);
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

function line(vi: string, en: string, value: string): string {
  return `<p>${escaped(vi)} <i>(${escaped(en)})</i>: <b>${escaped(value)}</b></p>`;
}

/** Cells are HTML already. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const row = (cells: readonly string[], tag: 'th' | 'td') => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table>${row(heads, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`;
}

/** `15 giờ 12, ngày 10/02/2026` */
function hour(iso: string): string {
  return `${iso.slice(11, 13)} giờ ${iso.slice(14, 16)}, ngày ${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

const said = (text: Text): string => escaped(text.vi);

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
