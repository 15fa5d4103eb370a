import { relative, resolve } from 'node:path';
import { Failure, type KeyFile, loadPolicy, type Policy } from '@weighbridge/contract';
import { openRepository, type Repository, type RepositoryOptions, type WorkingFiles } from '@weighbridge/git';
import { findBase } from './base.ts';
import type { Call } from './call.ts';
import { findCiBase } from './ci-base.ts';
import { type Circumstances, terminalCircumstances } from './circumstances.ts';
import { besideGit, commitData, type DataIds, printedIds, readDataIds, workingData } from './data-ids.ts';
import { commitSource, loadWorkingPolicy } from './policy-source.ts';
import { remoteOf } from './remote.ts';
import { forgetVerdicts } from './verdict-files.ts';

/** One side of a change: its files, and the policy as it stands there. */
export interface Side {
  readonly sha: string;
  readonly files: readonly KeyFile[];
  readonly policy: Policy | undefined;
  /** Ids of the data that either side's policy names, as this side has it. */
  readonly ids: DataIds;
}

/** What is weighed against what: the working tree against a commit of main. */
export interface Change {
  readonly repository: Repository;
  /** The remote that holds main and its runs; `.` is this repository. */
  readonly remote: string;
  readonly circumstances: Circumstances;
  readonly head: Side & {
    readonly dirty: boolean;
    /** Paths that differ from the commit. */
    readonly changes: readonly string[];
  };
  /** Undefined: nothing precedes the head, as in a repository's first commit. */
  readonly base: Side | undefined;
  /** Said aloud with the verdict. */
  readonly notes: readonly string[];
}

export interface ChangeOptions {
  /** Path of weighbridge.yml, relative to the caller's folder; by default at the repository's root. */
  readonly config?: string | undefined;
  readonly base?: string | undefined;
  readonly kind?: 'local' | 'main' | undefined;
  /** Remote that holds main and its runs. */
  readonly remote?: string | undefined;
  /** Whether a weighing begins: verdicts of an earlier one are taken away, lest a gate takes them for this one's. */
  readonly fresh?: boolean;
}

/**
 * Reads what a change is made of: both sides' files as git knows them, and both policies.
 *
 * @throws Failure `config` where the head's weighbridge.yml is wrong, or neither side has one
 */
export async function openChange(
  call: Call,
  options: ChangeOptions & { readonly models?: readonly string[] },
): Promise<Change> {
  const repository = await openRepository(call.cwd, gitOptions(call));
  if (options.fresh === true) await forgetVerdicts(repository.root, options.models ?? []);
  const config = configPath(call, repository.root, options.config);
  const circumstances =
    call.ci?.circumstances ?? (await terminalCircumstances(call, repository, options.kind ?? 'local'));
  const sha = await repository.revParse('HEAD');
  if (sha === undefined) {
    throw new Failure(
      'usage',
      'this repository has no commit yet; commit once, then weigh what changes after it',
    );
  }
  const working = await repository.workingFiles();
  const headPolicy = await loadWorkingPolicy(repository.root, working.files, config);
  const head = { sha, ...withoutOutputs(working, headPolicy) };
  const remote = await remoteOf(repository, options.remote);
  const baseSha =
    call.ci === undefined || options.base !== undefined
      ? await findBase(repository, { head, remote, named: options.base })
      : await findCiBase(repository, remote, sha, call.ci.base);
  const { side: base, notes } = await openBase(repository, baseSha, config);
  if (headPolicy === undefined && base?.policy === undefined) throw noPolicy(config);
  const policies = [headPolicy, base?.policy];
  const printed = await printedIds(call, repository.root, policies);
  const headIds = await readDataIds(policies, workingData(repository.root, head.files), printed);
  const baseIds = base && (await readDataIds(policies, commitData(repository, base), printed));
  return {
    repository,
    remote,
    circumstances,
    head: { ...head, policy: headPolicy, ids: headIds },
    base: base && baseIds && { ...base, ids: besideGit(baseIds, headIds, head.files) },
    notes,
  };
}

/**
 * The working tree without what commands write to it, the rows of a `results.path` and the `outputs` of training: what an
 * evaluation leaves behind is neither a change nor a part of a model.
 */
function withoutOutputs({ files, changes }: WorkingFiles, policy: Policy | undefined) {
  const models = policy?.models ?? [];
  const suites = models.flatMap((model) => model.suites);
  const outputs = [
    ...suites.flatMap((suite) => suite.results?.path ?? []),
    ...models.flatMap((model) => model.train?.outputs ?? []),
  ];
  const isOutput = (path: string): boolean =>
    outputs.some((output) => path === output || path.startsWith(`${output}/`));
  const left = new Set(
    changes.filter(({ path, tracked }) => !tracked && isOutput(path)).map(({ path }) => path),
  );
  const changed = changes.filter(({ path }) => !left.has(path)).map(({ path }) => path);
  return {
    files: files.filter(({ path }) => !left.has(path)),
    dirty: changed.length > 0,
    changes: changed,
  };
}

async function openBase(
  repository: Repository,
  sha: string | undefined,
  config: string,
): Promise<{ side: Omit<Side, 'ids'> | undefined; notes: string[] }> {
  if (sha === undefined) return { side: undefined, notes: [] };
  const files = await repository.treeFiles(sha);
  const side = { sha, files, policy: undefined };
  try {
    return {
      side: { ...side, policy: await loadPolicy(commitSource(repository, sha, files), config) },
      notes: [],
    };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'config') throw error;
    const note = `${config} of ${sha.slice(0, 7)} cannot be read, so this change's own policy decides: ${error.problems[0]?.message ?? ''}`;
    return { side, notes: [note] };
  }
}

/**
 * How git is called for a verb: its environment, its token, and its end. In CI the token is GitHub's, and a checkout whose
 * configuration was changed by an earlier step must not send it elsewhere.
 */
export function gitOptions({ env, signal, token, ci }: Call): RepositoryOptions {
  return { env, signal, token, server: ci === undefined ? undefined : env['GITHUB_SERVER_URL'] || undefined };
}

/** Repository-relative path of the configuration, as git and the contract name it. */
export function configPath(call: Call, root: string, named: string | undefined): string {
  if (named === undefined) return 'weighbridge.yml';
  const path = relative(root, resolve(call.cwd, named)).replaceAll('\\', '/');
  if (path.startsWith('../')) {
    // In CI this is read on the pull request, where a machine's folders are nobody's concern.
    const [what, where] = call.ci === undefined ? ['--config', ` ${root}`] : ['`config`:', ''];
    throw new Failure('usage', `${what} ${named} lies outside the repository${where}`);
  }
  return path;
}

export function noPolicy(config: string): Failure {
  return new Failure(
    'config',
    'there is no such file; write one: `weighbridge init` proposes it, and `version: 1`, one model with `eval.run`, `eval.examples` and one metric is enough',
    { where: { file: config } },
  );
}
