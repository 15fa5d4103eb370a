import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { type LocalGitHub, type RepositoryRecord, startLocalGitHub } from '@weighbridge/local-github';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Artifacts, openArtifacts } from './open-artifacts.ts';

let github: LocalGitHub;
let repository: RepositoryRecord;
let top: string;
let files: string;
let temporary: string;
let reported: string[];
let printed: string;

const expectedFiles = /^(?:evidence\.json|results\.[a-z]+\.jsonl)$/;
const rules = { maxBytes: 1_000_000, expectedFiles };

beforeAll(async () => {
  const clone = await mkdtemp(join(tmpdir(), 'artifacts-clone-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', clone, '-c', 'user.name=m', '-c', 'user.email=m@example.org', ...args]);
  git('init', '--quiet', '--initial-branch=main');
  git('commit', '--quiet', '--allow-empty', '-m', 'Begin');
  github = await startLocalGitHub();
  repository = await github.repositories.create({ owner: 'acme', name: 'vision', from: clone });
  await rm(clone, { recursive: true });
});
afterAll(() => github.close());

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'artifacts-'));
  files = join(top, 'workspace', '.weighbridge', 'digits');
  temporary = join(top, 'temp');
  await mkdir(files, { recursive: true });
  await mkdir(temporary);
  await writeFile(join(files, 'evidence.json'), '{"accuracy":0.9}');
  await writeFile(join(files, 'results.eval.jsonl'), '{"id":"1"}\n');
  const run = github.runs.create({
    repository,
    name: 'Weigh',
    path: '.github/workflows/weigh.yml',
    event: 'push',
    actor: 'mona',
    headSha: '0'.repeat(40),
    headBranch: 'main',
  });
  vi.stubEnv('ACTIONS_RESULTS_URL', github.resultsUrl);
  vi.stubEnv('ACTIONS_RUNTIME_TOKEN', github.runtimeToken(run, github.runs.addJob({ run, name: 'weigh' })));
  vi.stubEnv('GITHUB_SERVER_URL', github.serverUrl);
  vi.stubEnv('GITHUB_WORKSPACE', join(top, 'workspace'));
  reported = [];
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(async () => {
  github.faults.clear();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(top, { recursive: true, force: true });
});

function open(options: Partial<Parameters<typeof openArtifacts>[0]> = {}): Artifacts {
  return openArtifacts({
    env: process.env,
    runId: '17',
    attempt: 1,
    report: (text) => reported.push(text),
    signal: new AbortController().signal,
    ...options,
  });
}

const both = ['evidence.json', 'results.eval.jsonl'];
const name = 'weighbridge-digits-evidence-1';

/** An archive as anybody's job could upload it, made by Python's zipfile, which refuses little. */
async function hostile(script: string): Promise<void> {
  const path = join(top, 'hostile.zip');
  execFileSync('python3', [
    '-c',
    `import zipfile, sys\nz = zipfile.ZipFile(sys.argv[1], "w")\n${script}\nz.close()`,
    path,
  ]);
  await upload(path);
}

async function upload(path: string): Promise<void> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  // A plain file is kept as it is; the name ends as an archive's does.
  await new DefaultArtifactClient().uploadArtifact('', [path], top, { skipArchive: true });
}

async function downloadOnly(artifacts: Artifacts, also: Partial<typeof rules> = {}) {
  const [artifact] = await artifacts.list();
  if (artifact === undefined) throw new Error('nothing is listed');
  return artifacts.download(artifact, temporary, { ...rules, ...also });
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw new Error(`expected a failure, not ${String(error)}`);
  return error;
}

describe('artifacts', () => {
  it('come back as they went, with the digest checked, outside the workspace', async () => {
    const artifacts = open();
    const uploaded = await artifacts.upload(name, files, both);
    expect(uploaded.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await artifacts.list()).toEqual([uploaded]);
    const { folder, files: found } = await artifacts.download(uploaded, temporary, rules);
    expect(found).toEqual(both);
    expect(await readFile(join(folder, 'evidence.json'), 'utf8')).toBe('{"accuracy":0.9}');
    expect(folder.startsWith(temporary)).toBe(true);
    expect(await readdir(temporary)).toHaveLength(1);
    expect(reported.at(-1)).toBe('uploading weighbridge-digits-evidence-1: 1 kB');
    expect(github.violations).toEqual([]);
  });

  it('print nothing but the masks that the runner has to hear of', async () => {
    const artifacts = open({ report: (text) => process.stdout.write(`ours: ${text}\n`) });
    await artifacts.upload(name, files, both);
    await downloadOnly(artifacts);
    const lines = printed.split('\n').filter((line) => line !== '');
    const others = lines.filter((line) => !line.startsWith('::add-mask::'));
    expect(others).toEqual([`ours: uploading ${name}: 1 kB`]);
    expect(lines.some((line) => line.startsWith('::add-mask::'))).toBe(true);
    vi.stubEnv('RUNNER_DEBUG', '1');
    await open().list();
    expect(printed).toContain('\n::debug::');
  });

  it('are refused under a name that the run has already', async () => {
    const artifacts = open();
    await artifacts.upload(name, files, both);
    const failure = await failureOf(artifacts.upload(name, files, both));
    expect(failure.message).toMatch(
      /has an artifact of that name already, and names are unique within a run/,
    );
  });

  it('are never empty, and hold no links and nothing from elsewhere', async () => {
    const artifacts = open();
    expect((await failureOf(artifacts.upload(name, files, []))).message).toMatch(
      /there is no file to upload/,
    );
    await symlink('/etc/hostname', join(files, 'link.json'));
    for (const file of ['link.json', '../../../hostile.zip', '/etc/hostname', 'gone.json']) {
      expect((await failureOf(artifacts.upload(name, files, [file]))).code).toBe('infrastructure');
    }
    expect(await artifacts.list()).toEqual([]);
  });

  it('are never downloaded into the workspace', async () => {
    const artifacts = open();
    const artifact = await artifacts.upload(name, files, both);
    await symlink(files, join(temporary, 'inside'));
    for (const into of [files, join(top, 'workspace'), join(temporary, 'inside')])
      await expect(artifacts.download(artifact, into, rules)).rejects.toThrow(
        /never downloaded into the workspace/,
      );
  });
});

describe('a hostile artifact', () => {
  it.each([
    ['a name that is not expected', 'z.writestr("train.py", "x")', /nothing named "train.py" belongs there/],
    [
      'a hidden end of a name',
      'z.writestr("evidence.json\\n.sh", "x")',
      /nothing named "evidence.json\\u[0-9a-f]{4}.sh"/,
    ],
    ['a path that leaves the folder', 'z.writestr("../evidence.json", "x")', /invalid relative path/],
    ['an absolute path', 'z.writestr("/tmp/evidence.json", "x")', /absolute path/],
    ['a backslash', 'z.writestr("..\\\\\\\\evidence.json", "x")', /invalid/],
    [
      'a link',
      'i = zipfile.ZipInfo("evidence.json"); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, "/etc/passwd")',
      /"evidence.json" is no plain file/,
    ],
    [
      'two files of one name',
      'z.writestr("evidence.json", "1"); z.writestr("evidence.json", "2")',
      /holds "evidence.json" twice/,
    ],
    [
      'a bomb',
      'z.writestr(zipfile.ZipInfo("evidence.json"), "0" * 30000000, zipfile.ZIP_DEFLATED)',
      /larger than the 1\.0 MB that are taken/,
    ],
    ['many names', 'for n in range(1200): z.writestr(f"results.{n}.jsonl", "x")', /it holds 1200 files/],
  ])('is refused for %s, and leaves nothing behind', async (_, script, expected) => {
    await hostile(script);
    const failure = await failureOf(downloadOnly(open()));
    expect(failure.message).toMatch(expected);
    expect(failure.code).toBe('rows');
    expect(await readdir(temporary)).toEqual([]);
  });

  it('is refused where a file is longer than it says', async () => {
    const path = join(top, 'liar.zip');
    const write = 'z.writestr(zipfile.ZipInfo("evidence.json"), "0" * 30000000, zipfile.ZIP_DEFLATED)';
    execFileSync('python3', [
      '-c',
      `import zipfile, sys\nz = zipfile.ZipFile(sys.argv[1], "w")\n${write}\nz.close()`,
      path,
    ]);
    const bytes = await readFile(path);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(30_000_000);
    for (let at = bytes.indexOf(size); at !== -1; at = bytes.indexOf(size, at + 1))
      bytes.writeUInt32LE(10, at);
    await writeFile(path, bytes);
    await upload(path);
    const failure = await failureOf(downloadOnly(open()));
    expect(failure.message).toMatch(/not as Weighbridge writes it: .*(too many|longer)/);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('is refused where it is no archive, or too large', async () => {
    await writeFile(join(top, 'noise.zip'), 'noise');
    await upload(join(top, 'noise.zip'));
    expect((await failureOf(downloadOnly(open()))).message).toMatch(/cannot be read as an archive/);
    expect((await failureOf(downloadOnly(open(), { maxBytes: 4 }))).message).toMatch(/larger than the 1 kB/);
  });

  it('is refused where it is larger than the list says', async () => {
    const artifacts = open();
    await writeFile(join(files, 'evidence.json'), randomBytes(30_000_000));
    const artifact = await artifacts.upload(name, files, ['evidence.json']);
    const small = { ...artifact, size: 17 };
    expect((await failureOf(artifacts.download(small, temporary, rules))).message).toMatch(
      /larger than the 1\.0 MB/,
    );
    expect(await readdir(temporary)).toEqual([]);
  });

  it('is refused where its bytes are not those of its digest', async () => {
    const artifacts = open();
    const artifact = await artifacts.upload(name, files, both);
    const other = { ...artifact, digest: `sha256:${'0'.repeat(64)}` };
    expect((await failureOf(artifacts.download(other, temporary, rules))).message).toMatch(
      /digest is another one/,
    );
    const none = { ...artifact, digest: undefined };
    expect((await failureOf(artifacts.download(none, temporary, rules))).message).toMatch(/has no digest/);
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('an artifact service that fails', () => {
  const quick = { idleMs: 400, totalMs: 5_000 };

  it('is asked again, and says so', async () => {
    github.faults.add({ operation: 'artifacts/CreateArtifact', kind: 'status', status: 500 });
    await open().upload(name, files, both);
    expect(reported[0]).toMatch(/^uploading .*: Attempt 1 of 5 failed with error: .*500.*Retrying/);
  });

  it('is not waited for when it never answers', async () => {
    for (const operation of ['artifacts/ListArtifacts', 'artifacts/CreateArtifact', 'blobs/*'])
      github.faults.add({ operation, kind: 'never', times: Number.POSITIVE_INFINITY });
    const artifacts = open({ limits: quick });
    const failure = await failureOf(artifacts.list());
    expect(failure.code).toBe('infrastructure');
    expect(failure.message).toBe(
      'listing the artifacts of run 17 (attempt 1): the artifact service did not answer for 1 s; re-run the job',
    );
    expect((await failureOf(artifacts.upload(name, files, both))).message).toMatch(/did not answer for 1 s/);
    github.faults.clear();
    github.faults.add({ operation: 'blobs/put', kind: 'never', times: Number.POSITIVE_INFINITY });
    expect((await failureOf(artifacts.upload(name, files, both))).message).toMatch(/did not answer for 1 s/);
    github.faults.clear();
    const whole = await artifacts.upload('weighbridge-digits-evidence-2', files, both);
    github.faults.add({ operation: 'blobs/get', kind: 'never', times: Number.POSITIVE_INFINITY });
    expect((await failureOf(artifacts.download(whole, temporary, rules))).message).toMatch(
      /did not answer for 1 s/,
    );
    expect(await readdir(temporary)).toEqual([]);
  });

  it('is given up after the time that there is in all', async () => {
    github.faults.add({ operation: 'artifacts/*', kind: 'status', times: Number.POSITIVE_INFINITY });
    const failure = await failureOf(open({ limits: { idleMs: 60_000, totalMs: 500 } }).list());
    expect(failure.message).toBe(
      'listing the artifacts of run 17 (attempt 1) took more than 1 s; re-run the job',
    );
  });

  it('is left at once when the job is cancelled', async () => {
    github.faults.add({ operation: 'artifacts/*', kind: 'never', times: Number.POSITIVE_INFINITY });
    const interruption = new AbortController();
    const listing = failureOf(open({ signal: interruption.signal }).list());
    interruption.abort();
    expect((await listing).message).toMatch(/was interrupted/);
    expect((await failureOf(open({ signal: interruption.signal }).list())).message).toMatch(
      /was interrupted/,
    );
  });

  it.each(['garbage', 'reset'] as const)('ends clearly with %s', async (kind) => {
    github.faults.add({ operation: 'artifacts/*', kind, times: Number.POSITIVE_INFINITY });
    const failure = await failureOf(open({ limits: { idleMs: 3_500, totalMs: 4_000 } }).list());
    expect(failure.code).toBe('infrastructure');
    expect(failure.message).not.toContain('\n');
  });

  it('says that there is none outside of an action', () => {
    expect(() => open({ env: { ACTIONS_RESULTS_URL: 'http://127.0.0.1' } })).toThrow(
      /there is no artifact service here: ACTIONS_RUNTIME_TOKEN is not set/,
    );
    expect(() => open({ env: {} })).toThrow(Failure);
  });

  it('says that GitHub Enterprise Server has none for us', async () => {
    vi.stubEnv('GITHUB_SERVER_URL', 'https://github.acme.example');
    const failure = await failureOf(open().list());
    expect(failure.code).toBe('usage');
    expect(failure.message).toMatch(/https:\/\/github\.acme\.example is a GitHub Enterprise Server/);
    expect(printed).toBe('');
  });
});
