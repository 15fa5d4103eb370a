import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Failure, type KeyFile, pathMatcher } from '@weighbridge/contract';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { type Needed, neededStages } from '../dockerfile/needed-stages.ts';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import { blobId, type ObjectFormat } from './blob-id.ts';
import { contextFiles } from './context-files.ts';
import { FileIds } from './file-ids.ts';
import { findIgnoreFile, readIgnoreFile } from './ignore-file.ts';
import { type ImageInputs, type InputFile, inputsKey } from './image-inputs.ts';
import { type MissingBase, type ResolveBase, resolveBases } from './resolve-bases.ts';

export interface InputsRequest {
  /** The repository's uppermost folder; the other paths are relative to it, with forward slashes. */
  readonly root: string;
  readonly context: string;
  readonly dockerfile: string;
  /** Only these key the image and reach its build: paths or patterns relative to the context. */
  readonly inputs?: readonly string[];
  readonly locks: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target?: string;
  /** `linux/amd64`; at least one. */
  readonly platforms: readonly string[];
  /** The working tree's files as git knows them, changed and new ones with the ids they have now. */
  readonly tracked: readonly KeyFile[];
  readonly resolveBase: ResolveBase;
}

export interface ReadInputs {
  readonly kind: 'inputs';
  /** 64 hex digits. */
  readonly key: string;
  readonly inputs: ImageInputs;
  readonly dockerfile: Dockerfile;
  readonly needed: Needed;
  /** Absolute path of the ignore file that counted. */
  readonly ignoreFile: string | undefined;
  /** Files that reach the build though git ignores them, relative to the context: another clone may not have them. */
  readonly unknownToGit: readonly string[];
  /** Git LFS pointers whose content is not here; the build would take the pointers for files. */
  readonly lfsPointers: readonly string[];
  /** Whether `.git`, which never counts, reaches the build all the same; for `checkPins`. */
  readonly historyInContext: boolean;
}

/**
 * Reads everything an image is made of. The key does not depend on times, order, umask or where the clone lies: git's
 * own ids stand for content, with the executable bit and the targets of links. Throws a `config` failure for
 * what the user has to mend; a base that could not be resolved is an answer.
 */
export async function readInputs(request: InputsRequest): Promise<ReadInputs | MissingBase> {
  const { root, buildArgs, target, platforms, tracked } = request;
  const [platform = 'linux/amd64'] = platforms;
  const text = readText(root, request.dockerfile);
  const dockerfile = parseDockerfile(text, { file: request.dockerfile, buildArgs, platform });
  const needed = neededStages(dockerfile, target);
  const resolving = resolveBases(needed.images, platforms, request.resolveBase);
  resolving.catch(() => {}); // awaited below

  const prefix = contextPrefix(request.context);
  const contextDir = folder(root, request.context);
  const ignoreFile = findIgnoreFile(contextDir, join(root, request.dockerfile));
  const rules = readIgnoreFile(ignoreFile);
  const entries = contextFiles(contextDir, rules);
  const chosen = chooseEntries(entries, request);
  const ids = new FileIds(root, tracked);
  const files = await ids.of(chosen, prefix);
  const unknownToGit = tracked.length === 0 ? [] : [...ids.unknownToGit];
  const locks = await ids.of(lockEntries(root, request.locks), '');
  const bases = await resolving;
  if ('kind' in bases) return bases;
  const inputs: ImageInputs = {
    schema: 'weighbridge/image-inputs@1',
    files,
    dockerfile: dockerfileId(request.dockerfile, text, tracked, ids.format),
    locks,
    buildArgs,
    target: target ?? null,
    platforms,
    bases,
  };
  return {
    kind: 'inputs',
    key: inputsKey(inputs),
    inputs,
    dockerfile,
    needed,
    ignoreFile,
    unknownToGit,
    lfsPointers: pointersOf(files),
    historyInContext:
      request.inputs === undefined && existsSync(join(contextDir, '.git')) && !rules.ignores('.git'),
  };
}

function pointersOf(files: readonly InputFile[]): readonly string[] {
  return files.filter(({ mode }) => mode === 'lfs-pointer').map(({ path }) => path);
}

function contextPrefix(context: string): string {
  const clean = posix.normalize(context).replace(/\/+$/, '');
  if (clean === '..' || clean.startsWith('../') || clean.startsWith('/')) {
    throw new Failure('config', `the build context ${context} lies outside of the repository`);
  }
  return clean === '.' ? '' : `${clean}/`;
}

function chooseEntries(entries: ReturnType<typeof contextFiles>, { inputs, context }: InputsRequest) {
  if (inputs === undefined) return entries;
  for (const pattern of inputs) {
    const isMeant = pathMatcher([pattern]);
    if (!entries.some(({ path }) => isMeant(path))) {
      throw new Failure(
        'config',
        `image.inputs: ${pattern} is no file in ${context}, or .dockerignore leaves it out`,
      );
    }
  }
  const isMeant = pathMatcher(inputs);
  return entries.filter(({ path }) => isMeant(path));
}

/** Missing ones are left out; the pin checks warn of them. */
function lockEntries(root: string, locks: readonly string[]) {
  return locks.filter((path) => existsSync(join(root, path))).map((path) => ({ path, isLink: false }));
}

function dockerfileId(path: string, text: string, tracked: readonly KeyFile[], format: ObjectFormat): string {
  return tracked.find((file) => file.path === posix.normalize(path))?.oid ?? blobId(text, format);
}

function readText(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    throw new Failure('config', `there is no Dockerfile ${path}, or it cannot be read`, { cause: error });
  }
}

function folder(root: string, context: string): string {
  const dir = join(root, context);
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Failure('config', `the build context ${context} is no folder`);
  }
  return realpathSync(dir);
}
