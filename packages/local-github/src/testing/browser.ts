import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { devToolsOf } from './devtools.ts';

const usual = ['/usr/bin/chromium', '/usr/bin/google-chrome'] as const;

/** The browser that WEIGHBRIDGE_CHROMIUM names, else the one that is installed where it usually is; undefined without one. */
export const chromium = process.env['WEIGHBRIDGE_CHROMIUM'] ?? usual.find((path) => existsSync(path));

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe';

/** A page in a real browser, and all it asked for and complained of since it was opened. */
export interface Tab {
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  /** Goes to an address in a window of this size, and waits until its scripts and charts are done. */
  open(address: string, width: number, height: number): Promise<void>;
  /** Evaluates what leads to another page, and waits for that one. */
  follow(expression: string): Promise<void>;
  /** What an expression in the page gives, through JSON; promises are awaited. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** A picture of the whole page, as PNG; or of one element, with so many pixels for each of the page's. */
  picture(file: string, element?: { readonly selector: string; readonly scale: number }): Promise<void>;
  close(): Promise<void>;
}

/** Starts a browser with a profile of its own. Throws where there is none. */
export async function openTab(): Promise<Tab> {
  if (chromium === undefined) throw new Error(`there is no Chromium at ${usual.join(' or ')}: install it`);
  const profile = await mkdtemp(join(tmpdir(), 'local-github-chromium-'));
  const child = spawn(chromium, [...flags.split(' '), `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const tools = devToolsOf(child);
  const requests: string[] = [];
  const complaints: string[] = [];
  const { targetId } = await tools.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await tools.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params = {}) => tools.send(method, params, String(sessionId));
  let loaded = (): void => undefined;
  tools.on((method, params) => {
    const { request, entry, exceptionDetails, args, type } = params as {
      request?: { url: string };
      entry?: { text: string; url?: string };
      exceptionDetails?: unknown;
      args?: unknown;
      type?: string;
    };
    if (method === 'Network.requestWillBeSent' && request !== undefined) requests.push(request.url);
    if (method === 'Log.entryAdded') complaints.push(`${entry?.text} ${entry?.url ?? ''}`);
    if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(exceptionDetails));
    if (method === 'Runtime.consoleAPICalled' && type === 'error') complaints.push(JSON.stringify(args));
    if (method === 'Page.loadEventFired') loaded();
  });
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await send(`${domain}.enable`);
  const evaluate = async <Value>(expression: string): Promise<Value> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: Value }).value;
  };
  /** Starts a journey to another page, and waits for its end. */
  const arriving = async (start: () => Promise<unknown>): Promise<void> => {
    const load = new Promise<void>((done) => {
      loaded = done;
    });
    await start();
    await load;
    await evaluate('globalThis.chartsDrawn');
  };
  return {
    requests,
    complaints,
    evaluate,
    async open(url, width, height) {
      const mobile = width < 600;
      await send('Emulation.setDeviceMetricsOverride', { width, height, mobile, deviceScaleFactor: 1 });
      await arriving(() => send('Page.navigate', { url }));
    },
    follow: (expression) => arriving(() => evaluate(`void ${expression}`)),
    async picture(file, element) {
      const place = `(({ x, y, width, height }) => ({ x: x + scrollX, y: y + scrollY, width, height }))
        (document.querySelector(${JSON.stringify(element?.selector)})?.getBoundingClientRect())`;
      const clip = element && { ...(await evaluate<object>(place)), scale: element.scale };
      const { data } = await send('Page.captureScreenshot', { captureBeyondViewport: true, clip });
      await writeFile(file, Buffer.from(String(data), 'base64'));
    },
    async close() {
      const gone = new Promise((done) => child.once('exit', done));
      tools.send('Browser.close').catch(() => undefined);
      const late = sleep(5_000).then(() => child.kill('SIGKILL'));
      await Promise.race([gone, late]);
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
