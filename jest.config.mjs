/**
 * Two kinds of tests. `pure` ones need nothing; `live` ones get real Temporal, MongoDB and Redis (see test/README.md). Jest starts
 * the services only when a run holds a live test.
 */
const PURE = ['domain', 'definitions', 'walls'].map((folder) => `<rootDir>/test/${folder}/`);

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.services/', '<rootDir>/.data/'],
};

export default {
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'pure', testMatch: PURE.map((folder) => `${folder}**/*.test.ts`) },
    {
      ...shared,
      displayName: 'live',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...PURE],
      globalSetup: '<rootDir>/test/setup/services-up.mjs',
      globalTeardown: '<rootDir>/test/setup/services-down.mjs',
    },
  ],
};
