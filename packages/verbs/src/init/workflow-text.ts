import type { Setup } from './find-setup.ts';
import { blockMap, inlineList, inlineMap, linesText, type Part, quotedText, yamlText } from './yaml-parts.ts';

/** Where GitHub looks for it. */
export const workflowPath = '.github/workflows/weighbridge.yml';

const reusable = 'weighbridge-ci/weighbridge/.github/workflows/weigh.yml@v1';

export interface WorkflowOptions {
  readonly branch: string;
  /** What installs what the evaluation needs. */
  readonly setups: readonly Setup[];
  /** Path of the policy, where it is not weighbridge.yml. */
  readonly config: string | undefined;
  /** Names of secrets that the evaluation is handed. */
  readonly secrets: readonly string[];
}

/** The workflow that calls Weighbridge's own, with no more than that one needs. */
export function workflowText({ branch, setups, config, secrets }: WorkflowOptions): string {
  const job: Part[] = [
    {
      key: 'permissions',
      value: { contents: 'write', 'pull-requests': 'write' },
      flow: true,
      beside: 'runs of main are kept in git; the report is a comment',
    },
    { key: 'uses', value: reusable },
  ];
  job.push(...inputsPart(setups, config));
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

/** On one line where each part is one command, else one command a line. */
function inputsPart(setups: readonly Setup[], config: string | undefined): readonly Part[] {
  const commands = setups.flatMap((setup) => setup.commands);
  const path: Part[] = config === undefined ? [] : [{ key: 'config', value: quotedText(config) }];
  const above = setups.flatMap(({ why }) => why ?? []);
  const isShort = commands.length === setups.length;
  const value = isShort ? quotedText(commands.join(' && ')) : linesText(commands);
  const parts = [...(commands.length === 0 ? [] : [{ key: 'setup', value, above }]), ...path];
  if (parts.length === 0) return [];
  const entries = Object.fromEntries(parts.map((part) => [part.key, part.value]));
  return [{ key: 'with', value: isShort ? inlineMap(entries) : blockMap(parts) }];
}

/** A branch by its own name, where GitHub reads patterns. */
function branchPattern(branch: string): string {
  return branch.replace(/[!+]/g, '\\$&');
}
