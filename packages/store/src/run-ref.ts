import { type Evidence, Failure, modelNamePattern } from '@weighbridge/contract';

/** Names a stored run of main. Everything in it stands in its name, so listing reads nothing else. */
export interface RunRef {
  readonly model: string;
  /** First 12 digits of the model key. */
  readonly modelKey: string;
  /** First 12 digits of the commit. */
  readonly commit: string;
  readonly run: string;
  readonly attempt: number;
  /** The full ref, or the path of the folder. */
  readonly name: string;
  /** The commit that the ref named when it was listed; undefined in a folder. */
  readonly oid?: string;
}

export type RunNumbers = Pick<RunRef, 'run' | 'attempt'>;

/** `<model>/<model key, 12>/<sha, 12>-<run>-<attempt>` */
export function runPath(evidence: Evidence): string {
  const { model, modelKey, commit, run } = evidence;
  return `${model}/${modelKey.slice(0, 12)}/${commit.slice(0, 12)}-${run.id}-${run.attempt}`;
}

const pathPattern = /^([^/]+)\/([0-9a-f]{12})\/([0-9a-f]{12})-([0-9]{1,20})-([1-9][0-9]{0,8})$/;

/** Reads such a path; undefined for any other text, which is then no run of ours. */
export function parseRunPath(path: string): Omit<RunRef, 'name'> | undefined {
  const [, model, modelKey, commit, run, attempt] = pathPattern.exec(path) ?? [];
  if (model === undefined || modelKey === undefined || commit === undefined || run === undefined)
    return undefined;
  if (!modelNamePattern.test(model)) return undefined;
  return { model, modelKey, commit, run, attempt: Number(attempt) };
}

/** Orders by run id and attempt as numbers, newest first. */
export function newerFirst(a: RunNumbers, b: RunNumbers): number {
  const difference = BigInt(b.run) - BigInt(a.run);
  return difference === 0n ? b.attempt - a.attempt : difference > 0n ? 1 : -1;
}

/** The runs beyond the newest `keep`, without those that must stay: what pruning takes away. */
export function prunable(
  refs: readonly RunRef[],
  keep: number,
  keepAlways: (ref: RunRef) => boolean,
): readonly RunRef[] {
  if (!Number.isInteger(keep) || keep < 1) {
    throw new Failure('usage', `\`store.keep\` is ${keep}; a store keeps at least one run of each model`);
  }
  return [...refs]
    .sort(newerFirst)
    .slice(keep)
    .filter((ref) => !keepAlways(ref));
}

/** Refuses a model name that could not be part of a path. */
export function assertModelName(model: string): void {
  if (modelNamePattern.test(model)) return;
  throw new Failure(
    'usage',
    `${JSON.stringify(model)} is not a model name: use a-z, 0-9, - and _, at most 64 characters`,
  );
}
