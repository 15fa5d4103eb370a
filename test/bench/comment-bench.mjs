import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { actionFile, actionNode, runStep, weighedJobs } from './action-runs.mjs';
import { bundlePeer } from './bundle-peer.mjs';
import { conversationOf } from './conversation.mjs';
import { megabytes, milliseconds, table } from './figures-page.mjs';
import { openScene } from './github-scene.mjs';
import { median, ninetieth } from './median.mjs';

const warmUps = 2;
const sizes = [1, 30, 250];
/** Answers at once, and answers as late as GitHub's often are. */
const lateness = [
  { delayMs: 0, runs: 15 },
  { delayMs: 100, runs: 7 },
];
const memoryRuns = 3;

/** `comment` from its start to its end beside the least that an action can do to keep one comment. */
export async function commentBench({ nodes, say }) {
  const node = actionNode(nodes);
  const load = loadavg()[0].toFixed(1);
  const scene = await openScene();
  try {
    const { pull: job } = await weighedJobs(scene, node);
    const conversation = conversationOf(scene);
    const report = conversation.report();
    const path = join(scene.folder, 'report.md');
    writeFileSync(path, report.visible);
    const peer = await bundlePeer('sticky-comment', scene.folder);
    const contestants = [
      { name: 'Weighbridge', own: report.older, file: actionFile('comment'), inputs: {} },
      { name: 'the least', own: '<!-- sticky -->\nolder', file: peer, inputs: { path } },
    ];
    const update = async ({ own, file, inputs }, size, delayMs, memory) => {
      await conversation.set(own, size);
      scene.github.forget();
      const fault = { operation: '*', kind: 'slow', delayMs, times: Number.POSITIVE_INFINITY };
      const late = delayMs === 0 ? undefined : scene.github.faults.add(fault);
      const run = await runStep(node, file, job, { memory, inputs });
      late?.remove();
      if (!run.stdout.includes('the comment was updated')) throw new Error(run.stdout);
      return { ...run, requests: scene.github.requests.length };
    };
    const rows = [];
    for (const size of sizes) {
      say(`a pull request with ${size} comments`);
      const taken = contestants.map(() => ({ memory: [], times: lateness.map(() => []) }));
      for (const [at, { delayMs, runs }] of lateness.entries()) {
        for (let turn = 0; turn < warmUps + runs; turn++) {
          for (const [which, contestant] of contestants.entries()) {
            const run = await update(contestant, size, delayMs, false);
            if (turn >= warmUps) taken[which].times[at].push(run);
          }
        }
      }
      for (const [which, contestant] of contestants.entries()) {
        for (let turn = 0; turn < memoryRuns; turn++) {
          taken[which].memory.push(await update(contestant, size, 0, true));
        }
        rows.push([String(size), contestant.name, ...figuresOf(taken[which])]);
      }
    }
    if (scene.github.violations.length > 0) throw new Error(JSON.stringify(scene.github.violations));
    const [{ runs }, slow] = lateness;
    return [
      `Node ${node.version}; ${runs} runs (${slow.runs} with late answers) in turns, ${memoryRuns} more for the memory; load average ${load} at the start.`,
      '',
      ...table(
        [
          'comments',
          'by',
          'median',
          '90 %',
          `median, answers ${slow.delayMs} ms late`,
          'requests',
          'peak memory',
        ],
        rows,
      ),
      '',
      `The report has ${report.visible.length.toLocaleString('en')} characters.`,
    ];
  } finally {
    await scene.close();
  }
}

function figuresOf({ times: [prompt, late], memory }) {
  const seconds = (runs) => runs.map((run) => run.seconds);
  return [
    milliseconds(median(seconds(prompt))),
    milliseconds(ninetieth(seconds(prompt))),
    milliseconds(median(seconds(late))),
    String(median(prompt.map(({ requests }) => requests))),
    megabytes(median(memory.map(({ peakMb }) => peakMb))),
  ];
}
