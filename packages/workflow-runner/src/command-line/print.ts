import type { Listener } from '../job/engine.ts';
import type { Outcome } from '../outcome.ts';

const signs: Readonly<Record<string, string>> = { success: '✓', failure: '✗', cancelled: '⊘', skipped: '–' };
const marks: Readonly<Record<string, string>> = {
  group: '▾ ',
  error: 'error: ',
  warning: 'warning: ',
  notice: 'notice: ',
  debug: 'debug: ',
};

/** Prints jobs and steps as they run. */
export function logPrinter(write: (text: string) => void): Listener {
  let step = '';
  return {
    job: (name) => write(`\n● ${name}\n`),
    step(_, name) {
      step = name;
      write(`  ▸ ${name}\n`);
    },
    line(_, line) {
      const [, mark = '', text = ''] = /^(?:##\[(\w+)\])?(.*)$/s.exec(line) ?? [];
      // The step's own name stands there already.
      if (mark !== 'endgroup' && !(mark === 'group' && text === step))
        write(`    │ ${marks[mark] ?? ''}${text}\n`);
    },
    stepEnded: (_, name, conclusion, durationMs) =>
      write(
        `  ${signs[conclusion] ?? '?'} ${name}${conclusion === 'skipped' ? '' : ` · ${seconds(durationMs)}`}\n`,
      ),
    jobEnded: ({ name, conclusion, steps }) => {
      if (steps.length === 0) write(`\n● ${name}\n  ${signs[conclusion] ?? '?'} ${conclusion}\n`);
    },
  };
}

/** What came of it all, for people. */
export function conclusionsOf(outcome: Outcome): string {
  const { jobs, runs, comments, notes, violations, url } = outcome;
  const lines = runs.flatMap((run) => {
    const own = jobs.filter((job) => job.run === run.id);
    return [
      `${signs[run.conclusion] ?? '?'} ${run.name} #${run.number}${run.attempt > 1 ? `, attempt ${run.attempt}` : ''}: ${run.conclusion}`,
      ...own.flatMap(({ name, conclusion, durationMs, annotations }) => [
        `  ${signs[conclusion] ?? '?'} ${name}: ${conclusion} · ${seconds(durationMs)}`,
        ...annotations.map(({ level, message, path, line }) => {
          const place = path === undefined ? '' : `${path}${line === undefined ? '' : `:${line}`}: `;
          return `      ${level === 'failure' ? 'error' : level}: ${place}${message.split('\n').join('\n        ')}`;
        }),
      ]),
    ];
  });
  const said =
    comments.length === 0 ? [] : [`${comments.length} comments, the last by ${comments.at(-1)?.author}`];
  const wrong = violations.map((one) => `GitHub would not have understood: ${one}`);
  return ['', ...lines, ...notes.map((note) => `note: ${note}`), ...said, ...wrong, `page: ${url}`, ''].join(
    '\n',
  );
}

function seconds(ms: number): string {
  return ms < 60_000
    ? `${(ms / 1_000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}
