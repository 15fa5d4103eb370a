import type { Verdict } from '@weighbridge/contract';
import { assembled, type Plan } from './assembly.ts';
import { detailSteps, fewest } from './detail.ts';
import type { ReportDocument } from './document.ts';
import { reportDocument } from './report-document.ts';

/** GitHub takes 65,536 characters; the rest is room for what a caller may add. */
export const maxCommentChars = 64_000;

export interface MarkdownOptions {
  /** Of Weighbridge. */
  readonly version: string;
  readonly maxChars?: number;
  /** `https://github.com/acme/vision`: where a runbook that is a path leads; without it the link is relative. */
  readonly repositoryUrl?: string;
}

/**
 * The comment and the job's summary. All that verdicts hold is escaped; only the policy's owner and runbook are live. Never longer than
 * `maxChars`: whole sections are left out, and named, until it fits.
 */
export function renderMarkdown(verdicts: readonly Verdict[], options: MarkdownOptions): string {
  const { version, maxChars = maxCommentChars, repositoryUrl } = options;
  const document = reportDocument(verdicts, version);
  for (const plan of plans(document)) {
    const text = assembled(document, plan, maxChars, repositoryUrl);
    if (text !== undefined) return text;
  }
  return '';
}

/** From the whole report to a count of signs: first sections go, then the bodies of the better models, then their headings. */
function* plans({ cards: { length } }: ReportDocument): Generator<Plan> {
  for (const [step, detail] of detailSteps.entries())
    yield { detail, bodies: length, headings: length, shortened: step > 0 };
  for (let bodies = Math.min(50, length - 1); bodies > 0; bodies = Math.floor(bodies / 2)) {
    yield { detail: fewest, bodies, headings: length, shortened: true };
  }
  for (let headings = length; headings > 0; headings = Math.floor(headings * 0.8)) {
    yield { detail: fewest, bodies: 0, headings, shortened: true };
  }
  yield { detail: fewest, bodies: 0, headings: 0, shortened: true };
}
