import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly range: string | undefined;
}

/** Answers by itself, or leaves it to what is behind: then it returns false. */
export type Meddler = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface Front {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly seen: SeenRequest[];
  /** Asked in order; the first that answers has answered. */
  readonly meddlers: Meddler[];
  forget(): void;
  close(): Promise<void>;
}

/** A server before a registry (or before nothing), in which tests put what goes wrong. */
export async function startFront(behind?: string): Promise<Front> {
  const seen: SeenRequest[] = [];
  const meddlers: Meddler[] = [];
  const server = createServer(async (request, response) => {
    const { authorization, range } = request.headers;
    seen.push({ method: request.method ?? '', path: request.url ?? '', authorization, range });
    for (const meddler of meddlers) if (await meddler(request, response)) return;
    if (behind === undefined) return answer(response, 404, {}, 'nothing is here');
    forward(behind, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return {
    host: `127.0.0.1:${address.port}`,
    seen,
    meddlers,
    forget() {
      seen.length = 0;
      meddlers.length = 0;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

export function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body = '',
): true {
  response.writeHead(status, headers).end(body);
  return true;
}

/** The error JSON of a registry. */
export function refusal(
  response: ServerResponse,
  status: number,
  code: string,
  message = code,
  headers = {},
): true {
  const body = JSON.stringify({ errors: [{ code, message }] });
  return answer(response, status, { 'content-type': 'application/json', ...headers }, body);
}

/** Does something to the first requests that fit, then nothing more. */
export function firstTimes(times: number, fits: RegExp, meddler: Meddler): Meddler {
  let left = times;
  return (request, response) => {
    if (left <= 0 || !fits.test(`${request.method} ${request.url}`)) return false;
    left -= 1;
    return meddler(request, response);
  };
}

function forward(behind: string, request: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = request;
  const { authorization: _, ...rest } = headers;
  const onward = httpRequest(`http://${behind}${url}`, { method, headers: rest }, (from) => {
    response.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
