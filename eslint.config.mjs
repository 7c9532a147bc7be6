/** The lint walls. Every ban says what to do instead. */
import tseslint from 'typescript-eslint';

const NO_AMBIENT_CLOCK = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The clock is an argument: the same code runs in workflows, simulations and proofs.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length!=1]",
    message:
      'No argument reads the ambient clock, several are read in the zone of the machine. Instants are arguments; dates: domain/time.',
  },
  {
    selector: "NewExpression[callee.name='Date'] > Literal[value=/./]",
    message: 'A text without a zone is read in the zone of the machine. Use domain/time.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'The clock is an argument: the same code runs in workflows, simulations and proofs.',
  },
  {
    selector:
      'MemberExpression[property.name=/^(get|set)(FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/]',
    message: 'Local-time getters read the zone of the machine; a worker started elsewhere must not move a legal deadline. Use domain/time.',
  },
  {
    selector: 'MemberExpression[property.name=/^toLocale(Date|Time)?String$/]',
    message: 'Locale data differs between machines. Format at the edge, outside domain/ and workflows/.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance is an argument: the same event must give the same facts.',
  },
];

const NO_AMBIENT_GLOBALS = [
  { name: 'Intl', message: 'Locale and zone data depend on the Node build. Use domain/time.' },
  { name: 'process', message: 'No environment here: what is needed is an argument.' },
  { name: 'crypto', message: 'Chance and hashes come in as arguments.' },
  { name: 'performance', message: 'The clock is an argument.' },
  { name: 'setTimeout', message: 'Waiting belongs to the durable shell, which uses Temporal timers.' },
  { name: 'setInterval', message: 'Waiting belongs to the durable shell, which uses Temporal timers.' },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.data/', '.services/', 'coverage/', '**/*.generated.ts', 'test/walls/fixtures/'] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // An async function without await keeps the shape of its interface: errors still arrive as rejections.
      '@typescript-eslint/require-await': 'off',
      // `'applicant' | AgencyId` names the special values of an id for the reader.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // Our interfaces are plain objects of functions; nothing here reads `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...NO_AMBIENT_CLOCK],
      'no-restricted-globals': ['error', ...NO_AMBIENT_GLOBALS],
    },
  },
  {
    // The command line program speaks on the console, and so do benches.
    files: ['cli/**/*.ts', 'bench/**/*.ts', 'definitions/codegen/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // A describe block is a list, not a function to understand at once.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', 600],
      complexity: 'off',
      // Bodies of HTTP answers are read as they come; a wrong guess fails the test.
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
