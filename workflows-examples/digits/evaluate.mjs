// Evaluates the trained model: one row of results for every example, in the order given, written as it goes.
//
//   WEIGHBRIDGE_EXAMPLES   the examples to evaluate   (default: data/eval.jsonl, all of them)
//   WEIGHBRIDGE_RESULTS    where the rows go          (default: results.jsonl)
//   WEIGHBRIDGE_MODEL_DIR  folder of the weights      (default: model)
//
// WEIGHBRIDGE_SEED is not needed: nothing here is random.

import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { features } from './features.mjs';
import { fromJson, predict } from './network.mjs';

const examplesFile = process.env.WEIGHBRIDGE_EXAMPLES || 'data/eval.jsonl';
const resultsFile = process.env.WEIGHBRIDGE_RESULTS || 'results.jsonl';
const weightsFile = join(process.env.WEIGHBRIDGE_MODEL_DIR || 'model', 'weights.json');

const network = fromJson(JSON.parse(readFileSync(weightsFile, 'utf8')));
const examples = readFileSync(examplesFile, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line));

warmUp();
const results = openSync(resultsFile, 'w');
let correct = 0;
for (const example of examples) {
  const row = evaluate(example);
  correct += row.metrics.correct;
  // One write a row, not one at the end: whoever watches the file sees progress, and a crash keeps what was done.
  writeSync(results, `${JSON.stringify(row)}\n`);
}
closeSync(results);
console.log(
  `accuracy ${((100 * correct) / examples.length).toFixed(1)} %: ${correct} of ${examples.length} digits read correctly`,
);

function evaluate(example) {
  const started = performance.now();
  const probabilities = predict(network, features(example.pixels));
  const latencyMs = performance.now() - started;
  const prediction = probabilities.indexOf(Math.max(...probabilities));
  return {
    id: example.id,
    metrics: {
      correct: prediction === example.label ? 1 : 0,
      // How probable the model found the digit that it really is.
      confidence: Number(probabilities[example.label].toFixed(6)),
      latency_ms: Number(latencyMs.toFixed(4)),
    },
    slices: { ink: example.ink, digit: String(example.label) },
    label: String(example.label),
    prediction: String(prediction),
  };
}

/** Without it the first latencies would be those of the JavaScript compiler. */
function warmUp() {
  for (let i = 0; i < 500 && examples.length > 0; i++) evaluate(examples[i % examples.length]);
}
