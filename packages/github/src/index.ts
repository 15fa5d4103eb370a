export * from './artifacts/index.ts';
