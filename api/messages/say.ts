import { toIso } from '../instants.js';
import { fill, type Text } from './text.js';

type Values = Readonly<Record<string, Text | string | number | undefined>>;
/** A sentence in both languages, its `{names}` filled with words of the same language. */
export const say = (vi: string, en: string, values: Values = {}): Text => ({
  vi: fill({ vi, en }, pick(values, 'vi')).vi,
  en: fill({ vi, en }, pick(values, 'en')).en,
});

const pick = (values: Values, language: keyof Text): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[language] : String(value ?? '')]),
  );

/** `23/02/2026 17:30` */
export function civil(at: number): string {
  const iso = toIso(at);
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}
