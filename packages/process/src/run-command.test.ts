import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maxLineChars } from './command-log.ts';
import { type CommandRequest, runCommand } from './run-command.ts';
import { findShell } from './shell.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weighbridge-run-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = process.env['PATH'] ?? '';

/** Runs a command in the test's folder; `lines` holds what it printed as `1:text` and `2:text`. */
async function run(command: string, options: Partial<CommandRequest> = {}) {
  const lines: string[] = [];
  const outcome = await runCommand({
    command,
    cwd: folder,
    env: { PATH: path },
    timeoutMs: 20_000,
    mask: [],
    onLine: (line, stream) => lines.push(`${stream === 'stdout' ? 1 : 2}:${line}`),
    ...options,
  });
  return { outcome, lines };
}

/** Whether the process whose id a command wrote to the file still runs. One that nobody reaped (Z) does not. */
async function isAlive(pidFile: string): Promise<boolean> {
  const pid = (await readFile(join(folder, pidFile), 'utf8')).trim();
  const state =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/stat`, 'latin1').then(
          (stat) => stat.split(') ')[1],
          () => '',
        )
      : spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim();
  return !/^[ZX]?$/.test(state?.charAt(0) ?? '');
}

async function until(done: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 5_000; !done(); await delay(10))
    if (Date.now() > deadline) throw new Error('did not happen');
}

const daemon = `setsid bash -c '(sleep 60 >/dev/null 2>&1 & echo $! > daemon)' &`;

describe('a command', () => {
  it('is run as by a run: step, and its code is the answer', async () => {
    expect((await run('exit 7')).outcome).toMatchObject({ kind: 'exited', code: 7 });
    expect((await run('false\necho not reached')).lines).toEqual([]);
    expect((await run('false | cat')).outcome).toMatchObject({ kind: 'exited', code: 1 });
    expect((await run('kill -KILL $$')).outcome).toMatchObject({ kind: 'signalled', signal: 'SIGKILL' });
  });

  it('has an empty stdin, only the given environment, and the given folder', async () => {
    const { lines } = await run(
      'cat; pwd; env | grep -v -e ^_= -e ^SHLVL= -e ^PWD= -e ^WEIGHBRIDGE_COMMAND_',
      { env: { PATH: path, A: 'b c' } },
    );
    expect(lines.sort()).toEqual(['1:A=b c', `1:${folder}`, `1:PATH=${path}`].sort());
  });

  it('is run by sh where there is no bash', async () => {
    const sh = findShell(path)?.file.replace(/bash$/, 'sh') ?? '';
    await symlink(sh, join(folder, 'sh'));
    expect(findShell(folder)).toEqual({ file: join(folder, 'sh'), args: ['-e', '-c'] });
    expect((await run('echo hi', { env: { PATH: folder } })).lines).toEqual(['1:hi']);
  });

  it('that cannot be started says why', async () => {
    const nowhere = join(folder, 'none');
    expect((await run('true', { cwd: nowhere })).outcome).toMatchObject({
      kind: 'not-started',
      reason: `there is no folder ${nowhere}`,
    });
    expect((await run('a\0b')).outcome).toMatchObject({
      kind: 'not-started',
      reason: expect.stringContaining('null bytes'),
    });
    expect((await run(`: ${'x'.repeat(200_000)}`)).outcome).toMatchObject({
      kind: 'not-started',
      reason: expect.stringContaining('E2BIG'),
    });
  });
});

describe('output', () => {
  it('comes line by line from both streams, and the last lines stay', async () => {
    const { outcome, lines } = await run(
      'echo out; echo err >&2; for i in $(seq 60); do echo $i; done; printf end',
    );
    expect(lines).toContain('2:err');
    expect(lines.filter((line) => line.startsWith('1:')).slice(0, 2)).toEqual(['1:out', '1:1']);
    expect(outcome.lastLines).toHaveLength(50);
    expect(outcome.lastLines.at(-1)).toBe('end');
  });

  it('keeps characters whole that come in two writes', async () => {
    expect((await run(`printf '\\xe2\\x82'; sleep 0.1; printf '\\xac\\n'`)).lines).toEqual(['1:€']);
  });

  it('masks secrets, also those that come in two writes or stand on the cut of a long line', async () => {
    const secret = 'hunter2-very-secret';
    const long = `head -c ${maxLineChars - 5} /dev/zero | tr '\\0' x; printf '${secret}'; head -c 300000 /dev/zero | tr '\\0' y; echo`;
    const { lines, outcome } = await run(`printf hunter2-; sleep 0.1; echo very-secret >&1; ${long}`, {
      mask: [secret],
    });
    expect(lines[0]).toBe('1:***');
    expect(lines[1]).toMatch(/^1:x+\*\*\*… \(line cut\)$/);
    expect(lines.join('\n') + outcome.lastLines.join('\n')).not.toContain('hunter2');
  });

  it('of hundreds of megabytes passes through in bounded memory', async () => {
    let chars = 0;
    const before = process.memoryUsage().rss;
    await run(`head -c 150000000 /dev/zero | tr '\\0' z; yes | head -c 20000000`, {
      onLine: (line) => {
        chars += line.length;
      },
    });
    expect(chars).toBeGreaterThan(10_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });
});

describe('the end of a command', () => {
  it('comes at the time limit, for the whole tree, politely first', async () => {
    const { outcome, lines } = await run(`trap 'echo bye; exit 0' TERM; sleep 60 & echo $! > child; wait`, {
      timeoutMs: 300,
    });
    expect(outcome).toMatchObject({ kind: 'timeout', timeoutMs: 300 });
    expect(lines).toEqual(['1:bye']);
    expect(await isAlive('child')).toBe(false);
  });

  it('comes after the grace to those that ignore SIGTERM', async () => {
    const { outcome } = await run(
      `trap '' TERM; (trap '' TERM; sleep 60 & echo $! > child; wait); sleep 60`,
      { timeoutMs: 300, graceMs: 200 },
    );
    expect(outcome.kind).toBe('timeout');
    expect(outcome.durationMs).toBeLessThan(3_000);
    expect(await isAlive('child')).toBe(false);
  });

  it.runIf(process.platform === 'linux')('reaches daemons that left its group and session', async () => {
    const { outcome } = await run(`${daemon} sleep 60`, { timeoutMs: 500 });
    expect(outcome.kind).toBe('timeout');
    expect(existsSync(join(folder, 'daemon'))).toBe(true);
    expect(await isAlive('daemon')).toBe(false);
  });

  it('is not held up by a background process that keeps the pipes open', async () => {
    const { outcome, lines } = await run('sleep 60 & echo $! > child; echo done; exit 3');
    expect(outcome).toMatchObject({ kind: 'exited', code: 3 });
    expect(outcome.durationMs).toBeLessThan(3_000);
    expect(lines).toEqual(['1:done']);
    expect(await isAlive('child')).toBe(false);
  });

  it('waits for a filter that is still writing', async () => {
    expect((await run('echo one > >(sleep 0.1; cat)')).lines).toEqual(['1:one']);
  });

  it('comes when the caller aborts', async () => {
    const abort = new AbortController();
    const { outcome } = await run('echo $$ > child; echo ready; sleep 60', {
      signal: abort.signal,
      onLine: () => abort.abort(),
    });
    expect(outcome.kind).toBe('aborted');
    expect(await isAlive('child')).toBe(false);
    expect((await run('echo hi', { signal: abort.signal })).outcome.kind).toBe('aborted');
  });

  it('comes when the listener throws, which is the one thing that is thrown', async () => {
    const onLine = () => {
      throw new Error('a bug');
    };
    await expect(run('echo $$ > child; echo hi; sleep 60', { onLine })).rejects.toThrow('a bug');
    expect(await isAlive('child')).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'comes with the end of this process by %s, which still is the end of it',
    async (signal) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program('')], { stdio: 'ignore' });
      await until(() => existsSync(join(folder, 'ready')));
      child.kill(signal);
      const [, by] = await new Promise<[number | null, string | null]>((resolve) =>
        child.once('exit', (...end) => resolve(end)),
      );
      expect(by).toBe(signal);
      expect(await isAlive('child')).toBe(false);
    },
  );

  it('comes with process.exit, and with a crash', async () => {
    for (const end of ['process.exit(5)', `throw new Error('crash')`]) {
      await rm(join(folder, 'ready'), { force: true });
      const child = spawn(
        process.execPath,
        ['--input-type=module', '-e', program(`setTimeout(() => { ${end} }, 700);`)],
        { stdio: 'ignore' },
      );
      await new Promise((resolve) => child.once('exit', resolve));
      expect(existsSync(join(folder, 'ready'))).toBe(true);
      // SIGKILL was sent as the process ended; the kernel may take a moment on a busy machine.
      for (let tries = 0; tries < 100 && (await isAlive('child')); tries += 1) await delay(20);
      expect(await isAlive('child')).toBe(false);
    }
  });
});

/** A program that runs a command which would take a minute. */
function program(more: string): string {
  const request = {
    command: 'sleep 60 & echo $! > child; touch ready; wait',
    cwd: folder,
    env: { PATH: path },
    timeoutMs: 60_000,
    mask: [],
  };
  return `import { runCommand } from ${JSON.stringify(new URL('./run-command.ts', import.meta.url).href)};
    ${more}
    await runCommand({ ...${JSON.stringify(request)}, onLine() {} });`;
}
