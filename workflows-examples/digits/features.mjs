// What the network sees of an image. Training and evaluation share this file, so they cannot drift apart.

export const FEATURES = 64;

/** 64 pixels, row by row, 0 (paper) to 16 (ink) → 64 numbers from 0 to 1. */
export function features(pixels) {
  return Float64Array.from(pixels, (pixel) => pixel / 16);
}
