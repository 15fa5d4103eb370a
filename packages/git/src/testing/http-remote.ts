import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basicCredentials } from '../redact.ts';

/**
 * What the server does with a request: answers with a status, never answers, breaks the connection, does it all and then
 * loses the answer, or (`none`) serves it, so that a later one is struck.
 */
export type HttpFault = number | 'hang' | 'reset' | 'lose' | 'none';

/** A git server over HTTP on loopback: git's own `http-backend` behind a check of the token. */
export interface HttpRemote {
  /** Of the folder that holds the repositories; `${url}/name.git` is one. */
  readonly url: string;
  /** Faults for the next requests, one each. */
  readonly faults: HttpFault[];
  /** Requests so far, as `METHOD path`, with whether they carried the token. */
  readonly requests: { readonly line: string; readonly authorized: boolean }[];
  close(): Promise<void>;
}

/** Serves the repositories of a folder; with a token, only to those who send it. */
export async function serveHttp(folder: string, token?: string): Promise<HttpRemote> {
  const faults: HttpFault[] = [];
  const requests: HttpRemote['requests'] = [];
  const server = createServer((request, response) => {
    const authorized =
      token === undefined || request.headers.authorization === `basic ${basicCredentials(token)}`;
    requests.push({ line: `${request.method} ${request.url}`, authorized });
    const fault = faults.shift();
    if (fault === 'hang') return;
    if (fault === 'reset') request.socket.resetAndDestroy();
    else if (typeof fault === 'number') response.writeHead(fault).end();
    else if (!authorized) response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    else backend(folder, request, response, fault === 'lose');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One request as CGI, the way git's manual describes it. */
function backend(folder: string, request: IncomingMessage, response: ServerResponse, lose: boolean): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      CONTENT_LENGTH: request.headers['content-length'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      GIT_PROTOCOL: request.headers['git-protocol']?.toString(),
      REMOTE_USER: 'test',
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  let started = false;
  child.stdout.on('data', (chunk: Buffer) => {
    if (lose) return undefined;
    if (started) return response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return undefined;
    started = true;
    const headers = head
      .subarray(0, end)
      .toString('latin1')
      .split('\r\n')
      .map((line) => line.split(': ', 2) as [string, string]);
    const status = headers.find(([name]) => name === 'Status')?.[1];
    response.writeHead(
      Number.parseInt(status ?? '200', 10),
      Object.fromEntries(headers.filter(([name]) => name !== 'Status')),
    );
    return response.write(head.subarray(end + 4));
  });
  child.on('close', () =>
    lose ? request.socket.resetAndDestroy() : started ? response.end() : response.writeHead(500).end(),
  );
  response.on('close', () => child.kill());
}
