import type { z } from 'zod';
import { Failure, formatWhere, type Problem } from '../failure.ts';
import type { PolicySource } from '../policy-source.ts';
import { decodePolicyText } from './decode-text.ts';
import { schemaProblems } from './describe-issue.ts';
import { fileSchema, includedFileSchema, rootOnlyKeys, version } from './file-schema.ts';
import { includedPaths } from './included-paths.ts';
import { type Entry, entriesOf, type MapNode, type Node, nodeAt, valueWhere } from './node.ts';
import { parseYaml } from './parse-yaml.ts';

export interface PolicyFiles {
  readonly files: readonly string[];
  readonly root: Node;
  /** Entries of `models`, over all files. */
  readonly models: ReadonlyMap<string, Entry>;
  readonly problems: readonly Problem[];
}

/** Reads weighbridge.yml and what it includes; undefined where it does not exist. Collects what is wrong in them. */
export async function readPolicyFiles(source: PolicySource, path: string): Promise<PolicyFiles | undefined> {
  const root = await readFile(source, path, fileSchema);
  if (root === undefined) {
    return undefined;
  }
  const included = await includedPaths(source, path, root.node);
  const parts = [root];
  for (const name of included.paths) {
    parts.push((await readFile(source, name, includedFileSchema)) ?? goneFile(name));
  }
  const models = collectModels(parts.flatMap(({ node }) => (node === undefined ? [] : [node])));
  return {
    files: [path, ...included.paths],
    root: root.node ?? emptyMap(path),
    models: models.models,
    problems: [...parts.flatMap((part) => part.problems), ...included.problems, ...models.problems],
  };
}

interface ReadFile {
  readonly node: Node | undefined;
  readonly problems: readonly Problem[];
}

async function readFile(
  source: PolicySource,
  path: string,
  schema: z.ZodType,
): Promise<ReadFile | undefined> {
  const bytes = await source.read(path);
  if (bytes === undefined) {
    return undefined;
  }
  try {
    const node = parseYaml(path, decodePolicyText(path, bytes));
    return (
      otherVersion(node) ?? { node, problems: schemaProblems(schema, node).map(belongsInRoot(schema, node)) }
    );
  } catch (error) {
    // What cannot be parsed is one problem of this file; the other files are still read.
    if (error instanceof Failure) {
      return { node: undefined, problems: error.problems };
    }
    throw error;
  }
}

/** What another version means by its keys is not known here: nothing else is said of such a file. */
function otherVersion(node: Node): ReadFile | undefined {
  const said = nodeAt(node, ['version']);
  if (said?.kind !== 'scalar' || typeof said.value !== 'number' || version.safeParse(said.value).success) {
    return undefined;
  }
  const message = `\`version\`: this Weighbridge reads version 1 of weighbridge.yml, found version ${said.value}`;
  return { node: undefined, problems: [{ message, where: valueWhere(node, ['version']) }] };
}

function belongsInRoot(schema: z.ZodType, node: Node): (problem: Problem) => Problem {
  const places = new Map(
    rootOnlyKeys.flatMap((key) => {
      const keyAt = entriesOf(node).get(key)?.keyAt;
      return schema === includedFileSchema && keyAt !== undefined ? [[formatWhere(keyAt), key] as const] : [];
    }),
  );
  return (problem) => {
    const key = problem.where === undefined ? undefined : places.get(formatWhere(problem.where));
    return key === undefined
      ? problem
      : {
          ...problem,
          message: `\`${key}\` belongs in weighbridge.yml itself: an included file holds \`models\``,
        };
  };
}

function collectModels(nodes: readonly Node[]): {
  readonly models: ReadonlyMap<string, Entry>;
  readonly problems: readonly Problem[];
} {
  const models = new Map<string, Entry>();
  const problems: Problem[] = [];
  for (const [name, entry] of nodes.flatMap((node) => [...entriesOf(nodeAt(node, ['models']))])) {
    const first = models.get(name);
    if (first === undefined) {
      models.set(name, entry);
    } else {
      const message = `the model ${JSON.stringify(name)} is defined twice: first at ${formatWhere(first.keyAt)}`;
      problems.push({ message, where: entry.keyAt });
    }
  }
  return { models, problems };
}

function goneFile(path: string): ReadFile {
  return {
    node: undefined,
    problems: [{ message: 'the included file cannot be read', where: { file: path } }],
  };
}

function emptyMap(file: string): MapNode {
  return { kind: 'map', entries: new Map(), at: { file, line: 1, column: 1 }, size: 1 };
}
