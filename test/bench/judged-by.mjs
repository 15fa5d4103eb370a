/**
 * What the rows of the benchmark are judged by: a pass/fail metric, a bounded score and a quantity, all of which gate;
 * the first two gate in every segment too, and by length all three are only reported.
 */
export const policyText = `version: 1
models:
  bench:
    eval:
      run: node evaluate.mjs
      examples: examples.jsonl
      slices: [segment, length]
      metrics:
        accuracy: { of: correct, better: higher, tolerance: 0.5pp, gate: block, slices: [segment] }
        score:    { of: score, range: [0, 1], better: higher, tolerance: 0.5pp, gate: block, slices: [segment] }
        cost:     { of: usd, aggregate: mean, unit: usd, better: lower, tolerance: 2%, margin: 10%, gate: block }
`;

/** The same for pandas_compare.py, in its words. */
export const pandasSpec = {
  alpha: 0.05,
  slices: ['segment', 'length'],
  metrics: [
    metric('accuracy', 'correct', { passFail: true, range: [0, 1], tolerance: 0.005, declared: ['segment'] }),
    metric('score', 'score', { range: [0, 1], tolerance: 0.005, declared: ['segment'] }),
    metric('cost', 'usd', { better: 'lower', relative: true, tolerance: 0.02, margin: 0.1 }),
  ],
};

function metric(name, of, rest) {
  const usual = {
    better: 'higher',
    range: null,
    passFail: false,
    relative: false,
    margin: null,
    declared: [],
  };
  return { name, of, ...usual, ...rest };
}
