/** In place of what may be somebody's. */
export const MASK = '•••';

/**
 * The body of a message with everything masked but the fields that are declared plain. Names of fields stay; of what is masked neither length nor type does.
 * @param plain names, dotted inside objects and lists: `DanhSachGiayToKetQua.TenGiayTo`.
 */
export function mask(body: Readonly<Record<string, unknown>>, plain: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, masked(value, name, plain)]));
}

function masked(value: unknown, path: string, plain: readonly string[]): unknown {
  if (plain.includes(path) || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((each) => masked(each, path, plain));
  if (typeof value !== 'object') return MASK;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, masked(inside, `${path}.${name}`, plain)]));
}
