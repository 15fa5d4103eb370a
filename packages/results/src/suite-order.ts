import * as crypto from 'node:crypto';
import { radixSort } from './radix-sort.ts';

// 48 bits of a digest decide for practically every pair of ids, and fit into a key of the radix sort.
const headDigits = 12;

/**
 * The order in which a suite is evaluated: ascending by SHA-256 of `seed`, a NUL byte and the id (UTF-8). It depends on the seed
 * and the set of ids alone, so every machine, push and re-run draws the same, and a prefix is a simple random sample. Ids that come
 * twice count once.
 */
export function suiteOrder(ids: readonly string[], seed: string): readonly string[] {
  const distinct = [...new Set(ids)];
  const headOf = (id: string) => Number.parseInt(sha256(`${seed}\0${id}`).slice(0, headDigits), 16);
  const heads = Float64Array.from(distinct, headOf);
  const places = Uint32Array.from(distinct, (_, place) => place);
  radixSort(heads, places);
  const order = Array.from(places, (place) => distinct[place] ?? '');
  settleTies(order, heads, seed);
  return order;
}

/** Where heads are equal, the whole digests decide, then (texts with lone surrogates have the bytes of others) the ids. */
function settleTies(order: string[], heads: Float64Array, seed: string): void {
  const wholeOf = (id: string) => `${sha256(`${seed}\0${id}`)} ${id}`;
  for (let at = 1; at < order.length; at++) {
    for (let to = at; to > 0 && heads[to] === heads[to - 1]; to--) {
      const [before = '', after = ''] = [order[to - 1], order[to]];
      if (wholeOf(before) <= wholeOf(after)) break;
      order[to - 1] = after;
      order[to] = before;
    }
  }
}

function sha256(text: string): string {
  // The one-shot function is three times as fast; Node 20 has it from 20.12 on.
  return crypto.hash === undefined
    ? crypto.createHash('sha256').update(text).digest('hex')
    : crypto.hash('sha256', text, 'hex');
}
