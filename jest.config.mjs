/**
 * Three kinds of tests (see test/README.md). `pure` ones need nothing; `live` ones get real Temporal, MongoDB and Redis, which Jest starts only when a run holds
 * one; `whole` ones start a Motcua of their own and want the machine for themselves.
 */
const inFolders = (...names) => names.map((name) => `<rootDir>/test/${name}/`);
const testsIn = (folders) => folders.map((folder) => `${folder}**/*.test.ts`);
const PURE = inFolders('domain', 'definitions', 'walls');
const WHOLE = inFolders('crash', 'road', 'demo');

const shared = {
  testEnvironment: 'node',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.services/', '<rootDir>/.data/'],
};

export default {
  testTimeout: 60_000,
  // modules of a test file are never given back to the process that ran it: with all of them in one it reaches V8's limit
  workerIdleMemoryLimit: '1GB',
  projects: [
    { ...shared, displayName: 'pure', testMatch: testsIn(PURE) },
    {
      ...shared,
      displayName: 'live',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...PURE, ...WHOLE],
      globalSetup: '<rootDir>/test/setup/services-up.mjs',
      globalTeardown: '<rootDir>/test/setup/services-down.mjs',
    },
    { ...shared, displayName: 'whole', testMatch: testsIn(WHOLE) },
  ],
};
