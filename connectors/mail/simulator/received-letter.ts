/** A letter as it came over the wire, read back far enough to be shown: one part of text, as Motcua writes letters. */
export interface ReceivedLetter {
  /** Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export function readLetter(raw: string, to: string): ReceivedLetter {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const header = (name: string): string =>
    headers
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const body = rest.join('\r\n\r\n');
  const text = header('content-transfer-encoding').toLowerCase() === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : body;
  return { id: header('message-id'), to, subject: decoded(header('subject')), text };
}

/** RFC 2047: `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`; white space between two of them is not meant. */
function decoded(subject: string): string {
  const words = subject.replace(/\?=\s+=\?/g, '?==?');
  return words.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, kind: string, text: string) => bytesOf(kind, text).toString('utf8'));
}

function bytesOf(kind: string, text: string): Buffer {
  if (kind.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  const hex = text.replaceAll('_', ' ').replace(/[^=]|=([0-9a-f]{2})/gi, (one, code?: string) => code ?? Buffer.from(one).toString('hex'));
  return Buffer.from(hex, 'hex');
}
