/** What the artifact service says of an artifact. */
export interface Artifact {
  readonly id: number;
  readonly name: string;
  /** Bytes of the archive. */
  readonly size: number;
  /** `sha256:…` of the archive; undefined where the service does not say. */
  readonly digest: string | undefined;
}

/** Files of an artifact, in a fresh folder that nothing else uses; who asked for it removes it. */
export interface DownloadedArtifact {
  readonly folder: string;
  /** Paths within the folder, sorted. */
  readonly files: readonly string[];
}

/** Uploads return a bare digest; lists give it, and downloads want it, with its algorithm. */
export function withAlgorithm(digest: string): string {
  return digest.startsWith('sha256:') ? digest : `sha256:${digest}`;
}
