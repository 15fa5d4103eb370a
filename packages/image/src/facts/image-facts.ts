/** A layer that holds something. */
export interface ImageLayer {
  /** The instruction that made it, without the engine's own words around it. */
  readonly command: string;
  readonly bytes: number;
}

/** What is known of an image without running it. */
export interface ImageFacts {
  /** `sha256:…` of the image's configuration: the same wherever the image is held. */
  readonly id: string;
  /** `sha256:…` under which registries hold it, as far as the engine knows. */
  readonly digests: readonly string[];
  readonly bytes: number;
  /** Whether sizes are those on disk or those that a registry sends: the two are never compared. */
  readonly sizes: 'unpacked' | 'compressed';
  /** ISO 8601. */
  readonly created: string | undefined;
  readonly platform: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of the image it was built from, where its labels say so. */
  readonly baseDigest: string | undefined;
  /** Lowest first; empty ones are left out. */
  readonly layers: readonly ImageLayer[];
}

/** By which labels an image says what it was built from (OCI's own names). */
export const baseLabels = {
  digest: 'org.opencontainers.image.base.digest',
  name: 'org.opencontainers.image.base.name',
} as const;

/** `/bin/sh -c #(nop) COPY file:1f… in /x` → `COPY file:1f… in /x`; `RUN /bin/sh -c pip install x # buildkit` → `RUN pip install x`. */
export function layerCommand(createdBy: string): string {
  const text = createdBy.replace(/\s+/g, ' ').trim();
  const nop = /^\/bin\/(?:ba)?sh -c #\(nop\) +(.*)$/.exec(text)?.[1];
  if (nop !== undefined) return nop;
  const plain = text.replace(/ # buildkit$/, '');
  const run = /^(?:RUN )?(?:\|\d+ .*?)?\/bin\/(?:ba)?sh (?:-\w+ )*-c (.*)$/.exec(plain)?.[1];
  return run === undefined ? plain : `RUN ${run}`;
}
