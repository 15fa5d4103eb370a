/** An answer of GitHub that is not the wanted one. */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly object[] | undefined;
  /** The request breaks a limit that GitHub has and its description does not know. */
  readonly limit: boolean;

  constructor(
    status: number,
    message: string,
    options: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly errors?: readonly object[];
      readonly limit?: boolean;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = options.headers ?? {};
    this.errors = options.errors;
    this.limit = options.limit ?? false;
  }
}

export function notFound(): Problem {
  return new Problem(404, 'Not Found');
}

export function invalid(resource: string, field: string, message: string, limit = false): Problem {
  return new Problem(422, 'Validation Failed', {
    errors: [{ resource, field, code: 'custom', message }],
    limit,
  });
}
