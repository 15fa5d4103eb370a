// npm run bench: measures Weighbridge and writes the figures into docs/benchmarks.md.
// Usage: npm run bench [-- PART… --cli FILE --no-write]     PART: start, actions, comment, run, compare; all where none is named
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { actionsBench } from './actions-bench.mjs';
import { commentBench } from './comment-bench.mjs';
import { compareBench } from './compare-bench.mjs';
import { writeFigures } from './figures-page.mjs';
import { machineLine, nodes, root } from './machine.mjs';
import { runBench } from './run-bench.mjs';
import { startBench } from './start-bench.mjs';

const parts = {
  start: startBench,
  actions: actionsBench,
  comment: commentBench,
  run: runBench,
  compare: compareBench,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cli: { type: 'string', default: join(root, 'packages/cli/dist/index.js') },
    'no-write': { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0)
  fail(`there is no part ${unknown.join(', ')}; parts are ${Object.keys(parts).join(', ')}`);
const cli = resolve(values.cli);
if (!existsSync(cli)) fail(`${cli} is missing: run npm run build first`);

const chosen = positionals.length === 0 ? Object.keys(parts) : positionals;
for (const name of chosen) {
  console.log(`== ${name}`);
  const figures = await parts[name]({ cli, nodes: nodes(), say: (line) => console.log(`   ${line}`) });
  const lines = [...figures, '', `Measured on ${machineLine()}.`];
  console.log(`\n${lines.join('\n')}\n`);
  if (!values['no-write']) writeFigures(name, lines);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
