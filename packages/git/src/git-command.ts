import { Failure } from '@weighbridge/contract';
import { commandName, type GitAnswer, type GitCall, type GitOptions } from './git-call.ts';
import { startGit } from './git-child.ts';
import { gitFailure } from './git-failure.ts';

/** Listing a million files takes about 100 MB; more than this is no answer to any of our questions. */
const maxAnswerBytes = 512 * 1_048_576;
/** Runs a git command to its end. A non-zero exit is an answer; no git, a time-out or an abort is a Failure. */
export async function runGit(options: GitOptions, call: GitCall): Promise<GitAnswer> {
  const running = startGit(options, call);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of running.stdout as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > (call.maxBytes ?? maxAnswerBytes)) {
      running.end();
      await running.done.catch(() => undefined);
      throw new Failure(
        'infrastructure',
        `git ${commandName(call)} answered with more than ${size} bytes; it was ended`,
      );
    }
    chunks.push(chunk);
  }
  const { code, stderr } = await running.done;
  return { code, stdout: Buffer.concat(chunks, size), stderr };
}

/** Runs a git command and gives its stdout as it comes; throws a Failure at the end if the command failed. */
export async function* streamGit(options: GitOptions, call: GitCall): AsyncGenerator<Uint8Array> {
  const running = startGit(options, call);
  let finished = false;
  try {
    yield* running.stdout as AsyncIterable<Buffer>;
    const { code, stderr } = await running.done;
    finished = true;
    if (code !== 0) throw gitFailure(options, call, stderr);
  } finally {
    if (!finished) running.end();
    await running.done.catch(() => undefined);
  }
}
