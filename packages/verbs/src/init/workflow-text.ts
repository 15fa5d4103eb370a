import { blockMap, inlineList, inlineMap, type Part, quotedText, yamlText } from './yaml-parts.ts';

/** Where GitHub looks for it. */
export const workflowPath = '.github/workflows/weighbridge.yml';

const reusable = 'weighbridge-ci/weighbridge/.github/workflows/weigh.yml@v1';

export interface WorkflowOptions {
  readonly branch: string;
  /** A shell command that installs what the evaluation needs. */
  readonly setup: string | undefined;
  /** Path of the policy, where it is not weighbridge.yml. */
  readonly config: string | undefined;
  /** Names of secrets that the evaluation is handed. */
  readonly secrets: readonly string[];
}

/** The workflow that calls Weighbridge's own, with no more than that one needs. */
export function workflowText({ branch, setup, config, secrets }: WorkflowOptions): string {
  const inputs = {
    ...(setup === undefined ? {} : { setup: quotedText(setup) }),
    ...(config === undefined ? {} : { config: quotedText(config) }),
  };
  const job: Part[] = [
    {
      key: 'permissions',
      value: { contents: 'write', 'pull-requests': 'write' },
      flow: true,
      beside: 'runs of main are kept in git; the report is a comment',
    },
    { key: 'uses', value: reusable },
  ];
  if (Object.keys(inputs).length > 0) job.push({ key: 'with', value: inlineMap(inputs) });
  if (secrets.length > 0) {
    const lines = secrets.map((name) => `${name}=\${{ secrets.${name} }}\n`).join('');
    job.push({ key: 'secrets', value: blockMap([{ key: 'env', value: lines }]) });
  }
  const on: Part[] = [
    {
      key: 'pull_request',
      value: inlineMap({
        types: inlineList(['opened', 'synchronize', 'reopened', 'ready_for_review']),
      }),
    },
    { key: 'merge_group', value: null },
    { key: 'push', value: inlineMap({ branches: inlineList([branchPattern(branch)]) }) },
  ];
  return yamlText(
    [],
    blockMap([
      { key: 'name', value: 'weighbridge' },
      { key: 'on', value: blockMap(on) },
      { key: 'permissions', value: {}, flow: true },
      { key: 'jobs', value: blockMap([{ key: 'weighbridge', value: blockMap(job) }]) },
    ]),
  );
}

/** A branch by its own name, where GitHub reads patterns. */
function branchPattern(branch: string): string {
  return branch.replace(/[!+]/g, '\\$&');
}
