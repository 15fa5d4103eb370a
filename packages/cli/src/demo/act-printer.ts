import { render } from '@weighbridge/verbs';
import type { Listener } from '@weighbridge/workflow-runner';
import type { Terminal } from '../terminal.ts';
import type { Act } from './acts.ts';
import type { Played } from './played.ts';

const signs: Readonly<Record<string, string>> = { success: '✓', failure: '✗', cancelled: '⊘', skipped: '–' };
const colours: Readonly<Record<string, number>> = { success: 32, failure: 31 };

/** Prints the acts as they are played, and what happened in the end. */
export interface ActPrinter {
  begin(index: number, act: Act): void;
  /** Shows what the workflow does as it does it, and the jobs as they end. */
  readonly listener: Listener;
  end(played: Played): void;
  closing(played: readonly Played[]): void;
}

/** @param say prints a text that stays */
export function actPrinter(terminal: Terminal, say: (text: string) => void): ActPrinter {
  const paint = (code: number | undefined, text: string): string =>
    terminal.colour && code !== undefined ? `\u001b[${code}m${text}\u001b[0m` : text;
  const { reporter } = terminal.call;
  return {
    begin: (index, { title, about }) => say(`\n${paint(1, `━━ ${index + 1}. ${title}`)}\n   ${about}\n`),
    listener: {
      step: (job, name) => reporter.progress(`${job} · ${name}`),
      line(job, line) {
        const part = /^##\[group\](?!Run )(.+)$/.exec(line)?.[1] ?? /^ {2}(\S.* left)$/.exec(line)?.[1];
        if (part !== undefined) reporter.progress(`${job} · ${part}`);
      },
      jobEnded({ name, conclusion, durationMs }) {
        const lasted = conclusion === 'skipped' ? '' : ` · ${(durationMs / 1_000).toFixed(1)} s`;
        say(`   ${paint(colours[conclusion], signs[conclusion] ?? '?')} ${name}: ${conclusion}${lasted}`);
      },
    },
    end({ verdicts, headline, comment, pull, asExpected }) {
      const { width, colour } = terminal;
      const report = render(verdicts, { kind: 'text', width, colour }, terminal.call.version);
      say(`\n${verdicts.length === 0 ? headline : report.trimEnd()}`);
      const merge = pull?.merge === 'blocked' ? 'blocked: the required check is red' : (pull?.merge ?? '');
      const lines = [
        ...(pull === null ? [] : [`merging  ${merge === 'clean' ? 'possible' : merge}`]),
        ...(pull === null ? [] : [`comment  ${comment?.url ?? 'none'}`]),
        ...(asExpected ? [] : ['This is not what this act is meant to show.']),
      ];
      if (lines.length > 0) say(`\n${lines.map((line) => `   ${line}`).join('\n')}`);
    },
    closing(played) {
      const lines = played.map(({ title, outcome, exitCode, seconds, asExpected }) => {
        const surprise = asExpected ? '' : '  ← not what this act is meant to show';
        return `  ${seconds.toFixed(1).padStart(5)} s  ${outcome.padEnd(12)} exit ${exitCode}  ${title}${surprise}`;
      });
      const total = played.reduce((sum, act) => sum + act.seconds, 0);
      say(`\n━━ What happened, in ${total.toFixed(1)} s\n\n${lines.join('\n')}\n`);
    },
  };
}
