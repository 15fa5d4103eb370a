import type { Where } from './failure.ts';

/** An amount as written in weighbridge.yml: `0.01`, `1pp` (percentage points: value 0.01), `10%` (value 0.1). */
export interface Amount {
  readonly kind: 'absolute' | 'points' | 'relative';
  readonly value: number;
}

export type Better = 'higher' | 'lower';
export type GateLevel = 'block' | 'warn' | 'off';

/** A metric after normalisation: defaults filled in, amounts parsed. */
export interface MetricPolicy {
  readonly name: string;
  /** Key of the row's `metrics` that this metric reads; the metric's own name by default. */
  readonly of: string;
  readonly aggregate: 'mean';
  readonly better: Better;
  readonly gate: GateLevel;
  readonly unit?: string;
  /** The drop that is allowed; none means 0. */
  readonly tolerance?: Amount;
  /** The drop one refuses to miss; none means the default of the suite's size. */
  readonly margin?: Amount;
  readonly floor?: number;
  readonly range?: readonly [number, number];
  /** Slice keys in each of whose values this metric gates too. */
  readonly slices: readonly string[];
  readonly where?: Where;
}

/** When CI evaluates a suite. `label`: on pull requests that carry it, and from the merge on. */
export type When =
  | { readonly at: 'pr' | 'main' | 'schedule' | 'never' }
  | { readonly at: 'label'; readonly label: string };

export interface Judge {
  readonly model: string;
  readonly prompt?: string;
}

/** One suite of a model: what `eval` or an entry of `evals` says. */
export interface SuitePolicy {
  readonly name: string;
  readonly run: string;
  /** Globs of the harness; undefined: the repository's files that `run` names. */
  readonly code?: readonly string[];
  readonly judge?: Judge;
  readonly examples:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'list'; readonly command: string };
  /** Field that identifies an example. */
  readonly id: string;
  readonly results?: { readonly path: string; readonly format: 'jsonl' | 'csv' };
  readonly subset?: { readonly size: number };
  /** File of ids that may never fail, one a line. */
  readonly mustPass?: string;
  readonly repeats: number;
  /** Share of the planned examples that may be missing before the verdict is `incomplete`, 0 to 1. */
  readonly maxMissing: number;
  readonly timeoutMs: number;
  /** Names of variables handed to the command and masked in its output. */
  readonly env: readonly string[];
  readonly when: When;
  /** Slice keys that are reported, with a warning where one moves. */
  readonly slices: readonly string[];
  readonly metrics: readonly MetricPolicy[];
  readonly where?: Where;
}

export interface GatePolicy {
  readonly mode: 'enforce' | 'observe';
  readonly falseBlockRate: number;
  readonly whenUnsure: 'pass' | 'hold';
  readonly whenNoBaseline: 'pass' | 'hold';
  readonly whenNotWeighed: 'pass' | 'hold';
  readonly whenNotComparable: 'pass' | 'hold';
}

/** Where data comes from: at most one of these, and the id that names its content is read from there. */
export interface DataSource {
  readonly file?: string;
  readonly dvc?: string;
  readonly lfs?: string;
  readonly lakefs?: string;
  readonly huggingface?: string;
  readonly s3?: string;
  /** Of the object that `s3` names. */
  readonly version?: string;
  /** A command that prints the id. */
  readonly idFrom?: string;
  readonly window?: { readonly from: string; readonly to: string };
}

/** The image in which a model's commands run: built elsewhere and named by its digest, or built here. */
export type ImagePolicy =
  | { readonly kind: 'ref'; readonly ref: string; readonly where?: Where }
  | {
      readonly kind: 'build';
      /** Folder, `.` for the root. */
      readonly context: string;
      readonly dockerfile: string;
      readonly locks: readonly string[];
      /** Globs relative to the context; undefined: all that .dockerignore leaves in. */
      readonly inputs?: readonly string[];
      readonly args: Readonly<Record<string, string>>;
      readonly target?: string;
      readonly where?: Where;
    };

/** How a model is trained. */
export interface TrainPolicy {
  readonly run: string;
  /** Files and folders of the repository that training writes; empty: what it writes into WEIGHBRIDGE_MODEL_DIR. */
  readonly outputs: readonly string[];
  readonly seed: number;
  readonly when: When;
  readonly timeoutMs: number;
  readonly env: readonly string[];
  readonly where?: Where;
}

export interface ModelPolicy {
  readonly name: string;
  readonly about?: string;
  readonly owner?: string;
  readonly runbook?: string;
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
  readonly setup?: string;
  readonly params: readonly string[];
  readonly prompts: readonly string[];
  readonly data: { readonly train?: DataSource; readonly eval?: DataSource };
  readonly image?: ImagePolicy;
  readonly train?: TrainPolicy;
  readonly suites: readonly SuitePolicy[];
  readonly gate: GatePolicy;
  readonly where?: Where;
}

export interface StorePolicy {
  readonly prefix: string;
  readonly keep: number;
  readonly rows: 'ids' | 'full';
}

/** weighbridge.yml after includes, defaults and normalisation: one form, nothing optional that has a default. */
export interface Policy {
  /** The files it was read from, repository-relative; the first is weighbridge.yml itself. */
  readonly files: readonly string[];
  readonly models: readonly ModelPolicy[];
  readonly store: StorePolicy;
}
