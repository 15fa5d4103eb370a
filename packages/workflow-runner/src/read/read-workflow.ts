import type { TemplateContext } from '@actions/workflow-parser/templates/template-context';
import { Failure, type Problem } from '@weighbridge/contract';
import { type GitHubParser, loadGitHubParser } from './github-parser.ts';
import { entriesOf, field, keyOf, mapField, type Node, textField, textsOf } from './node.ts';
import { nodeOfToken } from './node-of-token.ts';
import { readJob } from './read-job.ts';
import { unsupportedIn } from './unsupported.ts';
import type { Source, Workflow } from './workflow.ts';

/** A workflow file, and where it comes from. */
export interface WorkflowText {
  readonly path: string;
  readonly source: Source;
  /** How messages name the file. */
  readonly file: string;
  readonly text: string;
}

/** Reads a workflow file. Throws a Failure with every mistake that GitHub's parser finds, each at its place. */
export async function readWorkflow({ path, source, file, text }: WorkflowText): Promise<Workflow> {
  const parser = await loadGitHubParser();
  const { context, value } = parser.parse(file, text, 'workflow');
  if (value === undefined || context.errors.count > 0) throw mistakes(context, file);
  const root = nodeOfToken(parser, value, file);
  const template = await parser.convertWorkflowTemplate(context, value);
  if (context.errors.count > 0) throw mistakes(context, file);
  const conditions = new Map(template.jobs.map((job) => [job.id.value, conditionsOf(job)] as const));
  return {
    path,
    source,
    name: textField(root, 'name') ?? path,
    where: { file },
    runName: field(root, 'run-name'),
    on: eventsOf(field(root, 'on')),
    permissions: field(root, 'permissions'),
    env: mapField(root, 'env'),
    defaults: field(root, 'defaults'),
    concurrency: field(root, 'concurrency'),
    unsupported: unsupportedIn(root),
    jobs: entriesOf(field(root, 'jobs')).map((entry) =>
      readJob(keyOf(entry), entry.value, entry.key.where, conditions.get(keyOf(entry))),
    ),
  };
}

/** Conditions of a job and its steps, as the parser completes them by `success()`. */
export interface Conditions {
  readonly job: string;
  readonly steps: readonly (string | undefined)[];
  /** Ids that the parser gives to steps without one. */
  readonly ids: readonly string[];
}

type Template = Awaited<ReturnType<GitHubParser['convertWorkflowTemplate']>>;

function conditionsOf(job: Template['jobs'][number]): Conditions {
  const steps = job.type === 'job' ? job.steps : [];
  return {
    job: job.if.expression,
    steps: steps.map((step) => step.if?.expression),
    ids: steps.map(({ id }) => id),
  };
}

function eventsOf(on: Node | undefined): ReadonlyMap<string, Node | undefined> {
  if (on?.kind === 'map') return new Map(on.entries.map((entry) => [keyOf(entry), entry.value]));
  return new Map(textsOf(on).map((name) => [name, undefined]));
}

/** What the parser found wrong, without the prefix that says the place again. */
export function mistakes(context: TemplateContext, file: string): Failure {
  const problems = context.errors.getErrors().map(({ rawMessage, range }): Problem => {
    const place = range === undefined ? {} : { line: range.start.line, column: range.start.column };
    return { message: rawMessage, where: { file, ...place } };
  });
  return new Failure('config', problems);
}
