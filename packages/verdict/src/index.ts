export * from './estimate-so-far.ts';
export * from './input.ts';
export * from './judge.ts';
export * from './settle.ts';
export * from './verdict-set.ts';
