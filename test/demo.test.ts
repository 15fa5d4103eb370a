import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cliPath, nodePath, runCli } from './support/cli.ts';

test('the demo plays its acts as it should, and leaves nothing behind', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'weighbridge-demo-test-'));
  try {
    const { code, stdout, stderr } = await runCli(['demo', '--no-serve', '--json'], {
      cwd: temporary,
      env: { TMPDIR: temporary },
    });
    expect(stderr).not.toContain('bug of Weighbridge');
    const { acts } = JSON.parse(stdout);
    expect(acts.map((act: { outcome: string; exitCode: number }) => [act.outcome, act.exitCode])).toEqual([
      ['no-baseline', 0],
      ['pass', 0],
      ['pass', 0],
      ['regressed', 1],
      ['untouched', 0],
    ]);
    expect(stderr).toContain('regressed');
    expect(code).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}, 120_000);

test('Ctrl-C ends the demo at once and cleans up', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'weighbridge-demo-test-'));
  try {
    const demo = spawn(nodePath, [cliPath, 'demo', '--no-serve'], {
      env: { PATH: process.env['PATH'], HOME: temporary, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => demo.once('close', (code) => resolve(code)));
    let said = '';
    demo.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('evaluating')) demo.kill('SIGINT');
    });
    demo.stdout.resume();
    expect(await ended).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}, 60_000);
