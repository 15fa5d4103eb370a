import { formatWhere, type Problem } from '@weighbridge/contract';
import { assembled } from './assembly.ts';
import type { Detail } from './detail.ts';
import { type Block, type Card, code, type Inline } from './document.ts';
import { withCode } from './heading.ts';
import { type MarkdownOptions, maxCommentChars } from './markdown.ts';
import { cut } from './visible.ts';

const maxProblems = 20;
const whole: Detail = { without: [], names: maxProblems, rows: maxProblems, logLines: 0 };
const maxProblemChars = 1_000;

/**
 * The page where nothing could be weighed: what has to be mended, and where. All that the problems hold is escaped.
 *
 * @param problems at least one; the first is the sentence that decides
 */
export function renderFailure(problems: readonly Problem[], options: MarkdownOptions): string {
  const { version, maxChars = maxCommentChars, repositoryUrl } = options;
  const [first] = problems;
  const only = problems.length === 1 && first !== undefined;
  const heading: readonly Inline[] = only
    ? ['Nothing was weighed: ', ...sentence(first)]
    : [`Nothing was weighed: ${problems.length} things have to be mended`];
  const list: Block = {
    kind: 'list',
    items: problems.slice(0, maxProblems).map(sentence),
    left: Math.max(0, problems.length - maxProblems),
  };
  const card: Card = { model: '', sign: '⚙️', tone: 'warn', heading, blocks: only ? [] : [list], foot: [] };
  const document = { cards: [card], rest: [], untouched: [], version };
  const plan = { detail: whole, bodies: 1, headings: 1, shortened: false };
  return assembled(document, plan, maxChars, repositoryUrl) ?? '';
}

function sentence({ message, where }: Problem): readonly Inline[] {
  const text = withCode(cut(message, maxProblemChars));
  return where === undefined ? text : [code(formatWhere(where)), ' ', ...text];
}
