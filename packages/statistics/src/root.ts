/**
 * Where a rising function reaches zero, by bisection to the last bit that a double has.
 *
 * @param rising a function that never falls on [low, high]
 * @returns `low` where it is positive everywhere, `high` where it is negative everywhere
 */
export function risingRoot(rising: (x: number) => number, low: number, high: number): number {
  if (rising(low) >= 0) return low;
  if (rising(high) < 0) return high;
  let below = low;
  let above = high;
  for (let step = 0; step < 200; step++) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) break;
    if (rising(middle) < 0) below = middle;
    else above = middle;
  }
  return above;
}
