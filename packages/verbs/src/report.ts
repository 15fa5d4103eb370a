import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure, parseVerdictOrSet, type Verdict } from '@weighbridge/contract';
import { renderExplanation, renderHtml, renderMarkdown, renderText } from '@weighbridge/report';
import type { Call } from './call.ts';

/** How a report is to look. */
export type ReportFormat =
  | { readonly kind: 'md' }
  | { readonly kind: 'html' }
  | { readonly kind: 'text'; readonly width: number; readonly colour: boolean };

/** Renders the verdicts of a file. The same file gives the same text everywhere. */
export async function report(call: Call, path: string, format: ReportFormat): Promise<string> {
  return render(await readVerdicts(call, path), format, call.version);
}

export function render(verdicts: readonly Verdict[], format: ReportFormat, version: string): string {
  switch (format.kind) {
    case 'md':
      return renderMarkdown(verdicts, { version });
    case 'html':
      return renderHtml(verdicts, { version });
    case 'text':
      return renderText(verdicts, { version, width: format.width, colour: format.colour });
  }
}

/**
 * Says which rule decided, with its numbers.
 *
 * @throws Failure `usage` where the verdict has no such metric
 */
export async function explain(call: Call, path: string, metric: string | undefined): Promise<string> {
  const verdicts = await readVerdicts(call, path);
  const holding =
    metric === undefined
      ? verdicts
      : verdicts.filter((verdict) => verdict.metrics.some(({ name }) => name === metric));
  if (holding.length === 0 && metric !== undefined) {
    const known = [...new Set(verdicts.flatMap((verdict) => verdict.metrics.map(({ name }) => name)))];
    throw new Failure(
      'usage',
      `${path} has no metric ${metric}; ${known.length === 0 ? 'it has no metrics' : `it has ${known.join(', ')}`}`,
    );
  }
  return holding.map((verdict) => renderExplanation(verdict, metric)).join('\n');
}

/** Reads verdict.json, of one model or of several. */
export async function readVerdicts(call: Call, path: string): Promise<readonly Verdict[]> {
  const text = await readText(resolve(call.cwd, path), path);
  const document = parseVerdictOrSet(text, path);
  return document.schema === 'weighbridge/verdict-set@1' ? document.verdicts : [document];
}

async function readText(absolute: string, path: string): Promise<string> {
  try {
    return await readFile(absolute, 'utf8');
  } catch (cause) {
    const why =
      cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
        ? 'no such file'
        : 'it cannot be read';
    throw new Failure('usage', why, { where: { file: path }, cause });
  }
}
