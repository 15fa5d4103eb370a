import { join, relative } from 'node:path';
import type { ActionResult, Annotation } from '@weighbridge/action-kit';
import type { Verdict } from '@weighbridge/contract';
import { renderMarkdown } from '@weighbridge/report';
import { render, stateRoot, verdictDocument, type Weighed, writeJson } from '@weighbridge/verbs';
import { concludesSuccess, repositoryUrl } from './conclusion.ts';
import type { Stage } from './stage.ts';

/** What every action that weighs gives to the steps and jobs that follow. */
export const weighedOutputs = {
  outcome:
    'What became of it: `pass`, `regressed`, `inconclusive`, … of several models the one that counts most.',
  'exit-code':
    '0 may merge, 1 regressed, 2 configuration, 3 cannot tell and the policy holds, 4 infrastructure.',
  verdict: 'Path of the verdict in JSON; of several models, the set of them.',
  report: 'Path of the report in Markdown.',
} as const;

type WeighedOutput = keyof typeof weighedOutputs;

/** Columns of a log on GitHub's page. */
const logWidth = 110;

/** Verdicts as a step says them: outputs, summary, annotations at the rules that fired, and the last lines of its log. */
export async function weighedResult(
  stage: Stage,
  { verdicts, exitCode }: Pick<Weighed, 'verdicts' | 'exitCode'>,
  summaryNote?: string,
): Promise<ActionResult<WeighedOutput>> {
  const { call } = stage;
  const root = stateRoot(call.cwd);
  const verdictPath = join(root, 'verdict.json');
  const document = verdictDocument(verdicts);
  await writeJson(verdictPath, document);
  const report = renderMarkdown(verdicts, {
    version: call.version,
    repositoryUrl: repositoryUrl(stage.context),
  });
  return {
    exitCode: concludesSuccess(stage) ? 0 : exitCode,
    outputs: {
      outcome: document.outcome,
      'exit-code': exitCode,
      verdict: relative(call.cwd, verdictPath),
      report: relative(call.cwd, join(root, 'report.md')),
    },
    summary: summaryNote === undefined ? report : `${report}\n${summaryNote}\n`,
    log: render(verdicts, { kind: 'text', width: logWidth, colour: false }, call.version),
    annotations: verdicts.flatMap(annotationsOf),
  };
}

const failing = new Set(['regressed', 'below-floor']);

/** The headline at the model's line of weighbridge.yml, and what each rule found at its own. */
function annotationsOf(verdict: Verdict): readonly Annotation[] {
  const { model, headline, outcome, exitCode, context } = verdict;
  const silent =
    exitCode === 0 && (outcome === 'pass' || outcome === 'untouched' || outcome === 'no-baseline');
  if (silent) return [];
  const level = exitCode === 0 ? 'warning' : 'error';
  const title = `Weighbridge: ${model}`;
  const rules = verdict.metrics.filter(
    (metric) => metric.gate === 'block' && metric.slice === null && failing.has(metric.outcome),
  );
  if (rules.length === 0) return [{ level, title, message: headline, where: context.config ?? undefined }];
  return rules.map(({ name, outcome: found, config }, index) => ({
    level,
    title,
    message: index === 0 ? headline : `${name}: ${found}`,
    where: config ?? context.config ?? undefined,
  }));
}
