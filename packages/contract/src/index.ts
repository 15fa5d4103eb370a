export * from './evidence.ts';
export * from './exit-code.ts';
export * from './failure.ts';
export * from './manifest.ts';
export * from './policy.ts';
export * from './row.ts';
export * from './verdict.ts';
