import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * git's proc-receive hook: it asks the server what to do with each ref, and lets git itself update those that are
 * allowed. Only this hook can give a ref a reason of its own, as GitHub does. It must stand on its own feet: git runs it.
 */
const procReceive = String.raw`'use strict';
const fs = require('node:fs');
const http = require('node:http');

const read = (size) => {
  const buffer = Buffer.alloc(size);
  for (let at = 0; at < size; ) {
    const count = fs.readSync(0, buffer, at, size - at, null);
    if (count === 0) throw new Error('git ended in the middle of a packet');
    at += count;
  }
  return buffer.toString();
};
const packets = () => {
  const lines = [];
  for (;;) {
    const size = parseInt(read(4), 16);
    if (size === 0) return lines;
    lines.push(read(size - 4).replace(/\n$/, ''));
  }
};
const send = (lines) => {
  const packed = lines.map((line) => (Buffer.byteLength(line) + 4).toString(16).padStart(4, '0') + line);
  fs.writeSync(1, packed.join('') + '0000');
};

const [version = ''] = packets();
const atomic = /\batomic\b/.test(version.split('\0')[1] || '');
send(['version=1\0' + (atomic ? 'atomic' : '')]);
const commands = packets().map((line) => {
  const [before, after, ...ref] = line.split(' ');
  return { before, after, ref: ref.join(' ') };
});
const request = http.request(process.env.LOCAL_GITHUB_PUSH_URL, { method: 'POST' }, (response) => {
  const chunks = [];
  response.on('data', (chunk) => chunks.push(chunk));
  response.on('end', () => {
    const { lines, refused } = JSON.parse(Buffer.concat(chunks).toString());
    if (lines.length > 0) fs.writeSync(2, lines.join('\n') + '\n');
    send(
      commands.flatMap(({ ref }) =>
        ref in refused ? ['ng ' + ref + ' ' + refused[ref]] : ['ok ' + ref, 'option fall-through'],
      ),
    );
  });
});
request.end(JSON.stringify({ atomic, commands }));
`;

/** Writes the hooks that every push runs, and gives their folder. */
export async function writePushHooks(folder: string): Promise<string> {
  const hooks = join(folder, 'hooks');
  await mkdir(hooks, { recursive: true });
  await writeFile(join(hooks, 'proc-receive.cjs'), procReceive);
  const start = '#!/bin/sh\nexec "$LOCAL_GITHUB_NODE" "$LOCAL_GITHUB_HOOKS/proc-receive.cjs"\n';
  await writeFile(join(hooks, 'proc-receive'), start, { mode: 0o755 });
  // Only here does git say which refs it has really moved.
  await writeFile(join(hooks, 'post-receive'), '#!/bin/sh\nexec cat > "$LOCAL_GITHUB_PUSH_RESULT"\n', {
    mode: 0o755,
  });
  return hooks;
}
