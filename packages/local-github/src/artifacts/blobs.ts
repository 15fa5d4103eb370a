import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Incoming } from '../http/incoming.ts';
import { nothing, type Reply, text } from '../http/reply.ts';
import type { State } from '../state/state.ts';
import type { Signer } from './runtime-token.ts';

export interface BlobServices {
  readonly state: State;
  readonly signer: Signer;
}

/** Addresses live as long as Azure's of the artifact service. */
const lifeMs = 60 * 60_000;

/** The part of an address that lets put or get one artifact for an hour. */
export function signedBlobPath({ state, signer }: BlobServices, id: number, mode: 'put' | 'get'): string {
  const artifact = state.store.records.artifacts.find((one) => one.id === id);
  const suffix = mode === 'get' && artifact?.mimeType === 'application/zip' ? '.zip' : '';
  const path = `/_blobs/${mode}/${id}${suffix}`;
  const until = state.store.now().getTime() + lifeMs;
  return `${path}?se=${until}&sig=${encodeURIComponent(signer.sign(`${path} ${until}`))}`;
}

/** The little of Azure's block blobs that the client uses: blocks, a list of them, or all in one; and getting it back. */
export async function answerBlob(
  services: BlobServices,
  incoming: Incoming,
  body: IncomingMessage,
): Promise<Reply> {
  const { state, signer } = services;
  const { path, query, method } = incoming;
  const [, mode, id] = /^\/_blobs\/(put|get)\/(\d+)(?:\.zip)?$/.exec(path) ?? [];
  const until = query.get('se') ?? '';
  const artifact = state.store.records.artifacts.find((one) => one.id === Number(id));
  if (!signer.isSigned(`${path} ${until}`, query.get('sig')) || Number(until) < state.store.now().getTime()) {
    return text(403, 'Server failed to authenticate the request.', {
      'x-ms-error-code': 'AuthenticationFailed',
    });
  }
  if (artifact === undefined || (mode === 'get') !== (method === 'GET')) {
    return text(404, 'The specified blob does not exist.', { 'x-ms-error-code': 'BlobNotFound' });
  }
  const file = state.artifacts.file(artifact);
  if (method === 'GET') {
    const name = encodeURIComponent(
      artifact.mimeType === 'application/zip' ? `${artifact.name}.zip` : artifact.name,
    );
    const headers = {
      'content-type': artifact.mimeType,
      'content-disposition': `attachment; filename="${name}"; filename*=UTF-8''${name}`,
    };
    return { status: 200, headers, file };
  }
  const blocks = `${file}.blocks`;
  const block = (name: string): string => join(blocks, Buffer.from(name).toString('hex'));
  switch (query.get('comp')) {
    case 'block':
      await store(body, block(query.get('blockid') ?? ''));
      break;
    case 'blocklist': {
      await store(body, join(blocks, 'list'));
      await assemble(join(blocks, 'list'), block, file);
      await rm(blocks, { recursive: true, force: true });
      break;
    }
    default:
      await store(body, file);
  }
  return nothing(201, { 'x-ms-request-id': '1', 'x-ms-version': '2025-01-05', etag: `"${artifact.id}"` });
}

/** All of a body or nothing: an upload that breaks off leaves no file of that name. */
async function store(body: AsyncIterable<Buffer>, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await pipeline(body, createWriteStream(`${file}.part`));
  await rename(`${file}.part`, file);
}

async function assemble(list: string, block: (name: string) => string, file: string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(list)) chunks.push(chunk as Buffer);
  const names = [
    ...Buffer.concat(chunks)
      .toString()
      .matchAll(/<Latest>([^<]+)<\/Latest>/g),
  ].map(([, name = '']) => name);
  async function* joined(): AsyncGenerator<Buffer> {
    for (const name of names) yield* createReadStream(block(name)) as AsyncIterable<Buffer>;
  }
  await pipeline(joined(), createWriteStream(file));
}
