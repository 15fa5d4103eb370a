import { AsyncLocalStorage } from 'node:async_hooks';

const listeners = new AsyncLocalStorage<(line: string) => void>();

/** Calls of the client under way: standard output is as it was again when the last one has ended. */
let underWay = 0;
let diversion: Diversion | undefined;

/**
 * Does work of the artifact client, which writes its log to standard output, and hands over each line of it instead
 * of printing it. Masks are still printed, as the runner has to hear of secrets in addresses, and so is what only shows in
 * debug mode. What others write meanwhile is printed as ever: only what descends from this call is meant.
 */
export async function withoutOutput<Result>(
  work: () => Promise<Result>,
  onLine: (line: string) => void,
): Promise<Result> {
  underWay += 1;
  if (diversion?.inPlace() !== true) diversion = divert();
  try {
    return await listeners.run(onLine, work);
  } finally {
    underWay -= 1;
    if (underWay === 0) {
      diversion?.end();
      diversion = undefined;
    }
  }
}

interface Diversion {
  /** Somebody else may have replaced standard output meanwhile. */
  inPlace(): boolean;
  end(): void;
}

function divert(): Diversion {
  const { stdout } = process;
  const write = stdout.write;
  const diverted: typeof stdout.write = (
    chunk: string | Uint8Array,
    ...rest: [unknown?, unknown?]
  ): boolean => {
    const onLine = listeners.getStore();
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    if (onLine === undefined || /^::(?:add-mask|debug)/.test(text)) {
      return Reflect.apply(write, stdout, [chunk, ...rest]);
    }
    const done = rest.find((one) => typeof one === 'function');
    if (done !== undefined) process.nextTick(done);
    for (const line of text.split('\n')) if (line.trim() !== '') onLine(line.trim());
    return true;
  };
  stdout.write = diverted;
  const inPlace = (): boolean => stdout.write === diverted;
  return {
    inPlace,
    end() {
      if (inPlace()) stdout.write = write;
    },
  };
}
