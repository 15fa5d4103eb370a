import { formatProblem } from '@weighbridge/contract';
import type { Reporter } from '@weighbridge/verbs';

/** Without a terminal a progress line comes this often at most. */
const progressEveryMs = 5_000;

/** A reporter whose progress line can be taken away, before something else is printed. */
export interface TerminalReporter extends Reporter {
  clear(): void;
}

/** Progress and logs on standard error; where it is a terminal, a progress line is written over the one before. */
export function terminalReporter(stream: NodeJS.WriteStream, colour: boolean): TerminalReporter {
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const isTerminal = stream.isTTY === true;
  let pending = false;
  let lastProgressMs = Number.NEGATIVE_INFINITY;
  const write = (text: string): void => {
    stream.write(`${pending ? '\r\u001b[K' : ''}${text}\n`);
    pending = false;
  };
  return {
    clear() {
      if (pending) stream.write('\r\u001b[K');
      pending = false;
    },
    step: (title) => write(paint(1, title)),
    line: (text) => write(`  ${text}`),
    warn: (message, where) =>
      write(paint(33, `  warning: ${formatProblem(where === undefined ? { message } : { message, where })}`)),
    output: (text) => write(paint(2, `  │ ${text}`)),
    progress: (text) => {
      if (isTerminal) {
        stream.write(`\r\u001b[K  ${text.slice(0, (stream.columns || 80) - 3)}`);
        pending = true;
      } else if (performance.now() - lastProgressMs >= progressEveryMs) {
        lastProgressMs = performance.now();
        write(`  ${text}`);
      }
    },
  };
}
