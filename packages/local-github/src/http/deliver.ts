import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.ts';
import type { Reply } from './reply.ts';

/** Sends an answer, as whole as the fault lets it be. */
export async function deliver(response: ServerResponse, reply: Reply, fault?: Fault): Promise<void> {
  switch (fault?.kind) {
    case 'never':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'slow':
      await sleep(fault.delayMs ?? 1_000, undefined, { ref: false });
      return send(response, reply);
    case 'truncated':
      return truncate(response, reply);
    case undefined:
    case 'status':
    case 'rate-limit':
    case 'secondary-limit':
    case 'garbage':
      return send(response, reply);
  }
}

async function send(response: ServerResponse, reply: Reply): Promise<void> {
  if (response.destroyed) return;
  if (reply.file !== undefined) {
    const { size } = await stat(reply.file);
    response.writeHead(reply.status, { ...reply.headers, 'content-length': size });
    // A client that goes away in the middle is no fault of ours.
    await pipeline(createReadStream(reply.file), response).catch(() => undefined);
    return;
  }
  const body = Buffer.from(reply.body ?? '');
  const length = reply.status === 204 ? {} : { 'content-length': body.length };
  response.writeHead(reply.status, { ...reply.headers, ...length });
  response.end(body);
}

/** Promises the whole body, sends half of it, and hangs up. */
async function truncate(response: ServerResponse, reply: Reply): Promise<void> {
  const body = Buffer.from(reply.body ?? '');
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Math.max(2, body.length) });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
