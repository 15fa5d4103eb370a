import { describe, expect, it } from 'vitest';
import type { Trigger } from '../raise/trigger.ts';
import { readWorkflow } from '../read/read-workflow.ts';
import { filterPattern } from './filter-pattern.ts';
import { isTriggered } from './triggered.ts';

const trigger: Trigger = {
  ...{
    event: 'push',
    payload: {},
    sha: '',
    ref: '',
    headRef: '',
    baseRef: '',
    headSha: '',
    headBranch: null,
  },
  ...{ headRepository: 'a/b', actor: 'mona', untrusted: false, pull: null, title: '' },
};
const push = (more: Partial<Trigger>): Trigger => ({ ...trigger, ...more });
const pull = (more: Partial<Trigger>): Trigger => ({
  ...trigger,
  event: 'pull_request',
  action: 'opened',
  branch: 'main',
  ...more,
});

describe('filters of an event', () => {
  it.each([
    ['push', push({ branch: 'main' }), true],
    ['[push]', pull({}), false],
    ['{ push: { branches: [main] } }', push({ branch: 'main' }), true],
    ['{ push: { branches: [main] } }', push({ branch: 'other' }), false],
    ['{ push: { branches: [main] } }', push({ tag: 'v1' }), false],
    ["{ push: { tags: ['v*'] } }", push({ tag: 'v1.2' }), true],
    ["{ push: { tags: ['v*'] } }", push({ branch: 'main' }), false],
    ["{ push: { branches: ['release/**', '!release/old/**'] } }", push({ branch: 'release/old/1' }), false],
    ["{ push: { branches: ['release/**', '!release/old/**'] } }", push({ branch: 'release/1/x' }), true],
    ["{ push: { branches-ignore: ['wip/*'] } }", push({ branch: 'wip/a' }), false],
    ["{ push: { branches-ignore: ['wip/*'] } }", push({ branch: 'main' }), true],
    ["{ push: { paths: ['models/**'] } }", push({ branch: 'x', changed: ['a', 'models/b'] }), true],
    [
      "{ push: { paths: ['models/**', '!**/*.md'] } }",
      push({ branch: 'x', changed: ['models/b.md'] }),
      false,
    ],
    ["{ push: { paths-ignore: ['**.md'] } }", push({ branch: 'x', changed: ['a/b.md', 'README.md'] }), false],
    ["{ push: { paths-ignore: ['**.md'] } }", push({ branch: 'x', changed: ['a/b.md', 'a.py'] }), true],
    ["{ push: { paths: ['a'] } }", push({ tag: 'v1' }), true],
    ['{ pull_request: { branches: [main] } }', pull({}), true],
    ['{ pull_request: { branches: [next] } }', pull({}), false],
    ['pull_request', pull({ action: 'labeled' }), false],
    ['{ pull_request: { types: [labeled] } }', pull({ action: 'labeled' }), true],
    ['{ pull_request: { types: [labeled] } }', pull({}), false],
  ])('%s', async (on, event, expected) => {
    const text = `on: ${on}\njobs: { a: { runs-on: x, steps: [{ run: a }] } }\n`;
    const workflow = await readWorkflow({ path: 'ci.yml', source: 'commit', file: 'ci.yml', text });
    expect(isTriggered(workflow, event)).toBe(expected);
  });

  it.each([
    ['*', 'main', true],
    ['*', 'a/b', false],
    ['**', 'a/b', true],
    ['**/docs/*', 'docs/a', true],
    ['*.jsx?', 'page.js', true],
    ['v[12].[0-9]+.[0-9]+', 'v1.10.1', true],
    ['v[12].[0-9]+.[0-9]+', 'v3.1.1', false],
    ['a.b', 'axb', false],
    ['mona/octocat', 'mona/octocat', true],
  ])('the pattern %s and %s', (pattern, name, expected) => {
    expect(filterPattern(pattern).test(name)).toBe(expected);
  });
});
