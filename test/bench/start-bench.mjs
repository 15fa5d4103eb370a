import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { milliseconds, table } from './figures-page.mjs';
import { root } from './machine.mjs';
import { measured } from './measured-process.mjs';
import { median } from './median.mjs';
import { makeScratch, removeScratch } from './scratch-folder.mjs';

const runs = 15;

/** From the start of the process to its first line, and to its end, beside a Node that does nothing. */
export async function startBench({ cli, nodes, say }) {
  const folder = makeScratch('start');
  try {
    const sample = join(root, 'workflows-examples/digits');
    cpSync(sample, folder, {
      recursive: true,
      filter: (path) => !/[/\\](?:\.weighbridge|model)$/.test(path),
    });
    execFileSync('git', ['init', '--quiet', folder]);
    const commands = [
      ['Node itself (`node -p 0`)', ['-p', '0']],
      ['`--version`', [cli, '--version']],
      ['`--help`', [cli, '--help']],
      ['`check`, sample project', [cli, 'check']],
    ];
    const taken = new Map();
    say(
      `${commands.length} commands on Node ${nodes.map(({ version }) => version).join(' and ')}, ${runs} times`,
    );
    for (let turn = 0; turn < runs; turn++) {
      for (const [title, args] of commands) {
        for (const { path, version } of nodes) {
          const key = `${title} ${version}`;
          const known = taken.get(key) ?? taken.set(key, []).get(key);
          known.push(await measured(path, args, { cwd: folder }));
        }
      }
    }
    const cell = (title, of) => (version) => milliseconds(median(taken.get(`${title} ${version}`).map(of)));
    const versions = nodes.map(({ version }) => version);
    return [
      `Median of ${runs} runs.`,
      '',
      ...table(
        ['', ...versions.flatMap((version) => [`Node ${version}: first line`, 'end'])],
        commands.map(([title]) => [
          title,
          ...versions.flatMap((version) => [
            cell(title, (run) => run.firstLineSeconds)(version),
            cell(title, (run) => run.seconds)(version),
          ]),
        ]),
      ),
    ];
  } finally {
    removeScratch(folder);
  }
}
