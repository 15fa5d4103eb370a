import type { Verdict } from '@weighbridge/contract';
import { countOf } from './count-text.ts';
import { type Block, code, type Inline, joined, paragraph } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { fold, names } from './sections.ts';
import { cut } from './visible.ts';

const maxLineChars = 300;

function paramChange(param: Verdict['context']['changed']['params'][number]): readonly Inline[] {
  const value = (text: string | null): Inline => (text === null ? 'none' : code(cut(text, 40)));
  return [code(cut(param.key, maxNameChars)), ' ', value(param.before), ' → ', value(param.after)];
}

function changesSummary({
  files,
  fileCount,
  params,
  policy,
}: Verdict['context']['changed']): readonly Inline[] {
  const parts: (readonly Inline[])[] = [];
  if (fileCount > 0 || files.length > 0) parts.push([countOf(Math.max(fileCount, files.length), 'file')]);
  const [only] = params;
  if (params.length === 1 && only !== undefined) parts.push(paramChange(only));
  else if (params.length > 1) parts.push([countOf(params.length, 'parameter')]);
  if (policy.length > 0) parts.push(['the policy']);
  return ['What changed: ', ...joined(parts, ', ')];
}

/** Files, parameters and what the change does to the policy, which does not judge it. */
export function changesSection({ outcome, headline, context: { changed } }: Verdict): readonly Block[] {
  const { files, fileCount, params, policy, why } = changed;
  if (files.length + params.length + policy.length === 0)
    return outcome === 'no-baseline' ? [] : inShort(why, headline);
  const blocks: Block[] = [];
  if (policy.length > 0) {
    const edits =
      outcome === 'untouched'
        ? 'Changes after this one will be judged by:'
        : 'This change also edits what it is judged by. Main’s version judged it:';
    blocks.push(paragraph(edits), {
      kind: 'list',
      items: policy.map((line) => [cut(line, maxLineChars)]),
      left: 0,
    });
  }
  const rows = params.map((param) =>
    [param.file, param.key, param.before, param.after].map((text) => [
      text === null ? 'none' : code(cut(text, maxNameChars)),
    ]),
  );
  if (rows.length > 0)
    blocks.push({ kind: 'table', heads: ['file', 'parameter', 'main', 'this change'], rows, left: 0 });
  const inTable = new Set(params.map(({ file }) => file));
  const others = files.filter((file) => !inTable.has(file));
  const count = Math.max(fileCount, files.length) - (files.length - others.length);
  if (others.length > 0) blocks.push(names(others, count));
  return [fold('changes', changesSummary(changed), blocks)];
}

const maxReasonsInShort = 5;

/** What changed, where neither a file nor a parameter of the model did: a new model, another evaluation. */
function inShort(why: readonly string[], headline: string): readonly Block[] {
  const unsaid = why
    .map((line) => line.replace(/^harness: /u, ''))
    .filter((line) => !headline.includes(line));
  if (unsaid.length === 0) return [];
  const shown = unsaid.slice(0, maxReasonsInShort).map((line) => cut(line, maxLineChars));
  const left = unsaid.length - shown.length;
  const more = left > 0 ? [`and ${countOf(left, 'more reason', 'more reasons')}`] : [];
  return [paragraph(`What changed: ${[...shown, ...more].join(' · ')}`)];
}
