import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Failure } from '@weighbridge/contract';
import { writeFileAtomic } from '@weighbridge/process';
import { z } from 'zod';
import type { ModelRun } from './evaluate-model.ts';
import { jsonText } from './evidence-files.ts';
import { readState, type StateFolder } from './state-folder.ts';
import { asFailure } from './system-failure.ts';

const line = z.string().max(100_000);
const count = z.int().min(0);

/** Why an evaluation left no evidence: for whoever judges later, in another step or job. */
const failureSchema = z.object({
  schema: z.literal('weighbridge/failure@1'),
  commit: z.string().max(64),
  why: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('failed'),
      reason: line,
      log: z.array(line).max(1_000),
      rows: count,
      planned: count,
    }),
    z.object({ kind: z.literal('not-run'), reason: line }),
    z.object({
      kind: z.literal('refused'),
      code: z.enum(['config', 'usage', 'rows', 'infrastructure']),
      problems: z.array(
        z.object({
          message: line,
          where: z.object({ file: line, line: z.int().optional(), column: z.int().optional() }).optional(),
        }),
      ),
    }),
  ]),
});
type FailureFile = z.infer<typeof failureSchema>;

const fileName = 'failure.json';

/** Says beside the rows why there is no evidence of them. */
export async function writeFailedRun(
  folder: StateFolder,
  commit: string,
  run: Exclude<ModelRun, { kind: 'evaluated' }>,
): Promise<void> {
  await write(folder, commit, run.kind === 'failed' ? { ...run, log: [...run.log] } : run);
}

/** The same for what was refused; what is no failure of the user's or the machine's is a bug and is not kept. */
export async function writeRefusal(folder: StateFolder, commit: string, error: unknown): Promise<void> {
  const failure = asFailure(error);
  if (failure === undefined) return;
  const { code, problems } = failure;
  await write(folder, commit, { kind: 'refused', code, problems: [...problems] });
}

async function write(folder: StateFolder, commit: string, why: FailureFile['why']): Promise<void> {
  const document: FailureFile = { schema: 'weighbridge/failure@1', commit, why };
  // The command may have taken the folder away.
  await mkdir(folder.path, { recursive: true });
  await writeFileAtomic(folder.file(fileName), jsonText(document));
}

export async function forgetFailure(folder: StateFolder): Promise<void> {
  await rm(folder.file(fileName), { force: true });
}

/**
 * How the last evaluation of this commit failed; undefined where none did.
 *
 * @throws Failure what was refused then, or `usage` where the file is not one of ours
 */
export async function readFailedRun(
  folder: StateFolder,
  commit: string,
): Promise<Exclude<ModelRun, { kind: 'evaluated' }> | undefined> {
  if (!existsSync(folder.file(fileName))) return undefined;
  const parsed = failureSchema.safeParse(parseJson(await readState(folder, fileName)));
  if (!parsed.success) {
    throw new Failure('usage', 'this is not what `eval` writes; run `eval` again', {
      where: { file: folder.file(fileName) },
    });
  }
  const { why } = parsed.data;
  if (parsed.data.commit !== commit) return undefined;
  if (why.kind !== 'refused') return why;
  throw new Failure(
    why.code,
    why.problems.map(({ message, where }) => ({
      message,
      ...(where === undefined ? {} : { where: placeOf(where) }),
    })),
  );
}

function placeOf({
  file,
  line: row,
  column,
}: {
  file: string;
  line?: number | undefined;
  column?: number | undefined;
}) {
  return {
    file,
    ...(row === undefined ? {} : { line: row }),
    ...(column === undefined ? {} : { column }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
