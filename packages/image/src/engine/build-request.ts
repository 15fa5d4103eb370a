import type { Where } from '@weighbridge/contract';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';

export interface BuildRequest {
  /** Absolute. */
  readonly contextDir: string;
  readonly dockerfilePath: string;
  /** The same, read; a failed step is found in it. */
  readonly dockerfile: Dockerfile;
  /** What `findIgnoreFile` found. */
  readonly ignoreFile: string | undefined;
  /** Where given, only these files (relative to the context) are sent: what is in no key must be in no image. */
  readonly onlyFiles?: readonly string[];
  readonly tags: readonly string[];
  readonly target?: string;
  readonly platforms: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** As buildx writes them: `type=gha,scope=digits`, `type=registry,ref=…`. What an engine cannot use is left out. */
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  /** Seconds; the commit's time. */
  readonly sourceDateEpoch?: number;
  readonly network?: 'none' | 'host';
  /** Digests in registries by reference, as they stand in the key: the engine builds on these, whatever it has under the tags. */
  readonly baseDigests?: Readonly<Record<string, string>>;
}

export type BuildOutcome =
  | {
      readonly kind: 'built';
      /** `sha256:…`: docker's image id, which is the digest of the image's configuration. */
      readonly id: string;
      /** Said aloud: a cache that could not be written, an option that this engine has not. */
      readonly warnings: readonly string[];
    }
  | BuildFailure;

interface Failed {
  /** A sentence for people. */
  readonly reason: string;
  readonly lastLines: readonly string[];
}

export type BuildFailure =
  /** An instruction of the Dockerfile failed; `where` is its line. */
  | (Failed & {
      readonly kind: 'step-failed';
      readonly where: Where;
      readonly step: string;
      readonly code: number | undefined;
    })
  /** These credentials may not read a base image. */
  | (Failed & { readonly kind: 'base-denied' })
  | (Failed & { readonly kind: 'base-absent' })
  | (Failed & { readonly kind: 'no-space' })
  | (Failed & { readonly kind: 'network' })
  | (Failed & { readonly kind: 'engine-down' })
  | (Failed & { readonly kind: 'timeout' })
  | (Failed & { readonly kind: 'aborted' })
  | (Failed & { readonly kind: 'failed' });
