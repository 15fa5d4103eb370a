import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutputStream } from '@weighbridge/process';
import { buildImage } from './build-image.ts';
import type { Called, Client } from './client.ts';
import { freeBytesOf, spaceAdvice, withAdvice } from './disk.ts';
import type { Engine, EngineFault, Following, RunOutcome } from './engine.ts';
import { answered, faultOf, localFaultOf } from './fault.ts';
import { buildahFacts, fieldsOf, jsonText, listOf } from './inspected.ts';
import { pushWithDigest } from './push-with-digest.ts';
import { buildahRunCall, environmentFile } from './run-arguments.ts';
import { gitEntry } from './run-container.ts';
import type { RunRequest } from './run-request.ts';

export interface BuildahFacts {
  readonly version: string;
  /** Its root is the caller then, and any other id is nobody of this machine. */
  readonly rootless: boolean;
  readonly forbidden: readonly string[];
  /** Without a network of its own: chroot isolation shares the host's. */
  readonly hasBridge: boolean;
}

/** buildah: no daemon; a working container stands for `docker run`. */
export function buildahEngine(
  client: Client,
  { version, rootless, forbidden, hasBridge }: BuildahFacts,
): Engine {
  const spaceReport = async () =>
    (await client(['images', '--filter', 'dangling=false'], { quiet: true })).lines;
  const advice = () => spaceAdvice('buildah', spaceReport, 'buildah rmi --prune');
  return {
    name: 'buildah',
    version,
    builder: 'buildah',
    build: (request, following) => {
      const network = request.network ?? (hasBridge ? undefined : 'host');
      return buildImage(
        client,
        'buildah',
        network === undefined ? request : { ...request, network },
        following,
        advice,
      );
    },
    inspect: async (ref) => {
      const called = await client(['inspect', '--type', 'image', ref], { quiet: true });
      if (
        called.lines.some((line) => /image not known|no such image|could not find|unable to find/i.test(line))
      )
        return undefined;
      return buildahFacts(jsonText(answered('buildah inspect', called)), await imageBytes(client, ref));
    },
    tag: async (ref, as) => void answered(`buildah tag ${as}`, await client(['tag', ref, as])),
    push: (ref, following) => pushWithDigest(client, ref, following),
    save: async (ref, file, following) => {
      rmSync(file, { force: true }); // it adds to an archive that is there
      const called = await client(['push', ref, `oci-archive:${file}:${ref}`], following);
      if (!called.ok) return withAdvice(localFaultOf(`writing ${ref} to ${file}`, called), advice);
      return { kind: 'saved', bytes: statSync(file).size, format: 'oci' };
    },
    load: async (file, following) => {
      const called = await pullArchive(client, file, following);
      if (!called.ok) return withAdvice(localFaultOf(`loading ${file}`, called), advice);
      return { kind: 'loaded', ref: called.stdout.trim().split('\n').at(-1) ?? '' };
    },
    run: (request, following) => {
      const { user, ...rest } = request;
      const mapped = rootless && user !== undefined ? { ...rest, user: { uid: 0, gid: 0 } } : request;
      if (!request.network && !hasBridge && rootless) return Promise.resolve(noNetworkToTake);
      return runInWorkingContainer(client, mapped, following, { forbidden, hasBridge });
    },
    freeBytes: async () => {
      const info = fieldsOf(jsonText((await client(['info'], { quiet: true })).stdout));
      return freeBytesOf(fieldsOf(info['store'])['GraphRoot']);
    },
    spaceReport,
  };
}

async function pullArchive(client: Client, file: string, following: Following): Promise<Called> {
  const called = await client(['pull', '--quiet', `oci-archive:${file}`], following);
  const isOther =
    !called.ok && called.lines.some((line) => /index\.json|oci-layout|no descriptor/.test(line));
  return isOther ? client(['pull', '--quiet', `docker-archive:${file}`], following) : called;
}

async function imageBytes(client: Client, ref: string): Promise<number | undefined> {
  const called = await client(['images', '--json', ref], { quiet: true });
  const shown = called.ok ? fieldsOf(listOf(jsonText(called.stdout))[0])['size'] : undefined;
  const [, number = '', unit = ''] = /^([\d.]+)\s*([kKMGT]?)B$/.exec(String(shown)) ?? [];
  const powers: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };
  return number === '' ? undefined : Math.round(Number(number) * (powers[unit] ?? 1));
}

async function runInWorkingContainer(
  client: Client,
  request: RunRequest,
  following: Following,
  { forbidden, hasBridge }: Omit<BuildahFacts, 'version' | 'rootless'>,
): Promise<RunOutcome> {
  const from = await client(['from', '--pull-never', request.image], { ...following, quiet: true });
  const container = from.stdout.trim().split('\n').at(-1) ?? '';
  if (!from.ok || container === '') return faultOf('buildah from', from);
  const scratch = mkdtempSync(join(tmpdir(), 'weighbridge-run-'));
  try {
    const places = { name: container, git: gitEntry(request.workTree), forbidden, hasBridge };
    const environment = join(scratch, 'environment');
    writeFileSync(environment, environmentFile(request), { mode: 0o600 });
    if (request.user !== undefined && request.user.uid !== 0)
      chownSync(environment, request.user.uid, request.user.gid);
    const empty = join(scratch, 'empty');
    writeFileSync(empty, '', { mode: 0o444 });
    const args = buildahRunCall(container, request, places, { environment, empty });
    const { onLine } = following;
    const heard =
      onLine && ((line: string, stream: OutputStream) => void (chatter.test(line) || onLine(line, stream)));
    const under = request.network || hasBridge ? {} : { under: withoutNetwork };
    const called = await client(args, { ...following, ...under, ...(heard && { onLine: heard }) });
    if (isBuildahs(called)) return faultOf('buildah run', called);
    const lastLines = called.outcome.lastLines.filter((line) => !chatter.test(line));
    return { kind: 'ran', outcome: { ...called.outcome, lastLines } };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    await client(['rm', container], { quiet: true });
  }
}

/** chroot isolation shares the network whatever it is told, so the client itself gets one with nothing but loopback. */
const withoutNetwork = [
  'unshare',
  '--net',
  '--',
  'sh',
  '-c',
  'ip link set lo up 2>/dev/null; exec "$0" "$@"',
];

const noNetworkToTake: EngineFault = {
  kind: 'failed',
  reason:
    'buildah with chroot isolation cannot take the network from a command where it does not run as root: allow the network in the policy, or use another engine',
  lastLines: [],
};

/** What buildah says beside the command, which says it by its exit code. */
const chatter = /^(?:subprocess exited (?:with status \d+|on \w+)|Error: exit status \d+)$/;

/** What the command did not print: buildah could not start it. An exit code of the command is passed on as it is. */
function isBuildahs({ outcome, lines }: Called): boolean {
  if (outcome.kind !== 'exited') return outcome.kind === 'not-started';
  return (
    (outcome.code === 125 && lines.some((line) => /^(?:Error: |error )/.test(line) && !chatter.test(line))) ||
    lines.some((line) => /^error running subprocess: (?!.*exit status)/.test(line))
  );
}
