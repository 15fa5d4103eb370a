// Softmax regression: one weight for every pixel and digit. Small enough to read, and a fair first model.

import { FEATURES } from './features.mjs';

const DIGITS = 10;

export function createNetwork() {
  return {
    weights: Array.from({ length: DIGITS }, () => new Float64Array(FEATURES)),
    bias: new Float64Array(DIGITS),
  };
}

/** The probability of each of the ten digits. */
export function predict(network, input) {
  const scores = network.weights.map((row, digit) => dot(row, input) + network.bias[digit]);
  return softmax(scores);
}

/** One step of gradient descent on the cross-entropy of one image; returns that loss, as it was before the step. */
export function learn(network, input, label, rate) {
  const probabilities = predict(network, input);
  for (let digit = 0; digit < DIGITS; digit++) {
    const step = rate * (probabilities[digit] - (digit === label ? 1 : 0));
    const row = network.weights[digit];
    network.bias[digit] -= step;
    for (let i = 0; i < FEATURES; i++) row[i] -= step * input[i];
  }
  return -Math.log(probabilities[label]);
}

export function toJson(network) {
  return { weights: network.weights.map((row) => [...row]), bias: [...network.bias] };
}

export function fromJson(json) {
  return {
    weights: json.weights.map((row) => Float64Array.from(row)),
    bias: Float64Array.from(json.bias),
  };
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
