import { statSync } from 'node:fs';
import { buildImage } from './build-image.ts';
import type { Client } from './client.ts';
import { freeBytesOf, spaceAdvice, withAdvice } from './disk.ts';
import type { Builder, Engine } from './engine.ts';
import { answered, faultOf, localFaultOf } from './fault.ts';
import { fieldsOf, inspectedFacts, jsonLines, jsonText } from './inspected.ts';
import { runContainer } from './run-container.ts';

export interface DockerFacts {
  readonly version: string;
  readonly builder: Builder;
  /** The socket, folders and ports that no container may see. */
  readonly forbidden: readonly string[];
}

/** docker, through its client. */
export function dockerEngine(client: Client, { version, builder, forbidden }: DockerFacts): Engine {
  const spaceReport = async () => (await client(['system', 'df'], { quiet: true })).lines;
  const info = async () =>
    fieldsOf(jsonText((await client(['info', '--format', '{{json .}}'], { quiet: true })).stdout));
  const advice = () => spaceAdvice('docker', spaceReport, 'docker system prune --all');
  const hasBridge = async () => {
    const called = await client(['network', 'ls', '--filter', 'driver=bridge', '--quiet'], { quiet: true });
    return !called.ok || called.stdout.trim() !== '';
  };
  const isRootless = async () =>
    JSON.stringify((await info())['SecurityOptions'] ?? []).includes('name=rootless');
  return {
    name: 'docker',
    version,
    builder,
    build: async (request, following) => {
      const network = request.network ?? ((await hasBridge()) ? undefined : 'host');
      const placed = network === undefined ? request : { ...request, network };
      return buildImage(client, builder, placed, following, advice);
    },
    inspect: async (ref) => {
      const called = await client(['image', 'inspect', ref], { quiet: true });
      if (isAbsent(called.lines)) return undefined;
      const text = answered('docker image inspect', called);
      const history = ['history', '--no-trunc', '--human=false', '--format', '{{json .}}', ref];
      return inspectedFacts(
        jsonText(text),
        jsonLines(answered('docker history', await client(history, { quiet: true }))),
      );
    },
    tag: async (ref, as) => void answered(`docker tag ${as}`, await client(['tag', ref, as])),
    push: async (ref, following) => {
      const called = await client(['push', ref], following);
      if (!called.ok) return faultOf(`the push of ${ref}`, called);
      return { kind: 'pushed', digest: /digest: (sha256:[0-9a-f]{64})/.exec(called.stdout)?.[1] };
    },
    save: async (ref, file, following) => {
      const called = await client(['save', '--output', file, ref], following);
      if (!called.ok) return withAdvice(localFaultOf(`writing ${ref} to ${file}`, called), advice);
      // Since version 25 the archive is both docker's own and OCI's.
      return {
        kind: 'saved',
        bytes: statSync(file).size,
        format: Number.parseInt(version, 10) >= 25 ? 'oci' : 'docker',
      };
    },
    load: async (file, following) => {
      const called = await client(['load', '--input', file], following);
      if (!called.ok) return withAdvice(localFaultOf(`loading ${file}`, called), advice);
      return { kind: 'loaded', ref: /Loaded image(?: ID)?: (\S+)/.exec(called.stdout)?.[1] ?? '' };
    },
    run: async (request, following) => {
      const rootless = await isRootless();
      const { user, ...rest } = request;
      const mapped = rootless || user === undefined ? rest : request;
      return runContainer('docker', client, mapped, following, { forbidden, hasBridge: await hasBridge() });
    },
    freeBytes: async () => freeBytesOf((await info())['DockerRootDir']),
    spaceReport,
  };
}

function isAbsent(lines: readonly string[]): boolean {
  return lines.some((line) => /no such image|no such object/i.test(line));
}
