import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { type CommandOutcome, runCommand } from '@weighbridge/process';
import type { Call } from '../call.ts';
import { failedCommand } from '../failed-command.ts';
import { commandEnvironment, missingVariables } from '../secrets.ts';
import { countText } from './count-text.ts';
import type { FoundExamples } from './find-examples.ts';
import { madeSince, resultFiles } from './result-files.ts';
import { firstSeen, type SeenRows, seeRows } from './seen-rows.ts';

/** How many examples the command is tried on. */
const trialExamples = 20;
/** A trial that takes longer is ended; the rows written until then are looked at. */
export const trialMs = 60_000;
const progressEveryMs = 1_000;
/** Files that a command made and that are looked at. */
const maxLookedAt = 10;

export interface TrialOptions {
  readonly root: string;
  readonly run: string;
  readonly model: string;
  readonly examples: FoundExamples;
  /** Variables that are handed to the command by name. */
  readonly env: readonly string[];
  readonly timeoutMs: number;
}

/** What came of trying the command. */
export interface Trial {
  readonly seen: SeenRows | undefined;
  /** Why there is nothing to see, or what is wrong; whole sentences. */
  readonly problems: readonly string[];
  /** Whether the command ended well. */
  readonly ended: boolean;
}

/** Runs the command on the first examples, as `eval` would, and looks at what it writes. Its own files stay where it puts them. */
export async function tryCommand(call: Call, options: TrialOptions): Promise<Trial> {
  const { root, run, examples, env } = options;
  const missing = missingVariables(call, env);
  if (missing.length > 0) {
    const are = missing.length === 1 ? 'is' : 'are';
    return {
      seen: undefined,
      problems: [`\`${run}\` was not tried: ${missing.join(', ')} ${are} not set.`],
      ended: false,
    };
  }
  const folder = await mkdtemp(join(tmpdir(), 'weighbridge-init-'));
  try {
    const asked = examples.file.ids.slice(0, trialExamples);
    const given = join(folder, `examples${extname(examples.path)}`);
    const written = join(folder, 'rows.jsonl');
    await mkdir(join(folder, 'model'));
    await examples.file.write(given, asked);
    const before = await resultFiles(root);
    const outcome = await runIt(call, options, { given, written, folder, asked: asked.length });
    const ended = outcome.kind === 'exited' && outcome.code === 0;
    const problems = ended ? [] : [`${failedCommand(run, outcome)}.`];
    if (!ended && existsSync(written)) await dropCutLine(written);
    const looking = { examples, asked: new Set(asked) };
    if (existsSync(written)) {
      const from = 'the rows that it wrote';
      const seen = await seeRows({ ...looking, path: written, results: undefined, from });
      if (typeof seen !== 'string') return { seen, problems, ended };
      if (ended || !seen.startsWith('it holds no row')) {
        problems.push(`What it wrote to the file of WEIGHBRIDGE_RESULTS cannot be used: ${seen}.`);
      }
    } else if (ended) problems.push('The command wrote nothing to the file that WEIGHBRIDGE_RESULTS names.');
    const made = madeSince(before, await resultFiles(root)).slice(0, maxLookedAt);
    const { seen, refused } = await firstSeen(made, root, looking);
    return { seen, problems: [...problems, ...refused.map((why) => `It wrote ${why}.`)], ended };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runIt(
  call: Call,
  { run, root, model, examples, env, timeoutMs }: TrialOptions,
  at: { readonly given: string; readonly written: string; readonly folder: string; readonly asked: number },
): Promise<CommandOutcome> {
  const seconds = Math.round(timeoutMs / 1_000);
  const of =
    at.asked < examples.file.ids.length
      ? `the first ${at.asked} of ${countText(examples.file.ids.length)}`
      : `all ${at.asked}`;
  call.reporter.step(
    `trying \`${run}\` on ${of} examples of ${examples.path}, ${seconds} s at most (--no-try leaves this out)`,
  );
  const startedMs = call.now().getTime();
  const timer = setInterval(() => {
    const passed = Math.round((call.now().getTime() - startedMs) / 1_000);
    call.reporter.progress(`${passed} s of ${seconds} s`);
  }, progressEveryMs);
  try {
    const outcome = await runCommand({
      command: run,
      cwd: root,
      env: {
        ...commandEnvironment(call, env),
        WEIGHBRIDGE_EXAMPLES: at.given,
        WEIGHBRIDGE_RESULTS: at.written,
        WEIGHBRIDGE_MODEL_DIR: join(at.folder, 'model'),
        WEIGHBRIDGE_SEED: '0',
        WEIGHBRIDGE_REPEATS: '1',
        WEIGHBRIDGE_MODEL: model,
        WEIGHBRIDGE_SUITE: 'eval',
      },
      timeoutMs,
      mask: env.flatMap((name) => call.secrets?.[name] ?? call.env[name] ?? []),
      signal: call.signal,
      onLine: (line) => call.reporter.output(line),
    });
    if (outcome.kind === 'aborted') throw new Failure('infrastructure', 'interrupted; nothing was written');
    return outcome;
  } finally {
    clearInterval(timer);
  }
}

/** A command that was ended may have been in the middle of a line. */
async function dropCutLine(path: string): Promise<void> {
  const text = await readFile(path);
  const end = text.lastIndexOf(0x0a);
  if (end !== text.length - 1) await writeFile(path, text.subarray(0, end + 1));
}
