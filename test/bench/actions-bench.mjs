import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { actionFile, actionNode, runStep, weighedJobs } from './action-runs.mjs';
import { bundlePeer } from './bundle-peer.mjs';
import { milliseconds, table } from './figures-page.mjs';
import { openScene } from './github-scene.mjs';
import { root } from './machine.mjs';
import { measured } from './measured-process.mjs';
import { median } from './median.mjs';

const warmUps = 2;
const runs = 15;
const verbs = ['plan', 'eval', 'compare', 'comment', 'gate', 'record', 'weighbridge'];
/** These leave artifacts of the same names as those before them. */
const inAnotherAttempt = new Set(['eval', 'weighbridge']);
const reporter = pathToFileURL(join(import.meta.dirname, 'report-loaded-files.mjs')).href;

/** Each action from the start of its process to its first lines, beside a Node that does nothing and the smallest action. */
export async function actionsBench({ nodes, say }) {
  const node = actionNode(nodes);
  const load = loadavg()[0].toFixed(1);
  const scene = await openScene();
  try {
    const smallest = await bundlePeer('smallest', scene.folder);
    const jobs = await weighedJobs(scene, node);
    const jobOf = (verb) => (verb === 'record' ? jobs.main.beside() : jobs.pull);
    const step = (verb, options) => {
      if (inAnotherAttempt.has(verb)) scene.again(jobs.pull);
      return runStep(node, actionFile(verb), jobOf(verb), options);
    };
    const contestants = [
      ['Node itself (`node -e 0`)', () => measured(node.path, ['-e', '0'], { cwd: jobs.pull.folder })],
      ['the smallest action', (options) => runStep(node, smallest, jobs.pull, options)],
      ...verbs.map((verb) => [`\`${verb}\``, (options) => step(verb, options)]),
    ];
    say(`${verbs.length} actions on Node ${node.version}, ${warmUps} + ${runs} times`);
    const taken = new Map(contestants.map(([title]) => [title, []]));
    for (let turn = 0; turn < warmUps + runs; turn++) {
      for (const [title, play] of contestants) {
        const run = await play();
        if (turn >= warmUps) taken.get(title).push(run);
      }
    }
    const rows = [];
    for (const [title, play] of contestants) {
      const of = (what) => median(taken.get(title).map(what));
      const cell = (seconds) => (Number.isNaN(seconds) ? '' : milliseconds(seconds));
      const bytes = title.startsWith('Node') ? undefined : await loadedBy(play, join(scene.folder, 'loaded'));
      rows.push([
        title,
        cell(of(({ marks, seconds }) => marks.mask ?? marks.own ?? seconds)),
        cell(of(({ marks }) => marks.own ?? Number.NaN)),
        cell(of(({ seconds }) => seconds)),
        ...(bytes === undefined ? ['', ''] : [kilobytes(bytes.atStart), kilobytes(bytes.atEnd)]),
      ]);
    }
    return [
      `Median of ${runs} runs on Node ${node.version}, in turns; load average ${load} at the start.`,
      '',
      ...table(
        ['', 'begins to write', 'first line of its own', 'end', 'loaded at first', 'loaded in all'],
        rows,
      ),
      '',
      `The whole repository, which a job downloads once for all actions, is ${kilobytes(archiveBytes())} as tar.gz.`,
    ];
  } finally {
    await scene.close();
  }
}

/** Bytes of the files that a step loads as modules, in a run of its own. */
async function loadedBy(play, file) {
  await play({ before: ['--import', reporter], env: { BENCH_LOADED_FILES: file } });
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Of the last commit, as `git archive HEAD | gzip -9` has it. */
function archiveBytes() {
  const tar = execFileSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 2 ** 30 });
  return gzipSync(tar, { level: 9 }).length;
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1_000).toLocaleString('en')} kB`;
}
