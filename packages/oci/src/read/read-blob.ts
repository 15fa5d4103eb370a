import type { Hash } from 'node:crypto';
import type { Registries } from '../client/registries.ts';
import { endsAs, hashFor } from '../document/digest.ts';
import { failureOfError, mayPass } from '../failure/failure-of-error.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import type { Repository } from '../reference/reference.ts';
import type { Exchange } from '../transport/exchange.ts';

/** Told how many of all bytes have come or gone. */
export type Progress = (doneBytes: number, allBytes: number) => void;

export interface BlobOfSize {
  readonly digest: string;
  readonly size: number;
}

/**
 * The bytes of a blob as they come, and from where it broke off where the connection did. Only its end says that they are the right
 * ones: it throws where size or digest are others, and never hands out more than `size` bytes.
 */
export async function* readBlob(
  registries: Registries,
  repository: Repository,
  { digest, size }: BlobOfSize,
  progress?: Progress,
): AsyncGenerator<Uint8Array, void> {
  const what = `read ${digest} of ${repository.registry}/${repository.name}`;
  const asked = registries.asked(what, repository);
  const wrong = (why: string): RegistryFailure =>
    new RegistryFailure('digest', `could not ${what}: ${asked.host} ${why}. Nothing of it is used`);
  const hash: Hash = hashFor(digest);
  let done = 0;
  for (let tried = 1; ; tried += 1) {
    const answer = await open(registries, repository, what, digest, done);
    // From the beginning again, where the registry does not begin in the middle.
    let skip = answer.status === 206 ? 0 : done;
    if (answer.status === 206 && !startsAt(answer, done)) {
      await answer.discard();
      throw wrong(`answered with another part than the one from byte ${done}`);
    }
    const announced = answer.headers.get('content-length');
    if (announced !== null && Number(announced) !== size - done + skip) {
      await answer.discard();
      throw wrong(`announced ${announced.slice(0, 20)} bytes where ${size - done + skip} belong`);
    }
    try {
      for await (const chunk of answer.body()) {
        const fresh = chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - fresh.length;
        if (done + fresh.length > size) throw wrong(`sends more than the ${size} bytes that belong to it`);
        if (fresh.length === 0) continue;
        done += fresh.length;
        hash.update(fresh);
        yield fresh;
        progress?.(done, size);
      }
      if (done === size) break;
      throw new Error(`it ended after ${done} of ${size} bytes`);
    } catch (error) {
      const failure = failureOfError(asked, error);
      if (!mayPass(error) || tried >= registries.limits.tries) throw failure;
      if (!(await registries.patience.again(asked, 2 ** (tried - 1), failure.message))) throw failure;
    }
  }
  if (!endsAs(hash, digest)) throw wrong('sent other bytes than those that the digest names');
}

/** A blob in memory, verified. Throws where it is announced larger than `maxBytes`. */
export async function readBlobBytes(
  registries: Registries,
  repository: Repository,
  blob: BlobOfSize,
  maxBytes: number,
): Promise<Buffer> {
  if (blob.size > maxBytes) {
    throw new RegistryFailure(
      'answer',
      `could not read ${blob.digest} of ${repository.registry}/${repository.name}: it has ${blob.size} bytes, and may have ${maxBytes}`,
    );
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBlob(registries, repository, blob)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function open(
  registries: Registries,
  repository: Repository,
  what: string,
  digest: string,
  from: number,
): Promise<Exchange> {
  return registries.send({
    what,
    repository,
    actions: 'pull',
    method: 'GET',
    address: `blobs/${digest}`,
    headers: from === 0 ? {} : { range: `bytes=${from}-` },
    expect: from === 0 ? [200] : [200, 206],
  });
}

function startsAt(answer: Exchange, from: number): boolean {
  return new RegExp(`^bytes ${from}-`).test(answer.headers.get('content-range') ?? '');
}
