import { failureOfError } from '../failure/failure-of-error.ts';
import { isPassing, RegistryFailure } from '../failure/registry-failure.ts';
import { SourceError } from '../transport/watch.ts';
import { ChunkReader } from './chunk-reader.ts';
import type { Upload } from './upload-blob.ts';
import { bodyOf, bytesTaken, closingUrl, sessionOf, type UploadSession } from './upload-session.ts';

/** Where an upload stands. */
interface Standing {
  readonly session: UploadSession;
  readonly offset: number;
}

/** Sends a blob chunk by chunk. After a fault the registry is asked how much it has; one that does not know throws. */
export async function uploadChunks(upload: Upload, opened: UploadSession): Promise<void> {
  const { registries, repository, source, what } = upload;
  const asked = registries.asked(what, repository);
  const reader = new ChunkReader(source);
  let standing: Standing = { session: opened, offset: 0 };
  let furthest = 0;
  let faults = 0;
  try {
    while (standing.offset < source.size) {
      try {
        standing = await sendChunk(upload, standing, reader);
      } catch (error) {
        const failure = failureOfError(asked, error);
        faults += 1;
        const wrongOffset = failure instanceof RegistryFailure && failure.status === 416;
        if (!(isPassing(failure) || wrongOffset) || faults >= registries.limits.tries) throw failure;
        const seconds =
          (failure instanceof RegistryFailure && failure.retryAfterSeconds) || 2 ** (faults - 1);
        if (!(await registries.patience.again(asked, seconds, failure.message))) throw failure;
        standing = await askStanding(upload, standing);
      }
      if (standing.offset > furthest) {
        furthest = standing.offset;
        faults = 0;
      }
      upload.progress?.(standing.offset, source.size);
    }
  } finally {
    await reader.close();
  }
  const closed = await registries.send({
    what,
    repository,
    actions: 'pull,push',
    method: 'PUT',
    address: closingUrl(standing.session, source.digest),
    expect: [200, 201, 204],
    tries: 1,
    answerMs: registries.limits.commitMs,
  });
  await closed.discard();
}

async function sendChunk(
  upload: Upload,
  { session, offset }: Standing,
  reader: ChunkReader,
): Promise<Standing> {
  const { registries, repository, source, what, progress } = upload;
  const most = Math.max(registries.limits.chunkBytes, session.minChunkBytes);
  const chunk = await reader.at(offset, most).catch((cause: unknown) => {
    throw new SourceError(cause instanceof Error ? cause.message : 'it could not be read', { cause });
  });
  const answer = await registries.send({
    what,
    repository,
    actions: 'pull,push',
    method: 'PATCH',
    address: session.url,
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `${offset}-${offset + chunk.length - 1}`,
    },
    body: bodyOf(
      chunk.length,
      () => parts(chunk),
      (done) => progress?.(offset + done, source.size),
    ),
    // Some say 201 already.
    expect: [200, 201, 202, 204],
    tries: 1,
  });
  await answer.discard();
  const taken = bytesTaken(answer);
  return {
    session: sessionOf(registries, repository, what, answer, session.url),
    // A registry that says less than it was sent wants the rest again; one that says more is not believed.
    offset: taken === undefined || taken > offset + chunk.length ? offset + chunk.length : taken,
  };
}

async function askStanding(
  { registries, repository, what, source }: Upload,
  { session }: Standing,
): Promise<Standing> {
  const answer = await registries.send({
    what,
    repository,
    actions: 'pull,push',
    method: 'GET',
    address: session.url,
    expect: [200, 202, 204],
  });
  await answer.discard();
  const offset = bytesTaken(answer);
  if (offset === undefined || offset > source.size) {
    throw new RegistryFailure(
      'server',
      `could not ${what}: the registry does not say how much of it arrived`,
    );
  }
  return { session: sessionOf(registries, repository, what, answer, session.url), offset };
}

async function* parts(chunk: Uint8Array): AsyncGenerator<Uint8Array, void> {
  const size = 262_144;
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}
