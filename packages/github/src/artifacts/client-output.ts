import { AsyncLocalStorage } from 'node:async_hooks';

interface Listener {
  readonly onLine: (line: string) => void;
  readonly debug: boolean;
}

const listeners = new AsyncLocalStorage<Listener | undefined>();

/** Calls of the client under way: standard output is as it was again when the last one has ended. */
let underWay = 0;
let diversion: Diversion | undefined;

/**
 * Does work of the artifact client, which writes its log to standard output, and hands over each line of it instead
 * of printing it. Masks are still printed, as the runner has to hear of secrets in addresses, and so is, where it is asked
 * for, what is only meant for debugging. What others write meanwhile is printed as ever: only what descends from this call is meant.
 */
export async function withoutOutput<Result>(
  work: () => Promise<Result>,
  onLine: (line: string) => void,
  debug: boolean,
): Promise<Result> {
  underWay += 1;
  if (diversion?.inPlace() !== true) diversion = divert();
  try {
    return await listeners.run({ onLine, debug }, work);
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
    const listener = listeners.getStore();
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const isKept =
      text.startsWith('::add-mask::') || (listener?.debug === true && text.startsWith('::debug::'));
    if (listener === undefined || isKept) {
      return Reflect.apply(write, stdout, [chunk, ...rest]);
    }
    const done = rest.find((one) => typeof one === 'function');
    if (done !== undefined) process.nextTick(done);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    // What is said of it is not the client's.
    listeners.run(undefined, () => {
      for (const line of lines) listener.onLine(line.trim());
    });
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
