import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inSeconds, megabytes, milliseconds, table } from './figures-page.mjs';
import { measured, measuredNode } from './measured-process.mjs';
import { median } from './median.mjs';
import { makeRunProject, runRows } from './run-project.mjs';

const turns = 5;

/** The way of a change over 10 k rows, and how much of it is the user's own command. */
export async function runBench({ cli, nodes: [node], say }) {
  const project = makeRunProject();
  const cwd = project.clone;
  const env = { ...project.environment, PATH: `${dirname(node.path)}:${process.env.PATH}` };
  const weighbridge = (...args) => measuredNode(node.path, [cli, ...args], { cwd, env, codes: [0] });
  try {
    say(`a project of ${runRows.toLocaleString('en')} examples in ${project.folder}`);
    const main = await weighbridge('eval', '--full', '--record');
    say(`main evaluated and stored: ${inSeconds(main.seconds)}`);
    project.change('better', 'model.json', '{"skill": 0.9002, "phase": 2}\n');
    const state = join(cwd, '.weighbridge/bench');
    const alone = {
      WEIGHBRIDGE_EXAMPLES: join(state, 'examples.eval.jsonl'),
      WEIGHBRIDGE_RESULTS: join(state, 'alone'),
    };
    const taken = { runs: [], commands: [], untouched: [] };
    for (let turn = 1; turn <= turns; turn++) {
      const run = await weighbridge('run', '--json');
      const { outcome, candidate } = JSON.parse(run.stdout);
      if (outcome !== 'pass' || candidate.rows !== runRows) {
        throw new Error(
          `the change was not weighed as it should have been: ${outcome}, ${candidate.rows} rows`,
        );
      }
      rmSync(alone.WEIGHBRIDGE_RESULTS, { force: true });
      const command = await measured('sh', ['-c', project.command], { cwd, env: { ...env, ...alone } });
      taken.runs.push(run);
      taken.commands.push(command);
      say(
        `run ${turn}/${turns}: ${inSeconds(run.seconds)}, of which the command ${inSeconds(command.seconds)}`,
      );
    }
    project.change('docs', 'README.md', '# Another word\n');
    for (let turn = 1; turn <= turns; turn++) taken.untouched.push(await weighbridge('run', '--json'));
    const of = (runs, what) => median(runs.map((run) => run[what]));
    const whole = of(taken.runs, 'seconds');
    const command = of(taken.commands, 'seconds');
    return [
      `Median of ${turns} runs on Node ${node.version}; storing main once.`,
      '',
      ...table(
        ['', 'time'],
        [
          ['`run`, start to end', milliseconds(whole)],
          ["of it the user's command, measured by itself", milliseconds(command)],
          ["of it Weighbridge's own", milliseconds(whole - command)],
          ['`run`, start to the first line', milliseconds(of(taken.runs, 'firstLineSeconds'))],
          ['`run` of a change that does not touch the model', milliseconds(of(taken.untouched, 'seconds'))],
          ['`eval --full --record` of main', milliseconds(main.seconds)],
        ],
      ),
      '',
      `Peak memory of \`run\`: ${megabytes(of(taken.runs, 'peakMb'))}.`,
    ];
  } finally {
    project.remove();
  }
}
