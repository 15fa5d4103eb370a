import type { ExitCode } from '@weighbridge/contract';
import type { CommonFlags } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { actPrinter } from './act-printer.ts';
import { actsOf } from './acts.ts';
import { demoSources } from './demo-sources.ts';
import { type Played, playedOf } from './played.ts';
import { serveKept } from './serve-kept.ts';
import { buildStage } from './stage.ts';

export interface DemoFlags extends CommonFlags {
  readonly keep?: boolean;
  /** A folder that was kept; false: end when the last act is over. */
  readonly serve?: string | boolean;
}

/** Plays the life of a change on a GitHub of this machine, through the workflow and actions that run on the real one. */
export async function demoCommand(terminal: Terminal, flags: DemoFlags): Promise<ExitCode> {
  if (typeof flags.serve === 'string') return serveKept(terminal, flags.serve, flags.json === true);
  const { reporter, signal, env } = terminal.call;
  const say = (text: string): void => (flags.json ? terminal.complain(text) : terminal.print(text));
  const sources = await demoSources();
  reporter.progress('starting a GitHub on this machine');
  const stage = await buildStage(sources, env);
  try {
    const printer = actPrinter(terminal, say);
    const played: Played[] = [];
    for (const [index, act] of actsOf(sources).entries()) {
      if (signal.aborted) break;
      printer.begin(index, act);
      const started = performance.now();
      const outcome = await act.play(stage, { listener: printer.listener, signal });
      if (signal.aborted) break;
      const now = await playedOf(act, stage, outcome, (performance.now() - started) / 1_000);
      played.push(now);
      printer.end(now);
    }
    if (signal.aborted) return 4;
    if (flags.json) terminal.print(JSON.stringify({ acts: played, kept: flags.keep ? stage.folder : null }));
    else printer.closing(played);
    if (flags.keep) {
      const again = `node ${process.argv[1] ?? ''} demo --serve ${stage.folder}`;
      say(
        `Kept in ${stage.folder}: the GitHub, which \`${again}\` serves again, and its author's clone, digits.`,
      );
    }
    const held = played.find(({ pull }) => pull?.merge === 'blocked')?.pull?.url;
    if (flags.serve !== false && terminal.interactive && !flags.json) {
      say(`open ${held ?? stage.runner.github.url} — Ctrl-C ends it`);
      await terminal.untilInterrupted();
    }
    return played.every(({ asExpected }) => asExpected) ? 0 : 4;
  } finally {
    await stage.close(flags.keep === true);
  }
}
