import type { Text } from './text.js';

/** The checks against the OpenAPI document speak English only; these are their sentences in Vietnamese. */
const SENTENCES: readonly (readonly [pattern: RegExp, vietnamese: string])[] = [
  [/^must have required property '(.+)'$/, 'thiếu "$1"'],
  [/^must NOT have additional properties$/, 'khóa này không có trong mẫu'],
  [/^must be equal to one of the allowed values: (.+)$/, 'phải là một trong: $1'],
  [/^'(\w+)' must be equal to one of the allowed values: (.+)\.$/, '"$1" phải là một trong: $2'],
  [/^must match pattern "(.+)"$/, 'phải theo dạng $1'],
  [/^must match format "(.+)"$/, 'phải theo dạng $1'],
  [/^must NOT have fewer than (\d+) characters$/, 'phải có ít nhất $1 ký tự'],
  [/^must NOT have more than (\d+) characters$/, 'chỉ được tối đa $1 ký tự'],
  [/^must NOT have fewer than (\d+) items$/, 'phải có ít nhất $1 mục'],
  [/^must NOT have more than (\d+) items$/, 'chỉ được tối đa $1 mục'],
  [/^must be >= (.+)$/, 'phải từ $1 trở lên'],
  [/^must be <= (.+)$/, 'phải từ $1 trở xuống'],
  [/^must be object$/, 'phải là một đối tượng JSON'],
  [/^must be array$/, 'phải là một danh sách'],
  [/^must be string$/, 'phải là văn bản'],
  [/^must be integer$/, 'phải là số nguyên'],
  [/^must be number$/, 'phải là số'],
  [/^must be boolean$/, 'phải là true hoặc false'],
  [/^Unknown query parameter '(.+)'$/, 'không có tham số "$1"'],
  [/^Empty value found for query parameter '(.+)'$/, 'tham số "$1" để trống'],
];

export function findingText(english: string): Text {
  for (const [pattern, vietnamese] of SENTENCES)
    if (pattern.test(english)) return { vi: english.replace(pattern, vietnamese), en: english };
  return { vi: english, en: english };
}
