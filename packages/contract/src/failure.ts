/** A place in a file that a person can open; line and column start at 1. */
export interface Where {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** `file:line:column`, as terminals and editors make clickable. */
export function formatWhere(where: Where): string {
  const line = where.line === undefined ? '' : `:${where.line}`;
  const column = where.line === undefined || where.column === undefined ? '' : `:${where.column}`;
  return `${where.file}${line}${column}`;
}

/** One mistake: what is wrong and what was expected, and where. Several are reported at once. */
export interface Problem {
  readonly message: string;
  readonly where?: Where;
}

/**
 * What kind of failure this is. `config`, `usage` and `rows` are the user's to mend (exit code 2);
 * `infrastructure` is the network, git or an engine (exit code 4).
 */
export type FailureCode = 'config' | 'usage' | 'rows' | 'infrastructure';

/**
 * A failure that its reader can act on: it is printed as sentences, never with a stack. A closed gate is not a
 * failure but a verdict; anything else thrown is a bug of ours.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly problems: readonly Problem[];

  constructor(
    code: FailureCode,
    problems: readonly Problem[] | string,
    options?: ErrorOptions & { where?: Where },
  ) {
    const list =
      typeof problems === 'string'
        ? [{ message: problems, ...(options?.where === undefined ? {} : { where: options.where }) }]
        : problems;
    super(list.map(formatProblem).join('\n'), options);
    this.code = code;
    this.problems = list;
  }

  get where(): Where | undefined {
    return this.problems[0]?.where;
  }

  /** 2 where the user has to mend something, 4 where the infrastructure failed. */
  get exitCode(): 2 | 4 {
    return this.code === 'infrastructure' ? 4 : 2;
  }
}

/** `file:line:column: message`. */
export function formatProblem(problem: Problem): string {
  return problem.where === undefined ? problem.message : `${formatWhere(problem.where)}: ${problem.message}`;
}
