/** A text for people in both languages; Vietnamese first. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export type Language = keyof Text;

/** Replaces `{name}` by the value of that name; a value that is missing leaves nothing behind. */
export function fill(text: Text, values: Readonly<Record<string, string | undefined>>): Text {
  const put = (template: string): string => template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '').trim();
  return { vi: put(text.vi), en: put(text.en) };
}
