/** One command of a rebuild. */
export interface RebuildStep {
  /** What it does, in one line. */
  readonly what: string;
  readonly argv: readonly [string, ...string[]];
  /** `start`: where the rebuild is begun; `clone`: in the folder that the first step makes. */
  readonly folder: 'start' | 'clone';
  /** Text on standard input. */
  readonly stdin?: string;
}

/** How a model is made again. */
export interface Rebuild {
  readonly model: string;
  /** The folder of the clone, from where the rebuild is begun. */
  readonly clone: string;
  readonly steps: readonly RebuildStep[];
  /** Names of variables that must be set before. */
  readonly environment: readonly string[];
  /** What the result must be: the digest of these outputs, or of `modelDir` where none are named; null where it cannot be the same again. */
  readonly verify: { readonly digest: string; readonly outputs: readonly string[] } | null;
  /** Where training leaves weights that no output names, from the clone: WEIGHBRIDGE_MODEL_DIR. */
  readonly modelDir: string;
  /** What stands in the way of the same bytes, or has to be brought by hand; [] where the commands alone make them. */
  readonly doubts: readonly string[];
}

export interface RebuildOptions {
  /** Folder of the clone; the model's name by default. */
  readonly clone?: string;
  readonly engine?: 'docker' | 'podman';
  /** Where the clone is mounted in the container. */
  readonly workdir?: string;
}
