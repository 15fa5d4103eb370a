import { resolve } from 'node:path';
import type { ExitCode, Verdict } from '@weighbridge/contract';
import { formatProblem } from '@weighbridge/contract';
import {
  build,
  type CheckOutcome,
  check,
  compare,
  type EvalOutcome,
  evaluate,
  type PlanOutcome,
  plan,
  record,
  render,
  run,
  train,
  verdictDocument,
  writeJson,
} from '@weighbridge/verbs';
import type { ChangeFlags, CommonFlags } from './program.ts';
import type { Terminal } from './terminal.ts';

/** The flags as the verbs take them. */
function sessionOptions(flags: ChangeFlags) {
  return {
    config: flags.config,
    models: flags.model,
    base: flags.base,
    remote: flags.remote,
    store: flags.store,
  };
}

function json(terminal: Terminal, document: unknown): void {
  terminal.print(JSON.stringify(document));
}

export async function planCommand(terminal: Terminal, flags: ChangeFlags): Promise<ExitCode> {
  const outcome = await plan(terminal.call, sessionOptions(flags));
  if (flags.json) json(terminal, outcome);
  else terminal.print(planText(outcome));
  return 0;
}

function planText({ models }: PlanOutcome): string {
  return models
    .map(({ name, touched, why }) =>
      touched ? `${name} is touched: ${why.join(', ')}` : `${name} is untouched`,
    )
    .join('\n');
}

export async function buildCommand(terminal: Terminal, flags: ChangeFlags): Promise<ExitCode> {
  const outcome = await build(terminal.call, sessionOptions(flags));
  const [first] = outcome.models;
  if (flags.json) {
    json(terminal, {
      built: first?.built ?? false,
      reasons: first?.reasons ?? [],
      inputsKey: first?.inputsKey ?? null,
      image: first?.image ?? null,
      digest: first?.digest ?? null,
      pushed: false,
      models: outcome.models,
      failed: outcome.failed,
    });
  } else {
    const lines = [
      ...outcome.models.map(
        ({ model, built, reasons, image, bytes }) =>
          `${model}: ${built ? 'built' : 'not built'}, ${reasons.join(', ')}: ${image} (${Math.round(bytes / 1e6)} MB)`,
      ),
      ...outcome.failed.map(({ model, reason }) => `${model} has no image: ${reason}`),
    ];
    terminal.print(lines.join('\n'));
  }
  return outcome.exitCode;
}

export async function trainCommand(terminal: Terminal, flags: ChangeFlags): Promise<ExitCode> {
  const outcome = await train(terminal.call, sessionOptions(flags));
  const [first] = outcome.models;
  if (flags.json) {
    json(terminal, {
      trained: first?.trained ?? false,
      weightsDigest: first?.weightsDigest ?? null,
      key: first?.key ?? null,
      models: outcome.models,
      failed: outcome.failed,
    });
  } else {
    const lines = [
      ...outcome.models.map(
        ({ model, trained, weightsDigest }) =>
          `${model}: ${trained ? 'trained' : 'was trained before'}, weights ${weightsDigest}`,
      ),
      ...outcome.failed.map(({ model, reason }) => `${model} was not trained: ${reason}`),
    ];
    terminal.print(lines.join('\n'));
  }
  return outcome.exitCode;
}

export async function evalCommand(
  terminal: Terminal,
  flags: ChangeFlags & { full?: boolean; record?: boolean; shard?: { index: number; of: number } },
): Promise<ExitCode> {
  const outcome = await evaluate(terminal.call, {
    ...sessionOptions(flags),
    full: flags.full ?? false,
    record: flags.record ?? false,
    shard: flags.shard,
  });
  if (flags.json) json(terminal, evalDocument(outcome));
  else terminal.print(evalText(terminal, outcome));
  return outcome.exitCode;
}

function evalDocument(outcome: EvalOutcome) {
  const [first] = outcome.suites;
  const total = (of: 'rows' | 'planned'): number => outcome.suites.reduce((sum, suite) => sum + suite[of], 0);
  const { verdicts, ...rest } = outcome;
  return {
    results: first?.results ?? null,
    rows: total('rows'),
    planned: total('planned'),
    stoppedEarly: false,
    ...rest,
    verdicts: verdicts.map(({ model, outcome: name, exitCode, headline }) => ({
      model,
      outcome: name,
      exitCode,
      headline,
    })),
  };
}

function evalText(terminal: Terminal, outcome: EvalOutcome): string {
  const lines = [
    ...outcome.suites.map(
      ({ model, suite, rows, planned, results }) =>
        `${model} · ${suite}: ${rows} rows → ${results} (${planned} examples planned)`,
    ),
    ...outcome.failed.map(({ model, reason }) => `${model} was not evaluated: ${reason}`),
    ...outcome.recorded.map(
      ({ model, run: name, created }) =>
        `${model}: ${created ? 'stored as' : 'was stored before as'} ${name}`,
    ),
  ];
  return outcome.verdicts.length === 0
    ? lines.join('\n')
    : `${reportText(terminal, outcome.verdicts)}\n${lines.join('\n')}`;
}

export async function recordCommand(terminal: Terminal, flags: ChangeFlags): Promise<ExitCode> {
  const outcome = await record(terminal.call, sessionOptions(flags));
  if (flags.json) json(terminal, outcome);
  else {
    const lines = outcome.recorded.map(
      ({ model, run: name, created }) =>
        `${model}: ${created ? 'stored as' : 'was stored before as'} ${name}`,
    );
    terminal.print(lines.join('\n'));
  }
  return 0;
}

export async function compareCommand(
  terminal: Terminal,
  flags: ChangeFlags & {
    baseline?: readonly string[];
    candidate?: readonly string[];
    suite?: string;
    out?: string;
  },
): Promise<ExitCode> {
  const weighed = await compare(terminal.call, {
    ...sessionOptions(flags),
    baseline: flags.baseline ?? [],
    candidate: flags.candidate ?? [],
    suite: flags.suite,
  });
  if (flags.out !== undefined)
    await writeJson(resolve(terminal.call.cwd, flags.out), verdictDocument(weighed.verdicts));
  return answer(terminal, flags, weighed.verdicts, weighed.exitCode);
}

export async function runCommand(
  terminal: Terminal,
  flags: ChangeFlags & { full?: boolean },
): Promise<ExitCode> {
  const weighed = await run(terminal.call, { ...sessionOptions(flags), full: flags.full ?? false });
  terminal.call.reporter.line(`the report stands in ${weighed.report}`);
  return answer(terminal, flags, weighed.verdicts, weighed.exitCode);
}

function answer(
  terminal: Terminal,
  flags: CommonFlags,
  verdicts: readonly Verdict[],
  exitCode: ExitCode,
): ExitCode {
  if (flags.json) json(terminal, verdictDocument(verdicts));
  else terminal.print(reportText(terminal, verdicts));
  return exitCode;
}

function reportText(terminal: Terminal, verdicts: readonly Verdict[]): string {
  return render(
    verdicts,
    { kind: 'text', width: terminal.width, colour: terminal.colour },
    terminal.call.version,
  );
}

export async function checkCommand(terminal: Terminal, flags: CommonFlags): Promise<ExitCode> {
  const outcome = await check(terminal.call, { config: flags.config, models: flags.model });
  if (flags.json) json(terminal, outcome);
  else terminal.print(checkText(outcome));
  return outcome.problems.length > 0 ? 2 : 0;
}

function checkText({ problems, warnings, models }: CheckOutcome): string {
  const suites = models.flatMap((model) =>
    model.suites.flatMap(({ name, examples, listed, subset }) => {
      if (examples === null && !listed) return [];
      const size = examples === null ? 'examples listed by a command' : `${examples} examples`;
      return `${model.name} · ${name}: ${size}, ${subset === null ? 'all' : `at most ${subset}`} on a pull request`;
    }),
  );
  return [
    ...problems.map(formatProblem),
    ...warnings.map((warning) => `warning: ${formatProblem(warning)}`),
    ...suites,
    problems.length === 0 ? 'nothing to mend' : `${problems.length} to mend`,
  ].join('\n');
}
