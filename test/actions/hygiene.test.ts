import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionScene, type Job, openScene } from '../support/action-scene.ts';
import { evaluateScript, policyText, projectFiles } from '../support/project.ts';
import { commandsOf } from '../support/runner-log.ts';

/** What an evaluation may not tell the runner. */
const orders = [
  ...[
    '::add-mask::everything',
    '::set-output name=outcome::pass',
    '  ::error::forged',
    '::save-state name=a::b',
  ],
  ...['##[error]forged', 'text ##[add-mask]everything', '::set-env name=PATH::/tmp', '::add-path::/tmp'],
  ...['::stop-commands::mine', '::mine::', '::endgroup::', '\u200b::warning::forged', '\r::notice::forged'],
];
const nosy = `import { writeFileSync } from 'node:fs';
writeFileSync(process.env.RUNNER_TEMP + '/environment.json', JSON.stringify(process.env));
console.log(JSON.stringify(process.env));
console.error('the key is ' + process.env.API_KEY + '.');
for (const order of ${JSON.stringify(orders)}) { console.log(order); console.error(order); }
${evaluateScript}`;

const secrets = 'API_KEY=key-of-the-service\nOTHER_KEY=key-of-another';
let scene: ActionScene;
let job: Job;
beforeAll(async () => {
  const policy = policyText({ suite: 'env: [API_KEY]' });
  scene = await openScene({ ...projectFiles(policy), 'evaluate.mjs': nosy });
  const weigh = await scene.mainJob();
  const { code, log } = await weigh.step({ action: 'weighbridge', inputs: { env: secrets } });
  expect(code, log).toBe(0);
  const record = await scene.mainJob({ of: weigh, checkout: false, permissions: { contents: 'write' } });
  const recorded = await record.step({ action: 'record' });
  expect(recorded.outputs['outcome'], recorded.log).toBe('recorded');
  job = await scene.pullJob('worse');
});
afterAll(() => scene.close());

/** A git in front of git, that writes down with what arguments it was called. */
function watchedGit(of: Job): { readonly path: string; calls(): string } {
  const folder = join(of.temp, 'bin');
  const list = join(of.temp, 'git-calls');
  mkdirSync(folder, { recursive: true });
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${list}'\ntr '\\0' ' ' < /proc/$PPID/cmdline >> '${list}'\nexec '${real}' "$@"\n`;
  writeFileSync(join(folder, 'git'), script);
  chmodSync(join(folder, 'git'), 0o755);
  return { path: `${folder}:${of.env['PATH'] ?? ''}`, calls: () => readFileSync(list, 'utf8') };
}

/** All text under a folder, archives unpacked. */
function textUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

function artifactsText(): string {
  const script = `import sys, zipfile
for path in sys.argv[1:]:
    z = zipfile.ZipFile(path)
    for name in z.namelist(): print(name, z.read(name).decode("latin1"))`;
  const files = scene.github.artifacts.list(job.run).map((one) => scene.github.artifacts.file(one));
  expect(files).toHaveLength(2);
  return execFileSync('python3', ['-c', script, ...files], { encoding: 'utf8', maxBuffer: 2 ** 26 });
}

describe('weighing', () => {
  test('hands the commands what a step of theirs would have, and keeps every secret', async () => {
    // Another token than actions/checkout has left behind.
    const token = scene.github.tokens.forJob(scene.repository, {
      contents: 'read',
      'pull-requests': 'write',
    });
    const git = watchedGit(job);
    const env = {
      ...{ PATH: git.path, GITHUB_TOKEN: token, GH_TOKEN: token, OF_THE_JOB: 'stays' },
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.extraheader', GIT_CONFIG_VALUE_0: 'X-Mine: 1' },
    };
    const end = await job.step({ action: 'weighbridge', inputs: { token, env: secrets }, env });
    expect(end.code, end.log).toBe(1);

    const seen: Record<string, string> = JSON.parse(readFileSync(join(job.temp, 'environment.json'), 'utf8'));
    const kept =
      /^(?:INPUT_|STATE_|ACTIONS_|GIT_CONFIG_|GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$|GH_TOKEN$)/;
    expect(Object.keys(seen).filter((name) => kept.test(name))).toEqual([]);
    expect(seen).toMatchObject({
      API_KEY: 'key-of-the-service',
      OF_THE_JOB: 'stays',
      GITHUB_SHA: job.env['GITHUB_SHA'],
    });
    expect(seen).not.toHaveProperty('OTHER_KEY');

    const header = Buffer.from(`x-access-token:${token}`).toString('base64');
    const shown = end.log.replaceAll(/^::add-mask::.*$/gm, '');
    for (const secret of [
      token,
      header,
      job.env['ACTIONS_RUNTIME_TOKEN'] ?? '',
      'key-of-the-service',
      'key-of-another',
    ]) {
      expect(shown).not.toContain(secret);
      expect(git.calls()).not.toContain(secret);
      expect(end.summary).not.toContain(secret);
      expect(artifactsText()).not.toContain(secret);
      expect(JSON.stringify(scene.comments(job))).not.toContain(secret);
      expect(textUnder(join(job.workspace, '.git'))).not.toContain(secret);
      expect(textUnder(join(job.workspace, '.weighbridge'))).not.toContain(secret);
      expect(JSON.stringify(end.outputs) + JSON.stringify(end.state)).not.toContain(secret);
    }
    expect(shown).toContain('the key is ***.');

    const masked = commandsOf(end.log).flatMap(({ name, data }) => (name === 'add-mask' ? [data] : []));
    expect(masked).toEqual(expect.arrayContaining([token, 'key-of-the-service', 'key-of-another']));
  });

  test('takes no orders from what commands print', async () => {
    const fresh = await scene.pullJob('worse');
    const { log } = await fresh.step({ action: 'weighbridge', inputs: { env: secrets } });
    expect(log).toContain('::set-output name=outcome::pass');
    const commands = commandsOf(log);
    const text = JSON.stringify(commands);
    expect(text).not.toMatch(/forged|everything|mine|set-|add-path|save-state/);
    expect(commands.map(({ name }) => name)).toContain('error');
    const [stop, ...more] = commands.filter(({ name }) => name === 'stop-commands');
    expect(more).toEqual([]);
    expect(stop?.data).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('takes no orders from what a change puts into its files, its rows and its names', async () => {
    const { project } = scene;
    project.git('switch', '--quiet', '--create', 'orders', 'main');
    const note = `a\n::set-output name=outcome::pass\r::add-mask::everything\n##[error]forged`;
    project.commit('Orders', {
      'model.json': JSON.stringify({ skill: 0.6, note, '##[error]forged': 1 }),
      '::error::forged\n::add-mask::everything': 'x',
    });
    project.git('switch', '--quiet', 'main');
    await scene.github.pushFrom(scene.repository, project.clone, { login: 'mona', byJob: false });
    const fresh = await scene.pullJob('orders');
    const { code, log, outputs } = await fresh.step({ action: 'weighbridge', inputs: { env: secrets } });
    expect(code, log).toBe(1);
    expect(outputs['outcome']).toBe('regressed');
    const forged = commandsOf(log).filter(
      ({ name, data }) => /^(?:set-|save-)/.test(name) || /^forged|everything/.test(data),
    );
    expect(forged).toEqual([]);
  });
});

/** Makes a repository's own configuration run a program wherever git asks it to; gives the file that shows it ran. */
function arm(folder: string, of: Job): string {
  const trace = join(of.temp, 'ran');
  const program = join(of.temp, 'program');
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${trace}'\n`);
  chmodSync(program, 0o755);
  const hooks = join(folder, '.git', 'hooks');
  mkdirSync(hooks, { recursive: true });
  for (const name of [
    'post-checkout',
    'post-index-change',
    'pre-push',
    'reference-transaction',
    'pre-auto-gc',
  ]) {
    writeFileSync(join(hooks, name), `#!/bin/sh\n'${program}' hook ${name}\n`);
    chmodSync(join(hooks, name), 0o755);
  }
  const config = {
    ...{ 'core.fsmonitor': program, 'core.hooksPath': hooks, 'core.pager': program, 'core.editor': program },
    ...{ 'diff.external': program, 'core.askPass': program, 'gpg.program': program },
    ...{ 'alias.status': `!${program}`, 'alias.ls-files': `!${program}`, 'credential.helper': `!${program}` },
  };
  for (const [key, value] of Object.entries(config))
    execFileSync('git', ['config', key, value], { cwd: folder });
  return trace;
}

test('weighing runs nothing that the configuration of the checkout names', async () => {
  const fresh = await scene.pullJob('worse');
  const trace = arm(fresh.workspace, fresh);
  const { code, log } = await fresh.step({ action: 'weighbridge', inputs: { env: secrets } });
  expect(existsSync(trace) ? readFileSync(trace, 'utf8') : '').toBe('');
  expect(code, log).toBe(1);
});

test('the token goes to GitHub alone, wherever the configuration of the checkout points', async () => {
  const fresh = await scene.pullJob('worse');
  const heard: string[] = [];
  const stranger = createServer((request, response) => {
    heard.push(request.headers.authorization ?? 'none');
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  const { port } = stranger.address() as AddressInfo;
  execFileSync('git', ['remote', 'set-url', 'origin', `http://127.0.0.1:${port}/acme/toys`], {
    cwd: fresh.workspace,
  });
  const { code, log } = await fresh.step({ action: 'weighbridge', inputs: { env: secrets } });
  stranger.close();
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.filter((one) => one !== 'none')).toEqual([]);
  expect(code, log).toBe(4);
});

describe('recording', () => {
  async function recordIn(prepare: (workspace: string, of: Job) => string) {
    const weigh = await scene.mainJob();
    await weigh.step({ action: 'weighbridge', inputs: { env: secrets } });
    const record = await scene.mainJob({ of: weigh, checkout: false, permissions: { contents: 'write' } });
    const trace = prepare(record.workspace, record);
    const git = watchedGit(record);
    const end = await record.step({ action: 'record', env: { PATH: git.path } });
    expect(end.outputs, end.log).toMatchObject({ outcome: 'recorded', created: 'true' });
    return { record, trace, calls: git.calls(), log: end.log };
  }

  test('works in an empty workspace, checks nothing out and leaves nothing behind', async () => {
    const { record, calls, log } = await recordIn(() => '');
    expect(readdirSync(record.workspace)).toEqual([]);
    expect(calls).not.toMatch(
      /\b(?:checkout|switch|worktree|read-tree|reset|restore|clone|archive|checkout-index)\b/,
    );
    expect(calls).not.toContain(record.token);
    expect(log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(record.token);
    expect(log).not.toContain('evaluating');
    const left = readdirSync(record.temp).filter((name) => name.startsWith('weighbridge-'));
    expect(left).toEqual([]);
    expect(existsSync(join(record.temp, 'environment.json'))).toBe(false);
  });

  test('does not look at a hostile workspace', async () => {
    const { trace } = await recordIn((workspace, of) => {
      execFileSync('git', ['init', '--quiet'], { cwd: workspace });
      writeFileSync(join(workspace, 'weighbridge.yml'), 'version: 9\n');
      return arm(workspace, of);
    });
    expect(existsSync(trace) ? readFileSync(trace, 'utf8') : '').toBe('');
  });

  test('does not look at what others keep beside it', async () => {
    const { trace } = await recordIn((_, of) => {
      // A repository around its own folder.
      execFileSync('git', ['init', '--quiet'], { cwd: of.temp });
      return arm(of.temp, of);
    });
    expect(existsSync(trace) ? readFileSync(trace, 'utf8') : '').toBe('');
  });
});
