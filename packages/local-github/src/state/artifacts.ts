import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactRecord, RunRecord } from './records.ts';
import type { Store } from './store.ts';

const defaultRetentionDays = 90;

export interface Artifacts {
  /** Undefined where the run has one of this name already. */
  create(run: RunRecord, name: string, mimeType: string, expiresAt?: string): ArtifactRecord | undefined;
  /** Everybody sees it from now on. */
  finalize(artifact: ArtifactRecord, size: number, digest: string): void;
  /** The finalized ones of a run, newest first. */
  list(run: RunRecord): readonly ArtifactRecord[];
  /** Of a run, also before it is finalized. */
  named(run: RunRecord, name: string): ArtifactRecord | undefined;
  findById(id: number): ArtifactRecord | undefined;
  expired(artifact: ArtifactRecord): boolean;
  remove(artifact: ArtifactRecord): Promise<void>;
  /** Where its bytes lie. */
  file(artifact: ArtifactRecord): string;
}

export function artifactsOf(store: Store): Artifacts {
  const { records } = store;
  const file = ({ id }: ArtifactRecord): string => join(store.folder, 'artifacts', String(id));
  const named: Artifacts['named'] = (run, name) =>
    records.artifacts.find((one) => one.run === run.id && one.name === name);
  return {
    file,
    named,
    create(run, name, mimeType, expiresAt) {
      if (named(run, name) !== undefined) return undefined;
      const created = store.now();
      const expires = new Date(created.getTime() + defaultRetentionDays * 86_400_000);
      const artifact: ArtifactRecord = {
        id: store.nextId(),
        run: run.id,
        name,
        mimeType,
        createdAt: store.timestamp(),
        expiresAt: expiresAt ?? expires.toISOString().replace(/\.\d{3}Z$/, 'Z'),
        finalized: false,
        size: 0,
        digest: null,
      };
      records.artifacts.push(artifact);
      store.touch();
      return artifact;
    },
    finalize(artifact, size, digest) {
      Object.assign(artifact, { finalized: true, size, digest });
      store.touch();
    },
    list: (run) => records.artifacts.filter((one) => one.run === run.id && one.finalized).reverse(),
    findById: (id) => records.artifacts.find((one) => one.id === id && one.finalized),
    expired: ({ expiresAt }) => Date.parse(expiresAt) <= store.now().getTime(),
    async remove(artifact) {
      records.artifacts.splice(records.artifacts.indexOf(artifact), 1);
      await rm(file(artifact), { force: true });
      store.touch();
    },
  };
}

/** Size and `sha256:…` of a file; undefined if it is not there. */
export async function digestOf(path: string): Promise<{ size: number; digest: string } | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { size: found.size, digest: `sha256:${hash.digest('hex')}` };
}
