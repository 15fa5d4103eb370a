export type { NewCommit, NewFile } from './create-commit.ts';
export { openRemoteCommit } from './new-repository.ts';
export type { PushOptions, RefResult, RefUpdate } from './push-refs.ts';
export type { CommitContent, TreeEntry } from './read-commit.ts';
export type { RemoteRef } from './remote-refs.ts';
export { openRepository, type Repository, type RepositoryOptions } from './repository.ts';
export type { Timing } from './retry.ts';
export type { CommitInfo } from './revisions.ts';
export type { WorkingFiles } from './working-files.ts';
