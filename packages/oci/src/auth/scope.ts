/** What is to be done in which repository. */
export interface Access {
  readonly name: string;
  readonly actions: 'pull' | 'pull,push' | 'pull,push,delete';
}

/** `repository:acme/digits:pull,push`, one for each repository, in an order that does not depend on theirs. */
export function scopesOf(accesses: readonly Access[]): readonly string[] {
  return [...new Set(accesses.map(({ name, actions }) => `repository:${name}:${actions}`))].sort();
}
