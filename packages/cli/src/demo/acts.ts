import type { ExitCode, Verdict } from '@weighbridge/contract';
import type { Call, Outcome } from '@weighbridge/workflow-runner';
import type { DemoChange, DemoSources } from './demo-sources.ts';
import { author, type Stage } from './stage.ts';

/** What the runner is told beside what happens. */
export type Watch = Pick<Call, 'listener' | 'signal'>;

/** How an act has to end. */
export interface Ending {
  readonly outcome: Verdict['outcome'];
  readonly exitCode: ExitCode;
  /** Whether the run of main is stored. */
  readonly recorded: boolean;
  /** Whether the pull request is commented on; undefined where there is none. */
  readonly comment?: boolean;
  /** What GitHub says of merging it. */
  readonly merge?: 'clean' | 'blocked';
}

/** One act: what it is about, how it is played, and how it has to end. */
export interface Act {
  readonly title: string;
  readonly about: string;
  readonly play: (stage: Stage, watch: Watch) => Promise<Outcome>;
  readonly ends: Ending;
}

/** The life of a change on GitHub, in five acts. */
export function actsOf({ changes: { improve, regress, docs } }: DemoSources): readonly Act[] {
  return [
    {
      title: 'The first push to main is weighed',
      about:
        'A model that reads handwritten digits is trained and evaluated on its whole suite; another job stores the run in git.',
      play: ({ runner, clone: { folder } }, watch) => runner.push({ ...watch, folder, actor: author }),
      ends: { outcome: 'no-baseline', exitCode: 0, recorded: true },
    },
    {
      ...proposal(improve),
      ends: { outcome: 'pass', exitCode: 0, recorded: false, comment: true, merge: 'clean' },
    },
    {
      title: 'It is merged, and main is weighed again',
      about: 'Its run is stored beside the first; from here on changes are compared with the better model.',
      async play({ runner, clone }, watch) {
        const { folder } = clone;
        const outcome = await runner.push({ ...watch, folder, actor: author, merge: improve.branch });
        await clone.pullMain();
        return { ...outcome, pull: null };
      },
      ends: { outcome: 'pass', exitCode: 0, recorded: true },
    },
    {
      ...proposal(regress),
      ends: { outcome: 'regressed', exitCode: 1, recorded: false, comment: true, merge: 'blocked' },
    },
    {
      ...proposal(docs),
      ends: { outcome: 'untouched', exitCode: 0, recorded: false, comment: false, merge: 'clean' },
    },
  ];
}

/** A pull request is opened. */
function proposal(change: DemoChange): Pick<Act, 'title' | 'about' | 'play'> {
  const { title, about, body, branch: head } = change;
  return {
    title: `Pull request: ${title}`,
    about,
    async play({ runner, clone }, watch) {
      await clone.commit(change);
      return runner.pullRequest({ ...watch, folder: clone.folder, actor: author, head, title, body });
    },
  };
}
