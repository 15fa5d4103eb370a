import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

type Params = Readonly<Record<string, unknown>>;

/** Chromium's DevTools protocol over the pipe of `--remote-debugging-pipe`: JSON, each message ended by a zero byte. */
export interface DevTools {
  send(method: string, params?: Params, session?: string): Promise<Params>;
  on(listener: (method: string, params: Params) => void): void;
}

/** Speaks with a browser that was started with pipes as its file descriptors 3 and 4. */
export function devToolsOf(browser: ChildProcess): DevTools {
  const input = browser.stdio[3] as Writable;
  const output = browser.stdio[4] as Readable;
  const waiting = new Map<number, { done: (result: Params) => void; fail: (cause: Error) => void }>();
  const listeners: ((method: string, params: Params) => void)[] = [];
  let lastId = 0;
  let rest = Buffer.alloc(0);
  const receive = (text: string): void => {
    const message = JSON.parse(text) as {
      id?: number;
      method?: string;
      params?: Params;
      result?: Params;
      error?: { message: string };
    };
    if (message.method !== undefined) {
      for (const listener of listeners) listener(message.method, message.params ?? {});
      return;
    }
    const call = waiting.get(message.id ?? 0);
    waiting.delete(message.id ?? 0);
    if (message.error === undefined) call?.done(message.result ?? {});
    else call?.fail(new Error(`the browser answers: ${message.error.message}`));
  };
  output.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      receive(rest.subarray(0, end).toString());
      rest = rest.subarray(end + 1);
    }
  });
  const giveUp = (why: string): void => {
    for (const { fail } of waiting.values()) fail(new Error(why));
    waiting.clear();
  };
  browser.once('exit', (code) => giveUp(`the browser ended with code ${code}`));
  browser.once('error', ({ message }) => giveUp(`the browser did not start: ${message}`));
  input.on('error', () => undefined);
  return {
    on: (listener) => void listeners.push(listener),
    send(method, params = {}, session) {
      lastId += 1;
      const id = lastId;
      const sessionId = session === undefined ? {} : { sessionId: session };
      return new Promise((done, fail) => {
        waiting.set(id, { done, fail });
        input.write(`${JSON.stringify({ id, method, params, ...sessionId })}\0`);
      });
    },
  };
}
