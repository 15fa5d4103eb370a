import nodeModule from 'node:module';
import type { TemplateContext } from '@actions/workflow-parser/templates/template-context';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';

/**
 * Node asks for an import attribute that the parser's own imports of its JSON schemas lack, so these are handed to it as
 * modules. Everything else is loaded as ever.
 */
const jsonAsModule = `import { readFile } from 'node:fs/promises';
export async function load(url, context, next) {
  if (!/\\/@actions\\/workflow-parser\\/.*\\.json$/.test(url)) return next(url, context);
  return { format: 'module', shortCircuit: true, source: 'export default ' + (await readFile(new URL(url), 'utf8')) };
}`;

/** What GitHub's parser makes of a file. */
export interface Parsed {
  readonly context: TemplateContext;
  readonly value: TemplateToken | undefined;
}

/** GitHub's parser of workflow and action files. */
export type GitHubParser = Awaited<ReturnType<typeof load>>;

let loading: Promise<GitHubParser> | undefined;

/** Loads GitHub's parser, once. */
export function loadGitHubParser(): Promise<GitHubParser> {
  loading ??= load();
  return loading;
}

async function load() {
  // In the bundle, whose files have other names, they are modules already.
  if (/\/github-parser\.[jt]s$/.test(import.meta.url))
    nodeModule.register(`data:text/javascript,${encodeURIComponent(jsonAsModule)}`);
  const [workflows, tokens, contexts, reader, yaml, workflowSchema, actionSchema] = await Promise.all([
    import('@actions/workflow-parser'),
    import('@actions/workflow-parser/templates/tokens/index'),
    import('@actions/workflow-parser/templates/template-context'),
    import('@actions/workflow-parser/templates/template-reader'),
    import('@actions/workflow-parser/workflows/yaml-object-reader'),
    import('@actions/workflow-parser/workflows/workflow-schema'),
    import('@actions/workflow-parser/actions/action-schema'),
  ]);
  /** Gives texts of several lines by their value: by their source, which the parser prefers, they would keep their indentation. */
  class ValueReader extends yaml.YamlObjectReader {
    override allowLiteral() {
      const token = super.allowLiteral();
      if (token === undefined || !workflows.isString(token)) return token;
      return new tokens.StringToken(token.file, token.range, token.value, token.definitionInfo);
    }
  }
  const parse = (name: string, content: string, kind: 'workflow' | 'action'): Parsed => {
    const schema = kind === 'workflow' ? workflowSchema.getWorkflowSchema() : actionSchema.getActionSchema();
    const root = kind === 'workflow' ? 'workflow-root-strict' : 'action-root-strict';
    const errors = new contexts.TemplateValidationErrors();
    const context = new contexts.TemplateContext(errors, schema, new workflows.NoOperationTraceWriter());
    const file = context.getFileId(name);
    const values = new ValueReader(file, content);
    for (const { message, range } of values.errors) context.error(file, message, range);
    if (values.errors.length > 0) return { context, value: undefined };
    return { context, value: reader.readTemplate(context, root, values, file) };
  };
  const { convertWorkflowTemplate, isBasicExpression, isBoolean, isMapping, isNumber, isSequence, isString } =
    workflows;
  return {
    parse,
    convertWorkflowTemplate,
    ...{ isBasicExpression, isBoolean, isMapping, isNumber, isSequence, isString },
  };
}
