import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from './client.ts';
import type { Following, PushOutcome } from './engine.ts';
import { faultOf } from './fault.ts';
import { plainHttpArguments } from './loopback.ts';

/** `buildah push` and `podman push`, which write the digest that they pushed to a file. */
export async function pushWithDigest(
  client: Client,
  ref: string,
  following: Following,
): Promise<PushOutcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'weighbridge-push-'));
  const digestFile = join(scratch, 'digest');
  try {
    const called = await client(
      ['push', '--digestfile', digestFile, ...plainHttpArguments(ref), ref],
      following,
    );
    if (!called.ok) return faultOf(`the push of ${ref}`, called);
    return { kind: 'pushed', digest: readFileSync(digestFile, 'utf8').trim() || undefined };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
