import { countText } from './count-text.ts';
import { withoutSubset } from './find-subset.ts';
import { metricsPart } from './metrics-part.ts';
import type { Proposal } from './proposal.ts';
import { blockMap, inlineList, type Part, yamlText } from './yaml-parts.ts';

const maxNamed = 5;
/** A list of more is written one entry a line. */
const maxInline = 4;

/** weighbridge.yml for what was found, with comments that say why each key is what it is. */
export function policyText(proposal: Proposal): string {
  const { name } = proposal;
  return yamlText(
    [
      'What Weighbridge weighs, proposed by `weighbridge init`. Read it and correct it: from here on it is yours. `weighbridge check` says what is wrong with it.',
    ],
    blockMap([
      { key: 'version', value: 1 },
      { key: 'models', apart: true, value: blockMap([{ key: name, value: blockMap(modelParts(proposal)) }]) },
      {
        key: 'gate',
        apart: true,
        value: blockMap([
          {
            key: 'mode',
            value: 'observe',
            above: ['Says what it would have done, and holds nothing, until you write `enforce`.'],
          },
        ]),
      },
    ]),
  );
}

function modelParts(proposal: Proposal): Part[] {
  const { model, command } = proposal;
  const parts: Part[] = [list('paths', model.paths, pathsWords(model.onlyHarness, command.from))];
  if (model.params.length > 0)
    parts.push(list('params', model.params, ['Part of the model too; reports show which keys changed.']));
  if (model.prompts.length > 0) parts.push(list('prompts', model.prompts, ['Part of the model too.']));
  return [...parts, { key: 'eval', apart: true, value: blockMap(suiteParts(proposal)) }];
}

function pathsWords(onlyHarness: boolean, from: string): readonly string[] {
  return [
    onlyHarness
      ? `What the model is made of. Nothing but the evaluation (${from}) was found, and that is no part of it: name the model's own files here.`
      : 'What the model is made of: a change that touches none of it is answered at once. These files are what the evaluation imports, names or lies beside; add what is missing.',
  ];
}

function suiteParts(proposal: Proposal): Part[] {
  const { command, examples, model, code, mustPass, env, seen, subset } = proposal;
  const count = examples.file.ids.length;
  const parts: Part[] = [
    {
      key: 'run',
      value: command.run,
      above: [
        'Reads the file that WEIGHBRIDGE_EXAMPLES names, and writes one JSON object an example to that of WEIGHBRIDGE_RESULTS.',
        `${command.given ? 'Given with --run.' : `Found: ${command.from}.`}${alsoThere(proposal.otherCommands)}`,
      ],
    },
  ];
  if (code !== undefined)
    parts.push(
      list('code', code, [
        'The scales: what judges, and is no part of the model. Results of other scales are not compared.',
        ...judgesWords(model.judges),
      ]),
    );
  parts.push({
    key: 'examples',
    value: examples.path,
    above: [
      `${count === 1 ? 'One example' : `${countText(count)} examples`}.${alsoThere(proposal.otherExamples)}`,
      ...withoutSubset(subset, examples),
    ],
  });
  if (examples.id !== 'id') parts.push({ key: 'id', value: examples.id, beside: 'tells examples apart' });
  if (seen?.results !== undefined)
    parts.push({
      key: 'results',
      value: seen.results,
      flow: true,
      above: [
        'Where the command writes its rows, in place of WEIGHBRIDGE_RESULTS; taken away before each evaluation.',
      ],
    });
  if (subset?.size !== undefined)
    parts.push({
      key: 'subset',
      value: { size: subset.size },
      flow: true,
      above: [
        'At most so many on a pull request, drawn for each and the same at every push to it; main evaluates all.',
      ],
    });
  if (mustPass !== undefined)
    parts.push({ key: 'must_pass', value: mustPass, above: ['Examples that may never fail.'] });
  if (env.length > 0)
    parts.push(
      list('env', env, [
        'Secrets that the evaluation reads: handed to it by name, masked in its output. It is not run without them; take out what it can do without.',
      ]),
    );
  return [...parts, metricsPart(proposal)];
}

function judgesWords(judges: readonly string[]): readonly string[] {
  const [first] = judges;
  return first === undefined
    ? []
    : [
        `${judges.join(', ')}: by name a prompt that grades. Say which model reads it, \`judge: { model: …, prompt: ${first} }\`: with another the scales are others, too.`,
      ];
}

function list(key: string, items: readonly string[], above: readonly string[]): Part {
  return { key, value: items.length <= maxInline ? inlineList(items) : [...items], above };
}

function alsoThere(others: readonly string[]): string {
  if (others.length === 0) return '';
  const more = others.length > maxNamed ? ` and ${others.length - maxNamed} more` : '';
  return ` Also there: ${others.slice(0, maxNamed).join(', ')}${more}.`;
}
