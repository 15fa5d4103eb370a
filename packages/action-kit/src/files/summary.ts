import { appendFileSync, statSync } from 'node:fs';

/** GitHub takes no larger summary of a step. */
const maxBytes = 1024 * 1024;
const cutNote = '\n\n_The report goes on: it is larger than a job summary may be._\n';

/**
 * Appends Markdown to the step's summary, cut at the end of a line where there is too much of it.
 *
 * @returns why it could not be written; undefined where it was. A summary is never worth the step.
 */
export function appendSummary(
  env: Readonly<Record<string, string | undefined>>,
  markdown: string,
): string | undefined {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file) return 'the runner gave no file for it (GITHUB_STEP_SUMMARY)';
  try {
    const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(file, fitting(`${markdown.trimEnd()}\n`, maxBytes - taken));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** As many whole lines as fit, with a note; what was open at the cut is closed. */
function fitting(markdown: string, bytes: number): string {
  if (Buffer.byteLength(markdown) <= bytes) return markdown;
  // Closing tags and the note need some room.
  const room = bytes - Buffer.byteLength(cutNote) - 1_000;
  const kept = Buffer.from(markdown).subarray(0, Math.max(0, room));
  const whole = kept.subarray(0, kept.lastIndexOf('\n') + 1).toString();
  const fence = openFence(whole);
  const opened = (whole.match(/<details>/g) ?? []).length - (whole.match(/<\/details>/g) ?? []).length;
  return `${whole}${fence === undefined ? '' : `${fence}\n`}${'\n</details>\n'.repeat(Math.min(Math.max(opened, 0), 50))}${cutNote}`;
}

/** The fence of a code block that the text leaves open. */
function openFence(markdown: string): string | undefined {
  let fence: string | undefined;
  for (const [, marks = ''] of markdown.matchAll(/^ {0,3}(`{3,}|~{3,})/gm)) {
    if (fence === undefined) fence = marks;
    else if (marks.startsWith(fence)) fence = undefined;
  }
  return fence;
}
