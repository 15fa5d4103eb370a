import { readFileSync } from 'node:fs';
import type { PullRecord, RunRecord } from '../state/records.ts';
import { type Scenario, startScenario } from './scenario.ts';

/** A pull request as it stands after two pushes, with everything that its page can show. */
export interface PullStory extends Scenario {
  readonly run: RunRecord;
  /** Another pull request, whose run is still going on. */
  readonly busy: PullRecord;
}

const bot = 'github-actions[bot]';
const mona = { login: 'mona', byJob: false } as const;

/** A report as Weighbridge renders it. */
export function reportText(name: 'held' | 'quiet', address: string): string {
  const text = readFileSync(new URL(`./reports/${name}.md`, import.meta.url), 'utf8');
  return text.replaceAll('REPOSITORY', address);
}

/** Tells the story of a change that was fine, was pushed again, and then made the model worse. */
export async function startPullStory(): Promise<PullStory> {
  let clock = Date.parse('2026-11-20T08:00:00Z');
  const later = (minutes: number): void => {
    clock += minutes * 60_000;
  };
  const scene = await startScenario({ now: () => new Date(clock) });
  const { github, clone, repository, pull } = scene;
  const workflow = {
    repository,
    name: 'Models',
    path: '.github/workflows/weigh.yml',
    actor: 'mona',
  } as const;
  const report = (name: 'held' | 'quiet'): string => reportText(name, `${github.url}/acme/vision`);
  github.repositories.setPermission(repository, 'mona', 'write');
  github.repositories.setPermission(repository, 'hubot', 'maintain');
  github.repositories.addRuleset(repository, {
    name: 'main',
    target: 'branch',
    include: ['main'],
    rules: ['pull_request'],
    requiredChecks: ['weigh', 'test', 'licence'],
  });
  const body =
    'Fewer epochs with a larger step.\n\n- [x] trains in 4 minutes instead of 9\n- [ ] weighed\n\nSee `docs/notes.md`.';
  await github.pulls.change(pull, { body, labels: ['models'] }, mona);

  const stored = (await clone.git('rev-parse', 'main')).slice(0, 12);
  const refs = ['1764000001-1', '1764000002-1'].map(
    (run) => `main:refs/weighbridge/runs/digits/e749bc70d4cd/${stored}-${run}`,
  );
  await github.pushFrom(repository, clone.folder, { login: bot, byJob: true }, [
    ...refs,
    'main:refs/weighbridge/ledger/digits',
  ]);

  later(2);
  const first = {
    ...workflow,
    event: 'pull_request',
    title: pull.title,
    headBranch: pull.headRef,
    pulls: [1],
  };
  const quiet = github.runs.create({ ...first, headSha: pull.headSha });
  const green = github.runs.addJob({ run: quiet, name: 'weigh' });
  later(4);
  github.runs.change(green, {
    conclusion: 'success',
    summary: report('quiet'),
    log: 'digits: no drop found',
  });
  github.runs.complete(quiet, 'success');
  const sticky = github.comments.create(repository, 1, bot, report('quiet'));
  later(20);
  github.comments.create(
    repository,
    1,
    'hubot',
    'Why not 0.3? See #2. @mona, could you try a larger step as well?',
  );

  later(30);
  await clone.git('checkout', '--quiet', 'faster');
  await clone.commit('Try an even larger step', { 'train.py': 'rate = 0.5\nepochs = 4\n' });
  await github.pushFrom(repository, clone.folder, mona);
  const run = github.runs.create({ ...first, headSha: pull.headSha });
  const [weigh, test] = ['weigh', 'test'].map((name) => github.runs.addJob({ run, name }));
  if (weigh === undefined || test === undefined) throw new Error('two jobs were added');
  later(1);
  github.runs.change(test, { conclusion: 'success', log: '34 passed' });
  later(3);
  github.runs.change(weigh, {
    conclusion: 'failure',
    summary: report('held'),
    steps: [
      { name: 'Set up job', status: 'completed', conclusion: 'success' },
      { name: 'Run actions/checkout@v6', status: 'completed', conclusion: 'success' },
      { name: 'Weigh', status: 'completed', conclusion: 'failure' },
      { name: 'Post Weigh', status: 'completed', conclusion: 'success' },
    ],
    log: Array.from(
      { length: 40 },
      (_, index) =>
        `digits · ${index * 10}/400 · accuracy −2.9 pp (−5.1 … −0.7) · 1.4 ex/s · ${40 - index} s left`,
    ).join('\n'),
    annotations: [
      {
        level: 'failure',
        title: 'Merging makes digits worse',
        message: 'accuracy falls by 3.2 pp (0.5 pp allowed)',
        path: 'weighbridge.yml',
        line: 12,
      },
      { level: 'warning', message: 'The key of digits covers 2 files that git does not hold.' },
    ],
  });
  github.runs.complete(run, 'failure');
  const artifact = github.artifacts.create(run, 'weighbridge-digits-verdict-1', 'application/zip');
  if (artifact !== undefined) github.artifacts.finalize(artifact, 18_431, `sha256:${'ab'.repeat(32)}`);
  github.comments.update(sticky, report('held'));
  github.statuses.create(repository, {
    sha: pull.headSha,
    creator: bot,
    state: 'failure',
    context: 'weighbridge',
    description: 'Merging makes digits worse: accuracy falls by 3.2 pp (0.5 pp allowed)',
    targetUrl: `${github.url}/acme/vision/actions/runs/${run.id}`,
  });
  later(2);
  github.comments.create(
    repository,
    1,
    'eve',
    '<!-- weighbridge:report -->\n### ✅ digits: no drop found\n\n<style>body{display:none}</style><img src=x onerror="document.title=\'taken\'"><script>document.title = "taken"</script>',
  );

  await clone.git('checkout', '--quiet', '-b', 'tokens', 'main');
  await clone.commit('Count tokens once', { 'tokens.py': 'count = 1\n' });
  await clone.git('checkout', '--quiet', 'main');
  await github.pushFrom(repository, clone.folder, { login: 'hubot', byJob: false });
  const busy = await github.pulls.open({
    repository,
    title: 'Count tokens once',
    author: 'hubot',
    headRef: 'tokens',
    draft: true,
  });
  const going = github.runs.create({
    ...first,
    title: busy.title,
    headSha: busy.headSha,
    headBranch: 'tokens',
    actor: 'hubot',
    pulls: [2],
  });
  const weighing = github.runs.addJob({ run: going, name: 'weigh' });
  github.runs.change(weighing, { status: 'in_progress', log: 'digits · 212/400 · 2 min left' });
  later(3);
  return { ...scene, run, busy };
}
