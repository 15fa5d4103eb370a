import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Failure } from '@weighbridge/contract';
import type { Artifact, DownloadedArtifact } from './artifact.ts';
import type { ClientCall } from './client-call.ts';
import { tooLarge, type UnpackRules, unpack } from './unpack.ts';

const lookEveryMs = 250;

/** Downloads an artifact into a fresh folder inside `into`; see `Artifacts.download`. */
export async function download(
  call: ClientCall,
  { id, name, size, digest: expectedHash }: Artifact,
  into: string,
  rules: UnpackRules,
): Promise<DownloadedArtifact> {
  const what = `the artifact ${name}`;
  if (expectedHash === undefined) {
    throw new Failure('infrastructure', `${what} has no digest, so that its bytes cannot be checked`);
  }
  if (size > rules.maxBytes) throw tooLarge(what, rules.maxBytes);
  const archives = await mkdtemp(join(into, 'weighbridge-archive-'));
  const folder = await mkdtemp(join(into, 'weighbridge-artifact-'));
  try {
    const { digestMismatch } = await call(`downloading ${name}`, (client, alive) =>
      watched(archives, tooLarge(what, rules.maxBytes), rules.maxBytes, alive, () =>
        // Unpacked by ourselves: the client writes whatever an archive holds before anybody can look at it.
        client.downloadArtifact(id, { path: archives, expectedHash, skipDecompress: true }),
      ),
    );
    // The client returns this, and throws nothing.
    if (digestMismatch !== false) {
      throw new Failure('infrastructure', `${what} is not what was uploaded: its digest is another one`);
    }
    const [archive, ...more] = await readdir(archives);
    if (archive === undefined || more.length > 0) {
      throw new Failure('infrastructure', `${what} did not arrive as one archive`);
    }
    // Sizes in lists are what an uploader said.
    if ((await sizeOf(archives)) > rules.maxBytes) throw tooLarge(what, rules.maxBytes);
    return { folder, files: await unpack(join(archives, archive), folder, what, rules) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(archives, { recursive: true, force: true });
  }
}

/** What comes out of an artifact must never lie where a command or a checkout would find it. */
export async function assertOutside(into: string, workspace: string): Promise<void> {
  const real = async (path: string): Promise<string> => realpath(path).catch(() => resolve(path));
  const path = relative(await real(workspace), await real(into));
  if (!isAbsolute(path) && path.split(sep)[0] !== '..') {
    throw new Error(`artifacts are never downloaded into the workspace: ${into}`);
  }
}

/** Looks how far a download is: growing is a sign of life, and growing too far ends it. */
async function watched<Result>(
  folder: string,
  tooFar: Failure,
  maxBytes: number,
  alive: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  let seen = 0;
  let timer: NodeJS.Timeout | undefined;
  const overflow = new Promise<never>((_, reject) => {
    timer = setInterval(async () => {
      const bytes = await sizeOf(folder);
      if (bytes !== seen) alive();
      seen = bytes;
      if (bytes > maxBytes) reject(tooFar);
    }, lookEveryMs);
  });
  try {
    return await Promise.race([work(), overflow]);
  } finally {
    clearInterval(timer);
  }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = names.map(async (name) => (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
