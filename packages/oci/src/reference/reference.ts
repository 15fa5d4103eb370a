/** A repository of a registry. */
export interface Repository {
  /** `host[:port]`, in lower case. */
  readonly registry: string;
  /** `acme/digits`, without the registry. */
  readonly name: string;
}

/** What a registry keeps under a name: by tag, by digest, or by a digest that was once found under the tag. */
export interface Reference extends Repository {
  readonly tag?: string;
  /** `sha256:…`. Where it is there, it alone says what is meant. */
  readonly digest?: string;
}

/** The reference in full: `host[:port]/name[:tag][@digest]`. */
export function formatReference({ registry, name, tag, digest }: Reference): string {
  return `${registry}/${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** What to ask the registry for: the digest, else the tag, else `latest`. */
export function identifierOf({ tag, digest }: Reference): string {
  return digest ?? tag ?? 'latest';
}

/** The same thing by its digest alone. */
export function withDigest({ registry, name }: Repository, digest: string): Reference {
  return { registry, name, digest };
}

/** The same repository under a tag. */
export function withTag({ registry, name }: Repository, tag: string): Reference {
  return { registry, name, tag };
}
