import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { serverEnvironment } from './git.ts';

export interface BackendCall {
  readonly gitDir: string;
  /** What follows the repository: `/info/refs`, `/git-upload-pack`, `/git-receive-pack`. */
  readonly path: string;
  readonly query: string;
  readonly user: string;
  readonly config: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Awaited before the client hears that it is done: by then the server knows of the push, too. */
  readonly onDone: () => Promise<void>;
  /** Bytes of the answer after which the connection breaks. */
  readonly breakAfterBytes?: number;
}

/** Hands a request to git's own CGI, streaming both ways. Gives the status it answered with. */
export async function runHttpBackend(
  request: IncomingMessage,
  response: ServerResponse,
  call: BackendCall,
): Promise<number> {
  const child = spawn('git', ['http-backend'], {
    cwd: '/',
    env: environmentOf(request, call),
    stdio: 'pipe',
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  response.on('close', () => child.kill());
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-4_096);
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 128));
  });
  let head: Buffer | undefined = Buffer.alloc(0);
  let sent = 0;
  let broken = false;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    let body = chunk;
    if (head !== undefined) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) continue;
      writeHead(response, head.subarray(0, end).toString());
      body = head.subarray(end + 4);
      head = undefined;
    }
    sent += body.length;
    // The push itself goes on: only the client does not hear of it.
    broken ||= call.breakAfterBytes !== undefined && sent > call.breakAfterBytes;
    if (broken) continue;
    if (body.length > 0 && !response.write(body)) await drained(response);
  }
  const code = await ended;
  await call.onDone();
  if (broken) {
    response.destroy();
    return response.statusCode;
  }
  if (head !== undefined && !response.destroyed) {
    response.writeHead(500, { 'content-type': 'text/plain' });
    response.write(`git http-backend ended with code ${code}: ${stderr}`);
  }
  response.end();
  return response.statusCode;
}

/** Waits until the client has taken what was written, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
    if (response.destroyed) done();
  });
}

function writeHead(response: ServerResponse, text: string): void {
  const headers: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const { status = '200', ...rest } = headers;
  response.writeHead(Number.parseInt(status, 10), rest);
}

function environmentOf(request: IncomingMessage, call: BackendCall): Record<string, string> {
  const base = serverEnvironment();
  const settings = Object.entries(call.config);
  const first = Number(base['GIT_CONFIG_COUNT']);
  const config: Record<string, string> = { GIT_CONFIG_COUNT: String(first + settings.length) };
  settings.forEach(([key, value], index) => {
    config[`GIT_CONFIG_KEY_${first + index}`] = key;
    config[`GIT_CONFIG_VALUE_${first + index}`] = value;
  });
  const header = (name: string): string => String(request.headers[name] ?? '');
  return {
    ...base,
    ...config,
    ...call.env,
    GIT_PROJECT_ROOT: call.gitDir,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: call.path,
    QUERY_STRING: call.query,
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: header('content-type'),
    CONTENT_LENGTH: header('content-length'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    GIT_PROTOCOL: header('git-protocol'),
    REMOTE_USER: call.user,
    REMOTE_ADDR: '127.0.0.1',
  };
}
