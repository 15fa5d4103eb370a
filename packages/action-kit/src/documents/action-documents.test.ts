import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { defineAction } from '../definition.ts';
import { choice, flag, names, text, token } from '../inputs/builders.ts';
import { actionDocuments } from './action-documents.ts';

const definition = defineAction({
  name: 'compare',
  title: 'Weighbridge: compare',
  description: 'Compares a change with main: example by example.',
  branding: { icon: 'activity', color: 'blue' },
  inputs: {
    config: text({ description: 'The policy.', default: 'weighbridge.yml' }),
    kind: choice(['pr', 'main'], { description: 'One of `pr | main`.' }),
    full: flag({ description: 'The whole suite.', default: false }),
    model: names({ description: 'Only these models.\nAll, if none is given.' }),
    token: token({ description: 'Reads and writes the comment.' }),
  },
  outputs: { outcome: 'The outcome.', 'exit-code': 'What the CLI would answer.' },
  act: async () => ({ exitCode: 0, outputs: {} }),
  report: async () => undefined,
});

const fresh = `name: "Weighbridge: compare"
description: "Compares a change with main: example by example."
branding:
  icon: activity
  color: blue
inputs:
  config:
    description: The policy.
    required: false
    default: weighbridge.yml
  kind:
    description: One of \`pr | main\`.
    required: true
  full:
    description: The whole suite.
    required: false
    default: "false"
  model:
    description: |-
      Only these models.
      All, if none is given.
    required: false
  token:
    description: Reads and writes the comment.
    required: false
    default: \${{ github.token }}
outputs:
  outcome:
    description: The outcome.
  exit-code:
    description: What the CLI would answer.
runs:
  using: node24
  main: main.js
  post: post.js
  post-if: always()
`;

describe('the documents of an action', () => {
  it('are an action.yml made from the definition', () => {
    expect(actionDocuments(definition).actionYml).toBe(fresh);
    expect(parse(fresh).inputs.full.default).toBe('false');
  });

  it('keep what is hand-written, and are the same when made again', () => {
    const existing = `# One of the verbs as a step.\nname: old\nauthor: Weighbridge\ninputs:\n  gone: { description: x }\n`;
    const { actionYml } = actionDocuments(definition, { actionYml: existing });
    expect(actionYml).toMatch(
      /^# One of the verbs as a step\.\nname: "?Weighbridge: compare"?\nauthor: Weighbridge\ninputs:\n {2}config:/,
    );
    expect(actionYml).not.toContain('gone');
    expect(actionDocuments(definition, { actionYml }).actionYml).toBe(actionYml);
  });

  it('have no post without a report, and programs that may lie elsewhere', () => {
    const { report: _, ...silent } = definition;
    const programs = { main: 'actions/weigh/main.js', post: 'actions/weigh/post.js' };
    expect(parse(actionDocuments(silent, { programs }).actionYml).runs).toEqual({
      using: 'node24',
      main: 'actions/weigh/main.js',
    });
  });

  it('have tables of inputs and outputs between their marks in the README', () => {
    const readme = `# compare\n\n<!-- generated: inputs -->\nold\n<!-- /generated -->\n\nText.\n\n<!-- generated: outputs -->\n<!-- /generated -->\n`;
    const made = actionDocuments(definition, { readme }).readme ?? '';
    expect(made).toBe(`# compare

<!-- generated: inputs -->

| input | what it is | default |
| --- | --- | --- |
| \`config\` | The policy. | \`weighbridge.yml\` |
| \`kind\` | One of \`pr \\| main\`. | required |
| \`full\` | The whole suite. | \`false\` |
| \`model\` | Only these models. All, if none is given. |  |
| \`token\` | Reads and writes the comment. | \`\${{ github.token }}\` |

<!-- /generated -->

Text.

<!-- generated: outputs -->

| output | what it says |
| --- | --- |
| \`outcome\` | The outcome. |
| \`exit-code\` | What the CLI would answer. |

<!-- /generated -->
`);
    expect(actionDocuments(definition, { readme: made }).readme).toBe(made);
    expect(() => actionDocuments(definition, { readme: '# compare' })).toThrow(/<!-- generated: inputs -->/);
  });
});
