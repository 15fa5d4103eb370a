// Trains the model: data/train.csv and params.yaml in, model/weights.json out.
//
//   WEIGHBRIDGE_MODEL_DIR  folder for the weights   (default: model)
//   WEIGHBRIDGE_SEED       any text                 (default: 0, which Weighbridge hands over too)

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from './features.mjs';
import { createNetwork, learn, toJson } from './network.mjs';
import { seededRandom, shuffle } from './random.mjs';

const started = performance.now();
const params = readParams('params.yaml');
const images = readImages('data/train.csv');
const random = seededRandom(process.env.WEIGHBRIDGE_SEED || '0');
const network = createNetwork(params, random);

let loss = 0;
for (let epoch = 1; epoch <= params.epochs; epoch++) {
  shuffle(images, random);
  loss = 0;
  for (const { input, label } of images) loss += learn(network, input, label, params.learning_rate);
  loss /= images.length;
  if (!Number.isFinite(loss)) {
    console.error(
      `train.mjs: the loss is ${loss} after epoch ${epoch}; lower learning_rate in params.yaml (now ${params.learning_rate})`,
    );
    process.exit(1);
  }
}

const folder = process.env.WEIGHBRIDGE_MODEL_DIR || 'model';
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'weights.json'), `${JSON.stringify(toJson(network))}\n`);
console.log(
  `trained on ${images.length} images for ${params.epochs} epochs: loss ${loss.toFixed(3)}, ${seconds(started)} s`,
);

/** Flat `key: number` lines, which is as much YAML as this example needs. */
function readParams(path) {
  const entries = {};
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    const text = line.replace(/#.*/, '').trim();
    if (text === '') continue;
    const [, key, value] = /^(\w+):\s*(\S+)$/.exec(text) ?? [];
    if (key === undefined || Number.isNaN(Number(value))) {
      throw new Error(`${path}:${index + 1}: expected 'key: number', got '${text}'`);
    }
    entries[key] = Number(value);
  }
  return entries;
}

/** One image a line, under a header: label,p0,…,p63. */
function readImages(path) {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [label, ...pixels] = line.split(',').map(Number);
    return { input: features(pixels), label };
  });
}

function seconds(since) {
  return ((performance.now() - since) / 1000).toFixed(1);
}
