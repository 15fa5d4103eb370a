import { buildahEngine } from './buildah.ts';
import { type Called, type Client, createClient } from './client.ts';
import { dockerEngine } from './docker.ts';
import type { Builder, Engine, EngineName } from './engine.ts';
import { tellingLine } from './fault.ts';
import { fieldsOf, jsonText } from './inspected.ts';
import { podmanEngine } from './podman.ts';

export interface FindEngineRequest {
  /** This process's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Only this one. */
  readonly name?: EngineName;
  /** Which part of docker builds; found out unless told. */
  readonly builder?: Exclude<Builder, 'buildah'>;
  /** For each question. */
  readonly timeoutMs?: number;
  /** Folders that no container may see beside the engine's own, such as the runner's temporary one. */
  readonly forbidden?: readonly string[];
}

export interface FoundEngine {
  readonly engine: Engine | undefined;
  /** Which engines are not used, and why, in a sentence each. */
  readonly others: readonly { readonly name: EngineName; readonly reason: string }[];
}

const inOrder: readonly EngineName[] = ['docker', 'podman', 'buildah'];
/** A daemon that does not answer in this time counts as none. */
const defaultTimeoutMs = 5_000;

/** The first engine that answers: docker, podman, buildah. Asks each only until one is found. */
export async function findEngine(request: FindEngineRequest): Promise<FoundEngine> {
  const others: { name: EngineName; reason: string }[] = [];
  for (const name of request.name === undefined ? inOrder : [request.name]) {
    const found = await open(name, request);
    if (typeof found !== 'string') return { engine: found, others };
    others.push({ name, reason: found });
  }
  return { engine: undefined, others };
}

function open(name: EngineName, request: FindEngineRequest): Promise<Engine | string> {
  const client = createClient(name, { env: request.env, cwd: request.cwd });
  switch (name) {
    case 'docker':
      return openDocker(client, request);
    case 'podman':
      return openPodman(client, request);
    case 'buildah':
      return openBuildah(client, request);
  }
}

async function openDocker(client: Client, request: FindEngineRequest): Promise<Engine | string> {
  const ask = { timeoutMs: request.timeoutMs ?? defaultTimeoutMs, quiet: true };
  const called = await client(['version', '--format', '{{json .}}'], ask);
  const answer = fieldsOf(jsonText(called.stdout.split('\n').find((line) => line.startsWith('{')) ?? ''));
  const server = fieldsOf(answer['Server'])['Version'];
  if (!called.ok || typeof server !== 'string') return whyNot('docker', called);
  const clientVersion = String(fieldsOf(answer['Client'])['Version'] ?? '');
  const socket = /^unix:\/\/(.+)$/.exec(request.env['DOCKER_HOST'] ?? '')?.[1] ?? '/var/run/docker.sock';
  return dockerEngine(client, {
    version: server,
    builder: request.builder ?? (await dockerBuilder(client, clientVersion, ask)),
    forbidden: [socket, '/var/run/docker.sock', '/run/docker.sock', ...(request.forbidden ?? [])],
  });
}

/** Since version 23 the client reaches BuildKit through its plugin only. */
async function dockerBuilder(
  client: Client,
  version: string,
  ask: { readonly timeoutMs: number },
): Promise<Builder> {
  const buildx = await client(['buildx', 'version'], { ...ask, quiet: true });
  if (buildx.ok && /buildx/.test(buildx.stdout)) return 'buildx';
  return Number.parseInt(version, 10) < 23 ? 'buildkit' : 'classic';
}

async function openPodman(client: Client, request: FindEngineRequest): Promise<Engine | string> {
  const called = await client(['info', '--format', 'json'], {
    timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
    quiet: true,
  });
  const info = fieldsOf(jsonText(called.stdout));
  const version = fieldsOf(info['version'])['Version'];
  if (!called.ok || typeof version !== 'string') return whyNot('podman', called);
  const security = fieldsOf(fieldsOf(info['host'])['security']);
  return podmanEngine(client, {
    version,
    rootless: security['rootless'] === true,
    forbidden: ['/run/podman/podman.sock', ...(request.forbidden ?? [])],
  });
}

async function openBuildah(client: Client, request: FindEngineRequest): Promise<Engine | string> {
  const called = await client(['version', '--json'], {
    timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
    quiet: true,
  });
  const version = fieldsOf(jsonText(called.stdout))['version'];
  if (!called.ok || typeof version !== 'string') return whyNot('buildah', called);
  const info = fieldsOf(jsonText((await client(['info'], { quiet: true })).stdout));
  return buildahEngine(client, {
    version,
    rootless: fieldsOf(info['host'])['rootless'] === true,
    forbidden: request.forbidden ?? [],
    hasBridge: request.env['BUILDAH_ISOLATION'] !== 'chroot',
  });
}

function whyNot(name: EngineName, { outcome, lines }: Called): string {
  if (outcome.kind === 'timeout') return `${name} did not answer within ${outcome.timeoutMs / 1000} s`;
  if (outcome.kind === 'exited' && outcome.code === 127) return `${name} is not installed`;
  const said = tellingLine(lines, 'engine-down');
  return `${name} does not work here${said === '' ? '' : `: ${said}`}`;
}
