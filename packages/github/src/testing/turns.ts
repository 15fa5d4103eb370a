import type { Fetch } from '../client/fetch.ts';

/** One request that was let through: whose it was and what it did. */
export interface Turn {
  readonly writer: number;
  readonly method: string;
  readonly path: string;
}

/** Lets the requests of several clients through one at a time, in an order that the test chooses. */
export interface Turns {
  fetchOf(writer: number): Fetch;
  /** Runs until all work is done; `choose` gets how many requests stand at the gate. */
  run<T>(work: readonly Promise<T>[], choose: (waiting: number) => number): Promise<readonly T[]>;
  readonly taken: readonly Turn[];
}

export function takeTurns(): Turns {
  const gate: { readonly turn: Turn; readonly pass: () => Promise<void> }[] = [];
  const taken: Turn[] = [];
  return {
    taken,
    fetchOf: (writer) => (url, request) =>
      new Promise((answer, fail) => {
        const turn = { writer, method: request.method, path: new URL(url).pathname };
        // The body is read before the next may go, so that one request is over before another begins.
        const pass = async (): Promise<void> => {
          const { signal: _, ...kept } = request;
          await fetch(url, kept).then(async (response) => {
            const body = await response.text();
            answer({ status: response.status, headers: response.headers, text: async () => body });
          }, fail);
        };
        gate.push({ turn, pass });
      }),
    async run(work, choose) {
      let over = false;
      const all = Promise.all(work).finally(() => {
        over = true;
      });
      all.catch(() => undefined);
      while (!over) {
        // Whoever was just answered comes back to the gate first.
        await new Promise((done) => setTimeout(done, 1));
        const [next] = gate.splice(gate.length === 0 ? 0 : choose(gate.length) % gate.length, 1);
        if (next === undefined) continue;
        taken.push(next.turn);
        await next.pass();
      }
      return all;
    },
  };
}
