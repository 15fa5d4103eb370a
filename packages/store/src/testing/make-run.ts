import { createCipheriv, createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Evidence, harnessKey, type Manifest, modelKey } from '@weighbridge/contract';
import { documentBytes } from '../new-run-files.ts';
import type { NewRun } from '../run-store.ts';

export interface RunChoices {
  readonly model?: string;
  readonly run?: string;
  readonly attempt?: number;
  /** Goes into the model's parameters: another text, another model key. */
  readonly params?: string;
  /** Bytes of rows that do not compress; instead of `rows`. */
  readonly bulk?: number;
  /** Uncompressed parts of each suite's rows. */
  readonly rows?: Readonly<Record<string, readonly string[]>>;
  readonly evidence?: Partial<Evidence>;
}

const oidOf = (text: string): string => createHash('sha1').update(text).digest('hex');
const digestOf = (data: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(data).digest('hex')}`;

/** Rows of a suite as a results file has them. */
export function rowLines(count: number, correct = 1): string {
  return Array.from(
    { length: count },
    (_, index) => `{"id":"ex-${index}","metrics":{"correct":${correct}}}\n`,
  ).join('');
}

/** The same text in every process. */
function noise(bytes: number): string {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16))
    .update(Buffer.alloc(bytes))
    .toString('base64')
    .replace(/.{76}/g, '$&\n');
}

/** A whole run whose keys and digests are right, with its rows files written into `folder`. */
export async function makeRun(
  folder: string,
  choices: RunChoices = {},
): Promise<NewRun & { readonly manifest: Manifest }> {
  const { model = 'digits', run = '17', attempt = 1, params = 'depth: 3', bulk } = choices;
  const rows = bulk === undefined ? (choices.rows ?? { eval: [rowLines(20)] }) : { eval: [noise(bulk)] };
  await mkdir(folder, { recursive: true });
  const commit = oidOf(`commit of run ${run}`);
  const createdAt = new Date(1_790_000_000_000 + (Number(run) % 1_000_000) * 1_000).toISOString();
  const parts = {
    files: [],
    data: {},
    params: [{ path: 'params.yaml', oid: oidOf(params), executable: false }],
    prompts: [],
    setup: null,
  };
  const harness = { run: 'python evaluate.py', code: [], judge: null, repeats: 1, metrics: [] };
  const suites = await Promise.all(
    Object.entries(rows).map(async ([name, texts]) => ({
      name,
      harnessKey: harnessKey(harness),
      examplesKey: digestOf(name).slice(7),
      total: 20,
      planned: 20,
      rows: texts.join('').split('\n').length - 1,
      full: true,
      orderSeed: '',
      digest: digestOf(texts.join('')),
      files: await Promise.all(texts.map((text, index) => rowsFile(folder, name, index, text))),
    })),
  );
  const manifest: Manifest = {
    schema: 'weighbridge/manifest@1',
    model,
    commit,
    dirty: false,
    modelKey: modelKey(parts),
    modelKeyParts: parts,
    harnesses: Object.fromEntries(
      suites.map(({ name }) => [name, { key: harnessKey(harness), parts: harness }]),
    ),
    data: {},
    seed: null,
    createdAt,
  };
  const evidence: Evidence = {
    schema: 'weighbridge/evidence@1',
    model,
    commit,
    dirty: false,
    modelKey: modelKey(parts),
    kind: 'main',
    trust: 'main',
    event: 'push',
    run: { id: run, attempt, url: null },
    createdAt,
    suites,
    manifest: digestOf(documentBytes(manifest)),
    weighbridge: '0.1.0',
    ...choices.evidence,
  };
  return { evidence, manifest, verdict: undefined, files: folder };
}

async function rowsFile(folder: string, suite: string, index: number, text: string) {
  const path = `rows${suite === 'eval' ? '' : `.${suite}`}${index === 0 ? '' : `.${index + 1}`}.jsonl.gz`;
  const data = gzipSync(text);
  await writeFile(join(folder, path), data);
  return { path, digest: digestOf(data), bytes: data.length };
}
