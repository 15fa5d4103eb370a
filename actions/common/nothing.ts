import type { ActionResult } from '@weighbridge/action-kit';

/** A run in which there is nothing to weigh ends well, and says so. */
export function nothingToDo(why: string): ActionResult<'outcome' | 'exit-code'> {
  return {
    exitCode: 0,
    outputs: { outcome: 'not-run', 'exit-code': 0 },
    summary: `### Nothing to weigh\n\n${why}\n`,
    annotations: [{ level: 'notice', title: 'Weighbridge', message: why }],
  };
}
