import { rmSync, statSync } from 'node:fs';
import { buildImage } from './build-image.ts';
import type { Client } from './client.ts';
import { freeBytesOf, spaceAdvice, withAdvice } from './disk.ts';
import type { Engine } from './engine.ts';
import { answered, localFaultOf } from './fault.ts';
import { fieldsOf, inspectedFacts, jsonText, listOf } from './inspected.ts';
import { pushWithDigest } from './push-with-digest.ts';
import { runContainer } from './run-container.ts';

export interface PodmanFacts {
  readonly version: string;
  readonly rootless: boolean;
  readonly forbidden: readonly string[];
}

/** podman: builds as buildah does, runs as docker does. */
export function podmanEngine(client: Client, { version, rootless, forbidden }: PodmanFacts): Engine {
  const spaceReport = async () => (await client(['system', 'df'], { quiet: true })).lines;
  const advice = () => spaceAdvice('podman', spaceReport, 'podman system prune --all');
  return {
    name: 'podman',
    version,
    builder: 'buildah',
    build: (request, following) => buildImage(client, 'buildah', request, following, advice),
    inspect: async (ref) => {
      const called = await client(['image', 'inspect', ref], { quiet: true });
      if (called.lines.some((line) => /image not known|no such image|failed to find image/i.test(line)))
        return undefined;
      const text = answered('podman image inspect', called);
      const history = await client(['history', '--no-trunc', '--format', 'json', ref], { quiet: true });
      return inspectedFacts(jsonText(text), listOf(jsonText(answered('podman history', history))));
    },
    tag: async (ref, as) => void answered(`podman tag ${as}`, await client(['tag', ref, as])),
    push: (ref, following) => pushWithDigest(client, ref, following),
    save: async (ref, file, following) => {
      rmSync(file, { force: true });
      const called = await client(['save', '--format', 'oci-archive', '--output', file, ref], following);
      if (!called.ok) return withAdvice(localFaultOf(`writing ${ref} to ${file}`, called), advice);
      return { kind: 'saved', bytes: statSync(file).size, format: 'oci' };
    },
    load: async (file, following) => {
      const called = await client(['load', '--input', file], following);
      if (!called.ok) return withAdvice(localFaultOf(`loading ${file}`, called), advice);
      return { kind: 'loaded', ref: /Loaded image[^:]*: (\S+)/.exec(called.stdout)?.[1] ?? '' };
    },
    run: (request, following) => {
      const { user, ...rest } = request;
      const mapped = rootless || user === undefined ? rest : request;
      return runContainer('podman', client, mapped, following, { forbidden, hasBridge: true });
    },
    freeBytes: async () => {
      const info = fieldsOf(jsonText((await client(['info', '--format', 'json'], { quiet: true })).stdout));
      return freeBytesOf(fieldsOf(info['store'])['graphRoot']);
    },
    spaceReport,
  };
}
