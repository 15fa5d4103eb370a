import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  explainHarnessKey,
  Failure,
  type ModelPolicy,
  type Policy,
  type SuitePolicy,
  type Verdict,
} from '@weighbridge/contract';
import {
  fileSource,
  type ResultColumns,
  readAggregates,
  readMustPass,
  readResults,
} from '@weighbridge/results';
import { judge } from '@weighbridge/verdict';
import { ageInDays } from './baseline.ts';
import { rowReading, storedColumns } from './baseline-columns.ts';
import type { Call } from './call.ts';
import type { CompareOptions } from './compare.ts';
import { policyOnDisk } from './policy-on-disk.ts';
import { type RevisionRun, runsOfRevision } from './revision-runs.ts';
import { modelContext } from './verdict-context.ts';

/** One side of a comparison by hand. */
interface GivenSide {
  readonly columns: readonly ResultColumns[];
  readonly aggregates: ReadonlyMap<string, number> | undefined;
  readonly run: RevisionRun | undefined;
}

/**
 * Judges result files, or stored results of git revisions, that somebody names. Files define their own suite: the
 * candidate's rows are the planned subset, and of the repository only weighbridge.yml is asked.
 *
 * @throws Failure `usage` where it is not clear which model or suite is meant
 */
export async function compareGiven(call: Call, options: CompareOptions): Promise<Verdict> {
  const { policy, root } = await policyOnDisk(call, options.config);
  const model = chosenModel(policy, options.models);
  const suite = chosenSuite(model, options.suite);
  const baseline = await readSide(call, options, policy, model, suite, options.baseline, 'each');
  const candidate = await readSide(call, options, policy, model, suite, options.candidate, 'merged');
  const [rows] = candidate.columns;
  if (rows === undefined)
    throw new Failure('usage', 'name what to judge with --candidate: result files or a revision');
  const newest = baseline.run?.runs[0];
  return judge({
    model,
    kind: 'local',
    policyFrom: 'head',
    trust: 'local',
    suites: [
      {
        policy: suite,
        baselines: baseline.columns,
        candidate: rows,
        planned: undefined,
        suite: undefined,
        mustPass: await mustPassIds(root, suite),
        notComparable: harnessDifferences(baseline.run, candidate.run, suite.name),
        ...(candidate.aggregates === undefined
          ? {}
          : {
              aggregates: {
                candidate: candidate.aggregates,
                ...(baseline.aggregates ? { baseline: baseline.aggregates } : {}),
              },
            }),
      },
    ],
    models: 1,
    baseline:
      baseline.columns.length === 0
        ? null
        : {
            commit: newest?.evidence.commit ?? null,
            rung: newest === undefined ? 'given' : 'stored',
            runs: baseline.columns.length,
            ageDays: newest === undefined ? null : ageInDays(call, newest),
          },
    candidate: { commit: candidate.run?.runs[0]?.evidence.commit ?? null, attempt: 1 },
    context: modelContext(model),
  });
}

function chosenModel(policy: Policy, named: readonly string[]): ModelPolicy {
  const fitting = policy.models.filter((model) => named.length === 0 || named.includes(model.name));
  const [only, ...more] = fitting;
  if (only !== undefined && more.length === 0) return only;
  const known = policy.models.map((model) => model.name).join(', ');
  throw new Failure('usage', `which model are these results of? say --model with one of ${known}`);
}

function chosenSuite(model: ModelPolicy, named: string | undefined): SuitePolicy {
  const fitting = model.suites.filter((suite) => named === undefined || suite.name === named);
  const [only, ...more] = fitting;
  if (only !== undefined && more.length === 0) return only;
  const known = model.suites.map((suite) => suite.name).join(', ');
  throw new Failure(
    'usage',
    `which suite of ${model.name} are these results of? say --suite with one of ${known}`,
  );
}

async function readSide(
  call: Call,
  options: CompareOptions,
  policy: Policy,
  model: ModelPolicy,
  suite: SuitePolicy,
  named: readonly string[],
  several: 'each' | 'merged',
): Promise<GivenSide> {
  const nothing: GivenSide = { columns: [], aggregates: undefined, run: undefined };
  if (named.length === 0) return nothing;
  const files = named.filter(
    (name) => statSync(resolve(call.cwd, name), { throwIfNoEntry: false })?.isFile() === true,
  );
  if (files.length === 0 && named.every((name) => !looksLikeFile(name))) {
    const run = await runsOfRevision(call, options, policy, model, suite, named);
    return {
      ...nothing,
      run,
      columns: await Promise.all(run.runs.map((stored) => storedColumns(stored, suite))),
    };
  }
  const absent = named.find((name) => !files.includes(name));
  if (absent !== undefined) throw new Failure('usage', 'no such file', { where: { file: absent } });
  const aggregated = named.filter((name) => name.endsWith('.json'));
  const read = rowReading(suite);
  const sources = named
    .filter((name) => !name.endsWith('.json'))
    .map((name) => fileSource(resolve(call.cwd, name), name));
  const columns =
    several === 'merged' || sources.length === 0
      ? [await readResults(sources, read)]
      : await Promise.all(sources.map((source) => readResults([source], read)));
  const aggregates = new Map<string, number>();
  for (const name of aggregated) {
    for (const [metric, value] of await readAggregates(fileSource(resolve(call.cwd, name), name)))
      aggregates.set(metric, value);
  }
  return {
    columns: several === 'each' && sources.length === 0 ? [] : columns,
    aggregates: aggregated.length === 0 ? undefined : aggregates,
    run: undefined,
  };
}

/** Whether a name that is not there was meant as a file: revisions hardly ever end so. */
function looksLikeFile(name: string): boolean {
  return /\.(jsonl|jsonl\.gz|csv|json)$/.test(name);
}

/** The ids that may never fail, where their file lies beside the policy. */
async function mustPassIds(root: string, suite: SuitePolicy): Promise<readonly string[]> {
  const path = suite.mustPass === undefined ? undefined : join(root, suite.mustPass);
  return path === undefined || !existsSync(path) ? [] : readMustPass(path);
}

function harnessDifferences(
  baseline: RevisionRun | undefined,
  candidate: RevisionRun | undefined,
  suite: string,
): readonly string[] {
  const before = baseline?.runs[0]?.manifest.harnesses[suite];
  const after = candidate?.runs[0]?.manifest.harnesses[suite];
  return before === undefined || after === undefined ? [] : explainHarnessKey(before.parts, after.parts);
}
