/** A deep copy of a plain JSON value, several times as fast as through its text; `undefined` members are left out as they would be there. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) copy[key] = copyOf(member);
  }
  return copy as T;
}
