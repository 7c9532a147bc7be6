/** docs/language.md cannot lie: what it shows is in the files it names. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const page = readFileSync('docs/language.md', 'utf8');
const blocks = [...page.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)].map(([, file, text]) => ({ file: file!, lines: linesOf(text!) }));
const links = [...page.matchAll(/\]\((\.\.?\/[^)]+|errors)\)/g)].map(([, target]) => target!);

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

describe('the page on the language', () => {
  it('shows excerpts, each from a named file', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(6);
    expect(page.match(/```yaml/g)).toHaveLength(blocks.length);
  });

  it.each(blocks)('shows lines as they stand in $file, one after the other', ({ file, lines }) => {
    expect(linesOf(readFileSync(file, 'utf8')).join('\n')).toContain(lines.join('\n'));
  });

  it.each(links)('leads to %s', (target) => {
    expect(() => readFileSync(`docs/${target}`)).not.toThrow(/ENOENT/);
  });
});
