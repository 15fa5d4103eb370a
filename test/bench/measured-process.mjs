import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lineClock } from './line-clock.mjs';
import { makeScratch } from './scratch-folder.mjs';

const timeoutMs = 600_000;
const reporter = pathToFileURL(join(import.meta.dirname, 'report-peak-memory.mjs')).href;

let scratch;

/** Environment by which a process is told where to say its peak memory when it ends. */
const peakMemoryVariable = 'BENCH_PEAK_MEMORY';

/**
 * @typedef {object} Measured
 * @property {number} seconds from the start of the process to its end, on the wall's clock
 * @property {number} firstLineSeconds from the start to the first output; NaN where there was none
 * @property {Record<string, number>} marks seconds from the start to the first line of standard output of each kind
 * @property {number} peakMb most memory that the process held at once; NaN where it was not asked for
 * @property {number} code
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a program to its end. It says its own peak memory, as `getrusage` of a child would count its parent's too.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, inherit?: boolean, codes?: readonly number[], marks?: Record<string, (line: string) => boolean> }} options
 *   `inherit: false`: the environment is `env` and nothing else; `codes`: exits that are answers, anything else is thrown
 *   with what the program said; `marks`: lines to be timed
 * @returns {Promise<Measured>}
 */
export async function measured(program, args, { cwd, env = {}, inherit = true, codes = [0], marks = {} }) {
  scratch ??= makeScratch('peaks');
  const peakFile = join(scratch, 'peak');
  const startedAt = performance.now();
  const child = spawn(program, args, {
    cwd,
    env: { ...(inherit ? process.env : {}), ...env, [peakMemoryVariable]: peakFile },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const said = { stdout: [], stderr: [] };
  const clock = lineClock(marks, startedAt);
  let firstLineAt = Number.NaN;
  for (const name of ['stdout', 'stderr']) {
    child[name].on('data', (chunk) => {
      if (Number.isNaN(firstLineAt)) firstLineAt = performance.now();
      said[name].push(chunk);
      if (name === 'stdout') clock.read(chunk);
    });
  }
  const { code, signal } = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? -1, signal }));
  });
  const endedAt = performance.now();
  const stdout = Buffer.concat(said.stdout).toString();
  const stderr = Buffer.concat(said.stderr).toString();
  const peakMb = readPeak(peakFile);
  if (!codes.includes(code)) {
    const how = signal === null ? `exit ${code}` : `ended by ${signal}`;
    throw new Error(`${program} ${args.join(' ')}: ${how}\n${stderr}${stdout}`);
  }
  return {
    seconds: (endedAt - startedAt) / 1_000,
    firstLineSeconds: (firstLineAt - startedAt) / 1_000,
    marks: clock.seconds,
    peakMb,
    code,
    stdout,
    stderr,
  };
}

/** `measured` for a script of Node's, which is made to report its memory. */
export function measuredNode(node, args, options) {
  return measured(node, ['--import', reporter, ...args], options);
}

function readPeak(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return Number.NaN;
  } finally {
    rmSync(path, { force: true });
  }
}
