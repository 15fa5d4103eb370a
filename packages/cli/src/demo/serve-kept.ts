import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ExitCode, Failure } from '@weighbridge/contract';
import type { Terminal } from '../terminal.ts';
import { gitHubFolder } from './stage.ts';

/** Serves the GitHub of a demo that was kept, until it is interrupted. Throws a Failure where there is none. */
export async function serveKept(terminal: Terminal, folder: string, json: boolean): Promise<ExitCode> {
  const stateDir = gitHubFolder(resolve(terminal.call.cwd, folder));
  await access(join(stateDir, 'runner.json')).catch((cause: unknown) => {
    throw new Failure('usage', 'no demo was kept there: `demo --keep` says where it keeps one', {
      where: { file: folder },
      cause,
    });
  });
  const { openRunner } = await import('@weighbridge/workflow-runner');
  const runner = await openRunner({ stateDir });
  try {
    const { url, repositories, pulls } = runner.github;
    const [repository] = repositories.all();
    const held = repository && pulls.list(repository).find(({ state }) => state === 'open');
    const page = repository && held && `${url}/${repository.owner}/${repository.name}/pull/${held.number}`;
    if (json) terminal.print(JSON.stringify({ url: page ?? url }));
    else terminal.print(`open ${page ?? url} — Ctrl-C ends it`);
    await terminal.untilInterrupted();
    return 0;
  } finally {
    await runner.close();
  }
}
