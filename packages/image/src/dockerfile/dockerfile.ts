import type { Where } from '@weighbridge/contract';

/** What a stage is built from. */
export type Base =
  | { readonly kind: 'scratch' }
  /** An earlier stage, by its index. */
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly ref: string; readonly platform?: string; readonly where: Where }
  /** A reference that cannot be known; only a stage that is needed makes a failure of it. */
  | { readonly kind: 'unresolved'; readonly why: string; readonly where: Where };

/** `COPY` or `ADD` from the context; what comes from another stage or image stands in the stage's `uses`. */
export interface FileCopy {
  readonly keyword: 'COPY' | 'ADD';
  readonly sources: readonly string[];
  readonly destination: string;
  readonly where: Where;
}

export interface RunLine {
  /** The command with its continuation lines joined; the text of its heredocs follows. */
  readonly text: string;
  readonly where: Where;
  /** The lines of the file that it takes, as they stand there. */
  readonly lines: readonly { readonly text: string; readonly line: number }[];
}

/** One instruction, for finding the line of a step that an engine names. */
export interface Step {
  readonly keyword: string;
  /** Keyword and arguments on one line, single spaces between them. */
  readonly text: string;
  readonly line: number;
}

export interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly base: Base;
  /** Other stages and images that it takes files from: `COPY --from`, `RUN --mount=from=`. */
  readonly uses: readonly Base[];
  readonly copies: readonly FileCopy[];
  readonly runs: readonly RunLine[];
  /** Where its FROM stands. */
  readonly where: Where;
}

export interface Dockerfile {
  readonly file: string;
  /** The frontend image that `# syntax=` names. */
  readonly syntax: string | undefined;
  readonly stages: readonly Stage[];
  /** Every instruction in order, those before the first FROM too. */
  readonly steps: readonly Step[];
  /** Names that an ARG declares anywhere. */
  readonly args: readonly string[];
}
