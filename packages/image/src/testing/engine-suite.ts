import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import type { BuildRequest } from '../engine/build-request.ts';
import type { Engine } from '../engine/engine.ts';
import { type FindEngineRequest, findEngine } from '../engine/find-engine.ts';
import { contextFiles } from '../inputs/context-files.ts';
import { findIgnoreFile, readIgnoreFile } from '../inputs/ignore-file.ts';
import { busyboxDockerfile, contextFolder, type RealEngine, startRegistry } from './real-engines.ts';

const following = { timeoutMs: 120_000 };
const image = 'weighbridge.test/base:one';

/** What every engine has to do, whichever it is. */
export function engineSuite(
  start: () => Promise<RealEngine>,
  choice: Pick<FindEngineRequest, 'name' | 'builder'>,
  { canRun = true } = {},
): void {
  let real: RealEngine;
  let engine: Engine;

  beforeAll(async () => {
    real = await start();
    const found = await findEngine({ env: real.env, cwd: real.folder, ...choice });
    if (found.engine === undefined) throw new Error(JSON.stringify(found.others));
    engine = found.engine;
    const built = await build(busyboxDockerfile);
    expect(built).toMatchObject({ kind: 'built', id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  });
  afterAll(() => real?.close());

  async function build(
    text: string,
    more: Partial<BuildRequest> = {},
    files: Readonly<Record<string, string>> = {},
  ) {
    const contextDir = contextFolder(real.folder, { Dockerfile: text, ...files });
    const dockerfilePath = join(contextDir, 'Dockerfile');
    const request: BuildRequest = {
      contextDir,
      dockerfilePath,
      dockerfile: parseDockerfile(text, { file: 'train/Dockerfile' }),
      ignoreFile: findIgnoreFile(contextDir, dockerfilePath),
      tags: [image],
      platforms: ['linux/amd64'],
      buildArgs: {},
      labels: { 'org.acme.what': 'a test' },
      cacheFrom: [],
      cacheTo: [],
      sourceDateEpoch: 1_700_000_000,
      ...more,
    };
    return engine.build(request, following);
  }

  function workTree(): string {
    const folder = mkdtempSync(join(real.folder, 'work-'));
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, '.git/HEAD'), 'ref: refs/heads/main\n');
    return folder;
  }

  async function run(command: string, more = {}, limits = {}) {
    const lines: string[] = [];
    const request = {
      image,
      command,
      workTree: workTree(),
      env: {},
      network: false,
      user: { uid: 0, gid: 0 },
      ...more,
    };
    const outcome = await engine.run(request, {
      ...following,
      onLine: (line) => void lines.push(line),
      ...limits,
    });
    return { outcome, lines };
  }

  test('an image has its facts: size, layers with what made them, labels', async () => {
    const facts = await engine.inspect(image);
    expect(facts).toMatchObject({ platform: 'linux/amd64', labels: { 'org.acme.what': 'a test' } });
    expect(facts?.bytes).toBeGreaterThan(500_000);
    expect(facts?.layers[0]?.command).toMatch(/COPY/);
    expect(facts?.layers[0]?.bytes).toBeGreaterThan(500_000);
    expect(await engine.inspect('weighbridge.test/none:one')).toBeUndefined();
  });

  test('an image is found under its other name', async () => {
    await engine.tag(image, 'weighbridge.test/base:two');
    expect((await engine.inspect('weighbridge.test/base:two'))?.id).toBe((await engine.inspect(image))?.id);
  });

  test('the same build again is the same image', async () => {
    const one = await build(`${busyboxDockerfile}RUN echo same > /same\n`, {
      tags: ['weighbridge.test/same:one'],
    });
    const two = await build(`${busyboxDockerfile}RUN echo same > /same\n`, {
      tags: ['weighbridge.test/same:two'],
    });
    expect(two).toEqual(one);
  });

  test('a failing step is named with its line, its code and what it printed', async () => {
    const text = `${busyboxDockerfile}# why\nRUN echo started && \\\n  exit 7\nRUN echo never\n`;
    const failed = await build(text, { tags: ['weighbridge.test/failed'] });
    expect(failed).toMatchObject({
      kind: 'step-failed',
      where: { file: 'train/Dockerfile', line: 6 },
      code: 7,
      reason: 'RUN echo started && exit 7 ended with code 7',
    });
    expect(failed.kind === 'step-failed' && failed.lastLines.join('\n')).toContain('started');
    expect(await engine.inspect('weighbridge.test/failed')).toBeUndefined();
  });

  test('a file that is not there is the fault of its COPY', async () => {
    const failed = await build(`${busyboxDockerfile}COPY nothere /x\n`);
    expect(failed).toMatchObject({ kind: 'step-failed', where: { line: 5 }, step: 'COPY nothere /x' });
  });

  test('a base in a registry that does not answer is the network’s', async () => {
    expect(await build('FROM 127.0.0.1:9/none:1\nRUN true\n')).toMatchObject({ kind: 'network' });
  });

  test('a build ends when its time is up', async () => {
    const text = `${busyboxDockerfile}RUN sleep 60\n`;
    const contextDir = contextFolder(real.folder, { Dockerfile: text });
    const request = {
      contextDir,
      dockerfilePath: join(contextDir, 'Dockerfile'),
      dockerfile: parseDockerfile(text, { file: 'Dockerfile' }),
      ignoreFile: undefined,
      ...{ tags: [], platforms: [], buildArgs: {}, labels: {}, cacheFrom: [], cacheTo: [] },
    };
    expect(await engine.build(request, { timeoutMs: 3_000 })).toMatchObject({ kind: 'timeout' });
  });

  test('only the files that key the image reach its build', async () => {
    const text = `${busyboxDockerfile}COPY . /all/\nRUN test ! -e /all/train.py && test -e /all/uv.lock\n`;
    const built = await build(
      text,
      { onlyFiles: ['busybox', 'uv.lock'] },
      { 'train.py': 'x', 'uv.lock': 'x' },
    );
    expect(built).toMatchObject({ kind: 'built' });
  });

  test('a Dockerfile’s own ignore file counts, also where the engine does not know of it', async () => {
    const text = `${busyboxDockerfile}COPY . /all/\nRUN test ! -e /all/secret && test -e /all/kept\n`;
    const files = {
      secret: 'x',
      kept: 'x',
      '.dockerignore': 'kept\n',
      'Dockerfile.dockerignore': 'secret\n',
    };
    expect(await build(text, {}, files)).toMatchObject({ kind: 'built' });
  });

  test('an archive brings an image to another place', async () => {
    const file = join(real.folder, 'image.tar');
    const saved = await engine.save('weighbridge.test/base:one', file, following);
    expect(saved).toMatchObject({ kind: 'saved', bytes: statSync(file).size });
    expect(await engine.load(file, following)).toMatchObject({
      kind: 'loaded',
      ref: expect.stringMatching(/./),
    });
    writeFileSync(file, readFileSync(file).subarray(0, 4_000));
    expect(await engine.load(file, following)).toMatchObject({ kind: 'failed' });
  });

  test('a pushed image has a digest; a registry that does not answer is an answer', async () => {
    const registry = await startRegistry('open');
    if (registry === undefined) return;
    try {
      const ref = `${registry.host}/acme/train:inputs-1`;
      await engine.tag(image, ref);
      const pushed = await engine.push(ref, following);
      expect(pushed).toMatchObject({
        kind: 'pushed',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      });
      const head = await fetch(`http://${registry.host}/v2/acme/train/manifests/inputs-1`, {
        method: 'HEAD',
        headers: {
          accept:
            'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json',
        },
      });
      expect(pushed.kind === 'pushed' && pushed.digest).toBe(head.headers.get('docker-content-digest'));
    } finally {
      await registry.close();
    }
    const nowhere = '127.0.0.1:9/acme/train:one';
    await engine.tag(image, nowhere);
    expect(await engine.push(nowhere, following)).toMatchObject({ kind: 'network' });
  });

  test('the base that is in the key is built on, not what the engine has under its tag', async () => {
    const registry = await startRegistry('open');
    if (registry === undefined) return;
    try {
      const ref = `${registry.host}/acme/base:latest`;
      await engine.tag(image, ref);
      const pushed = await engine.push(ref, following);
      const digest = pushed.kind === 'pushed' ? (pushed.digest ?? '') : '';
      await build(`${busyboxDockerfile}RUN echo other > /other\n`, { tags: [ref] });
      const text = `ARG TAG=latest\nFROM ${registry.host}/acme/base:$TAG\nRUN test ! -e /other\n`;
      const tags = ['weighbridge.test/pinned:one'];
      // docker asks no registry for what it has; buildah and podman do.
      if (engine.name === 'docker') {
        expect(await build(text, { tags })).toMatchObject({ kind: 'step-failed', where: { line: 3 } });
      }
      const files = { '.dockerignore': 'Dockerfile\n' };
      expect(await build(text, { tags, baseDigests: { [ref]: digest } }, files)).toMatchObject({
        kind: 'built',
      });
    } finally {
      await registry.close();
    }
  });

  test('a registry that wants a password: bases are denied, and pushes too', async () => {
    const registry = await startRegistry('closed');
    if (registry === undefined) return;
    try {
      const ref = `${registry.host}/acme/private:one`;
      expect(await build(`FROM ${ref}\nRUN true\n`)).toMatchObject({ kind: 'base-denied' });
      expect(await build(`FROM scratch\nCOPY --from=${ref} /x /x\n`)).toMatchObject({
        // buildah says only that it found none.
        kind: engine.builder === 'buildah' ? 'base-absent' : 'base-denied',
      });
      await engine.tag(image, ref);
      expect(await engine.push(ref, following)).toMatchObject({ kind: 'denied' });
    } finally {
      await registry.close();
    }
  });

  test.runIf(canRun)(
    'a command runs in the work tree, without history, with the environment by name',
    async () => {
      const tree = workTree();
      const { outcome, lines } = await run('pwd; ls .git; env | sort; echo made > made', {
        workTree: tree,
        env: { SEED: '7', TOKEN: 'it"s a\nsecret', PATH: '/bin' },
      });
      expect(outcome).toMatchObject({ kind: 'ran', outcome: { kind: 'exited', code: 0 } });
      const shells = /^(?:HOSTNAME|PWD|SHLVL|OLDPWD|_|container)=/;
      expect(lines.filter((line) => !shells.test(line))).toEqual([
        '/weighbridge',
        'HOME=/tmp',
        'PATH=/bin',
        'SEED=7',
        'TOKEN=it"s a',
        'secret',
      ]);
      expect(readFileSync(join(tree, 'made'), 'utf8')).toBe('made\n');
      expect(readFileSync(join(tree, '.git/HEAD'), 'utf8')).toContain('main');
    },
  );

  test.runIf(canRun)('a linked worktree does not show where its history lies', async () => {
    const tree = mkdtempSync(join(real.folder, 'linked-'));
    writeFileSync(join(tree, '.git'), 'gitdir: /somewhere\n');
    expect((await run('wc -c < .git', { workTree: tree })).lines).toEqual(['0']);
    expect(readFileSync(join(tree, '.git'), 'utf8')).toBe('gitdir: /somewhere\n');
  });

  test.runIf(canRun)('what it writes belongs to the caller', async () => {
    const tree = workTree();
    chownSync(tree, 1234, 4321);
    await run('echo x > owned; id -u', { workTree: tree, user: { uid: 1234, gid: 4321 } });
    expect(statSync(join(tree, 'owned'))).toMatchObject({ uid: 1234, gid: 4321 });
  });

  test.runIf(canRun).each([0, 3, 125, 126, 127])('the command’s own code %i is passed on', async (code) => {
    const { outcome, lines } = await run(`exit ${code}`);
    expect(outcome).toMatchObject({ kind: 'ran', outcome: { kind: 'exited', code } });
    expect(lines).toEqual([]);
  });

  test.runIf(canRun)(
    'the first failing line ends it, and it starts in a folder of the work tree',
    async () => {
      const tree = workTree();
      mkdirSync(join(tree, 'sub'));
      const { outcome, lines } = await run('pwd\nfalse\necho no', { workTree: tree, workDir: 'sub' });
      expect([outcome.kind === 'ran' && outcome.outcome.kind, lines]).toEqual([
        'exited',
        ['/weighbridge/sub'],
      ]);
    },
  );

  test.runIf(canRun)('without a network there is only loopback', async () => {
    const links = 'grep -c : /proc/net/dev';
    expect((await run(links)).lines).toEqual(['1']);
    expect((await run(links, { network: true })).outcome).toMatchObject({ kind: 'ran' });
  });

  test.runIf(canRun)('secrets are masked, and a container does not outlive its time', async () => {
    const masked = await run('echo $TOKEN', { env: { TOKEN: 'hunter22' } }, { mask: ['hunter22'] });
    expect(masked.lines).toEqual(['***']);
    const { outcome } = await run('sleep 61.5', {}, { timeoutMs: 2_000 });
    expect(outcome).toMatchObject({ kind: 'ran', outcome: { kind: 'timeout' } });
    const left = await engine.run(
      { image, command: 'true', workTree: workTree(), env: {}, network: false },
      following,
    );
    expect(left).toMatchObject({ kind: 'ran' });
    await expect.poll(() => sleeping('sleep 61.5')).toBe(false);
  });

  test.runIf(canRun)('an interrupted command leaves no container', async () => {
    const interrupt = new AbortController();
    const hear = { signal: interrupt.signal, onLine: () => interrupt.abort() };
    const { outcome } = await run('echo started; sleep 63.5', {}, hear);
    expect(outcome).toMatchObject({ kind: 'ran', outcome: { kind: 'aborted' } });
    await expect.poll(() => sleeping('sleep 63.5')).toBe(false);
  });

  test.runIf(canRun)('an image that is not here is not fetched', async () => {
    expect((await run('true', { image: 'weighbridge.test/none:1' })).outcome).toMatchObject({
      kind: 'failed',
    });
  });

  test('free space is measured', async () => {
    expect(await engine.freeBytes()).toBeGreaterThan(0);
    expect((await engine.spaceReport()).length).toBeGreaterThan(0);
  });

  test.runIf(canRun).each(ignoreFiles)(
    '%j lets nothing through that the key does not count',
    async (rules) => {
      const files = { ...ignoredFiles, '.dockerignore': rules };
      const contextDir = contextFolder(real.folder, files);
      const counted = contextFiles(contextDir, readIgnoreFile(join(contextDir, '.dockerignore'))).map(
        ({ path }) => path,
      );
      const text = `FROM ${image}\nCOPY . /context/\nRUN cd /context && find . ! -type d -exec echo reached {} ';' | sort > /list\n`;
      const tag = 'weighbridge.test/ignored:one';
      const outside = join(contextFolder(real.folder, { Dockerfile: text }), 'Dockerfile');
      const built = await build(text, {
        contextDir,
        dockerfilePath: outside,
        tags: [tag],
        ignoreFile: join(contextDir, '.dockerignore'),
      });
      expect(built).toMatchObject({ kind: 'built' });
      const { lines } = await run('cat /list', { image: tag });
      const reached = lines.map((line) => line.replace('reached ./', ''));
      expect(reached.filter((path) => !counted.includes(path))).toEqual([]);
      if (!widerThanSome.has(rules)) expect(counted.filter((path) => !reached.includes(path))).toEqual([]);
    },
  );
}

function sleeping(command: string): boolean {
  return spawnSync('pgrep', ['-f', `^${command}`]).status === 0;
}

const ignoredFiles: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...[
      'a',
      'a.txt',
      'b.py',
      'dir/a',
      'dir/a.txt',
      'dir/sub/b.py',
      'dir/sub/c/d.txt',
      'other/dir/a',
      'x+y.txt',
      'p(1).txt',
    ],
    ...[
      'sp ace.txt',
      '.hidden',
      'dir/.hidden',
      'data/keep/me.txt',
      'data/drop/me.txt',
      'UPPER.TXT',
      'foobar',
      'back\\slash',
    ],
    ...['deep/a/b/c/e.txt', 'dollar$x', '[lit].txt', 'Dockerfile'],
  ].map((path) => [path, 'x']),
);

const ignoreFiles: readonly string[] = [
  '*\n!*.txt',
  '# dir\n  dir/sub/  \n/a\n./b.py\n',
  '**/*.txt\n!dir/a.txt',
  'data\n!data/keep\ndata/keep/*.md',
  'd*r\n?.txt\n[a-l].py\n[^a]oobar',
  '**/a/**\n**/.hidden\nback\\\\slash\n\\[lit].txt',
  'foo/../dir\ndir//sub\nsp ace.txt\ndollar$x\n*.TXT',
  '\uFEFFa\r\ndeep/**/e.txt\r\n',
  'x+y.txt\np(1).txt',
  'data\n!**/me.txt',
];

/** Where engines differ among themselves, the key counts what any of them lets through. */
const widerThanSome: ReadonlySet<string> = new Set(['x+y.txt\np(1).txt', 'data\n!**/me.txt']);
