import type { ImageFacts, ImageLayer } from './image-facts.ts';

export interface LayerChange {
  readonly command: string;
  readonly beforeBytes: number;
  readonly afterBytes: number;
}

/** How an image differs from another; equal images differ in nothing. */
export interface ImageDiff {
  /** False where one size is compressed and the other is not: layers are not compared then. */
  readonly comparable: boolean;
  readonly beforeBytes: number;
  readonly afterBytes: number;
  /** Layers by their command, those that changed most first; a layer that is not there has 0 bytes. */
  readonly layers: readonly LayerChange[];
  readonly base: { readonly before: string | undefined; readonly after: string | undefined } | undefined;
  /** Labels that differ, but for those of time and revision, which always do. */
  readonly labels: readonly {
    readonly name: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  }[];
  /** The same in words, one line each. */
  readonly lines: readonly string[];
}

const alwaysDiffering = /^org\.opencontainers\.image\.(?:created|revision|base\.digest)$/;
const maxShownLayers = 5;
const maxCommandChars = 80;

export function diffImages(before: ImageFacts, after: ImageFacts): ImageDiff {
  const comparable = before.sizes === after.sizes;
  const layers = comparable ? changedLayers(before.layers, after.layers) : [];
  const base =
    before.baseDigest === after.baseDigest
      ? undefined
      : { before: before.baseDigest, after: after.baseDigest };
  const labels = changedLabels(before.labels, after.labels);
  const diff = { comparable, beforeBytes: before.bytes, afterBytes: after.bytes, layers, base, labels };
  return { ...diff, lines: linesOf(diff) };
}

/** `1.25 GB`, `640 MB`, `12 kB`: powers of 1,000, as docker counts. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = Math.abs(bytes);
  let unit = 0;
  // 999.5 MB would read "1,000 MB": it is 1 GB.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${bytes < 0 ? '−' : ''}${Number(value.toFixed(digits))} ${units[unit]}`;
}

function changedLayers(before: readonly ImageLayer[], after: readonly ImageLayer[]): readonly LayerChange[] {
  const was = byCommand(before);
  const is = byCommand(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((command) => ({ command, beforeBytes: was.get(command) ?? 0, afterBytes: is.get(command) ?? 0 }))
    .filter(({ beforeBytes, afterBytes }) => beforeBytes !== afterBytes)
    .sort((a, b) => growth(b) - growth(a) || (a.command < b.command ? -1 : 1));
}

function growth({ beforeBytes, afterBytes }: LayerChange): number {
  return Math.abs(afterBytes - beforeBytes);
}

function byCommand(layers: readonly ImageLayer[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { command, bytes } of layers) {
    // The classic builder names a copy by the digest of what it copied, so it never meets its like.
    const name = command.replace(/\b(?:file|dir|multi):[0-9a-f]{64}\b/g, 'files');
    sums.set(name, (sums.get(name) ?? 0) + bytes);
  }
  return sums;
}

type Labels = Readonly<Record<string, string>>;

function changedLabels(before: Labels, after: Labels): ImageDiff['labels'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => before[name] !== after[name] && !alwaysDiffering.test(name))
    .map((name) => ({ name, before: before[name], after: after[name] }));
}

function linesOf({
  comparable,
  beforeBytes,
  afterBytes,
  layers,
  base,
  labels,
}: Omit<ImageDiff, 'lines'>): readonly string[] {
  const delta = afterBytes - beforeBytes;
  const size =
    delta === 0 || !comparable
      ? []
      : [
          `size ${formatBytes(beforeBytes)} → ${formatBytes(afterBytes)} (${delta > 0 ? '+' : ''}${formatBytes(delta)})`,
        ];
  const shown = layers.slice(0, maxShownLayers).map(layerLine);
  const rest = layers.length - shown.length;
  return [
    ...size,
    ...(base === undefined ? [] : [`base ${short(base.before)} → ${short(base.after)}`]),
    ...shown,
    ...(rest > 0 ? [`${rest} more layers changed in size`] : []),
    ...labels.map(({ name, before, after }) => `label ${name}: ${before ?? 'none'} → ${after ?? 'none'}`),
  ];
}

function layerLine({ command, beforeBytes, afterBytes }: LayerChange): string {
  const name = command.length > maxCommandChars ? `${command.slice(0, maxCommandChars)}…` : command;
  if (beforeBytes === 0) return `layer added: ${name} (${formatBytes(afterBytes)})`;
  if (afterBytes === 0) return `layer removed: ${name} (${formatBytes(beforeBytes)})`;
  const how = afterBytes > beforeBytes ? 'grew' : 'shrank';
  return `layer ${how}: ${name} (${formatBytes(beforeBytes)} → ${formatBytes(afterBytes)})`;
}

function short(digest: string | undefined): string {
  return digest === undefined ? 'unknown' : digest.slice(0, 'sha256:'.length + 12);
}
