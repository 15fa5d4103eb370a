import type { Where } from '@weighbridge/contract';
import type { BaseImage } from '../dockerfile/needed-stages.ts';
import type { ResolvedBase } from './image-inputs.ts';

/** What a registry, or an engine at a terminal, says of a reference. */
export type BaseAnswer =
  /** `sha256:…` of the manifest or index that it leads to. */
  | { readonly kind: 'digest'; readonly digest: string }
  | { readonly kind: 'absent' }
  /** These credentials may not read it. */
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

export type ResolveBase = (ref: string, platform: string) => Promise<BaseAnswer>;

/** A base without which there is no key, and no image. */
export interface MissingBase {
  readonly kind: 'base-absent' | 'base-denied' | 'base-unreachable';
  readonly ref: string;
  readonly where: Where;
  /** A sentence for people. */
  readonly reason: string;
}

/** Asks for all bases at the same time. A reference that holds its digest is its own answer, and nobody is asked. */
export async function resolveBases(
  images: readonly BaseImage[],
  platforms: readonly string[],
  resolve: ResolveBase,
): Promise<readonly ResolvedBase[] | MissingBase> {
  const asked = images.flatMap((image) =>
    (image.platform === undefined ? platforms : [image.platform]).map((platform) => ({ image, platform })),
  );
  const answers = await Promise.all(
    asked.map(async ({ image, platform }) => ({
      image,
      platform,
      answer: pinnedAnswer(image.ref) ?? (await resolve(image.ref, platform)),
    })),
  );
  const bases: ResolvedBase[] = [];
  for (const { image, platform, answer } of answers) {
    if (answer.kind !== 'digest') return missing(image, answer);
    bases.push({ ref: image.ref, platform, digest: answer.digest });
  }
  return bases;
}

/** The digest at the end of `name@sha256:…`. */
export function pinnedDigest(ref: string): string | undefined {
  return /@(sha\d+:[0-9a-f]{32,})$/.exec(ref)?.[1];
}

function pinnedAnswer(ref: string): BaseAnswer | undefined {
  const digest = pinnedDigest(ref);
  return digest === undefined ? undefined : { kind: 'digest', digest };
}

function missing({ ref, where }: BaseImage, answer: Exclude<BaseAnswer, { kind: 'digest' }>): MissingBase {
  switch (answer.kind) {
    case 'absent':
      return { kind: 'base-absent', ref, where, reason: `the base image ${ref} is not there` };
    case 'denied':
      return {
        kind: 'base-denied',
        ref,
        where,
        reason: `the base image ${ref} may not be read: ${answer.reason}`,
      };
    case 'unreachable':
      return {
        kind: 'base-unreachable',
        ref,
        where,
        reason: `nobody could be asked for the base image ${ref}: ${answer.reason}`,
      };
  }
}
