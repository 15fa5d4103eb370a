import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeStep, fakeStep } from '../testing/fake-step.ts';

const program = join(import.meta.dirname, '..', 'testing', 'cancelled-step.mjs');

let step: FakeStep;
beforeEach(async () => {
  step = await fakeStep();
});
afterEach(() => step.remove());

/** A real process, as the runner starts one: sources as they are. */
async function start(manner: string) {
  const options = ['--conditions=source', '--experimental-strip-types', '--no-warnings'];
  const child = spawn(process.execPath, [...options, program, manner], {
    env: { PATH: process.env['PATH'], ...step.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.on('data', (chunk) => {
    log += chunk;
  });
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const exited = once(child, 'exit');
  while (!/pid \d+/.test(log)) {
    if (child.exitCode !== null) throw new Error(log);
    await sleep(10);
  }
  const pid = Number(/pid (\d+)/.exec(log)?.[1]);
  return { child, pid, exited, log: () => log };
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function codeOf({
  child,
  exited,
}: {
  child: ChildProcess;
  exited: Promise<unknown>;
}): Promise<number | null> {
  await exited;
  return child.exitCode;
}

describe('a step that is cancelled', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'ends its command and itself on %s, within the time that the runner gives',
    async (signal, code) => {
      const running = await start('polite');
      const began = performance.now();
      running.child.kill(signal);
      expect(await codeOf(running)).toBe(code);
      expect(performance.now() - began).toBeLessThan(7_000);
      expect(lives(running.pid)).toBe(false);
      expect(running.log()).toMatch(
        /::group::Sleeping\n::stop-commands::.*\npid \d+\n::.*::\n::endgroup::\nthe job was cancelled\n$/,
      );
      expect(step.state()['weighbridge-phase']).toBe('cancelled');
    },
  );

  it('ends at once with the second signal, where its work does not', async () => {
    const running = await start('deaf');
    running.child.kill('SIGINT');
    while (lives(running.pid)) await sleep(10);
    await sleep(100);
    const began = performance.now();
    running.child.kill('SIGTERM');
    expect(await codeOf(running)).toBe(143);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('answers 4 for a rejection that nobody waits for, and leaves no command behind', async () => {
    const running = await start('crash');
    expect(await codeOf(running)).toBe(4);
    expect(running.log()).toContain('Error: nobody waits for this');
    for (let tries = 0; tries < 100 && lives(running.pid); tries += 1) await sleep(20);
    expect(lives(running.pid)).toBe(false);
    expect(step.state()['weighbridge-phase']).toBe('crashed');
  });
});
