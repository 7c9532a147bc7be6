import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import ts from 'typescript';

const domain = join(import.meta.dirname, '..', '..', 'domain');

/** Compiles one more file as if it lay in domain/, with domain/tsconfig.json, and returns what is wrong with it. */
function errorsIn(text: string): string[] {
  const read = ts.readConfigFile(join(domain, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, domain);
  const name = join(domain, 'one-more.ts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.getSourceFile = (file, version) => (file === name ? ts.createSourceFile(file, text, version) : getSourceFile(file, version));
  const program = ts.createProgram([name], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(name))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the type wall of domain/', () => {
  it('knows nothing of Node: no process, no Buffer, no modules', () => {
    const errors = errorsIn("import { readFileSync } from 'node:fs';\nexport const all = [process.env, Buffer.from(''), readFileSync];\n");
    expect(errors.length).toBe(3);
    expect(errors.join('\n')).toMatch(/node:fs[\s\S]*process[\s\S]*Buffer/);
  }, 60_000);

  it('knows the language', () => {
    expect(errorsIn('export const longest = [3, 1, 2].toSorted().at(-1);\n')).toEqual([]);
  }, 60_000);
});
