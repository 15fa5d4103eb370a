import type { IncomingMessage } from 'node:http';

/** A request, read. */
export interface Incoming {
  readonly method: string;
  /** As sent: not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The token it came with, as `token`, `bearer` or the password of basic authorization. */
  readonly token: string | undefined;
}

const maxBodyBytes = 16 * 1_048_576;

/** Reads a request; with `withBody: false` the body stays to be streamed. Throws if the body is larger than any that GitHub takes. */
export async function readIncoming(request: IncomingMessage, withBody = true): Promise<Incoming> {
  const url = new URL(request.url ?? '/', 'http://local');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const chunks: Buffer[] = [];
  let size = 0;
  if (withBody) {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBodyBytes) throw new Error(`a request body of more than ${maxBodyBytes} bytes`);
      chunks.push(chunk);
    }
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
    token: tokenOf(headers['authorization']),
  };
}

function tokenOf(authorization: string | undefined): string | undefined {
  const [, scheme = '', credentials = ''] = /^(\w+)\s+(.+)$/.exec(authorization ?? '') ?? [];
  if (/^(token|bearer)$/i.test(scheme)) return credentials;
  if (!/^basic$/i.test(scheme)) return undefined;
  const [user = '', ...password] = Buffer.from(credentials, 'base64').toString().split(':');
  return password.join(':') || user;
}
