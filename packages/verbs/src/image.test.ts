import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseManifest } from '@weighbridge/contract';
import { type RealEngine, startDocker, withoutDocker } from '@weighbridge/image/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from './build.ts';
import type { Call } from './call.ts';
import { run } from './run.ts';
import { type CiProject, makeCiProject, ofMain } from './test-ci.ts';

const all = { models: [] };

const dockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
COPY words.lock /words.lock
RUN mkdir -p /tmp && chmod 1777 /tmp
`;

/** Knows the words that its image holds: in shell, as the image has nothing else. */
const evaluator = `while read -r line; do
  id=$(echo "$line" | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
  word=$(echo "$line" | sed 's/.*"word":"\\([^"]*\\)".*/\\1/')
  if grep -qx "$word" /words.lock; then known=1; else known=0; fi
  echo "{\\"id\\":\\"$id\\",\\"metrics\\":{\\"known\\":$known}}"
done < "$WEIGHBRIDGE_EXAMPLES" > "$WEIGHBRIDGE_RESULTS"
echo "home $HOME git $(ls -A .git 2>/dev/null | wc -l) secret $SECRET other $GITHUB_TOKEN"
`.replaceAll('\\\\', '\\');

const policy = `version: 1
models:
  words:
    paths: [evaluate.sh]
    image: { lock: words.lock, inputs: [busybox, words.lock] }
    eval:
      run: sh evaluate.sh
      code: [evaluate.sh]
      examples: examples.jsonl
      env: [SECRET]
      metrics: { known: { better: higher } }
`;

function lock(count: number): string {
  return Array.from({ length: count }, (_, index) => `word${index}\n`).join('');
}

describe.skipIf(withoutDocker)('commands in an image, with the real daemon', () => {
  let project: CiProject;
  let engine: RealEngine;

  beforeAll(async () => {
    project = await makeCiProject();
    engine = await startDocker();
    const busybox = await readFile('/bin/busybox', 'latin1');
    await project.commit({ 'weighbridge.yml': policy, Dockerfile: dockerfile, 'words.lock': lock(150) });
    await project.scratch.git(project.work, 'config', 'core.autocrlf', 'false');
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(project.work, 'busybox'), busybox, { encoding: 'latin1', mode: 0o755 });
    await project.commit({ 'evaluate.sh': evaluator });
  }, 120_000);
  afterAll(async () => {
    await engine.close();
    await project.scratch.remove();
  });

  async function clone(files: Readonly<Record<string, string>>): Promise<Call> {
    const commit = await project.commit(files);
    const call = project.call(await project.checkout(commit), ofMain(undefined));
    const env = { ...call.env, ...engine.env, GITHUB_TOKEN: 'ghs_hidden' };
    return { ...call, env, secrets: { SECRET: 'sesame' } };
  }

  test('built once; the second time nothing is built; another lockfile builds, and says why', async () => {
    const call = await clone({});
    const first = await build(call, all);
    expect(first).toMatchObject({
      exitCode: 0,
      models: [{ built: true, inputsKey: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    const again = await build(call, all);
    expect(again.models).toMatchObject([
      { built: false, digest: first.models[0]?.digest, reasons: ['nothing that it is made of has changed'] },
    ]);
    // Another clone, at another path, has the same key.
    const other = await clone({ 'README.md': 'x' });
    expect((await build(other, all)).models).toMatchObject([
      { built: false, inputsKey: first.models[0]?.inputsKey },
    ]);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(call.cwd, 'words.lock'), lock(120));
    expect((await build(call, all)).models).toMatchObject([{ built: true, reasons: ['words.lock changed'] }]);
  }, 240_000);

  test('the evaluation runs in it, sees the work tree without .git, and of the environment what is named', async () => {
    const call = await clone({ 'words.lock': lock(100) });
    const { verdicts } = await run(call, all);
    expect(verdicts).toMatchObject([{ outcome: 'no-baseline', metrics: [{ candidate: 0.5 }] }]);
    expect(project.said.find((line) => line.startsWith('home'))).toMatch(/git 0 secret \*\*\* other $/);
    const path = join(call.cwd, '.weighbridge/words/manifest.json');
    const manifest = parseManifest(await readFile(path, 'utf8'), path);
    expect(manifest.image).toMatchObject({
      inputsKey: expect.any(String),
      engine: expect.stringContaining('docker'),
    });
    expect(manifest.modelKeyParts.image?.files.map((file) => file.path)).toEqual([
      'Dockerfile',
      'busybox',
      'words.lock',
    ]);
  }, 240_000);

  test('a step of the Dockerfile that fails is an error at its line, with its log', async () => {
    const call = await clone({ Dockerfile: `${dockerfile}RUN echo no such package && false\n` });
    const { verdicts } = await run(call, all);
    expect(verdicts).toMatchObject([{ outcome: 'error', exitCode: 4 }]);
    expect(verdicts[0]?.context.log.join('\n')).toContain('no such package');
  }, 240_000);
});

test('without an engine a model with an image is not weighed, and it says which were asked', async () => {
  const project = await makeCiProject();
  try {
    const commit = await project.commit({
      'weighbridge.yml': policy,
      Dockerfile: dockerfile,
      'evaluate.sh': 'exit 0',
      'words.lock': '',
    });
    const call = project.call(await project.checkout(commit), ofMain(undefined));
    const git = await import('node:child_process').then(({ execFileSync }) =>
      execFileSync('which', ['git'], { encoding: 'utf8' }).trim(),
    );
    const { symlink, mkdir } = await import('node:fs/promises');
    const bin = join(project.scratch.dir, 'bin');
    await mkdir(bin);
    await symlink(git, join(bin, 'git'));
    const { verdicts } = await run(
      { ...call, env: { ...call.env, PATH: bin }, secrets: { SECRET: 'sesame' } },
      all,
    );
    expect(verdicts).toMatchObject([
      {
        outcome: 'error',
        headline: expect.stringContaining('there is no engine for its image: docker is not installed'),
      },
    ]);
  } finally {
    await project.scratch.remove();
  }
});
