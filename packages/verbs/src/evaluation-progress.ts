import { readFile, stat } from 'node:fs/promises';
import { progressLine } from '@weighbridge/report';
import { bytesSource, type ResultColumns, readResults } from '@weighbridge/results';
import { estimateSoFar } from '@weighbridge/verdict';
import { rowReading } from './baseline-columns.ts';
import type { Call } from './call.ts';
import type { EvaluateOptions } from './evaluate-suite.ts';

/** How often the rows are looked at. */
const lookEveryMs = 2_000;
/** A file larger than this is not read again and again while it grows; the command's own log goes on. */
const maxReadBytes = 16 * 2 ** 20;
const newline = 0x0a;

/** Shows how an evaluation gets on: rows so far, the running estimate, what is left. It decides nothing. */
export class EvaluationProgress {
  /** Rows seen at the last look. */
  rows = 0;
  readonly #call: Call;
  readonly #options: EvaluateOptions;
  readonly #written: string;
  #startedMs = 0;
  #looking: Promise<void> = Promise.resolve();

  constructor(call: Call, options: EvaluateOptions, written: string) {
    this.#call = call;
    this.#options = options;
    this.#written = written;
  }

  /** Shows progress while the work goes on, and looks a last time when it is over. */
  async during<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
    this.#startedMs = this.#call.now().getTime();
    const timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.#look());
    }, lookEveryMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      await this.#looking;
      await this.#look();
    }
  }

  async #look(): Promise<void> {
    const columns = await this.#columnsSoFar();
    if (columns === undefined || columns.rows === this.rows) return;
    this.rows = columns.rows;
    const { model, suite, draw, baselines } = this.#options;
    const seconds = (this.#call.now().getTime() - this.#startedMs) / 1_000;
    const planned = draw.planned.length + draw.beside.length;
    const done = columns.ids.length;
    const perSecond = seconds > 0 ? done / seconds : 0;
    const estimates = estimateSoFar({
      policy: suite,
      baselines,
      candidate: columns,
      planned: draw.planned,
      suite: draw.examples.ids,
      mustPass: [],
      notComparable: [],
    });
    const secondsLeft = perSecond > 0 ? (planned - done) / perSecond : null;
    this.#call.reporter.progress(
      progressLine({ model: model.name, done, planned, estimates, perSecond, secondsLeft }),
    );
  }

  /** The whole lines written so far; undefined where there is nothing to show yet. */
  async #columnsSoFar(): Promise<ResultColumns | undefined> {
    if (this.#options.suite.results?.format === 'csv') return undefined;
    try {
      const size = await sizeOf(this.#written);
      if (size === 0 || size > maxReadBytes) return undefined;
      const bytes = await readFile(this.#written);
      const whole = bytes.subarray(0, bytes.lastIndexOf(newline) + 1);
      return await readResults([bytesSource('rows.jsonl', whole)], rowReading(this.#options.suite));
    } catch {
      // The command may take the file away at any moment; what is wrong with its rows is said when it has ended.
      return undefined;
    }
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    // Not written yet.
    return 0;
  }
}
