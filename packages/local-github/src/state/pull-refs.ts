import { deleteRef, importRefs, resolve, setRef } from '../git/bare-repository.ts';
import { mergeCommits } from '../git/merge-commit.ts';
import type { PullRecord } from './records.ts';
import type { Repositories } from './repositories.ts';
import type { Store } from './store.ts';

/** refs/pull/N/head and refs/pull/N/merge of the base's bare repository. */
export interface PullRefs {
  gitDir(pull: PullRecord): string;
  baseTip(pull: PullRecord): Promise<string | undefined>;
  /** Brings the head's commits over, from a fork too, and notes where the head is. */
  takeHead(pull: PullRecord): Promise<void>;
  /** Makes the test merge anew, unless neither side has moved. */
  testMerge(pull: PullRecord): Promise<void>;
}

export function pullRefsOf(store: Store, repositories: Repositories): PullRefs {
  const gitDir = (pull: PullRecord): string => repositories.gitDir(repositories.get(pull.repository));
  const baseTip = (pull: PullRecord): Promise<string | undefined> =>
    resolve(gitDir(pull), `refs/heads/${pull.baseRef}`);
  return {
    gitDir,
    baseTip,
    async takeHead(pull) {
      const from = repositories.gitDir(repositories.get(pull.headRepository));
      const target = `refs/pull/${pull.number}/head`;
      await importRefs(gitDir(pull), from, [`+refs/heads/${pull.headRef}:${target}`]);
      pull.headSha = (await resolve(gitDir(pull), target)) ?? pull.headSha;
      store.touch();
    },
    async testMerge(pull) {
      const base = await baseTip(pull);
      if (base === undefined || pull.mergedFrom === `${base} ${pull.headSha}`) return;
      const message = `Merge ${pull.headSha} into ${base}`;
      const sha = await mergeCommits(gitDir(pull), { base, head: pull.headSha, message, at: store.now() });
      pull.mergedFrom = `${base} ${pull.headSha}`;
      pull.mergeable = sha !== undefined;
      pull.mergeCommitSha = sha ?? null;
      const ref = `refs/pull/${pull.number}/merge`;
      if (sha !== undefined) await setRef(gitDir(pull), ref, sha);
      else await deleteRef(gitDir(pull), ref);
      store.touch();
    },
  };
}
