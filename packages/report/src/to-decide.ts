import { formatAmount, formatCount, type MetricVerdict } from '@weighbridge/contract';
import { countOf } from './count-text.ts';
import { type Block, code, type Inline, joined, paragraph } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { cut } from './visible.ts';

/** Up to two figures and a half: nobody plans 1,143 examples. */
function roundedUp(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1) / 2;
  return Math.ceil(count / step) * step;
}

function wouldDecide(metric: MetricVerdict, named: boolean): readonly Inline[] {
  const { examples = null, margin = null } = metric.wouldDecide ?? {};
  const ways: (readonly Inline[])[] = [];
  if (examples !== null) {
    const enough = examples <= metric.total;
    ways.push(
      enough
        ? [`about ${countOf(roundedUp(examples), 'example')} (`, code('subset.size'), ')']
        : [
            `about ${countOf(roundedUp(examples), 'example')}, where the suite has ${formatCount(metric.total)}`,
          ],
    );
  }
  if (margin !== null) ways.push([`a `, code('margin'), ` of ${formatAmount(margin, metric)}`]);
  if (ways.length === 0) return [];
  const subject = named ? `To decide ${cut(metric.name, maxNameChars)}: ` : 'To decide: ';
  return [subject, ...joined(ways, ', or '), '.'];
}

const maxDecidable = 3;

/** Which n or margin would decide what cannot be told. */
export function toDecide(metrics: readonly MetricVerdict[]): readonly Block[] {
  const unsure = metrics.slice(0, maxDecidable);
  return unsure
    .map((metric) => wouldDecide(metric, metrics.length > 1))
    .filter((line) => line.length > 0)
    .map((line) => paragraph(...line));
}
