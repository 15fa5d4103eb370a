import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scenario, startScenario } from '../testing/scenario.ts';

let scene: Scenario;
beforeEach(async () => {
  scene = await startScenario();
});
afterEach(() => scene.close());

/** A page's text as a person reads it. */
async function read(path: string): Promise<string> {
  const response = await fetch(`${scene.github.url}${path}`);
  const html = await response.text();
  expect([path, response.status]).toEqual([path, 200]);
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  const body = html.slice(html.indexOf('<body')).replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, '');
  return body
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the page of a pull request', () => {
  it('says who wants to merge what, and shows the conversation in order', async () => {
    const { github, repository, clone } = scene;
    github.comments.create(
      repository,
      1,
      'github-actions[bot]',
      '<!-- marker -->\n### ✅ digits: no drop found\n\n| a |\n|---|\n| 1 |',
    );
    await clone.git('checkout', '--quiet', 'faster');
    await clone.commit('Slower again', { 'train.py': 'rate = 0.2\n' });
    await github.pushFrom(repository, clone.folder, { login: 'mona', byJob: false });
    const text = await read('/acme/vision/pull/1');
    expect(text).toContain('Learn faster #1');
    expect(text).toMatch(/Open mona wants to merge 2 commits into main from faster/);
    expect(text).toMatch(
      /added 1 commit Learn faster .*github-actions bot commented now ✅ digits: no drop found .* mona added 1 commit now Slower again/,
    );
    expect(text).not.toContain('marker');
    expect(text).toMatch(/Files changed 2 \+2 −1/);
    expect(text).toContain('No conflicts with base branch');
  });

  it('shows what blocks the merge, and what became of it', async () => {
    const { github, repository, pull } = scene;
    const rules = {
      name: 'main',
      target: 'branch',
      include: ['main'],
      rules: [],
      requiredChecks: ['weigh', 'size'],
    } as const;
    github.repositories.addRuleset(repository, rules);
    const run = github.runs.create({
      repository,
      name: 'Models',
      path: '.github/workflows/weigh.yml',
      event: 'pull_request',
      headSha: pull.headSha,
      headBranch: pull.headRef,
      actor: 'mona',
    });
    const job = github.runs.addJob({ run, name: 'weigh' });
    github.runs.change(job, {
      conclusion: 'failure',
      summary: '### digits got worse',
      log: '##[group]Weigh\n\u001b[31mline two\u001b[0m\n',
      annotations: [{ level: 'failure', message: 'accuracy falls', path: 'weighbridge.yml', line: 3 }],
    });
    const text = await read('/acme/vision/pull/1');
    expect(text).toMatch(/Some checks were not successful 1 failing, 1 pending checks/);
    expect(text).toMatch(/Models \/ weigh \(pull_request\) Failing after 0s · 1 annotation Required Details/);
    expect(text).toContain('size Expected — Waiting for status to be reported Required');
    expect(text).toMatch(/Merging is blocked Required and not successful: weigh, size\./);
    expect(text).toMatch(
      /Unchanged files with check annotations Error accuracy falls weighbridge.yml:3 · Models/,
    );
    const page = await read(`/acme/vision/actions/runs/${run.id}`);
    expect(page).toMatch(
      /Models #1 .* · #1 · .* weigh Failing after 0s Summary Log Annotations 1 Error accuracy falls/,
    );
    expect(page).toContain('weigh summary digits got worse');
    const log = await read(`/acme/vision/actions/runs/${run.id}/job/${job.id}`);
    expect(log).toMatch(/weigh Failing after 0s ← Models #1 · Summary .* · #1 · .* Log raw Weigh line two/);
    await github.pulls.merge(pull, { login: 'owner', byJob: false }, { method: 'squash' });
    expect(await read('/acme/vision/pull/1')).toMatch(/Merged owner merged 1 commit .* owner merged commit/);
  });

  it('escapes what strangers name', async () => {
    const { github, repository } = scene;
    await github.pulls.change(
      github.pulls.get(repository, 1),
      { title: '<img src=x> & `code`', labels: ['<b>'] },
      { login: 'mona', byJob: false },
    );
    const html = await (await fetch(`${github.url}/acme/vision/pull/1`)).text();
    expect(html).toContain('<h1>&lt;img src=x&gt; &amp; <code>code</code>');
    expect(html).not.toContain('<b><');
    expect(html).not.toContain('<img');
  });

  it('serves its charts from here', async () => {
    const { url } = scene.github;
    const html = await (await fetch(`${url}/acme/vision/pull/1`)).text();
    expect(html).not.toMatch(/(src|href)="https?:\/\/(?!127\.0\.0\.1)/);
    const bundle = await fetch(`${url}/_assets/mermaid.js`);
    expect(bundle.headers.get('content-type')).toContain('javascript');
    expect((await bundle.text()).length).toBeGreaterThan(1_000_000);
  });
});

describe('the other pages', () => {
  it('lead from the start to repositories, pull requests, commits and files', async () => {
    const sha = scene.pull.headSha;
    expect(await read('/')).toMatch(
      /acme\/vision 1 open pull request Pull requests 1 Open Learn faster #1 opened now/,
    );
    expect(await read('/acme/vision')).toContain('Read digits');
    expect(await read('/acme/vision/pulls')).toContain('Learn faster');
    expect(await read('/acme/vision/actions')).toContain('Nothing here yet.');
    expect(await read(`/acme/vision/commit/${sha}`)).toContain('rate = 0.5');
    expect(await read(`/acme/vision/blob/${sha}/docs/notes.md`)).toContain('faster');
    expect((await fetch(`${scene.github.url}/acme/nothing`)).status).toBe(404);
    expect((await fetch(`${scene.github.url}/acme/vision/%E0`)).status).toBe(404);
    expect(scene.github.violations).toEqual([]);
  });
});

describe('what a repository has come to hold', () => {
  it('is listed from the start: runs, artifacts with their bytes, refs with size and date', async () => {
    const { github, repository, clone, pull } = scene;
    await github.pushFrom(repository, clone.folder, undefined, ['main:refs/weighbridge/runs/digits/abc/1-1']);
    const run = github.runs.create({
      repository,
      name: 'Models',
      path: '.github/workflows/weigh.yml',
      event: 'push',
      headSha: pull.baseSha,
      headBranch: 'main',
      actor: 'mona',
    });
    const artifact = github.artifacts.create(run, 'weighbridge-digits-verdict-1', 'application/zip');
    if (artifact === undefined) throw new Error('no artifact');
    github.artifacts.finalize(artifact, 18_431, 'sha256:00');
    const text = await read('/');
    expect(text).toMatch(/Workflow runs 1 ● Models Models #1 · push · \w{7} main by mona now/);
    expect(text).toMatch(/Artifacts 1 weighbridge-digits-verdict-1 Models #1 18 KB · now/);
    expect(text).toMatch(/refs\/weighbridge 1 weighbridge\/runs\/digits\/abc\/1-1 3 files · \d+ bytes · now/);
    const address = `${github.url}/acme/vision/actions/runs/${run.id}/artifacts/${artifact.id}`;
    const answer = await fetch(address, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      expect.stringContaining('/_blobs/'),
    ]);
  });

  it('is looked at again by the page itself while a run goes on, and not after', async () => {
    const { github, repository, pull } = scene;
    const body = async (): Promise<string> =>
      /<body[^>]*>/.exec(await (await fetch(`${github.url}/acme/vision/pull/1`)).text())?.[0] ?? '';
    expect(await body()).not.toContain('data-refresh');
    const check = github.runs.addCheck(repository, pull.headSha, 'weigh');
    const before = await body();
    expect(before).toMatch(/data-stamp="\w+" data-refresh="3"/);
    github.runs.change(check, { conclusion: 'success' });
    expect(await body()).not.toContain('data-refresh');
    expect(await body()).not.toBe(before);
  });
});
