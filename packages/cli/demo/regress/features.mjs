// What the network sees of an image. Training and evaluation share this file, so they cannot drift apart.

export const FEATURES = 64;

/** Pixels up to here are taken for the grey of the paper. */
const PAPER = 11;

/** 64 pixels, row by row, 0 (paper) to 16 (ink) → 64 numbers from 0 to 1, paper white and the contrast stretched. */
export function features(pixels) {
  return Float64Array.from(pixels, (pixel) => Math.max(0, pixel - PAPER) / (16 - PAPER));
}
