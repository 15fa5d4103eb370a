import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = 'docker-registry';
const found = spawnSync(program, ['--version']).error === undefined;
const forced = process.env['CI'] === 'true';

/** For `describe.skipIf`: why the real registry is left out, said aloud; never where CI runs. */
export const withoutRegistry: boolean = !found && !forced;
if (withoutRegistry) {
  process.stderr.write(`left out: tests against a real registry, as ${program} is not installed\n`);
}

export const user = { username: 'weigher', password: 'open-sesame-17' };
const passwords = 'weigher:$2y$05$cU1wi3pLlAQO3XHa.BUeF.0tJPcYW6XUA3l.x.PSPcxZSNJFJKlS.\n';

export interface RealRegistry {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly folder: string;
  close(): Promise<void>;
}

/** Starts Debian's registry on loopback, over a folder of its own. */
export async function startRegistry({ login = false } = {}): Promise<RealRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'weighbridge-registry-'));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  await writeFile(join(folder, 'htpasswd'), passwords);
  const config = {
    version: '0.1',
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
    http: { addr: host },
    ...(login && { auth: { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } } }),
  };
  const file = join(folder, 'config.yml');
  await writeFile(file, JSON.stringify(config));
  const child = spawn(program, ['serve', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], OTEL_TRACES_EXPORTER: 'none' },
  });
  let log = '';
  child.once('error', (error) => {
    log += error.message;
  });
  child.stderr.on('data', (text) => {
    log = `${log}${text}`.slice(-4_000);
  });
  const close = async (): Promise<void> => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  for (let tried = 0; ; tried += 1) {
    const up = await fetch(`http://${host}/v2/`).then(
      () => true,
      () => false,
    );
    if (up) return { host, folder, close };
    if (tried > 150 || child.exitCode !== null || child.pid === undefined) {
      await close();
      throw new Error(`${program} did not start: ${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('there is no free port');
}
