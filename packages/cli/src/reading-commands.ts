import type { ExitCode } from '@weighbridge/contract';
import { explain, gate, type ReportFormat, report } from '@weighbridge/verbs';
import type { CommonFlags } from './program.ts';
import type { Terminal } from './terminal.ts';

export async function reportCommand(
  terminal: Terminal,
  flags: CommonFlags & { format: ReportFormat['kind'] },
  [path = '']: readonly string[],
): Promise<ExitCode> {
  const format: ReportFormat =
    flags.format === 'text'
      ? { kind: 'text', width: terminal.width, colour: terminal.colour }
      : { kind: flags.format };
  const text = await report(terminal.call, path, format);
  terminal.print(flags.json ? JSON.stringify({ format: flags.format, report: text }) : text);
  return 0;
}

export async function explainCommand(
  terminal: Terminal,
  flags: CommonFlags,
  [path = '', metric]: readonly string[],
): Promise<ExitCode> {
  const explanation = await explain(terminal.call, path, metric);
  terminal.print(flags.json ? JSON.stringify({ explanation }) : explanation);
  return 0;
}

export async function gateCommand(
  terminal: Terminal,
  flags: CommonFlags,
  paths: readonly string[],
): Promise<ExitCode> {
  const { verdicts, exitCode, reason } = await gate(terminal.call, paths);
  const lines = verdicts.map(({ model, outcome, exitCode: code, headline }) => ({
    model,
    outcome,
    exitCode: code,
    headline,
  }));
  if (flags.json) terminal.print(JSON.stringify({ exitCode, reason: reason ?? null, verdicts: lines }));
  else {
    const said = [...lines.map(({ headline }) => headline), ...(reason === undefined ? [] : [reason])];
    terminal.print(
      `${said.join('\n')}\n${exitCode === 0 ? 'the gate is open' : `the gate is closed (exit code ${exitCode})`}`,
    );
  }
  return exitCode;
}
