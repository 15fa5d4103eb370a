import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inSeconds, megabytes, table } from './figures-page.mjs';
import { pandasSpec, policyText } from './judged-by.mjs';
import { measured, measuredNode } from './measured-process.mjs';
import { median } from './median.mjs';
import { findPython } from './python.mjs';
import { writeRowFile } from './row-files.mjs';
import { assertSameAnswers } from './same-answers.mjs';
import { makeScratch, removeScratch } from './scratch-folder.mjs';

const sizes = [
  { pairs: 10_000, title: '10 k', turns: 5 },
  { pairs: 1_000_000, title: '1 M', turns: 3 },
];
const script = join(import.meta.dirname, 'pandas_compare.py');
const files = ['baseline.jsonl', 'candidate.jsonl'];

/** `compare` of two result files beside pandas, in turns, on the same files; both have to say the same. */
export async function compareBench({ cli, nodes, say }) {
  const python = await findPython(say);
  const folder = makeScratch('compare');
  try {
    writeFileSync(join(folder, 'weighbridge.yml'), policyText);
    writeFileSync(join(folder, 'spec.json'), JSON.stringify(pandasSpec));
    const contestants = [
      ...nodes.map((node) => weighbridge(node, cli, folder)),
      ...(python === undefined ? [] : [pandas(python, folder, 'pandas'), pandas(python, folder, 'pyarrow')]),
    ];
    const rows = [];
    for (const size of sizes) rows.push(...(await measureSize(size, contestants, folder, say)));
    return [
      'Median of 5 runs (10 k) and 3 (1 M), in turns.',
      '',
      ...table(['pairs', 'by', 'time', 'peak memory', 'time ×', 'memory ×'], rows),
      '',
      python === undefined
        ? 'pandas was left out: a Python with it could not be had.'
        : `${python.versions}. Deltas, intervals, p-values, outcomes, counts and ids were the same in every run.`,
    ];
  } finally {
    removeScratch(folder);
  }
}

async function measureSize({ pairs, title, turns }, contestants, folder, say) {
  let bytes = 0;
  for (const side of ['baseline', 'candidate']) {
    bytes += await writeRowFile(join(folder, `${side}.jsonl`), side, pairs);
  }
  say(`${title} pairs: two files, ${Math.round(bytes / 1e6)} MB together`);
  const taken = contestants.map(() => []);
  for (let turn = 1; turn <= turns; turn++) {
    const answers = [];
    for (const [at, { name, play }] of contestants.entries()) {
      const run = await play();
      taken[at].push(run);
      answers.push({ name, answer: JSON.parse(run.stdout) });
      say(`${title} ${turn}/${turns} ${name}: ${inSeconds(run.seconds)}, ${megabytes(run.peakMb)}`);
    }
    assertSameAnswers(answers);
  }
  const times = taken.map((runs) => median(runs.map(({ seconds }) => seconds)));
  const peaks = taken.map((runs) => median(runs.map(({ peakMb }) => peakMb)));
  const times1 = (values, at) => (values[at] / values[0]).toFixed(1);
  return contestants.map(({ name }, at) => [
    title,
    name,
    inSeconds(times[at]),
    megabytes(peaks[at]),
    times1(times, at),
    times1(peaks, at),
  ]);
}

function weighbridge({ path, version }, cli, folder) {
  const args = [cli, 'compare', '--json', '--baseline', files[0], '--candidate', files[1]];
  return {
    name: `Weighbridge, Node ${version}`,
    play: () => measuredNode(path, args, { cwd: folder, codes: [0, 1, 3] }),
  };
}

function pandas({ path }, folder, reader) {
  const args = [script, ...files, 'spec.json', '--reader', reader];
  return {
    name: reader === 'pandas' ? 'pandas, `read_json(lines=True)`' : 'pandas, read by pyarrow on all cores',
    play: () => measured(path, args, { cwd: folder }),
  };
}
