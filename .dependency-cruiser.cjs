/** Who may import whom (docs/decisions, README). Each rule says why; a rule without a reason is a rule nobody can change. */

/** Everything outside `from` except what is allowed, as one forbidden rule. */
function only(name, from, allowed, comment) {
  return { name, severity: 'error', comment, from: { path: `^${from}/` }, to: { pathNot: [`^${from}/`, ...allowed] } };
}

const npm = (...names) => names.map((name) => `^node_modules/${name}(/|$)`);
const ours = (...folders) => folders.map((folder) => `^${folder}/`);
/** Node's own modules, as dependency-cruiser names them. */
const NODE = '^(node:)?(fs|path|url|crypto|http|https|os|util|stream|events|timers|child_process|module|assert|buffer|net|perf_hooks)(/|$)';

module.exports = {
  forbidden: [
    only(
      'domain-is-alone',
      'domain',
      [],
      'The law as pure functions runs in workflows, simulations, proofs and the browser: it imports nothing, not even Node.',
    ),
    only(
      'definitions-read-and-check',
      'definitions',
      [
        ...ours('domain'),
        ...npm('yaml', 'ajv', 'ajv-formats', 'typebox', '@marcbachmann/cel-js', 'json-schema-to-typescript'),
        NODE,
        '^store/store\\.ts$',
      ],
      'Reading and checking a definition needs its text and the model; a definition checked in an editor or in CI has no database. (The shape of the store is a type.)',
    ),
    only(
      'workflows-are-sandboxed',
      'workflows',
      [...ours('domain'), ...npm('@temporalio/workflow', '@temporalio/common'), '^activities/'],
      'Workflow code is replayed: what it imports must be deterministic and bundled. Activities are imported as types only.',
    ),
    {
      name: 'workflows-know-activities-by-type',
      severity: 'error',
      comment: 'An activity imported as a value would be bundled into the sandbox, with its database client.',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'store-keeps',
      'store',
      [...ours('domain'), ...npm('mongoose', 'mongodb', 'bson', 'file-type'), NODE],
      'The store keeps plain values; it decides nothing and calls nobody.',
    ),
    only(
      'activities-are-hands',
      'activities',
      [...ours('domain', 'store', 'connectors', 'notifications', 'documents'), ...npm('@temporalio/activity', '@temporalio/common'), NODE],
      'An activity does one thing with what it is given by createActivities(deps).',
    ),
    only(
      'reconciliation-compares',
      'reconciliation',
      [...ours('domain', 'store', 'connectors', 'notifications'), NODE],
      'Comparing reads the store, asks partners as polls do and takes what they say by the same door; what follows is asked for through the store. It acts on no dossier by itself.',
    ),
    {
      name: 'nobody-compares-on-the-way',
      severity: 'error',
      comment: 'The road must work without reconciliation: nothing that sends, hears or stores may wait for a comparison.',
      from: { path: '^(domain|store|connectors|notifications|activities|workflows)/' },
      to: { path: '^reconciliation/' },
    },
    {
      name: 'connectors-stand-alone',
      severity: 'error',
      comment: 'A connector is a client and a contract; it is used by the worker and the API and must not reach back into either.',
      from: { path: '^connectors/' },
      to: { path: '^(api|worker|workflows|activities|store|cli|services|definitions)/' },
    },
    {
      name: 'simulators-only-speak-http',
      severity: 'error',
      comment: "A simulated office is another organisation's program: it knows the contract and nothing of Motcua's inside.",
      from: { path: '^connectors/[^/]+/simulator/|^connectors/simulator/' },
      to: { path: '^(domain|store|notifications|api|worker|workflows|activities)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'api-is-the-way-in',
      severity: 'error',
      comment: 'The API reaches a dossier by messages, never by the workflow code, and nothing outside it by activities or the worker.',
      from: { path: '^api/' },
      to: { path: '^(worker|activities|cli|bench)/|^workflows/(?!messages\\.ts$)' },
    },
    {
      name: 'cli-speaks-http',
      severity: 'error',
      comment:
        'The command line checks and simulates by itself, and uses the running system as anyone would. (load-catalogue, audit, rebuild and reconcile work on the store.)',
      from: { path: '^cli/', pathNot: '^cli/(load-catalogue|audit[^/]*|rebuild[^/]*|reconcile[^/]*)\\.ts$' },
      to: { path: '^(worker|workflows|activities|notifications|store|api)/', dependencyTypesNot: ['type-only', 'dynamic-import'] },
    },
    {
      name: 'services-know-only-themselves',
      severity: 'error',
      comment: 'The launcher starts the programs; it does not become one of them. (Skipping virtual time needs the name of a workflow.)',
      from: { path: '^services/' },
      to: {
        path: '^(domain|definitions|activities|store|connectors|notifications|api|worker|cli)/|^workflows/(?!messages\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-imports-a-composition-root',
      severity: 'error',
      comment: 'worker/main and api/main wire everything together; importing one would start a program.',
      from: { pathNot: '^(worker|test|bench)/' },
      to: { path: '^worker/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one thing cut in the wrong place.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      comment: 'What ships must not need what tests need.',
      from: { pathNot: '^(test|bench|node_modules)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      comment: 'A package that is there by accident of another one leaves by accident, too.',
      from: { pathNot: '^(test|bench|node_modules)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data|\\.services)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
    },
  },
};
