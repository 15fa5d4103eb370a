import type { Proposal } from './proposal.ts';
import { type ProposedMetric, placeholder } from './propose-metrics.ts';
import { blockMap, type Part } from './yaml-parts.ts';

const maxSlices = 5;

/** The metrics, each with the reason for its direction. */
export function metricsPart({ metrics, seen, problems }: Proposal): Part {
  const above: string[] = [];
  if (metrics.includes(placeholder)) above.push(...problems, ...rowsWords(seen));
  else if (seen !== undefined) above.push(`Found in ${fromWords(seen.from)}. Look at every direction.`);
  if (!metrics.some(({ gate }) => gate === 'block'))
    above.push('None of them holds a merge; let one do so with `gate: block`.');
  if (seen !== undefined && seen.slices.length > 0)
    above.push(
      `The rows can be sliced, too: \`slices: ${JSON.stringify(seen.slices.slice(0, maxSlices)).replaceAll(',', ', ')}\` shows each part by itself.`,
    );
  return { key: 'metrics', apart: true, above, value: blockMap(metrics.map(metricPart)) };
}

function fromWords(from: string): string {
  return from === 'the rows that it wrote' ? 'the rows that the command wrote' : from;
}

function metricPart({ name, better, gate, unit, why }: ProposedMetric): Part {
  return {
    key: name,
    value: { ...(unit === undefined ? {} : { unit }), better, gate },
    flow: true,
    beside: why,
  };
}

/** What the command has to write before anything can be measured. */
export function rowsWords(seen: Proposal['seen']): readonly string[] {
  if (seen?.results?.format === 'csv') {
    const both =
      seen.truth !== undefined && seen.prediction !== undefined
        ? `has ${seen.truth} and ${seen.prediction}, but no number an example can be judged by`
        : 'has no number an example can be judged by';
    return [
      `${seen.results.path} ${both}: write a column, such as \`correct\` with 1 where the prediction is right and 0 where it is not.`,
    ];
  }
  return [
    'Let the command write rows such as {"id": "…", "metrics": {"correct": 1}}, one a line, with the `id` of each example it was given.',
  ];
}
