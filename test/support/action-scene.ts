import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type CommentRecord,
  type LocalGitHub,
  type Payload,
  type Permissions,
  type PullRecord,
  type RepositoryRecord,
  type RunRecord,
  startLocalGitHub,
} from '@weighbridge/local-github';
import { type RunningStep, runStep, type StepEnd, type StepSetup, startStep } from './action-step.ts';
import { gitEnvironment, makeProject, type Project, projectFiles } from './project.ts';

/** A GitHub on loopback with acme/toys: main, and a branch `worse` and a branch `fine` that touch its model. */
export interface ActionScene {
  readonly github: LocalGitHub;
  readonly repository: RepositoryRecord;
  readonly project: Project;
  /** Evaluates main and stores it, as its own workflow would. */
  recordMain(): Promise<void>;
  pullJob(branch?: string, setup?: JobSetup): Promise<Job>;
  /** A job of a push to main. */
  mainJob(setup?: JobSetup): Promise<Job>;
  comments(job: Job): readonly CommentRecord[];
  close(): Promise<void>;
}

export interface JobSetup {
  readonly permissions?: Permissions;
  /** Default: what is to be weighed is checked out. */
  readonly checkout?: boolean;
  /** A run that began before: another job or attempt of it. */
  readonly of?: Job;
  readonly attempt?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A job on a machine of its own. */
export interface Job {
  readonly workspace: string;
  readonly temp: string;
  readonly token: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: RunRecord;
  readonly pull: PullRecord | undefined;
  start(step: JobStep): RunningStep;
  step(step: JobStep): Promise<StepEnd>;
}

export type JobStep = Omit<StepSetup, 'cwd' | 'temp' | 'env'> & { readonly env?: StepSetup['env'] };

const zeros = '0'.repeat(40);
const run = promisify(execFile);

export async function openScene(files = projectFiles()): Promise<ActionScene> {
  const project = makeProject(files);
  for (const [branch, skill] of [
    ['fine', 0.95],
    ['worse', 0.6],
  ] as const) {
    project.branch(branch);
    project.commit(`Skill ${skill}`, { 'model.json': `{"skill": ${skill}}\n` });
  }
  project.git('switch', '--quiet', 'main');
  const github = await startLocalGitHub({ limits: { perHourJob: 1_000_000, contentPerMinute: 1_000_000 } });
  const repository = await github.repositories.create({ owner: 'acme', name: 'toys', from: project.clone });
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-actions-'));
  const clones = new Map<string, string>();
  let jobs = 0;

  /** As actions/checkout leaves it: one commit, detached, with the token in .git/config. */
  const checkOut = async (sha: string, ref: string, into: string, token: string): Promise<void> => {
    // Never in sync: the server is in this process.
    const git = (cwd: string, ...args: string[]) =>
      run('git', args, { cwd, env: { ...process.env, ...gitEnvironment } });
    const header = (): string =>
      `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
    let clone = clones.get(sha);
    if (clone === undefined) {
      clone = join(folder, `clone-${clones.size}`);
      mkdirSync(clone);
      await git(clone, 'init', '--quiet');
      await git(clone, 'remote', 'add', 'origin', `${github.serverUrl}/acme/toys`);
      const auth = ['-c', `http.${github.serverUrl}/.extraheader=${header()}`];
      await git(clone, ...auth, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', ref);
      await git(clone, 'checkout', '--quiet', '--detach', sha);
      clones.set(sha, clone);
    }
    cpSync(clone, into, { recursive: true, verbatimSymlinks: true });
    await git(into, 'config', `http.${github.serverUrl}/.extraheader`, header());
  };

  const openJob = async (
    about: { event: string; payload: Payload; sha: string; ref: string; run: RunRecord; pull?: PullRecord },
    { permissions, checkout = true, attempt = 1, env: extra = {} }: JobSetup,
  ): Promise<Job> => {
    const { event, payload, sha, ref, run: workflowRun, pull } = about;
    jobs += 1;
    const home = join(folder, `job-${jobs}`);
    const [workspace, temp] = [join(home, 'work'), join(home, 'temp')];
    for (const path of [workspace, temp]) mkdirSync(path, { recursive: true });
    const token = github.tokens.forJob(repository, permissions ?? {});
    if (checkout) await checkOut(sha, ref, workspace, token);
    const eventPath = join(temp, 'event.json');
    writeFileSync(eventPath, JSON.stringify(payload));
    const env: Record<string, string> = {
      ...{ PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', CI: 'true' },
      ...{ GITHUB_ACTIONS: 'true', GITHUB_ACTION: '__weighbridge', GITHUB_ACTOR: 'mona' },
      ...{ GITHUB_REPOSITORY: 'acme/toys', GITHUB_REPOSITORY_OWNER: 'acme' },
      ...{ GITHUB_SERVER_URL: github.serverUrl, GITHUB_API_URL: github.apiUrl },
      ...{ GITHUB_GRAPHQL_URL: github.graphqlUrl, GITHUB_SHA: sha, GITHUB_REF: ref },
      ...{ GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: eventPath, GITHUB_WORKSPACE: workspace },
      ...{
        GITHUB_RUN_ID: String(workflowRun.id),
        GITHUB_RUN_ATTEMPT: String(attempt),
        GITHUB_RUN_NUMBER: '1',
      },
      ...{ GITHUB_WORKFLOW: 'weighbridge', GITHUB_JOB: 'weigh', RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64' },
      ...{ RUNNER_TEMP: temp, RUNNER_NAME: 'test', RUNNER_ENVIRONMENT: 'github-hosted' },
      ...{ ACTIONS_RESULTS_URL: github.resultsUrl, ACTIONS_RUNTIME_URL: github.resultsUrl },
      ...{ ACTIONS_RUNTIME_TOKEN: github.runtimeToken(workflowRun), ACTIONS_CACHE_URL: github.resultsUrl },
      ...extra,
    };
    const setup = ({ env: more = {}, inputs = {}, ...step }: JobStep): StepSetup => ({
      ...{ cwd: workspace, temp, env: { ...env, ...more }, inputs: { token, ...inputs } },
      ...step,
    });
    return {
      ...{ workspace, temp, token, env, run: workflowRun, pull },
      start: (step) => startStep(setup(step)),
      step: (step) => runStep(setup(step)),
    };
  };

  const runOf = (event: string, headSha: string, headBranch: string): RunRecord =>
    github.runs.create({
      ...{ repository, name: 'weighbridge', path: '.github/workflows/weighbridge.yml' },
      ...{ event, headSha, headBranch, actor: 'mona' },
    });

  const scene: ActionScene = {
    ...{ github, repository, project },
    async recordMain() {
      const weigh = await scene.mainJob();
      for (const [job, role] of [
        [weigh, 'weigh'],
        [await scene.mainJob({ of: weigh, checkout: false, permissions: { contents: 'write' } }), 'record'],
      ] as const) {
        const { code, log } = await job.step({ action: 'weighbridge', inputs: { role } });
        if (code !== 0) throw new Error(`${role} on main ended with ${code}:\n${log}`);
      }
    },
    async pullJob(branch = 'fine', setup = {}) {
      const pull =
        setup.of?.pull ??
        (await github.pulls.open({ repository, title: branch, author: 'mona', headRef: branch }));
      const run = setup.of?.run ?? runOf('pull_request', pull.headSha, branch);
      const payload = await github.payloads.pullRequest(pull, 'opened', 'mona');
      const sha = pull.mergeCommitSha ?? '';
      const ref = `refs/pull/${pull.number}/merge`;
      const permissions: Permissions = { contents: 'read', 'pull-requests': 'write', statuses: 'write' };
      return openJob({ event: 'pull_request', payload, sha, ref, run, pull }, { permissions, ...setup });
    },
    async mainJob(setup = {}) {
      const sha = project.git('rev-parse', 'main');
      const run = setup.of?.run ?? runOf('push', sha, 'main');
      const moved = { ref: 'refs/heads/main', before: zeros, after: sha };
      const payload = await github.payloads.push(repository, moved, 'mona');
      const permissions: Permissions = { contents: 'read', 'pull-requests': 'write' };
      return openJob({ event: 'push', payload, sha, ref: 'refs/heads/main', run }, { permissions, ...setup });
    },
    comments: ({ pull }) => (pull === undefined ? [] : github.comments.list(repository, pull.number)),
    async close() {
      await github.close();
      project.remove();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return scene;
}
