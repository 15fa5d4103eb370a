import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mermaidBundle, packedMermaid } from './mermaid-bundle.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-github-mermaid-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("Mermaid's browser bundle", () => {
  it('is the given file, unpacked where it is packed', async () => {
    const [plain, packed] = [join(folder, 'mermaid.js'), join(folder, packedMermaid)];
    await writeFile(plain, 'globalThis.mermaid = 1;');
    await writeFile(packed, brotliCompressSync('globalThis.mermaid = 2;'));
    expect(String(await mermaidBundle(plain))).toBe('globalThis.mermaid = 1;');
    expect(String(await mermaidBundle(packed))).toBe('globalThis.mermaid = 2;');
  });

  it('is that of the installed package where none is given', async () => {
    expect((await mermaidBundle(undefined))?.length).toBeGreaterThan(1_000_000);
  });

  it('may be missing, or damaged', async () => {
    expect(await mermaidBundle(join(folder, 'none.js'))).toBeUndefined();
    await writeFile(join(folder, 'damaged.br'), 'no Brotli');
    expect(await mermaidBundle(join(folder, 'damaged.br'))).toBeUndefined();
  });
});
