import type { Verdict } from '@weighbridge/contract';
import type { Outcome } from '@weighbridge/workflow-runner';
import type { Act, Ending } from './acts.ts';
import { requiredCheck, type Stage } from './stage.ts';
import { verdictsOf } from './verdict-artifact.ts';

/** An act that was played, as `--json` prints it. */
export interface Played {
  readonly title: string;
  readonly outcome: string;
  readonly headline: string;
  readonly exitCode: number;
  readonly seconds: number;
  readonly asExpected: boolean;
  readonly event: string;
  readonly jobs: readonly { readonly name: string; readonly conclusion: string; readonly seconds: number }[];
  /** With what GitHub says of merging it: `clean`, `blocked`, … */
  readonly pull: { readonly number: number; readonly url: string; readonly merge: string } | null;
  readonly comment: { readonly url: string; readonly body: string } | null;
  readonly verdicts: readonly Verdict[];
}

/** Gathers what came of an act from what stands on GitHub now. */
export async function playedOf(act: Act, stage: Stage, outcome: Outcome, seconds: number): Promise<Played> {
  const { runner, repository } = stage;
  const { github } = runner;
  const [run] = outcome.runs.flatMap(({ id }) => github.runs.find(repository, id) ?? []);
  const verdicts = run === undefined ? [] : await verdictsOf(github, run);
  // What a job said of itself; of a change that touches no model it uploads no verdict.
  const weighed = outcome.jobs.find(({ outputs }) => outputs['exit-code'] !== undefined);
  const comment = outcome.pull === null ? undefined : github.comments.list(repository, outcome.pull).at(-1);
  const played = {
    title: act.title,
    outcome: weighed?.outputs['outcome'] ?? 'none',
    headline: verdicts[0]?.headline ?? headingOf(weighed?.summary ?? ''),
    exitCode: Number(weighed?.outputs['exit-code'] ?? 4),
    seconds,
    event: outcome.event,
    jobs: outcome.jobs.map(({ name, conclusion, durationMs }) => ({
      name,
      conclusion,
      seconds: durationMs / 1_000,
    })),
    pull:
      outcome.pull === null
        ? null
        : { number: outcome.pull, url: outcome.url, merge: await mergeStateOf(stage, outcome.pull) },
    comment:
      comment === undefined ? null : { url: `${outcome.url}#issuecomment-${comment.id}`, body: comment.body },
    verdicts,
  };
  return { ...played, asExpected: outcome.violations.length === 0 && endsAs(act.ends, played) };
}

/** What the API answers to whoever asks whether a pull request can be merged. */
async function mergeStateOf({ runner, repository }: Stage, pull: number): Promise<string> {
  const address = `${runner.github.apiUrl}/repos/${repository.owner}/${repository.name}/pulls/${pull}`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  const { mergeable_state: state } = (await answer.json()) as { mergeable_state?: string };
  return state ?? 'unknown';
}

/** The heading of a summary in Markdown, without its sign. */
function headingOf(summary: string): string {
  return /^### (?:\P{L}+ )?(.+)$/mu.exec(summary)?.[1] ?? '';
}

function endsAs(ends: Ending, played: Omit<Played, 'asExpected'>): boolean {
  const ended = (name: string): string | undefined =>
    played.jobs.find((job) => job.name === name)?.conclusion;
  return (
    played.outcome === ends.outcome &&
    played.exitCode === ends.exitCode &&
    ended(requiredCheck) === (ends.exitCode === 0 ? 'success' : 'failure') &&
    ended('weighbridge / record') === (ends.recorded ? 'success' : 'skipped') &&
    (played.comment !== null) === (ends.comment ?? false) &&
    played.pull?.merge === ends.merge
  );
}
