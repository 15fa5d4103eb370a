import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunRecord } from '../state/records.ts';
import { type Scenario, startScenario } from '../testing/scenario.ts';

let scene: Scenario;
let run: RunRecord;
let folder: string;

// One server for all: the client's API address is read when it is loaded.
beforeAll(async () => {
  scene = await startScenario();
});
afterAll(() => scene.close());
beforeEach(async () => {
  const { github } = scene;
  run = newRun();
  folder = await mkdtemp(join(tmpdir(), 'local-github-artifact-'));
  await writeFile(join(folder, 'evidence.json'), '{"accuracy":0.9}');
  vi.stubEnv('ACTIONS_RESULTS_URL', github.resultsUrl);
  vi.stubEnv('ACTIONS_RUNTIME_TOKEN', github.runtimeToken(run, github.runs.addJob({ run, name: 'weigh' })));
  vi.stubEnv('GITHUB_SERVER_URL', github.serverUrl);
  vi.stubEnv('GITHUB_API_URL', github.apiUrl);
  vi.stubEnv('GITHUB_WORKSPACE', folder);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

function newRun(): RunRecord {
  const { github, repository, pull } = scene;
  const path = '.github/workflows/weigh.yml';
  const head = { headSha: pull.headSha, headBranch: pull.headRef };
  return github.runs.create({
    repository,
    name: 'Weigh',
    path,
    event: 'pull_request',
    actor: 'mona',
    ...head,
  });
}

async function client() {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}

describe('the artifact service', () => {
  it('keeps what the real client uploads, and gives it back with its digest', async () => {
    const artifacts = await client();
    const uploaded = await artifacts.uploadArtifact(
      'weighbridge-digits-1',
      [join(folder, 'evidence.json')],
      folder,
    );
    const { artifact } = await artifacts.getArtifact('weighbridge-digits-1');
    expect(artifact).toMatchObject({
      id: uploaded.id,
      size: uploaded.size,
      digest: `sha256:${uploaded.digest}`,
    });
    const out = join(folder, 'out');
    const expectedHash = `sha256:${uploaded.digest}`;
    const { digestMismatch } = await artifacts.downloadArtifact(artifact.id, { path: out, expectedHash });
    expect(digestMismatch).toBe(false);
    expect(await readFile(join(out, 'evidence.json'), 'utf8')).toBe('{"accuracy":0.9}');
    const wrong = await artifacts.downloadArtifact(artifact.id, { path: out, expectedHash: 'sha256:00' });
    expect(wrong.digestMismatch).toBe(true);
  });

  it('refuses a second artifact of one name in one run, also in its next attempt', async () => {
    const artifacts = await client();
    const upload = () => artifacts.uploadArtifact('report', [join(folder, 'evidence.json')], folder);
    await upload();
    scene.github.runs.rerun(run);
    await expect(upload()).rejects.toThrow(/\(409\).*already exists/);
  });

  it('gives another run nothing but through the API, with a token that may read actions', async () => {
    const artifacts = await client();
    const { id = 0 } = await artifacts.uploadArtifact('report', [join(folder, 'evidence.json')], folder);
    const { github, repository } = scene;
    vi.stubEnv('ACTIONS_RUNTIME_TOKEN', github.runtimeToken(newRun()));
    await expect(artifacts.getArtifact('report')).rejects.toThrow(/not found/);
    const from = (token: string) => ({
      findBy: { token, workflowRunId: run.id, repositoryOwner: 'acme', repositoryName: 'vision' },
    });
    const may = from(github.tokens.forJob(repository, { actions: 'read' }));
    const { artifact } = await artifacts.getArtifact('report', may);
    expect(artifact.id).toBe(id);
    const out = join(folder, 'out');
    await artifacts.downloadArtifact(id, { ...may, path: out });
    expect(await readFile(join(out, 'evidence.json'), 'utf8')).toBe('{"accuracy":0.9}');
    const mayNot = from(github.tokens.forJob(repository, {}));
    await expect(artifacts.downloadArtifact(id, { ...mayNot, path: out })).rejects.toThrow(/not accessible/);
    expect(github.violations).toEqual([]);
  });

  it('takes a large file in blocks, and a raw one without a zip around it', async () => {
    const artifacts = await client();
    const large = join(folder, 'rows.bin');
    await writeFile(large, Buffer.alloc(20_000_000, 'abc'));
    const { id = 0, digest } = await artifacts.uploadArtifact('raw', [large], folder, { skipArchive: true });
    const out = join(folder, 'out');
    const { digestMismatch } = await artifacts.downloadArtifact(id, {
      path: out,
      expectedHash: `sha256:${digest}`,
    });
    expect(digestMismatch).toBe(false);
    expect((await readFile(join(out, 'rows.bin'))).length).toBe(20_000_000);
    expect(scene.github.requests.filter(({ query }) => query.includes('comp=block&')).length).toBeGreaterThan(
      1,
    );
  });

  it('refuses a token that it did not make, and a message for another run', async () => {
    const ask = (token: string, id: number) =>
      fetch(`${scene.github.url}/twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ workflow_run_backend_id: String(id), workflow_job_run_backend_id: '1' }),
      });
    const forged = `e30.${Buffer.from(`{"scp":"Actions.Results:${run.id}:1"}`).toString('base64url')}.x`;
    expect((await ask(forged, run.id)).status).toBe(401);
    expect((await ask(scene.github.runtimeToken(run), newRun().id)).status).toBe(403);
    expect((await ask(scene.github.runtimeToken(run), run.id)).status).toBe(200);
  });
});
