/** `{'a.b': 1, 'c.0.d': 2}` as `{a: {b: 1}, c: [{d: 2}]}`: fields of objects and lists are written by their paths. */
export function nested(flat: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return replaced({}, flat);
}

/** The value with the fields of these paths in place of its own; neither is changed. */
export function replaced(value: Readonly<Record<string, unknown>>, paths: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const whole = structuredClone(value) as Record<string, unknown>;
  for (const [path, field] of Object.entries(paths)) put(whole, path.split('.'), field);
  return whole;
}

function put(whole: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const last = keys.length - 1;
  let at = whole;
  keys.slice(0, last).forEach((key, depth) => {
    at = (at[key] ??= isIndex(keys[depth + 1]!) ? [] : {}) as Record<string, unknown>;
  });
  at[keys[last]!] = value;
}

const isIndex = (key: string): boolean => /^\d+$/.test(key);
