import type { z } from 'zod';
import type { GitHubEvent, MergeGroupEvent, PullRequestEvent, PushEvent } from './actions-context.ts';
import { payloads } from './payload.ts';

/** What the event is judged by, beside its payload. */
export interface Surroundings {
  /** `owner/name` */
  readonly repository: string;
  readonly sha: string;
  readonly ref: string;
  readonly actor: string;
  readonly defaultBranch: string;
}

const dependabot = 'dependabot[bot]';
const noCommit = /^0+$/;

/** Reads the payload of an event. Throws zod's error, with the fields that are missing, where it is not what GitHub sends. */
export function eventOf(event: string, payload: unknown, around: Surroundings): GitHubEvent {
  switch (event) {
    case 'pull_request':
      return pullRequest(payloads.pull_request.parse(payload), around);
    case 'merge_group':
      return mergeGroup(payloads.merge_group.parse(payload));
    case 'push':
      return push(payloads.push.parse(payload), around);
    case 'schedule':
      return { name: 'schedule', cron: payloads.schedule.parse(payload).schedule };
    case 'workflow_dispatch': {
      // A run that is started by hand on a branch has that branch in either place.
      const ref = payloads.workflow_dispatch.parse(payload).ref ?? around.ref;
      return { name: 'workflow_dispatch', ref, onDefaultBranch: branchOf(ref) === around.defaultBranch };
    }
    default:
      return { name: 'other', event };
  }
}

function pullRequest(payload: z.infer<typeof payloads.pull_request>, around: Surroundings): PullRequestEvent {
  const { action, number, pull_request: pull } = payload;
  const headRepository = pull.head.repo?.full_name ?? null;
  // The payload names the test merge of the push before, or none yet; the run is started on the right one.
  const mergeSha = around.ref === `refs/pull/${number}/merge` ? around.sha : (pull.merge_commit_sha ?? null);
  const author = pull.user?.login ?? 'ghost';
  return {
    name: 'pull_request',
    action,
    number,
    headSha: pull.head.sha,
    headRef: pull.head.ref,
    headRepository,
    baseRef: pull.base.ref,
    baseSha: pull.base.sha,
    mergeSha,
    // Names of repositories do not differ by case.
    fork: headRepository?.toLowerCase() !== around.repository.toLowerCase(),
    draft: pull.draft,
    labels: pull.labels.map((label) => label.name),
    author,
    dependabot: author === dependabot || around.actor === dependabot,
    closed: pull.state !== 'open',
  };
}

function mergeGroup({ merge_group: group }: z.infer<typeof payloads.merge_group>): MergeGroupEvent {
  // gh-readonly-queue/BASE/pr-NUMBER-SHA: the only place in which a merge group names a pull request.
  const number = /gh-readonly-queue\/.+\/pr-(\d{1,15})-[0-9a-f]{40,64}$/.exec(group.head_ref)?.[1];
  return {
    name: 'merge_group',
    headSha: group.head_sha,
    headRef: group.head_ref,
    baseSha: group.base_sha,
    baseRef: group.base_ref,
    number: number === undefined ? undefined : Number(number),
  };
}

function push(payload: z.infer<typeof payloads.push>, { defaultBranch }: Surroundings): PushEvent {
  const { ref, before, after, deleted } = payload;
  const branch = branchOf(ref);
  return {
    name: 'push',
    ref,
    branch,
    before: noCommit.test(before) ? undefined : before,
    after,
    toDefaultBranch: branch === defaultBranch,
    deleted: deleted || noCommit.test(after),
  };
}

/** A branch's name without `refs/heads/`; undefined for a tag and other refs. */
function branchOf(ref: string): string | undefined {
  if (ref.startsWith('refs/heads/')) return ref.slice('refs/heads/'.length);
  return ref.startsWith('refs/') ? undefined : ref;
}
