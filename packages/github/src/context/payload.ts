import { z } from 'zod';

const commit = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'no commit id');
const name = z.string().min(1).max(1_024);
const owner = z.object({ login: name });
const repository = z.object({ full_name: name });

/** The fields that are read of each event's payload; all others are dropped. */
export const payloads = {
  pull_request: z.object({
    action: name,
    number: z.int().positive(),
    pull_request: z.object({
      state: name,
      draft: z.boolean().default(false),
      // Nobody where the account is gone.
      user: owner.nullish(),
      labels: z.array(z.object({ name: z.string() })).default([]),
      merge_commit_sha: commit.nullish(),
      // A fork that was deleted is null.
      head: z.object({ sha: commit, ref: name, repo: repository.nullish() }),
      base: z.object({ sha: commit, ref: name }),
    }),
  }),
  merge_group: z.object({
    merge_group: z.object({ head_sha: commit, head_ref: name, base_sha: commit, base_ref: name }),
  }),
  push: z.object({
    ref: name,
    before: commit,
    after: commit,
    deleted: z.boolean().default(false),
  }),
  schedule: z.object({ schedule: name }),
  workflow_dispatch: z.object({ ref: name.optional() }),
} as const;

/** What every payload has. */
export const anyPayload = z.object({ repository: z.object({ default_branch: name }) });
