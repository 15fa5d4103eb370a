// Loaded into a Node by --import: writes how many bytes of files it had loaded as modules when it first wrote a line, and
// when it ended.
import { statSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const target = process.env.BENCH_LOADED_FILES;
delete process.env.BENCH_LOADED_FILES;
let bytes = 0;
let atStart;

registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) bytes += statSync(fileURLToPath(url)).size;
    return next(url, context);
  },
});
const { stdout } = process;
const write = stdout.write.bind(stdout);
stdout.write = (...args) => {
  atStart ??= bytes;
  return write(...args);
};
process.on('exit', () => writeFileSync(target, JSON.stringify({ atStart: atStart ?? bytes, atEnd: bytes })));
