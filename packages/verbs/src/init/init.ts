import { lstatSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Failure } from '@weighbridge/contract';
import type { Call } from '../call.ts';
import { configPath } from '../change.ts';
import { assertAccepted } from './accepted-policy.ts';
import { defaultBranch } from './default-branch.ts';
import { existingSecrets } from './existing-secrets.ts';
import { findSetups, type Setup } from './find-setup.ts';
import { foundLines, lookLines } from './init-words.ts';
import { nameModel } from './model-name.ts';
import { policyText } from './policy-text.ts';
import type { Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import { lookAround, type Surroundings } from './surroundings.ts';
import { trialMs } from './trial.ts';
import { workflowPath, workflowText } from './workflow-text.ts';
import { writeNew } from './write-new.ts';

export interface InitOptions {
  /** Path of the policy to write; `weighbridge.yml` at the repository's root by default. */
  readonly config?: string | undefined;
  /** The evaluation, where it is not to be looked for. */
  readonly run?: string | undefined;
  /** Path of the examples, from the caller's folder. */
  readonly examples?: string | undefined;
  /** Name of the model. */
  readonly name?: string | undefined;
  /** Says what would be written, and writes nothing. */
  readonly print: boolean;
  /** Whether the command may be run on a few examples. */
  readonly tryIt: boolean;
  /** How long that may take; a minute by default. */
  readonly trialMs?: number;
}

export interface InitOutcome {
  readonly written: readonly string[];
  /** Files that exist; they were left as they are. */
  readonly skipped: readonly string[];
  /** Null where the policy exists and nothing was looked for. */
  readonly model: string | null;
  readonly metrics: readonly { readonly name: string; readonly better: string; readonly why: string }[];
  readonly run: string | null;
  readonly examples: string | null;
  /** The files as they are, or would be, written. */
  readonly files: readonly { readonly path: string; readonly text: string; readonly exists: boolean }[];
  /** What was found, and what else there was. */
  readonly found: readonly string[];
  /** What a person has to look at. */
  readonly look: readonly string[];
}

/**
 * Writes a policy that observes, and a workflow, from what the repository holds. Nothing that exists is replaced; what is written
 * is what `check` accepts; both files appear, or none.
 *
 * @throws Failure `usage` where no evaluation or no examples are found, or both files exist
 */
export async function init(call: Call, options: InitOptions): Promise<InitOutcome> {
  const around = await lookAround(call);
  const { root } = around;
  const config = configPath(call, root, options.config);
  const skipped = [config, workflowPath].filter((path) => exists(join(root, path)));
  if (skipped.length === 2 && !options.print) {
    throw new Failure(
      'usage',
      `${config} and ${workflowPath} exist, and nothing is overwritten; --print shows what would have been written`,
    );
  }
  const setups = await findSetups(around);
  const wanted = options.print || !skipped.includes(config);
  const proposal = wanted ? await proposed(call, around, setups, options) : undefined;
  const policy = proposal === undefined ? undefined : policyText(proposal);
  if (policy !== undefined) await assertAccepted(around, config, policy);
  const secrets = proposal?.env ?? (await existingSecrets(around, config));
  const workflow = workflowText({
    branch: await defaultBranch(around.repository),
    setups,
    config: config === 'weighbridge.yml' ? undefined : config,
    secrets,
  });
  const files = [
    ...(policy === undefined ? [] : [{ path: config, text: policy }]),
    { path: workflowPath, text: workflow },
  ].map((file) => ({ ...file, exists: skipped.includes(file.path) }));
  const writing = options.print ? [] : files.filter((file) => !file.exists);
  await writeNew(root, writing);
  return {
    written: writing.map(({ path }) => path),
    skipped,
    model: proposal?.name ?? null,
    metrics: (proposal?.metrics ?? []).map(({ name, better, why }) => ({ name, better, why })),
    run: proposal?.command.run ?? null,
    examples: proposal?.examples.path ?? null,
    files,
    found: foundLines(proposal, setups),
    look: lookLines(proposal, secrets, config),
  };
}

function proposed(
  call: Call,
  around: Surroundings,
  setups: readonly Setup[],
  options: InitOptions,
): Promise<Proposal> {
  if (options.name !== undefined) nameModel(options.name, '', around.root);
  return propose(call, around, {
    setups,
    run: options.run,
    examples: options.examples === undefined ? undefined : fromRoot(call, around.root, options.examples),
    name: options.name,
    tryIt: options.tryIt,
    trialMs: options.trialMs ?? trialMs,
  });
}

/** The path of a file as the policy names it. */
function fromRoot(call: Call, root: string, named: string): string {
  const path = relative(root, resolve(call.cwd, named)).replaceAll('\\', '/');
  if (path === '' || path.startsWith('../')) {
    throw new Failure('usage', `--examples ${named} lies outside the repository ${root}`);
  }
  return path;
}

/** Whether something bears the name, be it a link that leads nowhere. */
function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
