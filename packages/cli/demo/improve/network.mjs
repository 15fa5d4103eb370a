// A small convolutional network: filters of 3×3 pixels slide over the image, the strongest answer within each
// 2×2 block is kept, and a softmax layer reads the digit from those. A stroke counts wherever it was drawn.

import { FEATURES } from './features.mjs';

const DIGITS = 10;
const SIDE = 8;
const PADDED = SIDE + 2;
const KERNEL = 9;
/** Where the nine pixels under a filter lie, counted from its upper left corner. */
const OFFSETS = [0, 1, 2].flatMap((y) => [0, 1, 2].map((x) => y * PADDED + x));
const BLOCKS_A_SIDE = SIDE / 2;
const BLOCKS = BLOCKS_A_SIDE * BLOCKS_A_SIDE;

export function createNetwork(params, random) {
  const filters = params.filters;
  const pooled = filters * BLOCKS;
  const uniform = (limit) => (random() * 2 - 1) * limit;
  return {
    kernels: Array.from({ length: filters }, () => Float64Array.from({ length: KERNEL }, () => uniform(0.5))),
    kernelBias: new Float64Array(filters),
    // Glorot and Bengio's limit, so that signals keep their size on the way through.
    weights: Array.from({ length: DIGITS }, () =>
      Float64Array.from({ length: pooled }, () => uniform(Math.sqrt(6 / (pooled + DIGITS)))),
    ),
    bias: new Float64Array(DIGITS),
  };
}

/** The probability of each of the ten digits. */
export function predict(network, input) {
  return forward(network, input).probabilities;
}

/** One step of gradient descent on the cross-entropy of one image; returns that loss, as it was before the step. */
export function learn(network, input, label, rate) {
  const { image, pooled, strongest, probabilities } = forward(network, input);
  const steps = new Float64Array(pooled.length);
  for (let digit = 0; digit < DIGITS; digit++) {
    const step = rate * (probabilities[digit] - (digit === label ? 1 : 0));
    const row = network.weights[digit];
    network.bias[digit] -= step;
    for (let i = 0; i < pooled.length; i++) {
      steps[i] += step * row[i];
      row[i] -= step * pooled[i];
    }
  }
  for (let i = 0; i < pooled.length; i++) {
    // Only the place that won its block had a say, so only it learns.
    const corner = strongest[i];
    if (corner < 0) continue;
    const filter = Math.floor(i / BLOCKS);
    const kernel = network.kernels[filter];
    network.kernelBias[filter] -= steps[i];
    for (let k = 0; k < KERNEL; k++) kernel[k] -= steps[i] * image[corner + OFFSETS[k]];
  }
  return -Math.log(probabilities[label]);
}

export function toJson(network) {
  const lists = (rows) => rows.map((row) => [...row]);
  return {
    kernels: lists(network.kernels),
    kernelBias: [...network.kernelBias],
    weights: lists(network.weights),
    bias: [...network.bias],
  };
}

export function fromJson(json) {
  const arrays = (rows) => rows.map((row) => Float64Array.from(row));
  return {
    kernels: arrays(json.kernels),
    kernelBias: Float64Array.from(json.kernelBias),
    weights: arrays(json.weights),
    bias: Float64Array.from(json.bias),
  };
}

function forward(network, input) {
  const image = pad(input);
  const pooled = new Float64Array(network.kernels.length * BLOCKS);
  const strongest = new Int32Array(pooled.length).fill(-1);
  for (const [filter, kernel] of network.kernels.entries()) {
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const corner = y * PADDED + x;
        let answer = network.kernelBias[filter];
        for (let k = 0; k < KERNEL; k++) answer += kernel[k] * image[corner + OFFSETS[k]];
        const block = filter * BLOCKS + (y >> 1) * BLOCKS_A_SIDE + (x >> 1);
        // Answers below 0 are cut off (ReLU) by starting at 0.
        if (answer > pooled[block]) {
          pooled[block] = answer;
          strongest[block] = corner;
        }
      }
    }
  }
  const scores = network.weights.map((row, digit) => dot(row, pooled) + network.bias[digit]);
  return { image, pooled, strongest, probabilities: softmax(scores) };
}

/** The image with a border of paper, so that filters also reach its edge. */
function pad(input) {
  const image = new Float64Array(PADDED * PADDED);
  for (let i = 0; i < FEATURES; i++) image[(Math.floor(i / SIDE) + 1) * PADDED + (i % SIDE) + 1] = input[i];
  return image;
}

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function softmax(scores) {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
