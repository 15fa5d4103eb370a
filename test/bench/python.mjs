import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './machine.mjs';

const run = promisify(execFile);
const packages = ['numpy', 'pandas', 'scipy', 'pyarrow'];
const installTimeoutMs = 300_000;
const versionsScript = `import platform, ${packages.join(', ')}
print(', '.join(['Python ' + platform.python_version(), *(m.__name__ + ' ' + m.__version__ for m in (${packages.join(', ')}))]))`;

/**
 * A Python with pandas, SciPy, NumPy and pyarrow, in an environment of its own that is kept for the next time.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<{ path: string, versions: string } | undefined>} undefined, and said why, where it cannot be had
 */
export async function findPython(say) {
  const folder = join(root, 'node_modules/.cache/weighbridge-bench-python');
  const path = join(folder, 'bin/python');
  try {
    if (!existsSync(path) || (await versionsOf(path)) === undefined) {
      say(`installing ${packages.join(', ')} for Python into ${folder}`);
      rmSync(folder, { recursive: true, force: true });
      await run('python3', ['-m', 'venv', folder], { timeout: installTimeoutMs });
      const options = ['--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
      await run(path, ['-m', 'pip', 'install', ...options, ...packages], { timeout: installTimeoutMs });
    }
    const versions = await versionsOf(path);
    if (versions === undefined) throw new Error('the packages were installed and cannot be imported');
    return { path, versions };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    say(`NOT COMPARED WITH PANDAS: a Python with ${packages.join(', ')} cannot be had here`);
    say(String(error instanceof Error ? error.message : error).trim());
    return undefined;
  }
}

async function versionsOf(path) {
  try {
    return (await run(path, ['-c', versionsScript], { timeout: installTimeoutMs })).stdout.trim();
  } catch {
    return undefined;
  }
}
