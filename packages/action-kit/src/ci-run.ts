import { Failure } from '@weighbridge/contract';
import type { ActionsContext, PullRequestEvent } from '@weighbridge/github';
import type { CiRun } from '@weighbridge/verbs';

/** What a workflow run is for: something to weigh, or nothing and why. */
export type Occasion =
  | { readonly weighs: true; readonly ci: CiRun }
  | { readonly weighs: false; readonly why: string };

/**
 * What an event asks for: pull requests and merge groups are weighed on a subset, pushes to the default branch and
 * schedules in full, and everything else not at all.
 *
 * @throws Failure `usage` for `pull_request_target`, which would run a stranger's code with the base's secrets
 */
export function occasionOf(context: ActionsContext): Occasion {
  const { event, runId, runAttempt, runUrl } = context;
  const run = { id: runId, attempt: runAttempt, url: runUrl };
  const weighs = (
    circumstances: Omit<CiRun['circumstances'], 'run' | 'labels'> & { readonly labels?: readonly string[] },
    base: CiRun['base'],
  ): Occasion => ({ weighs: true, ci: { circumstances: { labels: [], ...circumstances, run }, base } });
  const nothing = (why: string): Occasion => ({ weighs: false, why });
  switch (event.name) {
    case 'pull_request':
      return event.closed
        ? nothing('this pull request is closed, so there is nothing to weigh')
        : weighs(pullCircumstances(event), {
            of: 'pull-request',
            head: event.headSha,
            branch: event.baseRef,
          });
    case 'merge_group':
      return weighs(
        {
          kind: 'queue',
          // A group can hold code of forks, and runs with the base's secrets.
          trust: 'pull_request',
          event: event.name,
          draw: event.number === undefined ? event.headRef : String(event.number),
        },
        { of: 'queue', sha: event.baseSha },
      );
    case 'push':
      if (event.deleted) return nothing('a branch was deleted, so there is nothing to weigh');
      return event.toDefaultBranch
        ? weighs(
            { kind: 'main', trust: 'main', event: event.name, draw: context.defaultBranch },
            { of: 'push', before: event.before },
          )
        : nothing(
            `this is a push to ${event.branch ?? event.ref}; Weighbridge weighs pull requests, merge groups, and pushes to ${context.defaultBranch}`,
          );
    case 'schedule':
      return weighs(
        { kind: 'schedule', trust: 'main', event: event.name, draw: context.defaultBranch },
        { of: 'schedule' },
      );
    case 'workflow_dispatch':
      return nothing(notThis('workflow_dispatch'));
    case 'other':
      if (event.event === 'pull_request_target') throw targetRefused();
      return nothing(notThis(event.event));
  }
}

function notThis(event: string): string {
  return `nothing is weighed on \`${event}\`; use Weighbridge on pull_request, merge_group, push to the default branch, and schedule`;
}

function targetRefused(): Failure {
  return new Failure(
    'usage',
    'on `pull_request_target` the code of a stranger would run with the secrets of this repository; use `pull_request`',
  );
}

function pullCircumstances(event: PullRequestEvent) {
  const postponed = event.draft
    ? { postponed: 'this pull request is a draft; it is weighed when it is ready for review' }
    : {};
  const withoutSecrets = event.fork
    ? 'GitHub gives no secrets to runs of forks; a maintainer who trusts the change can push it to a branch of this repository'
    : event.dependabot
      ? "Dependabot's runs get only secrets that are set for Dependabot; set it there too"
      : undefined;
  return {
    kind: 'pr' as const,
    trust: event.fork ? ('fork' as const) : ('pull_request' as const),
    event: event.name,
    draw: String(event.number),
    reported: event.headSha,
    labels: event.labels,
    ...postponed,
    ...(withoutSecrets === undefined ? {} : { withoutSecrets }),
  };
}
