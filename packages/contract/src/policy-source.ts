/** Where weighbridge.yml and what it includes are read from: a working tree, or the files of a commit. */
export interface PolicySource {
  /** How messages may call it, such as `the working tree` or `main (3f2c1ab)`. */
  readonly label: string;
  /** Bytes of a file by its path in the repository, `/` between folders; undefined: there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Paths of all files, in the same form. */
  list(): Promise<readonly string[]>;
}
