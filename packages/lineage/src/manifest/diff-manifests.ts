import { compareText } from '../files/order.ts';
import { diffPackages } from '../packages/diff-packages.ts';
import type { Package } from '../packages/package.ts';
import { diffData } from './diff-data.ts';
import { diffParamValues } from './diff-param-values.ts';
import { type ManifestChange, shortId } from './manifest-change.ts';
import type { FullManifest } from './manifest-extras.ts';

/**
 * What differs between two models, in words, in the order of the parts: data, parameters, prompts, packages, image, seed, commands. Data that
 * cannot be told from before is said too: unknown is never "unchanged". Text of files comes as it is: escape it where it is shown.
 */
export function diffManifests(before: FullManifest, after: FullManifest): readonly ManifestChange[] {
  return [
    ...diffData(before.data, after.data),
    ...diffParamValues(before, after),
    ...diffPrompts(before, after),
    ...diffLockfiles(before.lockfiles, after.lockfiles),
    ...diffImage(before.image ?? null, after.image ?? null),
    ...diffSeed(before.seed, after.seed),
    ...diffCommands(before, after),
  ];
}

function diffPrompts(before: FullManifest, after: FullManifest): readonly ManifestChange[] {
  const [old, young] = [before, after].map(
    (manifest) => new Map(manifest.modelKeyParts.prompts.map((file) => [file.path, file.oid])),
  );
  const paths = [...new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])])].sort(compareText);
  return paths.flatMap((path): readonly ManifestChange[] => {
    const [was, is] = [old?.get(path) ?? null, young?.get(path) ?? null];
    if (was === is) return [];
    const how = was === null ? 'added' : is === null ? 'removed' : 'changed';
    return [{ part: 'prompts', name: path, before: was, after: is, words: `${path} ${how}` }];
  });
}

type Lockfiles = FullManifest['lockfiles'];

function diffLockfiles(before: Lockfiles, after: Lockfiles): readonly ManifestChange[] {
  if (before === undefined || after === undefined) return [];
  const [old, young] = [packagesOf(before), packagesOf(after)];
  const packages = diffPackages(old, young).map(
    (change): ManifestChange => ({
      part: 'packages',
      name: change.name,
      before: change.before.join(', ') || null,
      after: change.after.join(', ') || null,
      words: change.words,
    }),
  );
  if (packages.length > 0) return packages;
  const was = new Map(before.map((file) => [file.path, file]));
  const changed = after.filter((file) => was.has(file.path) && was.get(file.path)?.digest !== file.digest);
  return changed.map((file) => {
    const told = file.packages !== null && was.get(file.path)?.packages !== null;
    const words = `${file.path} changed${told ? ', its packages did not' : ''}`;
    return {
      part: 'packages',
      name: file.path,
      before: was.get(file.path)?.digest ?? null,
      after: file.digest,
      words,
    };
  });
}

/** What the schema reads leaves parts out as undefined, packages leave them away. */
function packagesOf(lockfiles: NonNullable<Lockfiles>): readonly Package[] {
  return lockfiles
    .flatMap((file) => file.packages ?? [])
    .map((one) => {
      const { wanted, source, hash, marker, ...rest } = one;
      return {
        ...rest,
        ...(wanted === undefined ? {} : { wanted }),
        ...(source === undefined ? {} : { source }),
        ...(hash === undefined ? {} : { hash }),
        ...(marker === undefined ? {} : { marker }),
      };
    });
}

type Image = NonNullable<FullManifest['image']> | null;

function diffImage(before: Image, after: Image): readonly ManifestChange[] {
  const change = (words: string): readonly ManifestChange[] => [
    { part: 'image', name: 'image', before: before?.digest ?? null, after: after?.digest ?? null, words },
  ];
  if (before === null || after === null) {
    if (before === after) return [];
    return change(
      before === null
        ? 'an image is used, before the commands ran on the host'
        : 'no image is used any more, the commands ran on the host',
    );
  }
  if (before.digest !== null && before.digest === after.digest) return [];
  if (before.inputsKey !== null && before.inputsKey === after.inputsKey) {
    return before.digest === null || after.digest === null
      ? []
      : change('image: another build of the same inputs');
  }
  const [was, is] = [before, after].map((image) =>
    shortId(image.digest ?? image.inputsKey ?? image.ref ?? 'unknown'),
  );
  return was === is && was !== 'unknown' ? [] : change(`image ${was} → ${is}`);
}

function diffSeed(before: number | null, after: number | null): readonly ManifestChange[] {
  if (before === after) return [];
  const [was, is] = [before, after].map((seed) => (seed === null ? null : String(seed)));
  const words = `seed ${was ?? 'none'} → ${is ?? 'none'}`;
  return [{ part: 'seed', name: 'seed', before: was ?? null, after: is ?? null, words }];
}

function diffCommands(before: FullManifest, after: FullManifest): readonly ManifestChange[] {
  const pairs: readonly (readonly [string, string | null, string | null])[] = [
    ['setup', before.modelKeyParts.setup, after.modelKeyParts.setup],
    ['train command', before.modelKeyParts.train?.run ?? null, after.modelKeyParts.train?.run ?? null],
    ...(before.weightsFrom === undefined || after.weightsFrom === undefined
      ? []
      : ([['weights from', before.weightsFrom, after.weightsFrom]] as const)),
  ];
  return pairs
    .filter(([, was, is]) => was !== is)
    .map(([name, was, is]) => {
      const how = was === null ? 'added' : is === null ? 'removed' : 'changed';
      const words = name === 'weights from' ? `weights from ${was} → ${is}` : `${name} ${how}`;
      return { part: 'commands', name, before: was, after: is, words };
    });
}
