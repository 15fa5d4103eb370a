import { openRegistries, type Registries, type RegistriesOptions } from '../client/registries.ts';
import { RegistryFailure } from '../failure/registry-failure.ts';
import type { Limits } from '../transport/limits.ts';

export interface TestClient {
  readonly registries: Registries;
  /** Seconds that it would have waited. */
  readonly waits: number[];
  readonly told: string[];
}

/** A client that does not really wait between tries. */
export function testClient({ limits, ...options }: RegistriesOptions = {}): TestClient {
  const waits: number[] = [];
  const told: string[] = [];
  const quick: Partial<Limits> = { answerMs: 5_000, idleMs: 5_000, ...limits };
  const timers = {
    now: () => Date.now(),
    sleep: async (ms: number, signal: AbortSignal | undefined) => {
      waits.push(ms / 1_000);
      signal?.throwIfAborted();
    },
  };
  const report = (text: string) => void told.push(text);
  return { registries: openRegistries({ timers, report, ...options, limits: quick }), waits, told };
}

/** The failure that work ends with. */
export async function failureOf(work: Promise<unknown>): Promise<RegistryFailure> {
  const error = await work.then(
    () => 'nothing',
    (cause: unknown) => cause,
  );
  if (error instanceof RegistryFailure) return error;
  throw new Error('expected a RegistryFailure', { cause: error });
}

/** Bytes that are no repetition. */
export function noise(bytes: number, seed = 1): Buffer {
  const out = Buffer.alloc(bytes);
  let state = seed;
  for (let at = 0; at < bytes; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    out[at] = state >>> 16;
  }
  return out;
}
