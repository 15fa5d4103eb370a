/**
 * The floors of the house, from the ground up. An import goes down or stays in its own package: never up, and never
 * to a neighbour on the same floor. docs/architecture.md shows the same picture.
 */
const floors = [
  ['contract', 'statistics'],
  ['git', 'oci', 'process', 'github'],
  ['results', 'store', 'lineage', 'image', 'local-github'],
  ['verdict', 'report', 'workflow-runner'],
  ['verbs'],
  ['cli', 'action-kit'],
];

const declared = (name) => {
  const { dependencies = {} } = require(`./packages/${name}/package.json`);
  return Object.keys(dependencies).flatMap(
    (dependency) => /^@weighbridge\/(.*)$/.exec(dependency)?.[1] ?? [],
  );
};
const oneOf = (names) => `(${names.join('|')})`;
const face = '^packages/[^/]+/src/(testing/)?index\\.ts$';
const tests = '\\.test\\.ts$|/src/testing/|/test-[^/]+\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floors.map((floor, level) => ({
      name: `floor-${level + 1}`,
      comment: `${floor.join(' and ')} may import only what lies on a lower floor.`,
      severity: 'error',
      from: { path: `^packages/${oneOf(floor)}/`, pathNot: tests },
      to: { path: `^packages/${oneOf(floors.slice(level).flat())}/`, pathNot: '^packages/$1/' },
    })),
    ...floors.map((floor, level) => ({
      name: `floor-${level + 1}-tests`,
      comment: 'Tests keep to the floors too, but that adapters are tried against the GitHub on loopback.',
      severity: 'error',
      from: { path: `^packages/${oneOf(floor)}/.*(${tests})` },
      to: {
        path: `^packages/${oneOf(floors.slice(level).flat())}/`,
        pathNot: ['^packages/$1/', '^packages/local-github/'],
      },
    })),
    {
      name: 'known-package',
      comment: 'A new package needs its place in the list of floors.',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/${oneOf(floors.flat())}/` },
      to: {},
    },
    {
      name: 'face-only',
      comment:
        "Another package is used through its face, src/index.ts, by its name '@weighbridge/…'; in tests also src/testing/index.ts.",
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/[^/]+/', pathNot: ['^packages/$1/', face] },
    },
    {
      name: 'face-only-from-outside',
      comment: 'Tests that span packages use them through their faces.',
      severity: 'error',
      from: { path: '^(test|scripts|actions)/' },
      to: { path: '^packages/', pathNot: face },
    },
    {
      name: 'no-tests-in-product',
      comment: 'What ships does not import tests, nor anything outside packages/.',
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: { path: `${tests}|^(test|scripts|actions)/` },
    },
    {
      name: 'no-cycle',
      comment: 'Modules that need each other to run are one module. Types may point both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'declared-dependencies',
      comment: "A package imports only what its own package.json declares under 'dependencies'.",
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional', 'npm-peer', 'unknown'],
      },
    },
    ...floors.flat().map((name) => ({
      name: `declared-packages-${name}`,
      comment: `${name} imports only the packages of the house that its package.json declares.`,
      severity: 'error',
      from: { path: `^packages/${name}/`, pathNot: tests },
      to: { path: '^packages/', pathNot: `^packages/${oneOf([name, ...declared(name)])}/` },
    })),
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'pure',
      comment:
        'The same bytes anywhere: no file, clock, network or process. util holds plain functions on text.',
      severity: 'error',
      from: { path: '^packages/(statistics|verdict|report)/', pathNot: tests },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?util$' },
    },
    {
      name: 'pure-contract',
      comment: 'The contract digests what it is given, and needs nothing else of the machine.',
      severity: 'error',
      from: { path: '^packages/contract/', pathNot: tests },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'child-processes',
      comment:
        'Child processes are started where their environment is kept clean. The demo makes its own repository.',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: [tests, '^packages/(git|process|local-github|workflow-runner|cli/src/demo)/'],
      },
      to: { dependencyTypes: ['core'], path: '^(node:)?(child_process|cluster|worker_threads)$' },
    },
    {
      name: 'files',
      comment: 'Files are read and written by the adapters and the faces.',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: [
          tests,
          '^packages/(git|oci|process|github|results|store|lineage|image|local-github|workflow-runner|verbs|cli|action-kit)/',
        ],
      },
      to: { dependencyTypes: ['core'], path: '^(node:)?fs(/promises)?$' },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript API for dependency-cruiser to use; swc parses, and sees type imports too.
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages/[^/]+|test|actions)/(build|dist|demo)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
