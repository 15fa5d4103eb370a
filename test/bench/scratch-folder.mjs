import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set();

/** A folder for a part of the benchmark. It is gone with the process at the latest, also after Ctrl-C. */
export function makeScratch(part) {
  if (folders.size === 0) cleanUpAtTheEnd();
  const folder = mkdtempSync(join(tmpdir(), `weighbridge-bench-${part}-`));
  folders.add(folder);
  return folder;
}

/** Removes it now, as its files are large. */
export function removeScratch(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function cleanUpAtTheEnd() {
  process.once('exit', () => folders.forEach(removeScratch));
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}
