import { type ExitCode, Failure } from '@weighbridge/contract';
import { type InitOutcome, init } from '@weighbridge/verbs';
import type { CommonFlags } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Writes weighbridge.yml and a workflow, and says what to do next. */
export async function initCommand(
  terminal: Terminal,
  flags: CommonFlags & { run?: string; examples?: string; name?: string; print?: boolean; try: boolean },
): Promise<ExitCode> {
  const [name, ...more] = flags.name === undefined ? flags.model : [flags.name];
  if (more.length > 0) throw new Failure('usage', 'init writes one model; name it with --name');
  const outcome = await init(terminal.call, {
    config: flags.config,
    run: flags.run,
    examples: flags.examples,
    name,
    print: flags.print ?? false,
    tryIt: flags.try,
  });
  if (flags.json) terminal.print(JSON.stringify(outcome));
  else terminal.print(flags.print ? printed(outcome) : said(outcome));
  return 0;
}

function printed({ files, found, look }: InitOutcome): string {
  const texts = files.map(
    ({ path, text, exists }) =>
      `# ── ${path}${exists ? ', which exists and would stay as it is' : ''}\n${text}`,
  );
  const notes = [...listed('found', found), ...listed('look at', look)].map((line) => `# ${line}`);
  return [...texts, ...notes].join('\n');
}

function said({ written, skipped, found, look, files }: InitOutcome): string {
  const policy = files.find(({ path }) => !path.startsWith('.github/'))?.path;
  const isNew = policy !== undefined && written.includes(policy);
  return [
    ...written.map((path) => `wrote ${path}`),
    ...skipped.map((path) => `left ${path} as it is: it exists, and nothing is overwritten`),
    ...listed('found', found),
    ...listed('look at', look),
    'next',
    `  1. ${isNew ? `read ${policy}, then ` : ''}weighbridge check${policy === undefined || policy === 'weighbridge.yml' ? '' : ` --config ${shellWord(policy)}`}`,
    `  2. git add ${written.map(shellWord).join(' ')} && git commit --message "Weigh the model"`,
    '  3. push it to the default branch: main is weighed in full, and stored, so that there is something to compare with',
    '  4. then open a pull request that changes the model: its report is a comment there',
    'later, require the check of this workflow in the rules of the default branch, and write `mode: enforce`',
  ].join('\n');
}

/** A path as it can be pasted into a shell. */
function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
