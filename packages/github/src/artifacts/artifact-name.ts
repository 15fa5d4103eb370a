/** What an artifact holds: a run's evidence with its rows, or the verdict on them. */
export type ArtifactKind = 'evidence' | 'verdict';

/** Which part of a suite a job evaluated: the 2nd of 8. */
export interface ArtifactShard {
  readonly index: number;
  readonly of: number;
}

/** What an artifact's name says. */
export interface ArtifactLabel {
  readonly model: string;
  readonly kind: ArtifactKind;
  readonly attempt: number;
  readonly shard: ArtifactShard | undefined;
}

// Greedy in the model's name, so that a model named `a-evidence-1` is read back as it was written. Models are named as in
// the contract: small letters, digits, `-` and `_`, at most 64.
const pattern =
  /^weighbridge-(?<model>[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?)-(?<kind>evidence|verdict)(?:-(?<index>[1-9]\d{0,3})of(?<of>[1-9]\d{0,3}))?-(?<attempt>[1-9]\d{0,5})$/;

/**
 * `weighbridge-<model>-<kind>[-<shard>]-<attempt>`, a shard as `2of8`. The attempt is part of the name, as a re-run is
 * the same run to the artifact service and names are unique within a run.
 */
export function artifactName(
  model: string,
  kind: ArtifactKind,
  attempt: number,
  shard?: ArtifactShard,
): string {
  const part = shard === undefined ? '' : `-${shard.index}of${shard.of}`;
  return `weighbridge-${model}-${kind}${part}-${attempt}`;
}

/** Reads a name that `artifactName` wrote; undefined for every other one. */
export function parseArtifactName(name: string): ArtifactLabel | undefined {
  const { model, kind, index, of, attempt } = pattern.exec(name)?.groups ?? {};
  if (model === undefined || (kind !== 'evidence' && kind !== 'verdict')) return undefined;
  const shard =
    index === undefined || of === undefined ? undefined : { index: Number(index), of: Number(of) };
  if (shard !== undefined && shard.index > shard.of) return undefined;
  return { model, kind, attempt: Number(attempt), shard };
}

/**
 * Of each model, kind and shard the artifact of the highest attempt, in the order of the list; artifacts with other names
 * are left out. Re-running failed jobs only makes anew what had failed, so that attempts of one run mix.
 */
export function newestPerModel<Listed extends { readonly name: string }>(
  list: readonly Listed[],
): readonly (ArtifactLabel & { readonly artifact: Listed })[] {
  const newest = new Map<string, ArtifactLabel & { readonly artifact: Listed }>();
  for (const artifact of list) {
    const label = parseArtifactName(artifact.name);
    if (label === undefined) continue;
    const { model, kind, shard } = label;
    const key = JSON.stringify([model, kind, shard?.index, shard?.of]);
    if ((newest.get(key)?.attempt ?? 0) < label.attempt) newest.set(key, { ...label, artifact });
  }
  return [...newest.values()];
}
