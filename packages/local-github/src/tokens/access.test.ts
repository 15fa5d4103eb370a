import { afterEach, describe, expect, it } from 'vitest';
import { octokitFor, type Scenario, startScenario, where } from '../testing/scenario.ts';
import type { Permissions } from './tokens.ts';

let scene: Scenario | undefined;
afterEach(() => scene?.close());

const write = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const read = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const comment = { ...where, issue_number: 1, body: 'x' };

describe('a token', () => {
  it('without the permission is refused, and told what would have been enough', async () => {
    scene = await startScenario();
    const refused = scene.job({ contents: 'write', 'pull-requests': 'read' }).request(write, comment);
    await expect(refused).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
      response: { headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' } },
    });
    expect(scene.github.comments.list(scene.repository, 1)).toEqual([]);
  });

  it.each<Permissions>([{ issues: 'write' }, { 'pull-requests': 'write' }])(
    'with %o may comment',
    async (permissions) => {
      scene = await startScenario();
      expect((await scene.job(permissions).request(write, comment)).status).toBe(201);
    },
  );

  it('of a fork never writes', async () => {
    scene = await startScenario();
    const { github, repository } = scene;
    const token = github.tokens.forJob(
      repository,
      { 'pull-requests': 'write', contents: 'write' },
      { fork: true },
    );
    await expect(octokitFor(github, token).request(write, comment)).rejects.toMatchObject({ status: 403 });
    expect((await octokitFor(github, token).request(read, { ...where, issue_number: 1 })).status).toBe(200);
  });

  it('reads what is public without the permission, and what is private with it only', async () => {
    scene = await startScenario();
    expect((await scene.job({}).request(read, { ...where, issue_number: 1 })).status).toBe(200);
    await scene.close();
    scene = await startScenario({ private: true });
    await expect(scene.job({}).request(read, { ...where, issue_number: 1 })).rejects.toMatchObject({
      status: 403,
    });
    const allowed = scene.job({ issues: 'read' }).request(read, { ...where, issue_number: 1 });
    expect((await allowed).status).toBe(200);
    const nobody = octokitFor(scene.github).request('GET /repos/{owner}/{repo}', where);
    await expect(nobody).rejects.toMatchObject({ status: 404 });
  });

  it('is worth nothing once it is revoked', async () => {
    scene = await startScenario();
    const { github, repository } = scene;
    const token = github.tokens.forJob(repository, { issues: 'write' });
    github.tokens.revoke(token);
    await expect(octokitFor(github, token).request(write, comment)).rejects.toMatchObject({ status: 401 });
  });

  it('that is wrong is a 401, and a missing one for writing, too', async () => {
    scene = await startScenario();
    const { github } = scene;
    await expect(octokitFor(github, 'ghs_wrong').request('GET /rate_limit')).rejects.toThrow(
      /Bad credentials/,
    );
    await expect(octokitFor(github).request(write, comment)).rejects.toMatchObject({ status: 401 });
  });

  it('of a job cannot ask who it is by REST, but by GraphQL', async () => {
    scene = await startScenario();
    const api = scene.job({});
    await expect(api.request('GET /user')).rejects.toMatchObject({ status: 403 });
    expect(await api.graphql('query { viewer { login } }')).toEqual({
      viewer: { login: 'github-actions[bot]' },
    });
    expect(scene.github.violations).toEqual([]);
    await expect(api.graphql('query { viewer { email } }')).rejects.toThrow(/Cannot query field "email"/);
    expect(scene.github.violations).toHaveLength(1);
  });

  it('folds a comment away by GraphQL where it may write', async () => {
    scene = await startScenario();
    const mutation =
      'mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized } } }';
    const api = scene.job({ issues: 'write' });
    const { data } = await api.request(write, comment);
    await expect(scene.job({ issues: 'read' }).graphql(mutation, { id: data.node_id })).rejects.toThrow(
      /not accessible/,
    );
    await api.graphql(mutation, { id: data.node_id });
    expect(scene.github.comments.list(scene.repository, 1)[0]?.minimized).toBe('OUTDATED');
  });

  it('of a person may what their role allows', async () => {
    scene = await startScenario({ private: true });
    const { github, repository } = scene;
    const person = octokitFor(github, github.tokens.forUser('reader'));
    await expect(person.request(read, { ...where, issue_number: 1 })).rejects.toMatchObject({ status: 404 });
    github.repositories.setPermission(repository, 'reader', 'read');
    expect((await person.request(write, comment)).status).toBe(201);
    const status = { ...where, sha: scene.pull.headSha, state: 'success' } as const;
    await expect(person.request('POST /repos/{owner}/{repo}/statuses/{sha}', status)).rejects.toMatchObject({
      status: 403,
    });
    const { data } = await person.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      ...where,
      username: 'reader',
    });
    expect(data).toMatchObject({ permission: 'read', role_name: 'read' });
  });
});
