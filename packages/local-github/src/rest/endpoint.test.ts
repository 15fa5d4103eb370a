import { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operations } from '../openapi/description.ts';
import { octokitFor, type Scenario, startScenario, where } from '../testing/scenario.ts';
import { answered } from './endpoint.ts';

let scene: Scenario;
beforeEach(async () => {
  scene = await startScenario();
});
afterEach(() => scene.close());

const all = {
  contents: 'write',
  'pull-requests': 'write',
  statuses: 'write',
  actions: 'read',
  checks: 'read',
} as const;

describe('the REST API', () => {
  it('answers exactly the operations of the slice', () => {
    expect([...answered].sort()).toEqual(Object.keys(operations).sort());
  });

  it('answers every reading operation as GitHub describes it', async () => {
    const { github, repository, pull } = scene;
    const api = scene.job(all);
    const run = github.runs.create({
      repository,
      name: 'Weigh',
      path: '.github/workflows/weigh.yml',
      event: 'pull_request',
      headSha: pull.headSha,
      headBranch: pull.headRef,
      actor: 'mona',
      pulls: [pull.number],
    });
    const job = github.runs.addJob({ run, name: 'weigh' });
    github.runs.change(job, {
      conclusion: 'failure',
      steps: [{ name: 'Run', status: 'completed', conclusion: 'failure' }],
    });
    github.statuses.create(repository, {
      sha: pull.headSha,
      creator: 'mona',
      state: 'success',
      context: 'size',
    });
    const comment = github.comments.create(repository, pull.number, 'mona', 'Hello');
    const artifact = github.artifacts.create(run, 'report', 'application/zip');
    if (artifact === undefined) throw new Error('no artifact');
    github.artifacts.finalize(artifact, 3, 'sha256:00');
    const paths = [
      '',
      '/pulls',
      '/pulls/1',
      '/pulls/1/files',
      '/issues/1/comments',
      '/issues/1/labels',
      '/actions/artifacts?name=report',
      `/issues/comments/${comment.id}`,
      `/commits/${pull.headSha}/status`,
      `/commits/${pull.headSha}/statuses`,
      '/commits/faster/check-runs',
      `/commits/${pull.headSha}/pulls`,
      '/collaborators/mona/permission',
      `/actions/runs/${run.id}`,
      `/actions/runs/${run.id}/jobs`,
      `/actions/runs/${run.id}/artifacts`,
      `/actions/artifacts/${artifact.id}`,
      '/branches/main',
      '/git/ref/heads%2Fmain',
      '/git/ref/pull/1/merge',
    ];
    for (const path of paths) {
      const { status } = await api.request(`GET /repos/acme/vision${path}`);
      expect([path, status]).toEqual([path, 200]);
    }
    expect((await api.request('GET /rate_limit')).data.rate).toMatchObject({
      limit: 1000,
      used: paths.length,
    });
    const { data: me } = await octokitFor(github, github.tokens.forUser('mona')).request('GET /user');
    expect(me.login).toBe('mona');
    expect(github.violations).toEqual([]);
  });

  it('gives comments in pages of 30, and all of them to who follows the links', async () => {
    const { github, repository, pull } = scene;
    for (let index = 1; index <= 65; index += 1)
      github.comments.create(repository, pull.number, 'mona', `No ${index}`);
    const api = new Octokit({
      baseUrl: github.apiUrl,
      auth: github.tokens.forJob(repository, { issues: 'read' }),
    });
    const first = await api.rest.issues.listComments({ ...where, issue_number: 1 });
    expect(first.data).toHaveLength(30);
    expect(first.headers.link).toMatch(/page=2>; rel="next", <.*page=3>; rel="last"/);
    const every = await api.paginate(api.rest.issues.listComments, { ...where, issue_number: 1 });
    expect(every.map(({ body }) => body)).toContain('No 65');
    expect(every).toHaveLength(65);
    const large = await api.rest.issues.listComments({ ...where, issue_number: 1, per_page: 500 });
    expect(large.data).toHaveLength(65);
  });

  it('writes, updates and deletes a comment as the bot whose token it is', async () => {
    const api = scene.job({ 'pull-requests': 'write' });
    const made = await api.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...where,
      issue_number: 1,
      body: 'one',
    });
    expect(made.data.user).toMatchObject({ login: 'github-actions[bot]', type: 'Bot' });
    const id = { ...where, comment_id: made.data.id };
    const changed = await api.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...id,
      body: 'two',
    });
    expect(changed.data.body).toBe('two');
    await api.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', id);
    await expect(
      api.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', id),
    ).rejects.toMatchObject({ status: 404 });
    expect(scene.github.violations).toEqual([]);
  });

  it('refuses a comment of more than 65,536 characters, and a status of more than 140', async () => {
    const api = scene.job(all);
    const comment = (body: string) =>
      api.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...where,
        issue_number: 1,
        body,
      });
    expect((await comment('x'.repeat(65_536))).status).toBe(201);
    await expect(comment('x'.repeat(65_537))).rejects.toThrow(
      /Body is too long \(maximum is 65536 characters\)/,
    );
    const status = (description: string) =>
      api.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
        ...where,
        sha: scene.pull.headSha,
        state: 'success',
        description,
      });
    expect((await status('x'.repeat(140))).status).toBe(201);
    await expect(status('x'.repeat(141))).rejects.toThrow(/too long \(maximum is 140/);
  });

  it('finds pull requests by head, and no pull request for the commit of a fork', async () => {
    const { github, repository, clone } = scene;
    const fork = await github.repositories.fork(repository, 'stranger');
    await clone.git('checkout', '--quiet', '-b', 'gift');
    const sha = await clone.commit('A gift', { 'gift.txt': 'x' });
    await github.pushFrom(fork, clone.folder, undefined, ['+refs/heads/gift:refs/heads/gift']);
    await github.pulls.open({
      repository,
      title: 'A gift',
      author: 'stranger',
      headRepository: fork,
      headRef: 'gift',
    });
    const api = scene.job({ 'pull-requests': 'read' });
    const find = (head: string) =>
      api.request('GET /repos/{owner}/{repo}/pulls', { ...where, state: 'all', head });
    const [found] = (await find('stranger:gift')).data;
    expect(found).toMatchObject({
      number: 2,
      head: { sha, repo: { id: fork.id } },
      base: { repo: { id: repository.id } },
    });
    expect((await find('acme:gift')).data).toEqual([]);
    const of = (commit_sha: string) =>
      api.request('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', { ...where, commit_sha });
    expect((await of(sha)).data).toEqual([]);
    expect((await of(scene.pull.headSha)).data.map(({ number }) => number)).toEqual([1]);
  });

  it('merges, unless a required check is missing', async () => {
    const { github, repository, pull } = scene;
    github.repositories.addRuleset(repository, {
      name: 'main',
      target: 'branch',
      include: ['main'],
      rules: [],
      requiredChecks: ['weigh'],
    });
    const api = scene.job(all);
    const merge = () =>
      api.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', { ...where, pull_number: 1 });
    await expect(merge()).rejects.toThrow('Required status check "weigh" is expected.');
    const check = github.runs.addCheck(repository, pull.headSha, 'weigh');
    github.runs.change(check, { conclusion: 'success' });
    expect((await merge()).data.merged).toBe(true);
    const { data } = await api.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...where,
      pull_number: 1,
    });
    expect(data).toMatchObject({
      state: 'closed',
      merged: true,
      merged_by: { login: 'github-actions[bot]' },
    });
  });

  it('records what GitHub does not describe, and answers it loudly', async () => {
    const api = scene.job(all);
    await expect(api.request('GET /repos/acme/vision/stargazers')).rejects.toMatchObject({ status: 404 });
    const status = { ...where, sha: scene.pull.headSha, state: 'great' as 'success' };
    await expect(api.request('POST /repos/{owner}/{repo}/statuses/{sha}', status)).rejects.toMatchObject({
      status: 422,
    });
    const odd = { ...where, issue_number: 1, body: 'x', silent: true };
    await expect(
      api.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', odd),
    ).rejects.toMatchObject({ status: 422 });
    await expect(
      api.request('GET /repos/{owner}/{repo}/pulls', { ...where, pages: 2 }),
    ).rejects.toMatchObject({ status: 422 });
    expect(
      scene.github.violations.map(({ kind, operation, message }) => `${kind} ${operation} ${message}`),
    ).toEqual([
      expect.stringMatching(/^unknown-operation GET \/repos\/acme\/vision\/stargazers/),
      'request repos/create-commit-status body /state must be equal to one of the allowed values (error, failure, pending, success)',
      "request issues/create-comment body: there is no property 'silent'",
      "request pulls/list there is no query parameter 'pages'",
    ]);
  });
});
