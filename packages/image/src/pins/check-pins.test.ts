import { expect, test } from 'vitest';
import { neededStages } from '../dockerfile/needed-stages.ts';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import { checkPins, type PinRequest } from './check-pins.ts';
import { lockAge, manifestOf } from './lock-freshness.ts';

function check(text: string, more: Partial<PinRequest> = {}) {
  const dockerfile = parseDockerfile(text, { file: 'Dockerfile' });
  const needed = neededStages(dockerfile);
  return checkPins({ dockerfile, needed, context: '.', locks: [], manifests: [], ...more });
}
const pip = (command: string) =>
  check(`FROM scratch\nRUN ${command}\n`).map(
    ({ message, where }) => `${where.line} ${message.split(' ')[2]}`,
  );

test('a base without a digest is named with its line, in stages that count only', () => {
  const found = check(`FROM old AS unused\nFROM python:3.12\nCOPY --from=a@sha256:${'1'.repeat(64)} / /\n`);
  expect(found).toEqual([
    {
      pin: 'base-without-digest',
      message: 'python:3.12 has no digest, so it can be another image tomorrow: write python:3.12@sha256:…',
      where: { file: 'Dockerfile', line: 2, column: 1 },
    },
  ]);
});

test.each([
  ['pip install torch', ['2 torch']],
  ['pip install torch==2.1 numpy>=1 "pandas<3"', ['2 numpy>=1', '2 pandas<3']],
  ['python3 -m pip install --no-cache-dir -U scipy', ['2 scipy']],
  ['uv pip install --system \\\n  flask \\\n  jinja2==3', ['3 flask']],
  ['apt-get install -y curl && pip3 install requests && rm -rf /x', ['2 requests']],
  ['pip install -r requirements.txt --index-url https://x/simple', []],
  ['pip install -c constraints.txt torch', []],
  ['pip install . ./lib -e . https://x/a.whl a.whl $EXTRA "a @ https://x/y"', []],
  ['pip install a==1.*', ['2 a==1.*']],
  [`pip install git+https://x/y@main git+https://x/z@${'a'.repeat(40)}`, ['2 git+https://x/y@main']],
  ['pip download torch; pip freeze > /x', []],
  ['["pip", "install", "torch"]', ['2 torch']],
  ['<<EOF\npip install torch\nEOF', ['3 torch']],
  ['apt-get install -y python3-pip', []],
])('%s: unpinned are %j', (command, names) => {
  expect(pip(command)).toEqual(names);
});

const lock = (path: string, text: string | undefined = 'x') => ({ locks: [{ path, text }] });

test.each([
  ['COPY . /app', []],
  ['COPY pyproject.toml uv.lock ./', []],
  ['COPY *.lock /', []],
  ['RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync', []],
  ['COPY src /src', ['lock-unused']],
  ['COPY --from=a@sha256:11111111111111111111111111111111 . .', ['lock-unused']],
])('a lockfile is used by %s: %j', (line, pins) => {
  expect(check(`FROM scratch\n${line}\n`, lock('uv.lock')).map(({ pin }) => pin)).toEqual(pins);
});

test('a lockfile can be missing, or outside of the context', () => {
  expect(check('FROM scratch\nCOPY . .\n', { locks: [{ path: 'uv.lock', text: undefined }] })).toMatchObject([
    { pin: 'lock-missing', where: { file: 'uv.lock' } },
  ]);
  const found = check('FROM scratch\nCOPY . .\n', { ...lock('uv.lock'), context: 'app' });
  expect(found[0]?.message).toContain('outside of the build context');
});

const pyproject =
  '[project]\nname = "a"\ndependencies = ["torch>=2", "Num_Py [x] >=1, <2 ; python_version > \'3\'"]\n';
const uvLock = (numpy: string) =>
  `version = 1\n[[package]]\nname = "a"\nsource = { virtual = "." }\n[package.metadata]\nrequires-dist = [{ name = "torch", specifier = ">=2" }, { name = "num-py", specifier = "${numpy}" }]\n`;

test.each([
  ['uv.lock', uvLock('<2,>=1'), 'pyproject.toml', pyproject, 'fresh'],
  ['uv.lock', uvLock('>=2'), 'pyproject.toml', pyproject, { stale: 'they differ in num-py' }],
  [
    'package-lock.json',
    '{"packages":{"":{"dependencies":{"a":"^1"}}}}',
    'package.json',
    '{"dependencies":{"a":"^1"}}',
    'fresh',
  ],
  [
    'package-lock.json',
    '{"packages":{"":{}}}',
    'package.json',
    '{"dependencies":{"a":"^1"}}',
    { stale: 'they differ in a' },
  ],
  [
    'requirements.txt',
    'numpy==1\n',
    'requirements.in',
    'numpy\nScikit_Learn>1 # why\n',
    { stale: 'it lacks scikit-learn' },
  ],
  ['poetry.lock', 'x', 'pyproject.toml', pyproject, undefined],
  ['uv.lock', 'not = [toml', 'pyproject.toml', pyproject, undefined],
])('%s with %j against %s: %j', (lockPath, lockText, path, text, age) => {
  expect(lockAge({ path: lockPath, text: lockText }, { path, text })).toEqual(age);
});

test('where the files do not tell, the order of commits does', () => {
  const request = {
    ...lock('poetry.lock'),
    manifests: [{ path: 'pyproject.toml', text: pyproject }],
  };
  const stale = check('FROM scratch\nCOPY . .\n', {
    ...request,
    isNewer: (path) => path === 'pyproject.toml',
  });
  expect(stale.map(({ pin, message }) => [pin, message])).toEqual([
    [
      'lock-stale',
      'it was not made from pyproject.toml as it is now (pyproject.toml was committed after it): lock again and commit it',
    ],
  ]);
  expect(check('FROM scratch\nCOPY . .\n', { ...request, isNewer: () => undefined })).toEqual([]);
});

test('each kind of lockfile knows what it is made from', () => {
  const pairs = [
    'a/uv.lock',
    'requirements-dev.txt',
    'requirements.lock',
    'package-lock.json',
    'conda-lock.yml',
    'x.lock',
  ];
  expect(pairs.map(manifestOf)).toEqual([
    'a/pyproject.toml',
    'requirements-dev.in',
    'requirements.in',
    'package.json',
    'environment.yml',
    undefined,
  ]);
});

test('history in the context is worth a word', () => {
  expect(check('FROM scratch\n', { historyInContext: true })[0]?.pin).toBe('history-in-context');
});
