// Preloaded (`node --import`): writes down which files of the bundle a step loads, to LOADED_CHUNKS.
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const { LOADED_CHUNKS: into } = process.env;
registerHooks({
  load(url, context, next) {
    if (into !== undefined && url.includes('/packages/cli/dist/')) appendFileSync(into, `${url}\n`);
    return next(url, context);
  },
});
