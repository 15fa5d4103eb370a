import { describe, expect, it } from 'vitest';
import { describeOutcome } from './command-outcome.ts';

const ended = { durationMs: 1, lastLines: [] };

describe('describeOutcome', () => {
  it.each([
    [{ kind: 'exited', code: 1, ...ended }, 'exited with code 1'],
    [{ kind: 'exited', code: 127, ...ended }, 'exited with code 127 (a command was not found)'],
    [
      { kind: 'exited', code: 137, ...ended },
      'exited with code 137 (SIGKILL; often the machine ran out of memory)',
    ],
    [{ kind: 'signalled', signal: 'SIGSEGV', ...ended }, 'was ended by SIGSEGV'],
    [{ kind: 'timeout', timeoutMs: 1_800_000, ...ended }, 'was ended after 30 min, its time limit'],
    [{ kind: 'timeout', timeoutMs: 1_500, ...ended }, 'was ended after 1.5 s, its time limit'],
    [{ kind: 'aborted', ...ended }, 'was interrupted'],
    [
      { kind: 'not-started', reason: 'there is no folder x', ...ended },
      'could not be started: there is no folder x',
    ],
  ] as const)('ends a sentence: %o', (outcome, words) => {
    expect(describeOutcome(outcome)).toBe(words);
  });
});
