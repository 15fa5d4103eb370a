import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { type ActionDefinition, type ActionRun, defineAction } from '../definition.ts';
import { optionalText, text, token, wholeNumber } from '../inputs/builders.ts';
import { envLines } from '../inputs/env-lines.ts';
import { type FakeStep, fakeStep } from '../testing/fake-step.ts';
import { runAction } from './run-action.ts';

const steps: FakeStep[] = [];
afterEach(async () => {
  for (const step of steps.splice(0)) await step.remove();
});

async function begin(inputs: Readonly<Record<string, string>> = {}): Promise<FakeStep> {
  const step = await fakeStep(inputs);
  steps.push(step);
  return step;
}

const inputs = {
  config: text({ description: 'The policy', default: 'weighbridge.yml' }),
  rows: wholeNumber({ description: 'Rows', min: 1, max: 9 }),
  about: optionalText({ description: 'About' }),
  token: token({ description: 'A token' }),
  env: envLines({ description: 'Secrets' }),
};
const outputs = { outcome: 'The outcome', 'exit-code': 'The exit code', matrix: 'Shards' };
type Definition = ActionDefinition<typeof inputs, keyof typeof outputs>;
type Run = ActionRun<typeof inputs>;

function action(act: Definition['act'], report?: Definition['report']): Definition {
  return defineAction({
    name: 'compare',
    title: 'Weighbridge: compare',
    description: 'Compares.',
    inputs,
    outputs,
    act,
    ...(report === undefined ? {} : { report }),
  });
}

const done = { exitCode: 0, outputs: {} } as const;

describe('an action that finishes', () => {
  it('writes outputs, summary, annotations and last lines, and concludes with its code', async () => {
    const step = await begin({ rows: '4', token: 'ghs_secret', env: 'HF_TOKEN=hf_secret' });
    let seen: Run | undefined;
    const definition = action(async (run) => {
      seen = run;
      run.call.reporter.step('Comparing');
      run.call.reporter.line('with main');
      return {
        exitCode: 1,
        outputs: { outcome: 'regressed\nx<<y', 'exit-code': 1, matrix: [{ shard: 1 }] },
        summary: '### ⛔ digits gets worse',
        log: '⛔ digits gets worse\naccuracy −3.2 pp',
        annotations: [
          { level: 'error', message: 'digits gets worse', where: { file: 'weighbridge.yml', line: 4 } },
        ],
      };
    });
    expect(await runAction(definition, 'main', step.host)).toBe(1);
    expect(step.exits).toEqual([1]);
    expect(step.log()).toBe(`::add-mask::ghs_secret
::add-mask::hf_secret
::group::Comparing
  with main
::endgroup::
⛔ digits gets worse
accuracy −3.2 pp
::error file=weighbridge.yml,line=4::digits gets worse
`);
    expect(step.outputs()).toEqual({ outcome: 'regressed\nx<<y', 'exit-code': '1', matrix: '[{"shard":1}]' });
    expect(step.summary()).toBe('### ⛔ digits gets worse\n');
    expect(step.state()).toEqual({ 'weighbridge-phase': 'finished' });
    expect(seen?.inputs).toMatchObject({ config: 'weighbridge.yml', rows: 4, about: undefined });
    expect(seen?.call).toMatchObject({ cwd: step.folder, version: '1.2.3', token: 'ghs_secret' });
    expect(seen?.call.secrets).toEqual({ HF_TOKEN: 'hf_secret' });
  });

  it('may conclude with success beside an exit code that is not', async () => {
    const step = await begin();
    const definition = action(async () => ({ exitCode: 0, outputs: { 'exit-code': 1 } }));
    expect(await runAction(definition, 'main', step.host)).toBe(0);
    expect(step.outputs()).toEqual({ 'exit-code': '1' });
  });

  it('has nothing to say after it', async () => {
    const step = await begin();
    const definition = action(
      async () => done,
      async () => {
        throw new Error('not called');
      },
    );
    await runAction(definition, 'main', step.host);
    const post = step.post();
    expect(await runAction(definition, 'post', post.host)).toBe(0);
    expect(post.log()).toBe('');
  });

  it('goes on without a summary that cannot be written, and cuts one that is too large', async () => {
    const lost = await begin();
    lost.env['GITHUB_STEP_SUMMARY'] = join(lost.folder, 'no', 'summary');
    const definition = action(async () => ({ ...done, summary: 'x' }));
    expect(await runAction(definition, 'main', lost.host)).toBe(0);
    expect(lost.log()).toMatch(/^::warning::the job summary could not be written: ENOENT/);
    delete lost.env['GITHUB_STEP_SUMMARY'];
    expect(await runAction(definition, 'main', lost.host)).toBe(0);
    expect(lost.log()).toMatch(/the runner gave no file for it \(GITHUB_STEP_SUMMARY\)/);

    const large = await begin();
    writeFileSync(join(large.folder, 'summary'), 'of an earlier write\n');
    const markdown = `<details>\n\n\`\`\`\`text\n${'an example of ärger\n'.repeat(80_000)}\`\`\`\`\n</details>`;
    await runAction(
      action(async () => ({ ...done, summary: markdown })),
      'main',
      large.host,
    );
    const written = large.summary();
    expect(Buffer.byteLength(written)).toBeLessThanOrEqual(1024 * 1024);
    expect(Buffer.byteLength(written)).toBeGreaterThan(1024 * 1024 - 2_000);
    expect(written.startsWith('of an earlier write\n<details>')).toBe(true);
    expect(written).toMatch(/an example of ärger\n````\n\n<\/details>\n\n\n_The report goes on: .*_\n$/);
  });

  it('says where the runner gave no file for its outputs', async () => {
    const step = await begin();
    delete step.env['GITHUB_OUTPUT'];
    const definition = action(async () => ({ exitCode: 0, outputs: { outcome: 'pass' } }));
    expect(await runAction(definition, 'main', step.host)).toBe(0);
    expect(step.log()).toMatch(/^::warning::the outputs could not be written/);
  });

  it('declares its outputs', () => {
    const wrong = defineAction({
      name: 'x',
      title: 'x',
      description: 'x',
      inputs: {},
      outputs: { outcome: 'x' },
      // @ts-expect-error: an output that is not declared
      act: async () => ({ exitCode: 0, outputs: { outcom: 'pass' } }),
    });
    expect(wrong.name).toBe('x');
  });
});

describe('an action that fails', () => {
  it('says all that is wrong with its inputs, and begins nothing', async () => {
    const step = await begin({ rows: 'many', env: 'secret_value' });
    let called = false;
    const definition = action(
      async () => {
        called = true;
        return done;
      },
      async () => {
        called = true;
        return undefined;
      },
    );
    expect(await runAction(definition, 'main', step.host)).toBe(2);
    expect(
      step.log(),
    ).toBe(`input 'rows' in the step's \`with:\`: expected a whole number from 1 to 9, got "many"
input 'env' in the step's \`with:\`: line 1 is not of the form NAME=value; a value of several lines needs quotes
::error title=Weighbridge%3A compare::input 'rows' in the step's \`with:\`: expected a whole number from 1 to 9, got "many"
::error title=Weighbridge%3A compare::input 'env' in the step's \`with:\`: line 1 is not of the form NAME=value; a value of several lines needs quotes
`);
    expect(step.summary()).toContain('This is not a regression.');
    expect(step.outputs()).toEqual({ outcome: 'error', 'exit-code': '2' });
    await runAction(definition, 'post', step.post().host);
    expect(called).toBe(false);
  });

  it('annotates the places of its problems, ten at most', async () => {
    const step = await begin();
    const problems = Array.from({ length: 12 }, (_, at) => ({
      message: `problem ${at + 1}`,
      where: { file: 'weighbridge.yml', line: at + 1, column: 2 },
    }));
    const definition = action(async (run) => {
      run.call.reporter.step('Reading');
      throw new Failure('config', problems);
    });
    expect(await runAction(definition, 'main', step.host)).toBe(2);
    const { commands } = step.view();
    const errors = commands.filter(({ name }) => name === 'error');
    expect(errors).toHaveLength(10);
    expect(errors[0]).toEqual({
      name: 'error',
      data: 'problem 1',
      properties: 'file=weighbridge.yml,line=1,col=2,title=Weighbridge%3A compare',
    });
    expect(step.log()).toContain('::endgroup::\nweighbridge.yml:1:2: problem 1\n');
    expect(step.log()).toMatch(/::problem 10\nnot annotated, as GitHub shows 10 of each: 2 errors\n$/);
  });

  it.each([
    [new Failure('infrastructure', 'no network'), 4, /no network/],
    [Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write', path: '/x' }), 4, /the disk is full/],
    [new Failure('rows', '```\n::set-output name=a::b\n</details>'), 2, /^````text\n```\n::set-output/m],
  ])('answers with the code of the failure: %s', async (error, code, summary) => {
    const step = await begin();
    const definition = action(async () => {
      throw error;
    });
    expect(await runAction(definition, 'main', step.host)).toBe(code);
    expect(step.summary()).toMatch(summary);
    expect(step.view().commands.map(({ name }) => name)).toEqual(['error']);
  });

  it('answers 4 with a stack where it is a bug', async () => {
    for (const fail of [
      () => Promise.reject(new TypeError('x is not a function', { cause: new Error('deep') })),
      () => {
        throw new TypeError('x is not a function', { cause: new Error('deep') });
      },
    ]) {
      const step = await begin();
      expect(await runAction(action(fail), 'main', step.host)).toBe(4);
      expect(step.log()).toMatch(
        /^this is a bug of Weighbridge, not of your change\. Please report it with what the log says\.\nTypeError: x is not a function\n {4}at .*caused by Error: deep/s,
      );
      expect(step.state()['weighbridge-phase']).toBe('crashed');
    }
  });

  it('answers 4, never 1, for what nothing caught', async () => {
    const step = await begin();
    const definition = action(
      () =>
        new Promise(() => {
          setTimeout(() => step.crash(new Error('thrown in a timer')), 1);
        }),
    );
    expect(await runAction(definition, 'main', step.host)).toBe(4);
    expect(step.log()).toContain('Error: thrown in a timer');
  });

  it('answers 4 where its outputs cannot be written', async () => {
    const step = await begin();
    step.env['GITHUB_OUTPUT'] = join(step.folder, 'no', 'output');
    const definition = action(async () => ({ exitCode: 0, outputs: { outcome: 'pass' } }));
    expect(await runAction(definition, 'main', step.host)).toBe(4);
    expect(step.log()).toContain('no such file or folder');
  });

  it('goes on where its state cannot be written', async () => {
    const step = await begin();
    step.env['GITHUB_STATE'] = join(step.folder, 'no', 'state');
    expect(
      await runAction(
        action(async () => done),
        'main',
        step.host,
      ),
    ).toBe(0);
    expect(step.log()).toMatch(/::warning::the state of the step could not be written/);
  });
});

describe('the report of an action that did not finish', () => {
  const report: Definition['report'] = async ({ ending, call, inputs: given, state }) => ({
    summary: `${ending.how}: ${ending.message} (${given.config}, ${state('models')}, ${state('other')})`,
    log: `reported by ${call.version}`,
  });

  it.each([
    [
      'failed',
      () => Promise.reject(new Failure('rows', 'row 3 is twice there')),
      'failed: row 3 is twice there',
    ],
    ['crashed', () => Promise.reject(new Error('oops')), 'crashed: this is a bug of Weighbridge'],
  ])('says how it ended: %s', async (_, end, expected) => {
    const step = await begin();
    const definition = action(async (run) => {
      run.saveState('models', 'digits\nocr');
      return end();
    }, report);
    await runAction(definition, 'main', step.host);
    const post = step.post();
    expect(await runAction(definition, 'post', post.host)).toBe(0);
    expect(post.summary()).toContain(expected);
    expect(post.summary()).toMatch(/\(weighbridge\.yml, digits\nocr, undefined\)\n$/);
    expect(post.log()).toBe('reported by 1.2.3\n');
  });

  it('knows of one that was killed, as nothing was said after the start', async () => {
    const step = await begin();
    const definition = action(async () => new Promise(() => undefined), report);
    void runAction(definition, 'main', step.host);
    await new Promise((done) => setTimeout(done, 5));
    const post = step.post();
    await runAction(definition, 'post', post.host);
    expect(post.summary()).toMatch(/^killed: undefined/);
  });

  it.each([
    ['a failure', () => Promise.reject(new Failure('infrastructure', 'no network')), 'no network'],
    ['a bug', () => Promise.reject(new Error('oops')), 'Error: oops'],
    ['no end', () => new Promise<undefined>(() => undefined), 'it took more than 1 s'],
  ])('is a warning where it fails itself: %s', async (_, end, expected) => {
    const step = await begin();
    const definition = action(async () => Promise.reject(new Error('x')), end);
    await runAction(definition, 'main', step.host);
    const post = step.post();
    expect(await runAction(definition, 'post', post.host)).toBe(0);
    expect(post.exits).toEqual([0]);
    const [warning] = post.view().commands;
    expect(warning?.name).toBe('warning');
    expect(warning?.data).toContain(`what became of the run could not be reported: ${expected}`);
    expect(post.log()).not.toContain('::error');
  });

  it('has its work aborted when the time is over', async () => {
    const step = await begin();
    let aborted = false;
    const definition = action(
      async () => Promise.reject(new Error('x')),
      ({ call }) =>
        new Promise((_, reject) => {
          call.signal.addEventListener('abort', () => {
            aborted = true;
            reject(call.signal.reason);
          });
        }),
    );
    await runAction(definition, 'main', step.host);
    await runAction(definition, 'post', step.post().host);
    expect(aborted).toBe(true);
  });
});

describe('a cancelled job', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('aborts the work and answers %s with %d', async (signal, code) => {
    const step = await begin();
    const definition = action(
      ({ call }) =>
        new Promise((_, reject) => {
          call.signal.addEventListener('abort', () => reject(new Failure('infrastructure', 'interrupted')));
          step.interrupt(signal);
        }),
    );
    expect(await runAction(definition, 'main', step.host)).toBe(code);
    expect(step.log()).toBe('the job was cancelled\n');
    expect(step.state()).toEqual({
      'weighbridge-phase': 'cancelled',
      'weighbridge-message': 'the job was cancelled',
    });
  });

  it('does not wait for work that does not end', async () => {
    const step = await begin();
    const definition = action(
      () =>
        new Promise(() => {
          step.interrupt('SIGINT');
        }),
    );
    expect(await runAction(definition, 'main', step.host)).toBe(130);
    expect(step.exits).toEqual([130]);
  });

  it('ends at once with the second signal', async () => {
    const step = await begin();
    const patient = { ...step.host, limits: { graceMs: 60_000, postMs: 60_000 } };
    const definition = action(
      () =>
        new Promise(() => {
          step.interrupt('SIGINT');
          step.interrupt('SIGTERM');
        }),
    );
    expect(await runAction(definition, 'main', patient)).toBe(143);
  });
});
