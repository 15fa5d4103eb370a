import type { WriteKind } from './github.ts';

/** GitHub asks for a second between two writes, and its throttling plugin for three where people are notified. */
export const secondsBetween: Readonly<Record<WriteKind, number>> = { write: 1, notification: 3 };

/** Keeps writes apart before they are decided on: a write that waits afterwards is right for what was, and not for what is. */
export interface Spacing {
  wrote(kind: WriteKind): void;
  /** Waits until such a write may follow; says whether it had to. */
  wait(kind: WriteKind): Promise<boolean>;
}

export function spacingOf(secondMs: number): Spacing {
  const next: Record<WriteKind, number> = { write: 0, notification: 0 };
  return {
    wrote(kind) {
      const now = performance.now();
      next.write = now + secondsBetween.write * secondMs;
      if (kind === 'notification') next.notification = now + secondsBetween.notification * secondMs;
    },
    async wait(kind) {
      const ms = Math.max(next.write, next[kind]) - performance.now();
      if (ms <= 0) return false;
      await new Promise((done) => setTimeout(done, ms));
      // The timer may be a fraction of a millisecond early.
      next.write = 0;
      next[kind] = 0;
      return true;
    },
  };
}
