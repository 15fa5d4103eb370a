import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256Hex } from '@weighbridge/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FullManifest } from '../manifest/manifest-extras.ts';
import { manifestOf } from '../testing/manifest.ts';
import { scratchFolder } from '../testing/scratch-folder.ts';
import { rebuildCommands } from './rebuild-commands.ts';
import { rebuildScript, shellQuote } from './shell-script.ts';

const sha40 = '0123456789abcdef0123456789abcdef01234567';
const digest = `sha256:${sha256Hex('image')}`;
const { modelKeyParts } = manifestOf();
const commands = (parts: Partial<FullManifest>) =>
  rebuildCommands(manifestOf(parts)).steps.map((step) => step.argv.join(' '));
const source = (
  id: string,
  kind: 'dvc' | 's3' | 'lfs' | 'lakefs' | 'huggingface' | 'file' | 'command',
  from: Record<string, string>,
  parts: object = {},
) => ({
  data: { train: { id, kind, source: from, from: null, to: null, ...parts } },
});

test('a model of the host is cloned, supplied, set up, trained and checked', () => {
  const weights = { digest: `sha256:${sha256Hex('w')}`, files: 1, place: null };
  const weightFiles = [{ path: 'model/a\\b', sha256: sha256Hex('') }];
  const rebuild = rebuildCommands(
    manifestOf({
      weights,
      weightFiles,
      training: { env: ['HF_TOKEN'], gpus: null, network: true },
    }),
  );
  expect(rebuild).toMatchObject({
    clone: 'digits',
    environment: ['HF_TOKEN'],
    verify: { digest: weights.digest, outputs: ['model/'] },
    doubts: [],
  });
  expect(rebuildScript(rebuild)).toBe(`#!/bin/sh
# Makes digits again.
set -eu
: "\${HF_TOKEN:?set it, the training reads it}"

# Clone the repository.
git clone --no-checkout -- https://github.com/acme/digits digits

cd -- digits
# Check out the commit.
git checkout --detach cccccccccccccccccccccccccccccccccccccccc

# Bring the train data.
dvc pull -- data/train.csv.dvc

# Set up the environment.
bash -e -o pipefail -c 'uv sync --frozen'

# Make the folder of the weights.
mkdir -p -- .weighbridge/digits/model

# Train.
env WEIGHBRIDGE_SEED=7 WEIGHBRIDGE_MODEL=digits sh -c 'export WEIGHBRIDGE_MODEL_DIR="$PWD/$0"; exec "$@"' .weighbridge/digits/model bash -e -o pipefail -c 'python train.py'

# Check every byte of the weights.
printf '%s' '\\${'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'}  model/a\\\\b
' | sha256sum --check --strict -

# The weights must have the digest ${weights.digest}.
`);
});

describe('data is brought by its own tool', () => {
  test.each<[string, Partial<FullManifest>, string]>([
    [
      'dvc with its remote',
      source('dvc:md5:x', 'dvc', { dvc: 'a/dvc.lock:train' }, { remote: 'store' }),
      'dvc pull --remote store -- a/dvc.yaml:train',
    ],
    ['lfs', source('lfs:sha256:x', 'lfs', { lfs: 'w.bin' }), 'git lfs pull --include=w.bin'],
    [
      'hugging face',
      source(`hf:datasets/a/b@${sha40}`, 'huggingface', { huggingface: 'x' }),
      `hf download a/b --repo-type dataset --revision ${sha40}`,
    ],
    [
      's3',
      source('s3://bucket/a/b.csv?versionId=v%2B1', 's3', { s3: 's3://bucket/a/b.csv' }),
      'aws s3api get-object --bucket=bucket --key=a/b.csv --version-id=v+1 ./b.csv',
    ],
    [
      'lakeFS',
      source(`lakefs://r/${sha256Hex('c')}/d/`, 'lakefs', { lakefs: 'data/.lakefs_ref.yaml' }),
      `lakectl local checkout --ref=${sha256Hex('c')} ./data`,
    ],
  ])('%s', (_name, parts, command) => {
    expect(commands(parts)).toContain(command);
  });

  test.each<[string, Partial<FullManifest>, readonly string[]]>([
    ['a file of git', source('git:x', 'file', { file: 'a.csv' }, { how: "git's object id" }), []],
    [
      'a file that git does not hold',
      source('git:x', 'file', { file: 'a.csv' }, { how: 'hash of the content' }),
      ['the train data (git:x of a.csv) is not in the repository: bring it by hand'],
    ],
    [
      'a warehouse',
      source('id:7', 'command', { id_from: 'make id' }),
      ['the train data (id:7 of make id) is not in the repository: bring it by hand'],
    ],
    [
      'unknown data',
      { data: { train: { id: 'unknown', reason: 'not pinned', from: null, to: null } } },
      ['train data is unknown (not pinned): bring it by hand'],
    ],
    ['an older manifest', { data: { train: { id: 'git:1', from: null, to: null } } }, []],
  ])('%s: %j', (_name, parts, doubts) => {
    expect(rebuildCommands(manifestOf(parts)).doubts).toEqual(doubts);
  });
});

describe('an image', () => {
  const training = { env: ['HF_TOKEN'], gpus: 'all', network: false };
  test('that was pushed is brought by its digest, whatever its tag', () => {
    for (const ref of [
      'host.example:5000/acme/digits:inputs-1',
      `host.example:5000/acme/digits@${digest}`,
      'host.example:5000/acme/digits',
    ]) {
      const image = { digest, inputsKey: null, ref };
      expect(commands({ image, training }).slice(-3)).toEqual([
        `docker pull host.example:5000/acme/digits@${digest}`,
        'mkdir -p -- .weighbridge/digits/model',
        `docker run --rm --volume=.:/work --workdir=/work --env=WEIGHBRIDGE_SEED=7 --env=WEIGHBRIDGE_MODEL=digits --env=WEIGHBRIDGE_MODEL_DIR=/work/.weighbridge/digits/model --env=HF_TOKEN --gpus=all --network=none --entrypoint=sh host.example:5000/acme/digits@${digest} -e -c python train.py`,
      ]);
    }
  });

  test('that was not is built again, and that is a doubt', () => {
    const build = { context: '.', dockerfile: 'Dockerfile', target: 'train', args: { B: '2', A: '1 x' } };
    const rebuild = rebuildCommands(
      manifestOf({ image: { digest, inputsKey: 'k', ref: null, build }, training }),
      { engine: 'podman' },
    );
    expect(rebuild.steps.map((step) => step.argv.join(' '))).toContain(
      'podman build --file=Dockerfile --tag=digits:rebuild --target=train --build-arg A=1 x --build-arg B=2 -- .',
    );
    expect(rebuild.doubts).toEqual([
      'the image was not pushed: it is built again, and what it downloads may have changed',
    ]);
    expect(rebuildCommands(manifestOf({ image: { digest, inputsKey: 'k', ref: null } })).doubts).toEqual([
      'the image lies nowhere, and how it was built is not recorded',
    ]);
  });
});

test.each<[string, Partial<FullManifest>, string]>([
  ['dirty', { dirty: true }, 'the working tree had changes that no commit holds'],
  [
    'no repository',
    { repository: undefined },
    'the manifest names no repository: start in a clone at the commit',
  ],
  ['chance', { nondeterminism: ['cuDNN'] }, 'not deterministic: cuDNN'],
  [
    'nothing known of chance',
    { nondeterminism: undefined },
    'it is not known whether training gives the same bytes again',
  ],
  [
    'no training',
    { modelKeyParts: { ...modelKeyParts, train: undefined }, weightsFrom: 'hf:a/b' },
    'nothing is trained: the weights come from hf:a/b',
  ],
])('%s is a doubt, said in the script', (_name, parts, doubt) => {
  const rebuild = rebuildCommands(manifestOf(parts));
  expect(rebuild.doubts).toContain(doubt);
  expect(rebuildScript(rebuild)).toContain(`# Note: ${doubt}.\n`);
});

test('every shell reads every argument back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...`'"\\$\`!*?[]{}()<>|&;~#= \t\n-%^`) }),
  );
  const argument = text.map((one) => one.replaceAll('\0', ''));
  for (const shell of ['sh', 'bash']) {
    fc.assert(
      fc.property(fc.array(argument, { minLength: 300, maxLength: 400 }), (args) => {
        const script = `printf '%s\\0' end ${args.map(shellQuote).join(' ')}`;
        const read = execFileSync(shell, ['-c', script], {
          env: { PATH: process.env['PATH'], LC_ALL: 'C' },
        }).toString();
        expect(read).toBe(['end', ...args].map((one) => `${one}\0`).join(''));
      }),
      { numRuns: 5 },
    );
  }
  expect(() => shellQuote('a\0b')).toThrow('an argument of a command holds a NUL character');
});

test('a script runs the very commands, from a hostile manifest too', async () => {
  const root = await scratchFolder();
  await mkdir(join(root, 'bin'));
  const record =
    '#!/bin/sh\n[ "$1" = clone ] && for last; do :; done && mkdir -p -- "$last"\nprintf \'%s\\0\' "$(basename "$0")" "$@" >> "$LOG"\nprintf \'\\n\\0\' >> "$LOG"\n';
  for (const name of ['git', 'dvc', 'docker']) {
    await writeFile(join(root, 'bin', name), record);
    await chmod(join(root, 'bin', name), 0o755);
  }
  const hostile = `x'"$(touch pwned)\`touch pwned\`\n; touch pwned #`;
  const manifest = manifestOf({
    model: `digits\ntouch pwned`,
    repository: hostile,
    modelKeyParts: {
      ...modelKeyParts,
      setup: hostile,
      train: { run: hostile, outputs: [hostile], seed: 7 },
    },
    image: { digest, inputsKey: null, ref: `host.example/${hostile}` },
    ...source('dvc:md5:x', 'dvc', { dvc: hostile }, { remote: hostile }),
    training: { env: ['HF_TOKEN'], gpus: hostile, network: true },
    nondeterminism: [hostile],
  });
  const rebuild = rebuildCommands(manifest, { clone: `clone ${hostile.replaceAll('/', '')}` });
  const log = join(root, 'log');
  const env = { PATH: `${join(root, 'bin')}:${process.env['PATH']}`, LOG: log, HF_TOKEN: 'x' };
  await promisify(execFile)('sh', ['-c', rebuildScript(rebuild)], { cwd: root, env });
  const ran = (await readFile(log, 'utf8')).split('\0\n\0').filter((one) => one !== '');
  const recorded = rebuild.steps.filter((step) => step.argv[0] !== 'mkdir');
  expect(ran.map((one) => one.split('\0'))).toEqual(recorded.map((step) => [...step.argv]));
  const found = await promisify(execFile)('find', [root, '-name', 'pwned']);
  expect(found.stdout).toBe('');
  const { HF_TOKEN: _token, ...without } = env;
  await expect(
    promisify(execFile)('sh', ['-c', rebuildScript(rebuild)], { cwd: root, env: without }),
  ).rejects.toThrow('HF_TOKEN: set it, the training reads it');
});

test('sha256sum accepts the weights that were recorded, of any name, and no others', async () => {
  const names = ['model/a b', 'model/a\\b', 'model/a\nb', "model/it's"];
  const root = await scratchFolder(Object.fromEntries(names.map((name) => [name, name])));
  const files = names.map((path) => ({ path, sha256: sha256Hex(path) }));
  const { steps } = rebuildCommands(manifestOf({ weightFiles: files }));
  const script = rebuildScript({
    model: 'x',
    clone: '.',
    environment: [],
    verify: null,
    modelDir: 'x',
    doubts: [],
    steps: steps.slice(-1),
  });
  await promisify(execFile)('sh', ['-c', script], { cwd: root });
  await writeFile(join(root, 'model/a b'), 'other');
  await expect(promisify(execFile)('sh', ['-c', script], { cwd: root })).rejects.toThrow('did NOT match');
});
