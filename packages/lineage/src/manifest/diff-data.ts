import { compareText } from '../files/order.ts';
import { type ManifestChange, shortId } from './manifest-change.ts';
import type { DataEntry } from './manifest-extras.ts';

type Data = Readonly<Record<string, DataEntry>>;

/** How the data of two models differs; unknown data is said, as nobody can tell. */
export function diffData(before: Data, after: Data): readonly ManifestChange[] {
  const [old, young] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...young.keys()])]
    .sort(compareText)
    .flatMap((name) => diffEntry(name, old.get(name), young.get(name)));
}

function diffEntry(
  name: string,
  was: DataEntry | undefined,
  is: DataEntry | undefined,
): readonly ManifestChange[] {
  const change = (words: string): ManifestChange => ({
    part: 'data',
    name,
    before: was?.id ?? null,
    after: is?.id ?? null,
    words: `${name} data ${words}`,
  });
  if (is === undefined) return [change('removed')];
  if (was === undefined) return [change(`added (${shortId(is.id)})`)];
  const window =
    windowOf(was) === windowOf(is) ? [] : [change(`spans ${windowOf(is)}, before ${windowOf(was)}`)];
  if (is.id === 'unknown') {
    return [
      change(
        `is unknown, so nobody can tell whether it changed${is.reason === undefined ? '' : ` (${is.reason})`}`,
      ),
      ...window,
    ];
  }
  if (was.id === 'unknown') return [change(`is ${shortId(is.id)}, before it was unknown`), ...window];
  if (was.id === is.id) return window;
  const [short, shorter] = [shortId(was.id), shortId(is.id)];
  // Ids that differ only in what was cut off are told apart by their whole.
  const [from, to] = short === shorter ? [was.id, is.id] : [short, shorter];
  return [change(`changed: ${from} → ${to}${sizes(was, is)}`), ...window];
}

function windowOf({ from, to }: DataEntry): string {
  return from === null || to === null ? 'no period' : `${from} to ${to}`;
}

function sizes(was: DataEntry, is: DataEntry): string {
  const parts = [
    ...(was.size === undefined || is.size === undefined || was.size === is.size
      ? []
      : [`${was.size.toLocaleString('en')} → ${is.size.toLocaleString('en')} bytes`]),
    ...(was.files === undefined || is.files === undefined || was.files === is.files
      ? []
      : [`${was.files.toLocaleString('en')} → ${is.files.toLocaleString('en')} files`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
