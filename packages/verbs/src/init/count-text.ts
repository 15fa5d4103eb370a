/** A whole number as people read it: `1,197`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}
