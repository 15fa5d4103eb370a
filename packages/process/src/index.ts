export type { OutputStream } from './command-log.ts';
export * from './command-outcome.ts';
export * from './file-lock.ts';
export * from './run-command.ts';
export * from './user-environment.ts';
export * from './write-file-atomic.ts';
