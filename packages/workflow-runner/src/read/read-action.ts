import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type Where } from '@weighbridge/contract';
import { loadGitHubParser } from './github-parser.ts';
import { entriesOf, field, keyOf, type Node, textField } from './node.ts';
import { nodeOfToken } from './node-of-token.ts';
import { mistakes } from './read-workflow.ts';

/** A JavaScript action: its inputs, and what of it is run. */
export interface Action {
  /** The folder of its action.yml. */
  readonly folder: string;
  readonly name: string;
  readonly inputs: readonly ActionInput[];
  readonly main: string;
  readonly post: string | undefined;
  readonly postCondition: string;
  readonly where: Where;
}

/** An input of an action's. */
export interface ActionInput {
  readonly name: string;
  readonly default: Node | undefined;
  readonly deprecation: string | undefined;
}

/** Reads the action.yml of a folder. Throws a Failure where there is none, or what it is does not run here. */
export async function readAction(folder: string, shown: string, from: Where): Promise<Action> {
  const file = `${shown}/action.yml`;
  const text = await readFile(join(folder, 'action.yml'), 'utf8').catch(() => undefined);
  if (text === undefined) throw new Failure('config', `there is no ${file}`, { where: from });
  return readActionText(text, folder, shown);
}

/** Reads the text of an action.yml. Throws a Failure for mistakes in it, and for what does not run here. */
export async function readActionText(text: string, folder: string, shown: string): Promise<Action> {
  const file = `${shown}/action.yml`;
  const parser = await loadGitHubParser();
  const { context, value } = parser.parse(file, text, 'action');
  if (value === undefined || context.errors.count > 0) throw mistakes(context, file);
  const root = nodeOfToken(parser, value, file);
  const runs = field(root, 'runs');
  const where = runs?.where ?? { file };
  const using = textField(runs, 'using') ?? '';
  if (!/^node(20|24)$/.test(using)) {
    throw new Failure('usage', `an action that runs using '${using}' is not supported: node24 is`, {
      where,
    });
  }
  if (field(runs, 'pre') !== undefined) throw new Failure('usage', "'pre' is not supported", { where });
  return {
    folder,
    name: textField(root, 'name') ?? shown,
    inputs: entriesOf(field(root, 'inputs')).map((entry) => ({
      name: keyOf(entry),
      default: field(entry.value, 'default'),
      deprecation: textField(entry.value, 'deprecationMessage'),
    })),
    main: textField(runs, 'main') ?? '',
    post: textField(runs, 'post'),
    postCondition: conditionOf(field(runs, 'post-if')),
    where,
  };
}

/** `post-if` is an expression with or without `${{ }}`; without it, the end of an action is run whatever happened. */
function conditionOf(node: Node | undefined): string {
  if (node?.kind === 'expression') return node.expression;
  return node?.kind === 'literal' && node.value !== null ? String(node.value) : 'always()';
}
