const digitSize = 2 ** 17;
const passes = [1, digitSize, digitSize ** 2];

/**
 * Sorts keys (whole numbers from 0, below 2^51) in ascending order, and places with them; equal keys keep their order. For many entries: it takes a megabyte beside them,
 * whatever their number.
 */
export function radixSort(keys: Float64Array, places: Uint32Array): void {
  let fromKeys: Float64Array = keys;
  let fromPlaces: Uint32Array = places;
  let toKeys: Float64Array = new Float64Array(keys.length);
  let toPlaces: Uint32Array = new Uint32Array(keys.length);
  for (const divisor of passes) {
    const ends = new Uint32Array(digitSize + 1);
    for (const key of fromKeys) {
      const digit = Math.floor(key / divisor) % digitSize;
      ends[digit + 1] = (ends[digit + 1] ?? 0) + 1;
    }
    for (let digit = 1; digit < digitSize; digit++) ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0);
    for (let at = 0; at < fromKeys.length; at++) {
      const key = fromKeys[at] ?? 0;
      const digit = Math.floor(key / divisor) % digitSize;
      const to = ends[digit] ?? 0;
      ends[digit] = to + 1;
      toKeys[to] = key;
      toPlaces[to] = fromPlaces[at] ?? 0;
    }
    [fromKeys, toKeys] = [toKeys, fromKeys];
    [fromPlaces, toPlaces] = [toPlaces, fromPlaces];
  }
  keys.set(fromKeys);
  places.set(fromPlaces);
}
