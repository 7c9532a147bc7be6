/**
 * `npm test [-- jest arguments]`: sets itself up, runs every test on the real services, and ends with one plain line,
 * `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBuilt, ensureDependencies, root } from './prepare.mjs';

ensureDependencies();
// The crash tests run the built programs.
ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), 'motcua-jest-'));
const report = join(folder, 'report.json');
const args = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js')];
// A handle that a failed test left open must not keep the run from ending.
const flags = ['--forceExit', '--json', `--outputFile=${report}`, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, [...args, ...flags], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
const { passed, failed } = results ? count(results) : { passed: 0, failed: 1 };
rmSync(folder, { recursive: true, force: true });
if (results) for (const line of failures(results)) console.log(line);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : (status ?? 1);

/** A file that could not even be run counts as one failed test. */
function count(results) {
  return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
}

/** What failed, once more and in short: whoever keeps only the end of the output still learns what it was. */
function failures({ testResults }) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      const file = relative(root, name);
      return failed.length > 0
        ? failed.map((one) => `FAILED ${file}: ${one.fullName}\n${start(one.failureMessages.join('\n'))}`)
        : [`FAILED ${file}\n${start(message)}`];
    });
}

function start(message) {
  return message
    .replaceAll(/\u001B\[\d+m/gu, '')
    .split('\n')
    .slice(0, 25)
    .join('\n');
}
