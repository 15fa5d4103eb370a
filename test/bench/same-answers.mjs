const relativeError = 1e-9;

/**
 * Stops the benchmark where two programs did not compute the same, as comparing their times would then say nothing.
 *
 * @param {readonly { name: string, answer: object }[]} answers verdicts of Weighbridge and output of pandas_compare.py
 */
export function assertSameAnswers(answers) {
  const [first, ...others] = answers.map(({ name, answer }) => ({ name, lines: linesOf(answer) }));
  for (const other of others) {
    for (const key of new Set([...first.lines.keys(), ...other.lines.keys()])) {
      const [ours, theirs] = [first.lines.get(key), other.lines.get(key)];
      if (!same(ours, theirs)) {
        throw new Error(`${key} is ${ours} by ${first.name} and ${theirs} by ${other.name}`);
      }
    }
  }
}

function same(a, b) {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= relativeError * Math.max(Math.abs(a), Math.abs(b), 1e-3);
}

/** Every number and word of an answer by what it is of. */
function linesOf(answer) {
  const lines = new Map();
  const verdict = answer.schema !== undefined;
  for (const metric of answer.metrics) {
    const at =
      metric.slice === null ? metric.name : `${metric.name}, ${metric.slice.key} ${metric.slice.value}`;
    const { worse, better } = verdict ? metric.observed : metric;
    const p = verdict ? metric.estimate.p.regressed : metric.p;
    const said = { n: metric.n, baseline: metric.baseline, delta: metric.delta, worse, better, p };
    for (const [what, value] of Object.entries(said)) lines.set(`${what} of ${at}`, value);
    lines.set(`lower end of ${at}`, metric.interval[0]);
    lines.set(`upper end of ${at}`, metric.interval[1]);
    lines.set(`outcome of ${at}`, metric.outcome);
  }
  for (const what of ['newlyFailing', 'newlyPassing']) {
    const { count, ids } = verdict
      ? { count: answer.examples.counts[what], ids: answer.examples[what] }
      : answer[what];
    lines.set(what, count);
    lines.set(`${what}, ids`, ids.join(' '));
  }
  return lines;
}
