import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalGitHub } from '@weighbridge/local-github';
import { checkOut } from './check-out.mjs';
import { makeRunProject } from './run-project.mjs';
import { stepEnvironment } from './step-environment.mjs';

const workflow = { name: 'weighbridge', path: '.github/workflows/weighbridge.yml', actor: 'mona' };
const permissions = { contents: 'write', 'pull-requests': 'write' };
/** Runs of one hour here are many more than a repository has. */
const limits = { perHourJob: 1_000_000, contentPerMinute: 1_000_000 };

/**
 * The project of the `run` part on the GitHub on loopback, with a pull request that changes its model. A job is a
 * checkout, a token and a run, as the runner would make them.
 */
export async function openScene() {
  const project = makeRunProject();
  const github = await startLocalGitHub({ limits });
  const from = project.clone;
  const repository = await github.repositories.create({ owner: 'acme', name: 'vision', from });
  const main = project.head();
  project.change('better', 'model.json', '{"skill": 0.9002, "phase": 2}\n');
  await github.pushFrom(repository, from, { login: 'mona', byJob: false });
  const pull = await github.pulls.open({ repository, title: 'Learn', author: 'mona', headRef: 'better' });

  const job = async (event, payload, { sha, ref, headSha, headBranch, pulls = [] }) => {
    const run = github.runs.create({ ...workflow, repository, event, headSha, headBranch, pulls });
    const folder = join(project.folder, `job-${run.id}`);
    const token = github.tokens.forJob(repository, permissions);
    mkdirSync(folder, { recursive: true });
    const at = { remote: `${github.url}/acme/vision`, token, sha };
    await checkOut(folder, at, { ...process.env, ...project.environment });
    return {
      run,
      folder,
      /** Another job of the same run, on a machine where nothing is checked out. */
      beside() {
        const empty = `${folder}-beside`;
        mkdirSync(empty, { recursive: true });
        return { ...this, folder: empty };
      },
      /** What the runner sets for a step. */
      environment(inputs) {
        const context = { event, payload, sha, ref, run, token, inputs };
        const temp = join(project.folder, 'temp');
        return { ...stepEnvironment(github, context, temp), GITHUB_WORKSPACE: this.folder };
      },
    };
  };

  return {
    github,
    repository,
    pull,
    /** For files of the benchmark's own. */
    folder: project.folder,
    /** The next attempt of a job's run: names of artifacts are free again. */
    again: ({ run }) => github.runs.rerun(run),
    async jobOfPull() {
      const payload = await github.payloads.pullRequest(pull, 'synchronize', 'mona', { before: main });
      const { headSha, mergeCommitSha: sha, number } = pull;
      const of = { sha, ref: `refs/pull/${number}/merge`, headSha, headBranch: 'better', pulls: [number] };
      return job('pull_request', payload, of);
    },
    async jobOfMain() {
      const moved = { ref: 'refs/heads/main', before: '0'.repeat(40), after: main };
      const payload = await github.payloads.push(repository, moved, 'mona');
      const of = { sha: main, ref: moved.ref, headSha: main, headBranch: 'main' };
      return job('push', payload, of);
    },
    async close() {
      await github.close();
      project.remove();
    },
  };
}
