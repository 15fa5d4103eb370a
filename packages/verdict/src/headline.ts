import { formatCount, type MetricVerdict, type VerdictOutcome } from '@weighbridge/contract';
import { failureText, gainText, levelText, movementText } from './metric-text.ts';
import {
  failures,
  gatingOverall,
  tooFewDelivered,
  type WeighedSuite,
  type Weighing,
  warnings,
} from './weighing.ts';

/** The one sentence that decides: plain text, the model in it, without a sign. */
export function headlineOf(weighing: Weighing, outcome: VerdictOutcome): string {
  const { name } = weighing.input.model;
  switch (outcome) {
    case 'regressed':
      return `${worseText(weighing)}: ${failureList(weighing)}`;
    case 'incomplete':
      return `${name} was not weighed in full: ${incompleteText(weighing)}`;
    case 'not-comparable':
      return `${name} cannot be compared: ${incomparableText(weighing)}`;
    case 'no-baseline':
      return firstText(weighing);
    case 'inconclusive':
      return undecidedText(weighing);
    default:
      return passText(weighing);
  }
}

function worseText({ input }: Weighing): string {
  const { name, gate } = input.model;
  if (input.kind === 'main' || input.kind === 'schedule') return `${name} got worse`;
  return gate.mode === 'observe' ? `${name} would have been held` : `Merging makes ${name} worse`;
}

function failureList(weighing: Weighing): string {
  const failing = weighing.suites.flatMap(({ mustPass }) => mustPass.failing);
  const metrics = failures(weighing);
  const first = metrics[0];
  const text = first === undefined ? mustPassText(failing) : failureText(first);
  if (first === undefined) return text;
  const inSlices = metrics
    .slice(1)
    .filter(({ name, suite, slice }) => slice !== null && name === first.name && suite === first.suite);
  const others = metrics.length - 1 - inSlices.length + (failing.length > 0 ? 1 : 0);
  const more =
    others === 0 ? '' : `, and ${others === 1 ? 'one more reason' : `${formatCount(others)} more reasons`}`;
  return `${text}${slicesText(inSlices)}${more}`;
}

/** `, also in ink light and ink medium`, or in how many slices. */
function slicesText(metrics: readonly MetricVerdict[]): string {
  const [first, second] = metrics.map(({ slice }) =>
    `${slice?.key ?? ''} ${slice?.value ?? ''}`.slice(0, 40),
  );
  if (first === undefined) return '';
  if (metrics.length > 2) return `, also in ${formatCount(metrics.length)} slices`;
  return `, also in ${second === undefined ? first : `${first} and ${second}`}`;
}

/** `must-pass example ex-17 fails`, or how many do. */
export function mustPassText(ids: readonly string[]): string {
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? `must-pass example ${only.slice(0, 80)} fails`
    : `${formatCount(ids.length)} must-pass examples fail`;
}

function incompleteText(weighing: Weighing): string {
  const short = tooFewDelivered(weighing)[0];
  if (short !== undefined) return missingText(short);
  const unevaluated = weighing.suites.flatMap(({ mustPass }) => mustPass.unevaluated);
  if (unevaluated.length > 0)
    return unevaluated.length === 1
      ? `must-pass example ${(unevaluated[0] ?? '').slice(0, 80)} was not evaluated`
      : `${formatCount(unevaluated.length)} must-pass examples were not evaluated`;
  const metric = gatingOverall(weighing).find(({ outcome }) => outcome === 'missing');
  return `too many rows have no value of ${metric?.name ?? 'a metric'}`;
}

/** `30 of 400 examples are missing (8 may be)`. */
export function missingText({ questions: { input, alignment } }: WeighedSuite): string {
  const { removed, plannedCount, evaluated } = alignment;
  if (evaluated === 0) return 'no example was evaluated';
  const allowed = Math.floor(input.policy.maxMissing * plannedCount + 1e-9);
  return `${formatCount(removed.length)} of ${formatCount(plannedCount)} examples are missing (${formatCount(allowed)} may be)`;
}

function incomparableText({ suites }: Weighing): string {
  const differences = suites.flatMap(({ questions }) => questions.input.notComparable);
  return differences.length > 0
    ? differences.slice(0, 3).join(', ')
    : "main's nearest stored run is of another model key; its numbers are shown, and nothing is judged by them";
}

function firstText(weighing: Weighing): string {
  const { name } = weighing.input.model;
  const measured = gatingOverall(weighing).filter(({ candidate }) => candidate !== null);
  const text = measured.slice(0, 2).map(levelText).join(' · ');
  return `First weighing of ${name}: ${text === '' ? '' : `${text}, `}nothing to compare with yet`;
}

function undecidedText(weighing: Weighing): string {
  const { model, kind } = weighing.input;
  const open = gatingOverall(weighing).filter(
    ({ outcome }) => outcome === 'inconclusive' || outcome === 'missing',
  );
  const text = `${model.name}: cannot tell with ${formatCount(open[0]?.n ?? 0)} examples`;
  if (kind === 'main' || kind === 'schedule') return text;
  if (model.gate.whenUnsure === 'pass') return `${text}; merging is allowed (\`when_unsure: pass\`)`;
  return model.gate.mode === 'observe'
    ? `${text}; merging would have been held (\`when_unsure: hold\`)`
    : `${text}; merging is held (\`when_unsure: hold\`)`;
}

function passText(weighing: Weighing): string {
  const { name } = weighing.input.model;
  const better = gatingOverall(weighing).filter(({ outcome }) => outcome === 'improved');
  const warned = warnings(weighing)[0];
  const warning = warned === undefined ? '' : `; ${movementText(warned)}, which only warns`;
  const [first] = better;
  if (first !== undefined) return `${name} gets better: ${gainText(first)}${warning}`;
  return warned === undefined ? `${name}: no drop found` : `${name}: no drop found in what gates${warning}`;
}
