import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

/** Packages that answer the same from the same input, whatever the hour and the machine. */
const pure = ['contract', 'statistics', 'results', 'verdict', 'report'];

describe('the same bytes anywhere', () => {
  it.each(pure)(
    '%s asks neither the clock nor chance, nor how this machine writes numbers and dates',
    async (name) => {
      const folder = join(packages, name, 'src');
      const files = (await readdir(folder, { recursive: true })).filter(
        (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/(^|\/)(testing\/|test-)/.test(file),
      );
      expect(files.length).toBeGreaterThan(0);
      const sources = await Promise.all(
        files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const),
      );
      const impure =
        /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\)|\brandomUUID\b|\brandomBytes\b|\.toLocale\w*String\(\)|\.localeCompare\(/;
      expect(sources.filter(([, text]) => impure.test(text)).map(([file]) => file)).toEqual([]);
    },
  );
});
