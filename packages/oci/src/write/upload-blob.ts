import type { Registries } from '../client/registries.ts';
import { failureOfError } from '../failure/failure-of-error.ts';
import { isPassing, RegistryFailure } from '../failure/registry-failure.ts';
import type { Progress } from '../read/read-blob.ts';
import type { Repository } from '../reference/reference.ts';
import type { BlobSource } from './blob-source.ts';
import { uploadChunks } from './upload-chunks.ts';
import { bodyOf, closingUrl, sessionOf, type UploadSession } from './upload-session.ts';
import { isForgotten, UploadWay } from './upload-way.ts';

export interface UploadOptions {
  readonly progress?: Progress;
  /** Another repository of the same registry, which may have the blob already. */
  readonly mountFrom?: string;
}

/** What it took: nothing, a word, or all bytes. */
export type UploadOutcome = 'there' | 'mounted' | 'uploaded';

/** One blob on its way. */
export interface Upload {
  readonly registries: Registries;
  readonly repository: Repository;
  readonly source: BlobSource;
  readonly what: string;
  readonly progress: Progress | undefined;
}

/**
 * Brings a blob into a repository, if it is not there. One that broke off goes on where the registry has it, or begins again; the
 * registry compares the digest at its end.
 */
export async function uploadBlob(
  registries: Registries,
  repository: Repository,
  source: BlobSource,
  { progress, mountFrom }: UploadOptions = {},
): Promise<UploadOutcome> {
  const what = `push ${source.digest} to ${repository.registry}/${repository.name}`;
  const asked = registries.asked(what, repository);
  const upload: Upload = { registries, repository, source, what, progress };
  if (await isThere(upload)) return 'there';
  const { tries } = registries.limits;
  const way = new UploadWay(source.size, registries.limits);
  for (let begun = 1; ; begun += 1) {
    try {
      const session = await begin(upload, begun === 1 ? mountFrom : undefined);
      if (session === 'mounted') return 'mounted';
      await (way.inChunks ? uploadChunks(upload, session) : uploadWhole(upload, session));
      return 'uploaded';
    } catch (error) {
      const failure = failureOfError(asked, error);
      if (way.otherWay(failure)) continue;
      if (!(isPassing(failure) || isForgotten(failure)) || begun >= tries) throw failure;
      const seconds = (failure instanceof RegistryFailure && failure.retryAfterSeconds) || 2 ** (begun - 1);
      if (!(await registries.patience.again(asked, seconds, failure.message))) throw failure;
      // The last answer may have been lost, and the upload done.
      if (await isThere(upload)) return 'uploaded';
      way.brokeOff();
    }
  }
}

async function isThere({ registries, repository, source, what }: Upload): Promise<boolean> {
  const answer = await registries.send({
    what,
    repository,
    actions: 'pull,push',
    method: 'HEAD',
    address: `blobs/${source.digest}`,
    // Who sends on to its store has it; and the store may not be asked for the head alone.
    expect: [200, 302, 303, 307, 308, 404],
  });
  await answer.discard();
  return answer.status !== 404;
}

async function begin(upload: Upload, mountFrom: string | undefined): Promise<UploadSession | 'mounted'> {
  const { registries, repository, source, what } = upload;
  const open = (query: string, alsoPull?: string) =>
    registries.send({
      what,
      repository,
      actions: 'pull,push',
      ...(alsoPull !== undefined && { alsoPull }),
      method: 'POST',
      address: `blobs/uploads/${query}`,
      expect: alsoPull === undefined ? [202] : [201, 202],
    });
  if (mountFrom !== undefined && mountFrom !== repository.name) {
    const query = `?mount=${encodeURIComponent(source.digest)}&from=${encodeURIComponent(mountFrom)}`;
    // Who may not read the other repository still pushes the bytes.
    const answer = await open(query, mountFrom).catch((error: unknown) => {
      if (error instanceof RegistryFailure && !isPassing(error) && error.fault !== 'cancelled')
        return undefined;
      throw error;
    });
    await answer?.discard();
    if (answer?.status === 201) return 'mounted';
    if (answer !== undefined) return sessionOf(registries, repository, what, answer);
  }
  const answer = await open('');
  await answer.discard();
  return sessionOf(registries, repository, what, answer);
}

async function uploadWhole(
  { registries, repository, source, what, progress }: Upload,
  session: UploadSession,
) {
  const { digest, size } = source;
  const answer = await registries.send({
    what,
    repository,
    actions: 'pull,push',
    method: 'PUT',
    address: closingUrl(session, digest),
    headers: { 'content-type': 'application/octet-stream' },
    body: bodyOf(
      size,
      () => source.open(0),
      (done) => progress?.(done, size),
    ),
    expect: [200, 201, 204],
    tries: 1,
    answerMs: registries.limits.commitMs,
  });
  await answer.discard();
}
