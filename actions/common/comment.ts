import { Failure, type Verdict } from '@weighbridge/contract';
import { type PutOutcome, putReport } from '@weighbridge/github';
import { renderFailure, renderMarkdown, reportMarker } from '@weighbridge/report';
import { repositoryUrl } from './conclusion.ts';
import { githubOf } from './github-of.ts';
import { type Chosen, reportKey } from './inputs.ts';
import type { Stage } from './stage.ts';

/** What is to stand on the pull request, and where. */
export interface CommentRequest {
  /** Markdown of the report. */
  readonly markdown: string;
  /** Make a comment where there is none: not for a change that touches no model. */
  readonly create: boolean;
  /** One comment for each policy, and each choice of its models. */
  readonly chosen: Chosen;
}

/** What became of the comment, in a sentence for the log, and for the summary where its reader would miss the comment. */
export interface CommentOutcome {
  readonly said: string;
  readonly summary: string | undefined;
  readonly url: string | undefined;
  /** What it says, or would have said. */
  readonly markdown: string;
}

type Outcome = Omit<CommentOutcome, 'markdown'>;

/**
 * Puts the report on the pull request. What keeps it from getting there is said, and is no fault of the change: the summary
 * carries the report in any case.
 */
export async function comment(stage: Stage, request: CommentRequest): Promise<CommentOutcome> {
  return { ...(await tried(stage, request)), markdown: request.markdown };
}

async function tried(stage: Stage, request: CommentRequest): Promise<Outcome> {
  const { event } = stage.context;
  if (event.name !== 'pull_request') return nothingSaid(`no comment: \`${event.name}\` has no pull request`);
  const readOnly = event.fork
    ? 'GitHub gives runs of forks a token that only reads'
    : event.dependabot
      ? "GitHub gives Dependabot's runs a token that only reads"
      : undefined;
  if (readOnly !== undefined) return withoutComment(readOnly);
  if (!stage.call.token) return withoutComment('the step was given no `token`');
  try {
    return outcomeOf(await put(stage, event, request));
  } catch (error) {
    if (!(error instanceof Failure) || stage.call.signal.aborted) throw error;
    stage.call.reporter.warn(`the comment could not be written: ${error.message}`);
    return withoutComment('GitHub did not take it');
  }
}

/** The report on verdicts, as a comment: none is made for a change that touches no model. */
export function commentOn(
  stage: Stage,
  verdicts: readonly Verdict[],
  chosen: Chosen,
): Promise<CommentOutcome> {
  const options = { version: stage.call.version, repositoryUrl: repositoryUrl(stage.context) };
  const create = verdicts.some(({ outcome }) => outcome !== 'untouched');
  return comment(stage, { markdown: renderMarkdown(verdicts, options), create, chosen });
}

/** What has to be mended before anything can be weighed, as a comment. */
export function commentOnFailure(
  stage: Stage,
  { problems }: Failure,
  chosen: Chosen,
): Promise<CommentOutcome> {
  const markdown = renderFailure(problems, {
    version: stage.call.version,
    repositoryUrl: repositoryUrl(stage.context),
  });
  return comment(stage, { markdown, create: true, chosen });
}

function put(
  stage: Stage,
  event: { readonly number: number; readonly headSha: string },
  { markdown, create, chosen }: CommentRequest,
): Promise<PutOutcome> {
  const { id, attempt } = stage.ci.circumstances.run;
  return putReport(githubOf(stage), {
    pull: event.number,
    key: reportKey(chosen),
    body: markdown.replace(`${reportMarker}\n`, ''),
    head: event.headSha,
    run: { id, attempt },
    create,
  });
}

function outcomeOf({ kind, url, removed }: PutOutcome): Outcome {
  const duplicates =
    removed === 0 ? '' : `; ${removed === 1 ? 'a duplicate was' : `${removed} duplicates were`} removed`;
  const at = url === undefined ? '' : `: ${url}`;
  switch (kind) {
    case 'created':
      return { ...nothingSaid(`the comment was made${at}${duplicates}`), url };
    case 'updated':
      return { ...nothingSaid(`the comment was updated${at}${duplicates}`), url };
    case 'unchanged':
      return { ...nothingSaid(`the comment says this already${at}${duplicates}`), url };
    case 'older':
      return { ...nothingSaid(`no comment: a newer run reports on this pull request${at}`), url };
    case 'closed':
      return withoutComment('the pull request was closed meanwhile');
    case 'read-only':
      return withoutComment('the token may not write comments; give the job `pull-requests: write`');
    case 'absent':
      return nothingSaid('no comment: the change touches no model');
  }
}

function nothingSaid(said: string): Outcome {
  return { said, summary: undefined, url: undefined };
}

function withoutComment(why: string): Outcome {
  return {
    said: `no comment: ${why}; the report is the job's summary`,
    summary: `<sub>This report is not on the pull request: ${why}. It stands here, and the check says its conclusion.</sub>`,
    url: undefined,
  };
}
