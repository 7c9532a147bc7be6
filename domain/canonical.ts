/**
 * The one text of a JSON value: keys sorted, no white space, text in Unicode NFC, `undefined` members left out. Same value, same text, so its hash can name it
 * (after RFC 8785, JSON Canonicalization Scheme; numbers as ECMAScript writes them).
 * Throws TypeError for what JSON cannot say: NaN, infinities, functions, bigints, `undefined` in a list or at the top.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(`not JSON: ${typeof value === 'number' ? value : typeof value}`);
}

function canonicalObject(value: Record<string, unknown>): string {
  const members: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) members.push([key.normalize('NFC'), value[key]]);
  }
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
