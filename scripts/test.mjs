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
// not before there is a build: a first run has no dependencies, and no Node of its own, when it begins
const { runtime } = await import('../dist/services/runtime.js');

/** Those that start a whole Motcua measure its time, and run alone; two at once make the most of two cores for the others. */
const TURNS = [
  ['--selectProjects', 'pure', 'live', '--maxWorkers=2'],
  ['--selectProjects', 'whole', '--runInBand'],
];

const results = TURNS.map(run);
for (const line of results.flatMap(failures)) console.log(line);
const passed = sum(results.map((each) => each.numPassedTests));
// a file that could not even be run counts as one failed test
const failed = sum(results.map((each) => each.numFailedTests + each.numRuntimeErrorTestSuites));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || results.some(({ status }) => status !== 0) ? 1 : 0;

/** One run of Jest. @returns what it reports; a run that ends without a report is a failure of its own. */
function run(turn) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-jest-'));
  const report = join(folder, 'report.json');
  const program = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js')];
  // A handle that a failed test left open must not keep the run from ending.
  const flags = ['--forceExit', '--passWithNoTests', '--json', `--outputFile=${report}`, ...turn, ...process.argv.slice(2)];
  // what tests leave in the folder for temporary files goes with the run
  const env = process.env.MOTCUA_KEEP ? process.env : { ...process.env, TMPDIR: folder };
  const { status, signal } = spawnSync(runtime(), [...program, ...flags], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : unreported(turn, signal ?? status);
  rmSync(folder, { recursive: true, force: true });
  return { ...results, status };
}

function unreported(turn, end) {
  const message = `Jest ended with ${end} and without a report`;
  return {
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 1,
    testResults: [{ status: 'failed', name: join(root, turn.join(' ')), message, assertionResults: [] }],
  };
}

function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
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
