import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../dockerfile/parse-dockerfile.ts';
import { engineSuite } from '../testing/engine-suite.ts';
import { busyboxDockerfile, contextFolder, startBuildah, withoutBuildah } from '../testing/real-engines.ts';
import { findEngine } from './find-engine.ts';

describe.skipIf(withoutBuildah)('buildah', () => {
  engineSuite(async () => startBuildah(), { name: 'buildah' });
});

describe.skipIf(withoutBuildah)('a disk that is full', () => {
  test('is answered with what takes the space and what to do', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'weighbridge-disk-'));
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk]).status).toBe(0);
    const real = startBuildah(disk);
    try {
      const { engine } = await findEngine({ env: real.env, cwd: real.folder, name: 'buildah' });
      const text = `${busyboxDockerfile}RUN dd if=/dev/zero of=/large bs=1M count=30\n`;
      const contextDir = contextFolder(real.folder, { Dockerfile: text });
      expect(await engine?.freeBytes()).toBeLessThan(13_000_000);
      const outcome = await engine?.build(
        {
          contextDir,
          dockerfilePath: join(contextDir, 'Dockerfile'),
          dockerfile: parseDockerfile(text, { file: 'Dockerfile' }),
          ignoreFile: undefined,
          ...{ tags: ['a'], platforms: [], buildArgs: {}, labels: {}, cacheFrom: [], cacheTo: [] },
        },
        { timeoutMs: 60_000 },
      );
      expect(outcome).toMatchObject({
        kind: 'no-space',
        reason: expect.stringContaining('buildah rmi --prune'),
      });
    } finally {
      await real.close();
      spawnSync('umount', ['--lazy', disk]);
      rmdirSync(disk);
    }
  });
});
