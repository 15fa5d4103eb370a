import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The committed bundle: what users run. */
export const cliPath = fileURLToPath(new URL('../../packages/cli/dist/index.js', import.meta.url));

/**
 * The Node that npm itself runs on, not the Node 24 that npm puts first on the PATH of its scripts: so the bundle is
 * tried on whatever the machine has, down to Node 20.
 */
export const nodePath = process.env['npm_node_execpath'] ?? process.execPath;

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  /** Added to PATH, HOME and TMPDIR, which is all that a command gets otherwise. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Runs `weighbridge …args` from the bundle as a user would, with nothing on stdin and no terminal. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const child = spawn(nodePath, [cliPath, ...args], {
    cwd: options.cwd,
    env: { ...inherited('PATH', 'HOME', 'TMPDIR'), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === null) reject(new Error(`weighbridge ${args.join(' ')} was ended by ${signal}`));
      else resolve(code);
    });
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

function inherited(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
