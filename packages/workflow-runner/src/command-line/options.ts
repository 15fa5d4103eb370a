import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '@weighbridge/contract';

/** What `--help` prints. */
export const usage = `npm run workflow -- FOLDER --event EVENT --head BRANCH [options]

Executes the workflow files of a git repository on this machine, against a GitHub on loopback.

  --event EVENT        pull_request, push, merge_group, schedule or workflow_dispatch
  --head BRANCH        pull_request: its head; push: what is pushed (default: the base); merge_group: open pull
                       requests, in order (repeat it)
  --base BRANCH        what pull requests go into (the default branch: main or master)
  --state DIR          keeps remote, pull requests, comments, artifacts and runs from call to call
  --rerun              runs the last event of this kind and head again, as another attempt
  --workflow FILE      only this workflow file
  --actor LOGIN        who does it (mona; for a fork hubot)
  --fork               the head lies in a fork of the actor's
  --draft --title TEXT --label NAME (repeat it)
  --action ACTION      closed, reopened or ready_for_review, of an open pull request
  --merge BRANCH       push: merges the open pull request of this head first; --squash as one commit
  --force              push: also where the branches have gone apart
  --merge-on-success   merge_group: merges what passed
  --input NAME=VALUE   of workflow_dispatch (repeat it)
  --cron TIME          schedule: only this one
  --secret NAME=VALUE  --var NAME=VALUE (repeat them)
  --repository NAME    owner/name on the loopback GitHub (acme/FOLDER)
  --json               one line of JSON, the last on stdout
  --serve              keeps serving the pages until interrupted

Exit code: 0 whatever the jobs concluded; 2 for what cannot be run; 4 where git or this machine failed.`;

const events = ['pull_request', 'push', 'merge_group', 'schedule', 'workflow_dispatch'] as const;
const actions = ['closed', 'reopened', 'ready_for_review'] as const;

/** The command line, read. */
export interface CommandLine {
  readonly folder: string;
  readonly event: (typeof events)[number];
  readonly heads: readonly string[];
  readonly base: string | undefined;
  readonly state: string | undefined;
  readonly rerun: boolean;
  readonly workflow: string | undefined;
  readonly actor: string | undefined;
  readonly fork: boolean;
  readonly draft: boolean;
  readonly title: string | undefined;
  readonly labels: readonly string[];
  readonly action: (typeof actions)[number] | undefined;
  readonly merge: string | undefined;
  readonly squash: boolean;
  readonly force: boolean;
  readonly mergeOnSuccess: boolean;
  readonly inputs: Readonly<Record<string, string>>;
  readonly cron: string | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
  readonly repository: string | undefined;
  readonly json: boolean;
  readonly serve: boolean;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const options = {
  ...{
    event: text,
    base: text,
    state: text,
    workflow: text,
    actor: text,
    title: text,
    action: text,
    merge: text,
  },
  ...{ cron: text, repository: text, head: texts, label: texts, input: texts, secret: texts, var: texts },
  ...{ rerun: flag, fork: flag, draft: flag, squash: flag, force: flag, json: flag, serve: flag, help: flag },
  'merge-on-success': flag,
} as const;

/** Reads the command line; undefined where help is asked for. Throws a Failure that says what is wrong. */
export function readCommandLine(args: readonly string[], cwd: string): CommandLine | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0)
    throw new Failure('usage', 'name one folder: npm run workflow -- FOLDER --event …');
  const event = oneOf('--event', values.event, events);
  if (event === undefined) throw new Failure('usage', `--event is missing: ${events.join(', ')}`);
  const heads = values.head ?? [];
  if (event === 'pull_request' && heads.length !== 1)
    throw new Failure('usage', '--event pull_request needs one --head');
  if (event === 'merge_group' && heads.length === 0)
    throw new Failure('usage', '--event merge_group needs --head');
  return {
    folder: resolve(cwd, folder),
    event,
    heads,
    base: values.base,
    state: values.state === undefined ? undefined : resolve(cwd, values.state),
    rerun: values.rerun ?? false,
    workflow: values.workflow,
    actor: values.actor,
    fork: values.fork ?? false,
    draft: values.draft ?? false,
    title: values.title,
    labels: values.label ?? [],
    action: oneOf('--action', values.action, actions),
    merge: values.merge,
    squash: values.squash ?? false,
    force: values.force ?? false,
    mergeOnSuccess: values['merge-on-success'] ?? false,
    inputs: pairs('--input', values.input),
    cron: values.cron,
    secrets: pairs('--secret', values.secret),
    vars: pairs('--var', values.var),
    repository: values.repository,
    json: values.json ?? false,
    serve: values.serve ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new Failure('usage', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function oneOf<Name extends string>(
  flagName: string,
  value: string | undefined,
  names: readonly Name[],
): Name | undefined {
  if (value === undefined) return undefined;
  const found = names.find((name) => name === value);
  if (found === undefined)
    throw new Failure('usage', `${flagName} ${value}: expected one of ${names.join(', ')}`);
  return found;
}

function pairs(flagName: string, given: readonly string[] = []): Record<string, string> {
  const entries = given.map((one): [string, string] => {
    const equals = one.indexOf('=');
    if (equals < 1) throw new Failure('usage', `${flagName} ${one}: expected NAME=VALUE`);
    return [one.slice(0, equals), one.slice(equals + 1)];
  });
  return Object.fromEntries(entries);
}
