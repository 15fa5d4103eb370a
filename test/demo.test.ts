import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliPath, nodePath, runCli } from './support/cli.ts';

interface Act {
  readonly outcome: string;
  readonly exitCode: number;
  readonly jobs: readonly { readonly name: string; readonly conclusion: string }[];
  readonly pull: { readonly merge: string } | null;
  readonly comment: { readonly url: string; readonly body: string } | null;
}

/** Runs something in an empty folder for temporary files, and expects it to be empty afterwards. */
async function leavingNothing(work: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'weighbridge-demo-test-'));
  try {
    await work(temporary);
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function startDemo(temporary: string, ...args: readonly string[]): ChildProcess {
  return spawn(nodePath, [cliPath, 'demo', ...args], {
    env: { PATH: process.env['PATH'], HOME: temporary, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', (code) => resolve(code)));

/** Resolves with what was printed, once it has this in it. */
function printed(child: ChildProcess, wanted: string): Promise<string> {
  let said = '';
  child.stderr?.resume();
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(wanted)) resolve(said);
    });
  });
}

test('the demo plays its acts as it should, and what was kept is served again at the addresses it printed', async () => {
  await leavingNothing(async (temporary) => {
    const { code, stdout, stderr } = await runCli(['demo', '--keep', '--json'], {
      cwd: temporary,
      // Whoever sits behind a proxy, or is in the middle of a hook of git, sees the same.
      env: { TMPDIR: temporary, http_proxy: 'http://127.0.0.1:9', GIT_DIR: '/nowhere' },
      timeoutMs: 120_000,
    });
    expect(stderr).not.toContain('bug of Weighbridge');
    const { acts, kept } = JSON.parse(stdout) as { acts: readonly Act[]; kept: string };
    expect(
      acts.map(({ outcome, exitCode, jobs, pull, comment }) => [
        ...[outcome, exitCode, ...jobs.map(({ conclusion }) => conclusion)],
        ...[pull?.merge, /^### \S+ (\w+ \w+)/m.exec(comment?.body ?? '')?.[1]],
      ]),
    ).toEqual([
      ['no-baseline', 0, 'success', 'success', undefined, undefined],
      ['pass', 0, 'success', 'skipped', 'clean', 'digits gets'],
      ['pass', 0, 'success', 'success', undefined, undefined],
      ['regressed', 1, 'failure', 'skipped', 'blocked', 'Merging makes'],
      ['untouched', 0, 'success', 'skipped', 'clean', undefined],
    ]);
    expect(stderr).toContain('✗ weighbridge / weigh: failure');
    expect(stderr).toContain('merging  blocked');
    expect(code).toBe(0);

    const address = acts.find(({ outcome }) => outcome === 'regressed')?.comment?.url ?? '';
    const server = startDemo(temporary, '--serve', kept);
    const ended = endOf(server);
    expect(await printed(server, 'Ctrl-C')).toContain(`open ${address.split('#')[0]} — Ctrl-C ends it`);
    const page = await (await fetch(address)).text();
    expect(page).toContain(`id="${address.split('#')[1]}"`);
    expect(page).toContain('Merging is blocked');
    server.kill('SIGINT');
    expect(await ended).toBe(0);
    rmSync(kept, { recursive: true });
  });
}, 180_000);

test('what no demo was kept in cannot be served', async () => {
  await leavingNothing(async (temporary) => {
    const { code, stderr } = await runCli(['demo', '--serve', '.'], { cwd: temporary });
    expect(code).toBe(2);
    expect(stderr).toContain('no demo was kept there');
  });
});

test.each([0, 700, 1_700])(
  'Ctrl-C ends the demo soon, %i ms after its first act has begun, and cleans up',
  async (afterMs) => {
    await leavingNothing(async (temporary) => {
      const demo = startDemo(temporary, '--no-serve');
      const ended = endOf(demo);
      await printed(demo, '━━ 1.');
      await new Promise((done) => setTimeout(done, afterMs));
      const asked = performance.now();
      demo.kill('SIGINT');
      expect(await ended).toBe(130);
      expect(performance.now() - asked).toBeLessThan(10_000);
    });
  },
  60_000,
);
