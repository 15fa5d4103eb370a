import type { Descriptor, Platform } from './descriptor.ts';

/** `linux/arm64/v8`. */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}

/** The entry for a platform: a wanted variant has to fit; without one, the first of the architecture. */
export function choosePlatform(entries: readonly Descriptor[], wanted: Platform): Descriptor | undefined {
  return entries.find(
    ({ platform }) =>
      platform?.os === wanted.os &&
      platform.architecture === wanted.architecture &&
      (wanted.variant === undefined || (platform.variant ?? usualVariant(platform)) === wanted.variant),
  );
}

function usualVariant({ architecture }: Platform): string | undefined {
  return architecture === 'arm64' ? 'v8' : architecture === 'arm' ? 'v7' : undefined;
}
