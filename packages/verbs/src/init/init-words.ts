import { countText } from './count-text.ts';
import type { Setup } from './find-setup.ts';
import { withoutSubset } from './find-subset.ts';
import { rowsWords } from './metrics-part.ts';
import { shellWord } from './path-parts.ts';
import type { Proposal } from './proposal.ts';
import { placeholder } from './propose-metrics.ts';
import { oneLine } from './yaml-parts.ts';

const maxNamed = 5;

/** What was found, one line a thing, with what else there was. */
export function foundLines(proposal: Proposal | undefined, setups: readonly Setup[]): readonly string[] {
  const installed = setups.map(({ file, commands }) => `setup: ${commands.join(' && ')}, for ${file}`);
  if (proposal === undefined) return installed;
  const { command, examples, model, mustPass, env, seen, metrics } = proposal;
  const count = examples.file.ids.length;
  const measured = metrics.includes(placeholder)
    ? 'none were found'
    : metrics.map(({ name, why }) => `${name} (${why})`).join(', ');
  return [
    `evaluation: ${command.run}, ${command.given ? 'as given' : `from ${command.from}`}${others(proposal.otherCommands)}`,
    `examples: ${examples.path}, ${countText(count)} with the id field ${examples.id}${others(proposal.otherExamples)}`,
    `model: ${[...new Set([...model.paths, ...model.params, ...model.prompts])].join(', ')}`,
    ...(mustPass === undefined ? [] : [`must pass: ${mustPass}`]),
    ...(env.length === 0 ? [] : [`secrets: ${env.join(', ')}`]),
    ...installed,
    `metrics: ${measured}${seen === undefined ? '' : `, in ${seen.from}`}`,
  ].map(oneLine);
}

/** What a person has to look at before the files are committed. */
export function lookLines(
  proposal: Proposal | undefined,
  secrets: readonly string[],
  config: string,
): readonly string[] {
  const repository =
    secrets.length === 0 ? [] : [`The repository's secrets have to hold ${secrets.join(', ')}.`];
  if (proposal === undefined) return repository;
  const { metrics, problems, model, seen, ended, subset, examples } = proposal;
  const isPlaceholder = metrics.includes(placeholder);
  const unsure = metrics.filter((metric) => metric.unsure && metric !== placeholder);
  return [
    ...problems,
    ...(ended ? [] : [correctRun(config)]),
    ...withoutSubset(subset, examples),
    ...otherWords(proposal, config),
    ...(isPlaceholder ? [`The metric \`${placeholder.name}\` is a placeholder.`, ...rowsWords(seen)] : []),
    ...(isPlaceholder ? trainFirst(proposal) : []),
    ...(unsure.length === 0
      ? []
      : [`Is higher better of ${unsure.map(({ name }) => name).join(', ')}? Nothing says so.`]),
    ...(isPlaceholder
      ? []
      : ['Is `better` right for every metric? It was read from names and values, which can mislead.']),
    ...judgeWords(model.judges),
    ...(model.onlyHarness ? ['Which files is the model made of? `paths` names none of its own yet.'] : []),
    ...repository,
  ].map(oneLine);
}

function correctRun(config: string): string {
  return `If that is not the evaluation, correct \`run\` in ${config}, or remove the file and name it: weighbridge init --run "…"`;
}

/** What is left out is said: a change of it would be merged unweighed. */
function otherWords({ otherEvaluations }: Proposal, config: string): readonly string[] {
  const said = otherEvaluations
    .slice(0, maxNamed)
    .map(
      ({ from, run, name }) =>
        `${from} is not weighed yet. If it evaluates a model of its own, \`weighbridge init --run ${shellWord(run)} --name ${name} --print\` proposes it: add it under \`models\` of ${config}.`,
    );
  const more = otherEvaluations.length - said.length;
  return more === 0 ? said : [...said, `${more} more evaluations are not weighed yet.`];
}

function judgeWords(judges: readonly string[]): readonly string[] {
  return judges.length === 0
    ? []
    : [
        `${judges.join(', ')}: taken for what judges, by name, and listed under \`code\`. What is part of the model belongs under \`prompts\`.`,
      ];
}

/** Most evaluations fail here for want of a trained model. */
function trainFirst({ training, command }: Proposal): readonly string[] {
  const [first] = training;
  return first === undefined
    ? []
    : [`If the evaluation needs a trained model, let \`run\` make it first: \`${first} && ${command.run}\``];
}

function others(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length > maxNamed ? ` and ${names.length - maxNamed} more` : '';
  return ` (also there: ${names.slice(0, maxNamed).join(', ')}${more})`;
}
