import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Fault } from '@weighbridge/local-github';
import { describe, expect, test } from 'vitest';
import type { ActionScene, Job } from '../support/action-scene.ts';
import { lanes } from '../support/lanes.ts';

const scenes = lanes(2);
const forever = Number.POSITIVE_INFINITY;

/** What the artifact service can do to an upload, and how it is said. */
const uploads: readonly (readonly [string, Fault, RegExp])[] = [
  ['fails', { operation: 'artifacts/*', kind: 'status', status: 500, times: forever }, /500|retr|attempt/i],
  ['never answers', { operation: 'artifacts/*', kind: 'never', times: forever }, /did not answer for 60 s/],
  [
    'hangs up at the blob',
    { operation: 'blobs/put', kind: 'reset', times: forever },
    /failed|did not answer/,
  ],
  ['loses the blob', { operation: 'blobs/put', kind: 'truncated', times: forever }, /failed|did not answer/],
  [
    'never takes the blob',
    { operation: 'blobs/put', kind: 'never', times: forever },
    /did not answer for 60 s/,
  ],
  ['answers garbage', { operation: 'artifacts/*', kind: 'garbage', times: forever }, /failed|did not answer/],
];

async function atWorst(scene: ActionScene, job: Job, said: RegExp): Promise<void> {
  const { code, log, outputs, summary } = await job.step({ action: 'weighbridge', quick: true });
  expect(code, log).toBe(1);
  expect(log).toMatch(/^::warning::the evidence was not kept as an artifact: uploading weighbridge-toy-/m);
  expect(log).toMatch(said);
  expect(log).not.toContain('bug of Weighbridge');
  expect(outputs).toMatchObject({ outcome: 'regressed', 'exit-code': '1' });
  expect(summary).toContain('Merging makes toy worse');
  expect(scene.comments(job)).toHaveLength(1);
}

describe.concurrent('weighing, where the artifact service', { timeout: 170_000 }, () => {
  test.for(uploads)('%s: the verdict on a pull request stands', ([, fault, said]) =>
    scenes.in(async (scene) => {
      const job = await scene.pullJob('worse');
      scene.github.faults.add(fault);
      await atWorst(scene, job, said);
    }),
  );

  test('has the name already: the verdict on a pull request stands', () =>
    scenes.in(async (scene) => {
      const job = await scene.pullJob('worse');
      await job.step({ action: 'weighbridge' });
      await atWorst(scene, job, /has an artifact of that name already/);
    }));

  test.for(uploads.slice(0, 3))('%s: main, which could not be stored, ends with 4', ([, fault, said]) =>
    scenes.in(async (scene) => {
      const job = await scene.mainJob();
      scene.github.faults.add(fault);
      const { code, log, outputs, summary } = await job.step({ action: 'weighbridge', quick: true });
      expect(code, log).toBe(4);
      expect(log).toMatch(/^::error title=Weighbridge::uploading weighbridge-toy-/m);
      expect(log).toMatch(said);
      expect(log).not.toContain('bug of Weighbridge');
      expect(outputs).toMatchObject({ outcome: 'error', 'exit-code': '4' });
      expect(summary).toContain('uploading weighbridge-toy-');
    }),
  );

  test('fails once: nobody is the wiser', () =>
    scenes.in(async (scene) => {
      const job = await scene.mainJob();
      scene.github.faults.add({ operation: 'artifacts/CreateArtifact', kind: 'status', status: 502 });
      const { code, log } = await job.step({ action: 'weighbridge', quick: true });
      expect(code, log).toBe(0);
      expect(log).toMatch(/Attempt 1 of \d failed/);
    }));
});

/** The run of main that was weighed in each scene. */
const weighings = new Map<ActionScene, Job>();

/** A run of main that was weighed, and the job of it that records. */
async function toRecord(scene: ActionScene): Promise<{ weigh: Job; record: Job }> {
  const weigh = weighings.get(scene) ?? (await weighedMain(scene));
  weighings.set(scene, weigh);
  return { weigh, record: await recordJob(scene, weigh) };
}

async function weighedMain(scene: ActionScene): Promise<Job> {
  const weigh = await scene.mainJob();
  const { code, log } = await weigh.step({ action: 'weighbridge' });
  expect(code, log).toBe(0);
  return weigh;
}

function recordJob(scene: ActionScene, of: Job, attempt = 1): Promise<Job> {
  return scene.mainJob({ of, attempt, checkout: false, permissions: { contents: 'write' } });
}

/** Puts other bytes in an artifact's place, as a stranger's upload would be. */
function replace(scene: ActionScene, job: Job, name: string, file: string, honest = true): void {
  const { artifacts } = scene.github;
  const record = artifacts.named(job.run, name);
  if (record === undefined) throw new Error(`there is no ${name}`);
  const bytes = readFileSync(file);
  writeFileSync(artifacts.file(record), bytes);
  if (honest)
    artifacts.finalize(record, bytes.length, `sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}

/** An archive by Python's zipfile, which refuses little. `folder` holds what the weighing left. */
async function archive(job: Job, script: string): Promise<string> {
  const path = join(job.temp, 'made.zip');
  const folder = join(job.workspace, '.weighbridge', 'toy');
  // Never in sync: the server is in this process.
  await promisify(execFile)('python3', [
    '-c',
    `import json, os, sys, zipfile
folder = sys.argv[2]
names = ["evidence.json", "manifest.json", "results.eval.jsonl"]
files = {name: open(os.path.join(folder, name)).read() for name in names}
z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)
def rest(*but):
    for name in names:
        if name not in but: z.writestr(name, files[name])
def evidence(**changes):
    rest("evidence.json")
    z.writestr("evidence.json", json.dumps({**json.loads(files["evidence.json"]), **changes}))
${script}
z.close()`,
    path,
    folder,
  ]);
  return path;
}

const refused: readonly (readonly [string, string, RegExp])[] = [
  [
    'a name that climbs out',
    'rest(); z.writestr("../../evil.json", "{}")',
    /not as Weighbridge writes it|invalid/,
  ],
  ['an absolute name', 'rest(); z.writestr("/tmp/evil.json", "{}")', /not as Weighbridge writes it/],
  ['a name nobody expects', 'rest(); z.writestr(".git/config", "[core]")', /belongs there/],
  [
    'a link',
    'rest("manifest.json"); i = zipfile.ZipInfo("manifest.json"); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, "/etc/passwd")',
    /no plain file/,
  ],
  ['the same name twice', 'rest(); z.writestr("evidence.json", "{}")', /twice/],
  ['thousands of files', 'rest()\nfor n in range(2000): z.writestr(f"results.a{n}.jsonl", "")', /2003 files/],
  [
    'more than it may unpack to',
    'rest(); z.NameToInfo["results.eval.jsonl"].file_size = 3 << 30',
    /larger than/,
  ],
  [
    'more than it says',
    'rest("results.eval.jsonl"); z.writestr("results.eval.jsonl", "0" * (1 << 24)); z.NameToInfo["results.eval.jsonl"].file_size = 1',
    /not as Weighbridge writes it/,
  ],
  [
    'evidence of another run',
    'evidence(run={**json.loads(files["evidence.json"])["run"], "id": "1"})',
    /of run 1, not of this one/,
  ],
  ['evidence of another commit', 'evidence(commit="1" * 40)', /of commit 1111111, not of/],
  ['evidence of another model', 'evidence(model="other")', /of model other, not of toy/],
  ['evidence of another key', 'evidence(modelKey="1" * 64)', /model key is not/],
  ['evidence of a fork', 'evidence(trust="fork")', /fork/],
  [
    'evidence that is no evidence',
    'rest("evidence.json"); z.writestr("evidence.json", "[]")',
    /evidence\.json/,
  ],
  [
    'other rows',
    'rest("results.eval.jsonl"); z.writestr("results.eval.jsonl", "{}\\n")',
    /rows|results\.eval\.jsonl/,
  ],
  ['another manifest', 'rest("manifest.json"); z.writestr("manifest.json", "{}")', /manifest/],
];

describe.concurrent('recording', { timeout: 170_000 }, () => {
  const stored = async (scene: ActionScene): Promise<string> =>
    execFileSync('git', ['for-each-ref', '--format=%(refname)', 'refs/weighbridge'], {
      cwd: scene.github.repositories.gitDir(scene.repository),
      encoding: 'utf8',
    });

  test.for(refused)('stores nothing of %s', ([, script, said]) =>
    scenes.in(async (scene) => {
      const { weigh, record } = await toRecord(scene);
      const before = await stored(scene);
      replace(scene, weigh, 'weighbridge-toy-evidence-1', await archive(weigh, script));
      const { code, log, outputs, summary } = await record.step({ action: 'record', quick: true });
      expect(log).toMatch(said);
      expect([2, 4]).toContain(code);
      expect(log).not.toContain('bug of Weighbridge');
      expect(log).not.toContain('root:');
      expect(outputs).toEqual({ outcome: 'error', 'exit-code': String(code) });
      expect(summary).toContain('could not go on');
      expect(await stored(scene)).toBe(before);
      expect(existsSync('/tmp/evil.json')).toBe(false);
    }),
  );

  test('stores nothing where the bytes are not those that were uploaded', () =>
    scenes.in(async (scene) => {
      const { weigh, record } = await toRecord(scene);
      const before = await stored(scene);
      replace(scene, weigh, 'weighbridge-toy-evidence-1', await archive(weigh, 'rest()'), false);
      const { code, log } = await record.step({ action: 'record', quick: true });
      expect(code, log).toBe(4);
      expect(log).toContain('its digest is another one');
      expect(await stored(scene)).toBe(before);
    }));

  test('stores nothing where nothing came, and names the model', () =>
    scenes.in(async (scene) => {
      const job = await recordJob(scene, await scene.mainJob());
      const { code, log, outputs, summary } = await job.step({ action: 'record', quick: true });
      expect(code, log).toBe(0);
      expect(outputs).toMatchObject({ created: 'false', runs: '{}' });
      expect(summary).toContain('toy');
    }));

  test('says it aloud where a verdict came and no evidence', () =>
    scenes.in(async (scene) => {
      const weigh = await weighedMain(scene);
      const { artifacts } = scene.github;
      const lost = artifacts.named(weigh.run, 'weighbridge-toy-evidence-1');
      if (lost !== undefined) await artifacts.remove(lost);
      const job = await recordJob(scene, weigh);
      const { code, log, outputs, summary } = await job.step({ action: 'record', quick: true });
      expect(code, log).toBe(0);
      expect(outputs).toMatchObject({ outcome: 'incomplete', created: 'false', runs: '{}' });
      expect(log).toMatch(/^::warning title=Weighbridge%3A toy::toy was not stored: /m);
      expect(summary).toContain('toy was not stored');
    }));

  test('takes the highest attempt that there is', () =>
    scenes.in(async (scene) => {
      const weigh = await weighedMain(scene);
      const again = await scene.mainJob({ of: weigh, attempt: 2 });
      await again.step({ action: 'weighbridge' });
      const { outputs, log } = await (await recordJob(scene, weigh, 2)).step({ action: 'record' });
      expect(outputs['outcome'], log).toBe('recorded');
      expect(outputs['runs']).toMatch(new RegExp(`-${weigh.run.id}-2"`));
      // Only the failed job was run again: what the first attempt left is recorded.
      const other = await weighedMain(scene);
      const late = await (await recordJob(scene, other, 2)).step({ action: 'record' });
      expect(late.outputs['runs'], late.log).toMatch(new RegExp(`-${other.run.id}-1"`));
    }));

  test.for([
    ['artifacts/ListArtifacts', 'status'],
    ['artifacts/ListArtifacts', 'never'],
    ['artifacts/GetSignedArtifactURL', 'status'],
    ['blobs/get', 'status'],
    ['blobs/get', 'reset'],
    ['blobs/get', 'never'],
  ] as const)('ends with 4 where %s answers with %s for ever', ([operation, kind]) =>
    scenes.in(async (scene) => {
      const { record } = await toRecord(scene);
      scene.github.faults.add({ operation, kind, times: forever });
      const { code, log } = await record.step({ action: 'record', quick: true });
      expect(code, log).toBe(4);
      expect(log).toMatch(
        /^::error title=Weighbridge%3A record::(?:listing the artifacts|downloading weighbridge-toy)/m,
      );
      expect(log).not.toContain('bug of Weighbridge');
    }),
  );
});
