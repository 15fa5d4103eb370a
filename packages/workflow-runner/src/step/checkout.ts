import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { evaluateTexts, type Scope } from '../expression/evaluate.ts';
import { tryGit } from '../git.ts';
import type { JobState } from '../job/job-state.ts';
import type { UsesStep } from '../read/workflow.ts';
import { type CheckoutInputs, readCheckoutInputs } from './checkout-inputs.ts';
import type { Place, Work } from './execution.ts';
import type { ActionWork } from './javascript-action.ts';

/** What actions/checkout does, by real git from the loopback GitHub. */
export function checkoutWork(step: UsesStep, scope: Scope): ActionWork {
  const inputs = readCheckoutInputs(evaluateTexts(step.with, scope), step.where);
  const folderOf = (state: JobState): string => resolve(state.folders.workspace, inputs.path);
  const main: Work = async (place) => {
    const { state } = place;
    state.log.line(`##[group]Run ${step.uses}`);
    state.log.line('##[endgroup]');
    const folder = folderOf(state);
    if (relative(state.folders.workspace, folder).startsWith('..')) {
      throw new Failure('config', `Repository path '${folder}' is not under '${state.folders.workspace}'`, {
        where: step.where,
      });
    }
    const target = await targetOf(place, inputs, step);
    await prepare(place, folder, inputs);
    const git = gitIn(place, folder, target.header);
    const depth = inputs.fetchDepth === 0 ? [] : [`--depth=${inputs.fetchDepth}`];
    const filter = inputs.filter === undefined ? [] : [`--filter=${inputs.filter}`];
    const fetch = ['fetch', '--no-tags', '--no-recurse-submodules', ...filter, ...depth, 'origin'];
    // As the action does it: everything first, then the commit itself, should no branch lead to it.
    const all = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
    const tags = inputs.fetchTags ? ['+refs/tags/*:refs/tags/*'] : [];
    const steps: readonly (readonly string[])[] = [
      ['init', '--quiet', folder],
      ['remote', 'add', 'origin', target.url],
      ['config', '--local', 'gc.auto', '0'],
      ...(inputs.fetchDepth === 0 ? [[...fetch, ...all]] : []),
      [...fetch, ...(inputs.fetchDepth === 0 ? [] : tags), target.refspec],
      ['checkout', '--quiet', '--force', ...target.checkout],
    ];
    for (const args of steps) {
      const end = await git(args);
      if (end !== 'success') return end;
    }
    if (inputs.persistCredentials) {
      await tryGit(folder, 'config', '--local', target.headerKey, target.header);
    }
    const commit = (await tryGit(folder, 'rev-parse', 'HEAD')) ?? '';
    state.log.line(commit);
    Object.assign(place.outputs, { ref: target.ref, commit });
    return 'success';
  };
  return {
    main,
    async post({ state }) {
      const found = await tryGit(
        folderOf(state),
        'config',
        '--local',
        '--get-regexp',
        '^http\\..*\\.extraheader$',
      );
      for (const line of found?.split('\n') ?? []) {
        const key = line.split(' ')[0] ?? '';
        if (key !== '') await tryGit(folderOf(state), 'config', '--local', '--unset-all', key);
      }
      return 'success';
    },
  };
}

interface Target {
  readonly url: string;
  readonly ref: string;
  readonly refspec: string;
  readonly checkout: readonly string[];
  readonly headerKey: string;
  /** The token as git sends it. */
  readonly header: string;
}

async function targetOf({ state }: Place, inputs: CheckoutInputs, step: UsesStep): Promise<Target> {
  const { engine, repository, trigger } = state.run;
  const own = `${repository.owner}/${repository.name}`;
  const name = inputs.repository ?? own;
  const wanted = engine.github.repositories.find(name);
  if (wanted === undefined) {
    throw new Failure(
      'usage',
      `actions/checkout of ${name} is not supported: the loopback GitHub holds only ${own}`,
      { where: step.where },
    );
  }
  const encoded = Buffer.from(`x-access-token:${inputs.token ?? state.token}`).toString('base64');
  state.mask.add(encoded);
  const common = {
    url: `${engine.github.serverUrl}/${name}`,
    headerKey: `http.${engine.github.serverUrl}/.extraheader`,
    header: `AUTHORIZATION: basic ${encoded}`,
  };
  const gitDir = engine.github.repositories.gitDir(wanted);
  const isOwn = wanted.id === repository.id;
  const ref = inputs.ref ?? (isOwn ? trigger.ref : `refs/heads/${wanted.defaultBranch}`);
  const pinned = inputs.ref === undefined && isOwn ? trigger.sha : undefined;
  for (const full of ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`]) {
    const sha = pinned ?? (await tryGit(gitDir, 'rev-parse', '--verify', '--quiet', `${full}^{commit}`));
    if (sha !== undefined) return { ...common, ref: full, ...whereTo(full, sha) };
  }
  if (/^[0-9a-f]{40}$/.test(ref)) {
    const local = 'refs/remotes/origin/checked-out';
    return { ...common, ref: '', refspec: `+${ref}:${local}`, checkout: ['--detach', local] };
  }
  throw new Failure('config', `A branch or tag with the name '${ref}' could not be found`, {
    where: step.where,
  });
}

/** As the action does it: a branch is on a branch, everything else is detached. */
function whereTo(ref: string, sha: string): Pick<Target, 'refspec' | 'checkout'> {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
  const pull = /^refs\/pull\/(.+)$/.exec(ref)?.[1];
  if (branch !== undefined) {
    const local = `refs/remotes/origin/${branch}`;
    return { refspec: `+${sha}:${local}`, checkout: ['-B', branch, local] };
  }
  const local =
    tag === undefined ? `refs/remotes/${pull === undefined ? 'origin' : 'pull'}/${pull ?? sha}` : ref;
  return { refspec: `+${tag === undefined ? sha : ref}:${local}`, checkout: ['--detach', local] };
}

async function prepare({ state }: Place, folder: string, { clean }: CheckoutInputs): Promise<void> {
  await mkdir(folder, { recursive: true });
  const there = await readdir(folder);
  if (there.length === 0) return;
  if (there.includes('.git') && !clean) {
    await rm(join(folder, '.git'), { recursive: true, force: true });
    return;
  }
  state.log.line(`Deleting the contents of '${folder}'`);
  for (const name of there) await rm(join(folder, name), { recursive: true, force: true });
}

/** Git as the action runs it: nothing of the user's settings; the token goes with the environment. */
function gitIn({ state, run }: Place, folder: string, header: string) {
  const { serverUrl } = state.run.engine.github;
  const { PATH = '', HOME = '/' } = state.run.engine.machine;
  const env = {
    PATH,
    HOME,
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_0: `http.${serverUrl}/.extraheader`,
    GIT_CONFIG_VALUE_0: header,
    GIT_CONFIG_KEY_1: 'safe.directory',
    GIT_CONFIG_VALUE_1: '*',
    GIT_CONFIG_KEY_2: 'advice.detachedHead',
    GIT_CONFIG_VALUE_2: 'false',
  };
  return (args: readonly string[]) => {
    state.log.line(`[command]git ${args.join(' ')}`);
    return run(['git', ...args], { cwd: folder, env });
  };
}
