const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Something that must not outlive this process. */
export interface Guarded {
  /** A signal asks this process to end: begin to stop, politely. */
  interrupt(): void;
  /** This process ends now, or was asked a second time. Synchronous. */
  kill(): void;
}

const guarded = new Set<Guarded>();
let raised: NodeJS.Signals | undefined;

/**
 * While a command runs, the signals that would end this process (and so orphan the command) stop the command
 * first. When the last one has stopped, the signal does what it would have done: it ends this process, unless
 * the program itself listens for it. Returns how to end the guard.
 */
export function guard(entry: Guarded): () => void {
  if (guarded.size === 0) {
    for (const signal of signals) process.on(signal, onSignal);
    process.on('exit', killAll);
  }
  guarded.add(entry);
  return () => {
    if (!guarded.delete(entry) || guarded.size > 0) return;
    for (const signal of signals) process.off(signal, onSignal);
    process.off('exit', killAll);
    const signal = raised;
    raised = undefined;
    if (signal !== undefined && process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
}

function onSignal(signal: NodeJS.Signals): void {
  const again = raised !== undefined;
  raised = signal;
  for (const entry of guarded) {
    if (again) entry.kill();
    else entry.interrupt();
  }
}

function killAll(): void {
  for (const entry of guarded) entry.kill();
}
