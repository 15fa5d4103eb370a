import { Failure, type Problem, type Where } from '@weighbridge/contract';
import { maxListedProblems } from './limits.ts';

/** What is wrong with the rows read so far: the first problems in full, the rest counted. */
export class RowProblems {
  private readonly listed: { file: number; line: number; problem: Problem }[] = [];
  private readonly files = new Map<string, number>();
  private total = 0;

  get count(): number {
    return this.total;
  }

  add(file: string, line: number | undefined, message: string): void {
    this.total++;
    if (this.listed.length >= maxListedProblems) return;
    const known = this.files.get(file) ?? this.files.size;
    this.files.set(file, known);
    this.listed.push({ file: known, line: line ?? 0, problem: { message, where: placeOf(file, line) } });
  }

  /** Adds a problem that makes reading on pointless, and throws what is known. */
  stop(file: string, line: number | undefined, message: string): never {
    if (this.listed.length >= maxListedProblems) this.listed.length = maxListedProblems - 1;
    this.add(file, line, message);
    throw this.failure();
  }

  /** Throws all problems as one Failure, if there are any. */
  throwIfAny(): void {
    if (this.total > 0) throw this.failure();
  }

  private failure(): Failure {
    const more = this.total - this.listed.length;
    const rest = more === 0 ? [] : [{ message: `and ${more.toLocaleString('en-US')} more` }];
    const inOrder = this.listed.sort((a, b) => a.file - b.file || a.line - b.line);
    return new Failure('rows', [...inOrder.map(({ problem }) => problem), ...rest]);
  }
}

/** One refusal of a whole file. */
export function refusal(file: string, message: string, cause?: unknown): Failure {
  return new Failure('rows', message, { where: { file }, ...(cause === undefined ? {} : { cause }) });
}

function placeOf(file: string, line: number | undefined): Where {
  return line === undefined ? { file } : { file, line };
}
