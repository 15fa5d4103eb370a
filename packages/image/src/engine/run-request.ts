export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface RunRequest {
  readonly image: string;
  /** What a `run:` step would hold: for the image's bash, or its sh. */
  readonly command: string;
  /** The folder that the command works in, read and write: absolute. Its `.git` is hidden. */
  readonly workTree: string;
  /** Where in the work tree the command starts; `.` unless told. */
  readonly workDir?: string;
  /** The whole environment beside what the image sets. */
  readonly env: Readonly<Record<string, string>>;
  readonly network: boolean;
  /** As docker writes it: `all`, `2`, `device=0`. */
  readonly gpus?: string;
  /** Who owns what the command writes; undefined where the engine maps its root to the caller. */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly mounts?: readonly Mount[];
}

/** Where the work tree is mounted: the same path on every machine, so that logs and caches are the same too. */
export const workTreeTarget = '/weighbridge';
