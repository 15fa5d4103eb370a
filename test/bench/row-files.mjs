import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const seed = 1_797;
const blockRows = 2_000;
const segments = ['consumer', 'smb', 'enterprise', 'public'];
const lengths = ['short', 'medium', 'long'];
/** Prime, so that a walk with this step meets every example of any suite whose size it does not divide. */
const strides = { baseline: 7_368_787, candidate: 15_485_863 };

/**
 * One result file of `count` examples. Both sides have the same ids in another order each, so that they have to be
 * joined. The candidate answers one example in ten anew and costs half a percent more.
 *
 * @param {string} path
 * @param {'baseline' | 'candidate'} side
 * @param {number} count
 * @returns {Promise<number>} bytes written
 */
export async function writeRowFile(path, side, count) {
  const file = createWriteStream(path);
  for (let start = 0; start < count; start += blockRows) {
    let block = '';
    for (let place = start; place < Math.min(count, start + blockRows); place++) {
      block += `${JSON.stringify(rowOf(side, (place * strides[side]) % count))}\n`;
    }
    if (!file.write(block)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  return file.bytesWritten;
}

/**
 * @param {'baseline' | 'candidate'} side
 * @param {number} index of the example
 */
export function rowOf(side, index) {
  const isAnew = side === 'candidate' && chance(index, 1) < 0.1;
  const answer = isAnew ? 20 : 10;
  const shift = isAnew ? chance(index, 2) - 0.5 : 0;
  const price = side === 'candidate' ? 1.005 + 0.2 * (chance(index, 3) - 0.5) : 1;
  return {
    id: `ex-${String(index).padStart(7, '0')}`,
    metrics: {
      correct: chance(index, answer) < 0.8 ? 1 : 0,
      score: rounded(Math.min(1, Math.max(0, 0.2 + 0.7 * chance(index, 11) + 0.2 * shift)), 4),
      usd: rounded((0.0004 + 0.02 * chance(index, 12) ** 3) * price, 6),
    },
    slices: {
      segment: segments[Math.floor(4 * chance(index, 13))],
      length: lengths[Math.floor(3 * chance(index, 14))],
    },
  };
}

/** A number in [0, 1) that depends on its arguments alone (the finaliser of MurmurHash3). */
function chance(index, salt) {
  let bits = (index * 64 + salt + Math.imul(seed, 0x9e37_79b1)) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

function rounded(value, digits) {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
