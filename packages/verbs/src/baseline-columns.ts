import type { SuitePolicy } from '@weighbridge/contract';
import { bytesSource, type ResultColumns, readResults } from '@weighbridge/results';
import type { StoredRun } from '@weighbridge/store';
import type { ModelPlan } from './model-plan.ts';

/** The stored rows of each suite as columns, newest run first. */
export async function baselineColumns(
  plan: ModelPlan,
  runs: readonly StoredRun[],
): Promise<ReadonlyMap<string, readonly ResultColumns[]>> {
  const found = new Map<string, readonly ResultColumns[]>();
  for (const { policy } of plan.suites) {
    const holding = runs.filter((run) => run.evidence.suites.some((suite) => suite.name === policy.name));
    const columns: ResultColumns[] = [];
    for (const run of holding) columns.push(await storedColumns(run, policy));
    found.set(policy.name, columns);
  }
  return found;
}

/** One suite's rows of a stored run. Their digests are checked as they are read. */
export function storedColumns(run: StoredRun, suite: SuitePolicy): Promise<ResultColumns> {
  const source = bytesSource(`${run.ref.name}:rows.${suite.name}.jsonl.gz`, () => run.rows(suite.name));
  return readResults([source], { ranges: rowRanges(suite), keepTexts: true });
}

/** How a suite's rows are read: declared ranges, and which columns of a CSV have to be numbers. */
export function rowReading(suite: SuitePolicy) {
  return {
    ranges: rowRanges(suite),
    metrics: suite.metrics.map((metric) => metric.of),
    id: suite.id,
  };
}

/** The ranges that values of a suite's rows must lie in, by the rows' own metric names. */
export function rowRanges(suite: SuitePolicy): ReadonlyMap<string, readonly [number, number]> {
  return new Map(
    suite.metrics.flatMap((metric) =>
      metric.range === undefined ? [] : [[metric.of, metric.range] as const],
    ),
  );
}
