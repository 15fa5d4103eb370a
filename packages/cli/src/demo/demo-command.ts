import type { ExitCode, Verdict } from '@weighbridge/contract';
import { type Call, evaluate, render, run } from '@weighbridge/verbs';
import type { CommonFlags } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { type DemoRepository, demoEnvironment, makeDemoRepository } from './demo-repository.ts';
import { type DemoSources, demoSources } from './demo-sources.ts';

/** One act: what it is about, how it is played, and how it has to end. */
interface Act {
  readonly title: string;
  readonly about: string;
  readonly play: (
    call: Call,
  ) => Promise<{ readonly verdicts: readonly Verdict[]; readonly exitCode: ExitCode }>;
  readonly ends: Verdict['outcome'];
  readonly exitCode: ExitCode;
}

interface Played {
  readonly title: string;
  readonly outcome: string;
  readonly headline: string;
  readonly exitCode: ExitCode;
  readonly seconds: number;
  readonly asExpected: boolean;
  readonly verdicts: readonly Verdict[];
}

/** Plays the life of a change in a temporary repository, through the same verbs as CI. */
export async function demoCommand(
  terminal: Terminal,
  flags: CommonFlags & { keep?: boolean },
): Promise<ExitCode> {
  const sources = await demoSources();
  const env = demoEnvironment(terminal.call.env);
  const repository = await makeDemoRepository(sources, env);
  const say = (text: string): void => (flags.json ? terminal.complain(text) : terminal.print(text));
  try {
    const call: Call = { ...terminal.call, env, cwd: repository.clone };
    const played: Played[] = [];
    for (const [index, act] of actsOf(sources, repository).entries()) {
      if (terminal.call.signal.aborted) break;
      say(`\n━━ ${index + 1}. ${act.title}\n   ${act.about}\n`);
      played.push(await playAct(act, call, (verdicts) => say(reportOf(terminal, verdicts))));
    }
    const unexpected = played.filter((act) => !act.asExpected);
    if (flags.json)
      terminal.print(JSON.stringify({ acts: played, kept: flags.keep ? repository.clone : null }));
    else terminal.print(epilogue(played));
    return unexpected.length > 0 ? 4 : 0;
  } finally {
    if (flags.keep)
      say(
        `\nThe repository is kept in ${repository.clone}; try \`node ${process.argv[1] ?? ''} run\` there.`,
      );
    else await repository.remove();
  }
}

function actsOf(sources: DemoSources, repository: DemoRepository): readonly Act[] {
  const { improve, regress, docs } = sources.changes;
  const onBranch = (change: typeof improve) => async (call: Call) => {
    await repository.change(sources, change);
    return run(call, { models: [] });
  };
  return [
    {
      title: 'Main is weighed for the first time',
      about:
        'A model that reads handwritten digits is trained and evaluated on its whole suite; the run is stored in git.',
      play: (call) => evaluate(call, { models: [], full: true, record: true }),
      ends: 'no-baseline',
      exitCode: 0,
    },
    { title: improve.title, about: improve.about, play: onBranch(improve), ends: 'pass', exitCode: 0 },
    {
      title: 'The change is merged, and main is weighed again',
      about: 'Its run is stored beside the first; from here on changes are compared with the better model.',
      play: async (call) => {
        await repository.merge(improve);
        return evaluate(call, { models: [], full: true, record: true });
      },
      ends: 'pass',
      exitCode: 0,
    },
    { title: regress.title, about: regress.about, play: onBranch(regress), ends: 'regressed', exitCode: 1 },
    { title: docs.title, about: docs.about, play: onBranch(docs), ends: 'untouched', exitCode: 0 },
  ];
}

async function playAct(act: Act, call: Call, show: (verdicts: readonly Verdict[]) => void): Promise<Played> {
  const started = performance.now();
  const { verdicts, exitCode } = await act.play(call);
  const seconds = (performance.now() - started) / 1_000;
  show(verdicts);
  const [verdict] = verdicts;
  return {
    title: act.title,
    outcome: verdict?.outcome ?? 'none',
    headline: verdict?.headline ?? '',
    exitCode,
    seconds,
    asExpected: verdict?.outcome === act.ends && exitCode === act.exitCode,
    verdicts,
  };
}

function reportOf(terminal: Terminal, verdicts: readonly Verdict[]): string {
  return render(
    verdicts,
    { kind: 'text', width: terminal.width, colour: terminal.colour },
    terminal.call.version,
  );
}

function epilogue(played: readonly Played[]): string {
  const lines = played.map(({ title, outcome, exitCode, seconds, asExpected }) => {
    const surprise = asExpected ? '' : '  ← not what this act is meant to show';
    return `  ${seconds.toFixed(1).padStart(5)} s  ${outcome.padEnd(12)} exit ${exitCode}  ${title}${surprise}`;
  });
  const total = played.reduce((sum, act) => sum + act.seconds, 0);
  return `\n━━ What happened, in ${total.toFixed(1)} s\n\n${lines.join('\n')}\n`;
}
