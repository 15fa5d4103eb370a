import description from './schemas/github.json' with { type: 'json' };

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: unknown;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: {
    readonly required: boolean;
    readonly schema: { readonly properties?: Readonly<Record<string, unknown>> };
  };
  /** Schema of the body by status; null where there is none. */
  readonly responses: Readonly<Record<string, unknown>>;
}

/** The operations in use, cut out of GitHub's own OpenAPI description by openapi/slice.mjs. */
export const operations = description.operations as unknown as Readonly<Record<string, Operation>>;

/** As one JSON Schema document, in which operations and schemas refer to each other. */
export const document: object = description;
