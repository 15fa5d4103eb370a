import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pinBases } from '../dockerfile/pin-bases.ts';
import { contextFiles } from '../inputs/context-files.ts';
import { readIgnoreFile } from '../inputs/ignore-file.ts';
import { buildCall } from './build-arguments.ts';
import { buildFailure, isCacheExport } from './build-failure.ts';
import type { BuildOutcome, BuildRequest } from './build-request.ts';
import type { Client } from './client.ts';
import type { Builder, Following } from './engine.ts';
import { fieldsOf, jsonText } from './inspected.ts';

/** Builds, and once more without writing a cache where only that failed. */
export async function buildImage(
  client: Client,
  builder: Builder,
  request: BuildRequest,
  following: Following,
  spaceAdvice: () => Promise<readonly string[]>,
): Promise<BuildOutcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'weighbridge-build-'));
  try {
    const placed = pinnedDockerfile(placedContext(builder, request, scratch), scratch);
    const first = await attempt(client, builder, placed, following, scratch);
    if (first.kind === 'cache-export') {
      const again = await attempt(client, builder, { ...placed, cacheTo: [] }, following, scratch);
      const warning = `the layer cache could not be written, so the next build will take longer: ${first.said}`;
      if (again.kind === 'cache-export') return again.failure;
      return again.kind === 'built' ? { ...again, warnings: [warning, ...again.warnings] } : again;
    }
    if (first.kind !== 'no-space') return first;
    return { ...first, reason: [first.reason, ...(await spaceAdvice())].join('\n') };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Attempt =
  | BuildOutcome
  | { readonly kind: 'cache-export'; readonly said: string; readonly failure: BuildOutcome };

async function attempt(
  client: Client,
  builder: Builder,
  request: BuildRequest,
  following: Following,
  scratch: string,
): Promise<Attempt> {
  const iidFile = join(scratch, 'iid');
  const places = { contextDir: request.contextDir, iidFile, metadataFile: join(scratch, 'metadata.json') };
  rmSync(iidFile, { force: true });
  const { args, env, warnings } = buildCall(builder, request, places);
  const actionsCache = [...request.cacheFrom, ...request.cacheTo].some((cache) => /\btype=gha\b/.test(cache));
  const called = await client(args, { ...following, env, actionsCache });
  if (called.ok)
    return {
      kind: 'built',
      id: configDigest(places.metadataFile) ?? readFileSync(iidFile, 'utf8').trim(),
      warnings,
    };
  const failure = buildFailure(called, request.dockerfile);
  if (request.cacheTo.length > 0 && isCacheExport(called.lines) && mayBeCache(failure.kind)) {
    return { kind: 'cache-export', said: failure.reason, failure };
  }
  return failure;
}

/** With a builder in a container buildx writes the manifest's digest as the image's id; here stands the configuration's. */
function configDigest(metadataFile: string): string | undefined {
  if (!existsSync(metadataFile)) return undefined;
  const digest = fieldsOf(jsonText(readFileSync(metadataFile, 'utf8')))['containerimage.config.digest'];
  return typeof digest === 'string' ? digest : undefined;
}

/** What a registry or the network refuses can have been the cache; a failed step cannot. */
function mayBeCache(kind: string): boolean {
  return ['failed', 'network', 'base-denied', 'base-absent'].includes(kind);
}

/**
 * The context as the key counted it. A copy is made where only some files may reach the build, and for the classic builder
 * where the Dockerfile has an ignore file of its own, which that builder does not know.
 */
function placedContext(builder: Builder, request: BuildRequest, scratch: string): BuildRequest {
  const { contextDir, ignoreFile } = request;
  const unknownIgnore =
    builder === 'classic' && ignoreFile !== undefined && basename(ignoreFile) !== '.dockerignore';
  const only = request.onlyFiles ?? (unknownIgnore ? reachedFiles(contextDir, ignoreFile) : undefined);
  if (only === undefined) return request;
  const copy = join(scratch, 'context');
  mkdirSync(copy, { recursive: true });
  for (const path of only) copyEntry(join(contextDir, path), join(copy, path));
  return { ...request, contextDir: copy };
}

/** The Dockerfile with its bases named by digest, as a copy outside of the context; the ignore file goes with it, for BuildKit looks there first. */
function pinnedDockerfile(request: BuildRequest, scratch: string): BuildRequest {
  const { baseDigests, dockerfile, dockerfilePath, ignoreFile } = request;
  if (baseDigests === undefined) return request;
  const text = readFileSync(dockerfilePath, 'utf8');
  const pinned = pinBases(text, dockerfile, baseDigests);
  if (pinned === text) return request;
  const copy = join(scratch, 'Dockerfile');
  writeFileSync(copy, pinned);
  if (ignoreFile !== undefined) copyFileSync(ignoreFile, `${copy}.dockerignore`);
  return { ...request, dockerfilePath: copy };
}

/** The other ignore file is no part of the copy, for there it would be followed. */
function reachedFiles(contextDir: string, ignoreFile: string): readonly string[] {
  return contextFiles(contextDir, readIgnoreFile(ignoreFile))
    .map(({ path }) => path)
    .filter((path) => path !== '.dockerignore');
}

function copyEntry(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else copyFileSync(from, to);
}
