import nodeModule from 'node:module';

/**
 * Node asks for an import attribute that the parser's own imports of its JSON schemas lack, so these are handed to it as
 * modules. Everything else is loaded as ever.
 */
const jsonAsModule = `import { readFile } from 'node:fs/promises';
export async function load(url, context, next) {
  if (!/\\/@actions\\/workflow-parser\\/.*\\.json$/.test(url)) return next(url, context);
  return { format: 'module', shortCircuit: true, source: 'export default ' + (await readFile(new URL(url), 'utf8')) };
}`;

/** GitHub's parser of workflow and action files. */
export type GitHubParser = Awaited<ReturnType<typeof load>>;

let loading: Promise<GitHubParser> | undefined;

/** Loads GitHub's parser, once. */
export function loadGitHubParser(): Promise<GitHubParser> {
  loading ??= load();
  return loading;
}

async function load() {
  nodeModule.register(`data:text/javascript,${encodeURIComponent(jsonAsModule)}`);
  const [workflows, actions] = await Promise.all([
    import('@actions/workflow-parser'),
    import('@actions/workflow-parser/actions/index'),
  ]);
  return { ...workflows, ...actions };
}
