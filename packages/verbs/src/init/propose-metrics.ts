import type { SeenNumbers } from './seen-rows.ts';

/** A metric as it will stand in the policy, and why its direction is what it is. */
export interface ProposedMetric {
  readonly name: string;
  readonly better: 'higher' | 'lower';
  /** A sentence: which way, and what says so. */
  readonly why: string;
  readonly gate: 'block' | 'warn';
  readonly unit: string | undefined;
  /** Nothing but a person can say whether the direction is right. */
  readonly unsure: boolean;
}

const lowerName =
  /(?:^|_)(?:loss|err|errors?|error_rate|latency|duration|time|elapsed|cost|price|usd|eur|ms|millis|milliseconds|s|sec|secs|seconds|tokens?|perplexity|ppl|mae|mse|rmse|mape|brier|ece|wer|cer|ter|distance|toxicity|violations?|failures?|failed|wrong|incorrect|memory|bytes|mb)(?:_|$)/;
const higherName =
  /(?:^|_)(?:correct|accuracy|acc|exact_match|em|match|pass|passed|success|solved|score|f1|precision|recall|auc|bleu|rouge|rougel|meteor|chrf|reward|similarity|iou|dice|ndcg|mrr|hit|hits|faithfulness|relevance|groundedness|quality|rating|confidence|win)(?:_|$)/;
const units: readonly (readonly [RegExp, string])[] = [
  [/(?:^|_)(?:ms|millis|milliseconds)$/, 'ms'],
  [/(?:^|_)(?:s|sec|secs|seconds)$/, 's'],
  [/(?:^|_)usd(?:_|$)/, 'usd'],
  [/(?:^|_)tokens?$/, 'tokens'],
];

/** More than these are left for a person to choose from. */
export const maxMetrics = 12;
const maxNameChars = 100;
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Whether a metric can be called so in weighbridge.yml. */
export function isMetricName(name: string): boolean {
  return name !== '' && name.trim() === name && name.length <= maxNameChars && !invisible.test(name);
}

/**
 * Metrics for columns of numbers. Those of which every value is 0 or 1 come first and the first of them gates; what is named
 * after a cost is better lower. The direction always has its reason beside it: it is proposed, never guessed in silence.
 */
export function proposeMetrics(numbers: readonly SeenNumbers[]): readonly ProposedMetric[] {
  const proposed = numbers
    .filter(({ name }) => isMetricName(name))
    .map((column) => ({
      ...directionOf(column),
      name: column.name,
      binary: column.binary,
      unit: unitOf(column.name),
    }));
  const order = ({ better, unsure, binary }: (typeof proposed)[number]): number =>
    better === 'lower' ? 3 : binary ? (unsure ? 1 : 0) : 2;
  const sorted = [...proposed].sort((a, b) => order(a) - order(b)).slice(0, maxMetrics);
  const gating = sorted.find(({ better, binary }) => better === 'higher' && binary);
  // Without pass or fail, a number that is named after something good gates.
  const first = gating ?? sorted.find(({ better, unsure }) => better === 'higher' && !unsure);
  return sorted.map(({ binary: _, ...metric }) => ({
    ...metric,
    gate: metric.name === first?.name ? 'block' : 'warn',
  }));
}

function directionOf({ name, binary }: SeenNumbers): Pick<ProposedMetric, 'better' | 'why' | 'unsure'> {
  const plain = snake(name);
  const lower = lowerName.exec(plain)?.[0];
  if (lower !== undefined) return { better: 'lower', why: `lower: named ${bare(lower)}`, unsure: false };
  const higher = higherName.exec(plain)?.[0];
  if (binary) {
    return higher === undefined
      ? {
          better: 'higher',
          why: 'higher: every value is 0 or 1, read as fail or pass; check the direction',
          unsure: true,
        }
      : { better: 'higher', why: `higher: named ${bare(higher)}, and every value is 0 or 1`, unsure: false };
  }
  return higher === undefined
    ? { better: 'higher', why: 'higher: nothing says so; check the direction', unsure: true }
    : { better: 'higher', why: `higher: named ${bare(higher)}`, unsure: false };
}

/** `latencyMs` and `Latency (ms)` as `latency_ms`. */
function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

function bare(match: string): string {
  return match.replace(/^_+|_+$/g, '');
}

function unitOf(name: string): string | undefined {
  return units.find(([pattern]) => pattern.test(snake(name)))?.[1];
}

/** The metric of a policy whose rows nobody has seen yet. */
export const placeholder: ProposedMetric = {
  name: 'correct',
  better: 'higher',
  why: 'a placeholder: no numbers were seen; check name and direction',
  gate: 'block',
  unit: undefined,
  unsure: true,
};
