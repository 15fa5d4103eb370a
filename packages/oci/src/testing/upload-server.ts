import type { IncomingMessage, ServerResponse } from 'node:http';
import { digestOf } from '../document/digest.ts';
import { answer, type Front, refusal, startFront } from './front.ts';

export interface UploadServer extends Front {
  readonly blobs: Map<string, Buffer>;
  /** By their number; what arrived of each. */
  readonly uploads: Buffer[];
  /** Breaks the connection once so many bytes of one request came; each is used once. */
  readonly breaks: number[];
  reset(): void;
}

/** A registry's uploads as the specification has them: what arrived before a break stays, and can be asked for. */
export async function startUploadServer(): Promise<UploadServer> {
  const front = await startFront();
  const blobs = new Map<string, Buffer>();
  const uploads: Buffer[] = [];
  const breaks: number[] = [];
  const server: UploadServer = {
    ...front,
    blobs,
    uploads,
    breaks,
    reset() {
      front.forget();
      blobs.clear();
      uploads.length = 0;
      breaks.length = 0;
      front.meddlers.push(respond);
    },
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const url = new URL(request.url ?? '', 'http://x');
    if (request.method === 'HEAD') {
      return answer(response, blobs.has(url.pathname.split('/').at(-1) ?? '') ? 200 : 404);
    }
    if (request.method === 'POST') {
      uploads.push(Buffer.alloc(0));
      return answer(response, 202, { location: `/v2/a/b/blobs/uploads/${uploads.length - 1}` });
    }
    const number = Number(url.pathname.split('/').at(-1));
    const before = uploads[number];
    if (before === undefined) return refusal(response, 404, 'BLOB_UPLOAD_UNKNOWN');
    const standing = (bytes: Buffer) => ({
      location: url.pathname,
      range: `0-${Math.max(0, bytes.length - 1)}`,
    });
    if (request.method === 'GET') return answer(response, 204, standing(before));
    const from = request.headers['content-range']?.split('-')[0];
    if (from !== undefined && Number(from) !== before.length) return answer(response, 416, standing(before));
    const arrived = await receive(request, before, breaks, (bytes) => {
      uploads[number] = bytes;
    });
    if (arrived === undefined) return true;
    if (request.method === 'PATCH') return answer(response, 202, standing(arrived));
    const digest = url.searchParams.get('digest') ?? '';
    if (digestOf(arrived) !== digest) return refusal(response, 400, 'DIGEST_INVALID');
    blobs.set(digest, arrived);
    return answer(response, 201);
  }
  return server;
}

async function receive(
  request: IncomingMessage,
  before: Buffer,
  breaks: number[],
  keep: (bytes: Buffer) => void,
): Promise<Buffer | undefined> {
  const most = request.headers['content-length'] === '0' ? undefined : breaks.shift();
  const chunks = [before];
  let bytes = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (most !== undefined && bytes >= most) {
      keep(Buffer.concat(chunks));
      request.socket.destroy();
      return undefined;
    }
  }
  const all = Buffer.concat(chunks);
  keep(all);
  return all;
}
