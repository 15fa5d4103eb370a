import type { CommandOutcome, OutputStream } from '@weighbridge/process';
import type { ImageFacts } from '../facts/image-facts.ts';
import type { BuildOutcome, BuildRequest } from './build-request.ts';
import type { RunRequest } from './run-request.ts';

export type EngineName = 'docker' | 'podman' | 'buildah';
/** Which part of docker builds: the old builder, BuildKit inside of the daemon, or the buildx plugin. */
export type Builder = 'classic' | 'buildkit' | 'buildx' | 'buildah';

/** How long, and who hears what is printed. */
export interface Following {
  readonly timeoutMs: number;
  readonly onLine?: (line: string, stream: OutputStream) => void;
  readonly signal?: AbortSignal;
  /** Values that are printed as `***`. */
  readonly mask?: readonly string[];
}

/** An answer to a question that an engine could also not answer. */
export type EngineFault = {
  readonly kind: 'engine-down' | 'network' | 'denied' | 'no-space' | 'timeout' | 'aborted' | 'failed';
  /** A sentence for people; with `no-space` also what takes the space and what to do. */
  readonly reason: string;
  readonly lastLines: readonly string[];
};

export type PushOutcome = { readonly kind: 'pushed'; readonly digest: string | undefined } | EngineFault;
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly bytes: number; readonly format: 'oci' | 'docker' }
  | EngineFault;
export type LoadOutcome = { readonly kind: 'loaded'; readonly ref: string } | EngineFault;

export type RunOutcome =
  /** The command was started in the image; how it ended. */
  { readonly kind: 'ran'; readonly outcome: CommandOutcome } | EngineFault;

/** What builds, holds and runs images on this machine. Faults are answers, never exceptions. */
export interface Engine {
  readonly name: EngineName;
  /** Of what does the work: docker's daemon, not its client. */
  readonly version: string;
  readonly builder: Builder;
  build(request: BuildRequest, following: Following): Promise<BuildOutcome>;
  /** Facts of a local image; undefined where there is none. Throws an `infrastructure` failure if the engine does not answer. */
  inspect(ref: string): Promise<ImageFacts | undefined>;
  tag(ref: string, as: string): Promise<void>;
  push(ref: string, following: Following): Promise<PushOutcome>;
  /** Writes the image to one file that every `load` reads: an OCI archive, or docker's own before version 25. */
  save(ref: string, file: string, following: Following): Promise<SaveOutcome>;
  load(file: string, following: Following): Promise<LoadOutcome>;
  run(request: RunRequest, following: Following): Promise<RunOutcome>;
  /** Free bytes where the engine keeps images; undefined where that is another machine. */
  freeBytes(): Promise<number | undefined>;
  /** What takes the engine's space, as it says itself. */
  spaceReport(): Promise<readonly string[]>;
}
