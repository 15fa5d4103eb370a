import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const forced = process.env['CI'] === 'true';
/** Debian's own client, which speaks to BuildKit by itself, goes before others on the PATH. */
const path = '/usr/bin:/bin:/usr/sbin:/sbin';

function isHere(program: string): boolean {
  return spawnSync(program, ['--version'], { env: { PATH: path } }).error === undefined;
}

function leftOut(what: string, programs: readonly string[]): boolean {
  const missing = programs.filter((program) => !isHere(program));
  const why =
    missing.length > 0
      ? `${missing.join(' and ')} is not installed`
      : process.getuid?.() !== 0
        ? 'it needs root'
        : '';
  if (why === '' || forced) return false;
  process.stderr.write(`left out: tests with ${what}, since ${why}\n`);
  return true;
}

/** For `describe.skipIf`: said aloud, and never so where CI runs. */
export const withoutDocker = leftOut("docker's daemon", ['dockerd', 'docker', 'busybox']);
export const withoutPodman = leftOut('podman', ['podman', 'busybox']);
export const withoutBuildah = leftOut('buildah', ['buildah', 'busybox']);

export interface RealEngine {
  /** For `findEngine`. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  close(): Promise<void>;
}

/** A daemon of docker's over an empty folder: no bridge and no firewall, so it runs in a container too. */
export async function startDocker(): Promise<RealEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-docker-'));
  const host = `unix://${folder}/docker.sock`;
  const args = [
    '--bridge=none',
    '--iptables=false',
    '--ip-forward=false',
    '--ip-masq=false',
    `--data-root=${folder}/data`,
  ];
  const places = [`--exec-root=${folder}/exec`, `--pidfile=${folder}/pid`, `--host=${host}`];
  const child = spawn('dockerd', [...args, ...places], {
    env: { PATH: path },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (text) => {
    log = `${log}${text}`.slice(-4_000);
  });
  const env = { PATH: path, HOME: folder, DOCKER_HOST: host };
  const close = async () => {
    await ended(child);
    unmountBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tried = 0; spawnSync('docker', ['version'], { env }).status !== 0; tried++) {
    if (tried > 150 || child.exitCode !== null) {
      await close();
      throw new Error(`dockerd did not start: ${log}`);
    }
    await delay(200);
  }
  return { env, folder, close };
}

/** buildah over an empty folder, without a daemon and without a network of its own. */
export function startBuildah(storage?: string): RealEngine {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-buildah-'));
  const root = storage ?? folder;
  const conf = join(folder, 'storage.conf');
  writeFileSync(conf, `[storage]\ndriver = "vfs"\ngraphroot = "${root}/graph"\nrunroot = "${folder}/run"\n`);
  const env = { PATH: path, HOME: folder, BUILDAH_ISOLATION: 'chroot', CONTAINERS_STORAGE_CONF: conf };
  const close = async () => {
    spawnSync('buildah', ['rm', '--all'], { env });
    unmountBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  return { env, folder, close };
}

/** A folder to build in, with busybox, which is all that an image needs here. */
export function contextFolder(folder: string, files: Readonly<Record<string, string>>): string {
  const context = mkdtempSync(join(folder, 'context-'));
  copyFileSync('/bin/busybox', join(context, 'busybox'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(context, name)), { recursive: true });
    writeFileSync(join(context, name), text);
  }
  return context;
}

/** A base image of one static program. */
export const busyboxDockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
RUN mkdir -p /tmp && chmod 1777 /tmp
`;

export interface RealRegistry {
  readonly host: string;
  close(): Promise<void>;
}

/** Debian's registry on loopback; undefined where it is not installed. */
export async function startRegistry(door: 'open' | 'closed'): Promise<RealRegistry | undefined> {
  if (!isHere('docker-registry') && !forced) {
    process.stderr.write('left out: pushes to a real registry, since docker-registry is not installed\n');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-registry-'));
  const host = `127.0.0.1:${20_000 + (process.pid % 20_000)}`;
  const htpasswd = join(folder, 'htpasswd');
  writeFileSync(htpasswd, ''); // nobody has a password
  const config = {
    version: '0.1',
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: folder } },
    http: { addr: host },
    ...(door === 'closed' && { auth: { htpasswd: { realm: 'test', path: htpasswd } } }),
  };
  writeFileSync(join(folder, 'config.yml'), JSON.stringify(config));
  const env = { PATH: path, OTEL_TRACES_EXPORTER: 'none' };
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { env, stdio: 'ignore' });
  const isUp = () =>
    fetch(`http://${host}/v2/`).then(
      () => true,
      () => false,
    );
  for (let tried = 0; tried < 100 && !(await isUp()); tried++) await delay(100);
  const close = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  return { host, close };
}

/** What a container that was killed leaves mounted. */
function unmountBelow(folder: string): void {
  const points = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(' ')[1] ?? [])
    .filter((point) => point.startsWith(`${folder}/`));
  for (const point of points.reverse()) spawnSync('umount', ['--lazy', point], { env: { PATH: path } });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await end;
  clearTimeout(timer);
}
