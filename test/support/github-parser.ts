import { register } from 'node:module';

// The parser imports its schemas, which are JSON, without the attribute that Node asks for: they are handed to it as modules.
const jsonAsModule = `import { readFile } from 'node:fs/promises';
export async function load(url, context, next) {
  if (!/\\/@actions\\/workflow-parser\\/.*\\.json$/.test(url)) return next(url, context);
  return { format: 'module', shortCircuit: true, source: 'export default ' + (await readFile(new URL(url), 'utf8')) };
}`;
register(`data:text/javascript,${encodeURIComponent(jsonAsModule)}`);

const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
  '@actions/workflow-parser'
);
const { parseAction } = await import('@actions/workflow-parser/actions/index');

/** What GitHub would say of a workflow before it starts a run: mistakes of the file, and of each of its jobs. */
export async function mistakesOfWorkflow(name: string, content: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** What GitHub would say of an action when a job begins to use it. */
export function mistakesOfAction(name: string, content: string): readonly string[] {
  const { context } = parseAction({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}
