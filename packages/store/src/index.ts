export { DamagedRun } from './damaged-run.ts';
export { folderStore } from './folder-store.ts';
export { gitStore } from './git-store.ts';
export { documentBytes } from './new-run-files.ts';
export { newerFirst, type RunRef } from './run-ref.ts';
export type { NewRun, ReadOptions, RunStore, StoredRun, StoredTrust, StoreOptions } from './run-store.ts';
