import type { Amount, MetricPolicy, ModelPolicy, SuitePolicy } from '@weighbridge/contract';

/**
 * A model's policy by the keys and amounts of the file, so that what differs between two can be said as somebody would have
 * written it. Positions mean nothing, and suites and metrics are told apart by name.
 */
export function asWritten(model: ModelPolicy): unknown {
  const { where: _where, suites, gate, ...rest } = model;
  const named = suites.map((suite) => [
    suite.name === 'eval' ? 'eval' : `evals.${suite.name}`,
    suiteAsWritten(suite),
  ]);
  return { ...snakeKeys(rest), gate: snakeKeys(gate), ...Object.fromEntries(named) };
}

function suiteAsWritten(suite: SuitePolicy): unknown {
  const { where: _where, name: _name, metrics, timeoutMs, maxMissing, ...rest } = suite;
  return {
    ...snakeKeys(rest),
    timeout: `${timeoutMs / 1_000}s`,
    max_missing: percent(maxMissing),
    metrics: Object.fromEntries(metrics.map((metric) => [metric.name, metricAsWritten(metric)])),
  };
}

function metricAsWritten({ where: _where, name: _name, tolerance, margin, ...rest }: MetricPolicy): unknown {
  return {
    ...rest,
    ...(tolerance === undefined ? {} : { tolerance: amountAsWritten(tolerance) }),
    ...(margin === undefined ? {} : { margin: amountAsWritten(margin) }),
  };
}

function amountAsWritten({ kind, value }: Amount): string {
  switch (kind) {
    case 'absolute':
      return String(value);
    case 'points':
      return `${plain(value * 100)}pp`;
    case 'relative':
      return percent(value);
  }
}

function percent(value: number): string {
  return `${plain(value * 100)}%`;
}

/** Without the noise that a product of decimals has in binary. */
function plain(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** `whenUnsure` as the file has it: `when_unsure`. */
function snakeKeys(value: object): object {
  const snake = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [snake(key), item]));
}
