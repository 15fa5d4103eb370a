import type { Registries } from '../client/registries.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import type { Repository } from '../reference/reference.ts';
import type { Exchange } from '../transport/exchange.ts';
import type { OutgoingBody } from '../transport/sending.ts';

/** An upload that the registry has opened. */
export interface UploadSession {
  /** Where its next part goes. */
  readonly url: string;
  /** A registry may want its chunks no smaller than this. */
  readonly minChunkBytes: number;
}

/** Where an upload goes on, from the answer to its last part. */
export function sessionOf(
  registries: Registries,
  repository: Repository,
  what: string,
  answer: Exchange,
  before?: string,
): UploadSession {
  const endpoint = registries.endpoint(repository);
  const location = answer.headers.get('location');
  const { host } = registries.asked(what, repository);
  if (location === null && before === undefined) {
    throw new RegistryFailure('answer', `could not ${what}: ${host} opened an upload, and did not say where`);
  }
  const from = before ?? endpoint;
  if (location !== null && !URL.canParse(location, from)) {
    throw new RegistryFailure(
      'answer',
      `could not ${what}: ${host} opened an upload at an address that is none`,
    );
  }
  const url = new URL(location ?? from, from);
  const known = new URL(endpoint);
  if (known.protocol === 'https:' && url.protocol !== 'https:') {
    // Behind a proxy that ends TLS, a registry does not know how it was reached.
    if (url.hostname !== known.hostname) {
      throw new RegistryFailure(
        'unsafe',
        `could not ${what}: ${host} wants it sent to ${url.host} without encryption`,
      );
    }
    url.protocol = known.protocol;
    url.port = known.port;
  }
  url.username = '';
  url.password = '';
  const minimum = Number(answer.headers.get('oci-chunk-min-length') ?? 0);
  return { url: url.href, minChunkBytes: Number.isSafeInteger(minimum) ? minimum : 0 };
}

/** The address that ends an upload. Its own parameters stay as they are written: registries sign them. */
export function closingUrl({ url }: UploadSession, digest: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
}

/** How many bytes the registry has, by `Range: 0-N`; an upload without a byte says `0-0` too. */
export function bytesTaken(answer: Exchange): number | undefined {
  const end = /^(?:bytes=)?0-(\d+)$/.exec(answer.headers.get('range') ?? '')?.[1];
  if (end === undefined) return undefined;
  return end === '0' ? 0 : Number(end) + 1;
}

/** A body of given bytes, which tells how far it is. */
export function bodyOf(
  bytes: number,
  open: () => AsyncIterable<Uint8Array>,
  sent?: (bytes: number) => void,
): OutgoingBody {
  return {
    bytes,
    async *open() {
      let done = 0;
      for await (const chunk of open()) {
        yield chunk;
        done += chunk.length;
        sent?.(done);
      }
    },
  };
}
