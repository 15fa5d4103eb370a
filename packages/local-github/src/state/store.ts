import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '@weighbridge/process';
import type { Records } from './records.ts';

/** The records, their clock and their file. */
export interface Store {
  readonly records: Records;
  /** Where bare repositories and artifacts lie. */
  readonly folder: string;
  readonly now: () => Date;
  /** The time as GitHub writes it: whole seconds. */
  timestamp(): string;
  nextId(): number;
  /** Says that records changed; they are written at the next `flush`. */
  touch(): void;
  /** Writes `github.json` if anything changed and the store is to be kept. */
  flush(): Promise<void>;
}

const empty: Records = {
  format: 1,
  lastId: 1_000,
  users: [],
  repositories: [],
  pulls: [],
  comments: [],
  statuses: [],
  checkRuns: [],
  runs: [],
  artifacts: [],
  queue: [],
  tokens: [],
};

/** Opens the folder's records, or begins new ones. Throws if the file there is of another format. */
export function openStore(folder: string, keep: boolean, now: () => Date): Store {
  const file = join(folder, 'github.json');
  const records = readRecords(file) ?? structuredClone(empty);
  let changed = false;
  let writing = Promise.resolve();
  return {
    records,
    folder,
    now,
    timestamp: () =>
      now()
        .toISOString()
        .replace(/\.\d{3}Z$/, 'Z'),
    nextId() {
      records.lastId += 1;
      return records.lastId;
    },
    touch() {
      changed = true;
    },
    flush() {
      if (!changed || !keep) return writing;
      changed = false;
      // One write after the other: the newest records are the last that are written.
      writing = writing.then(() => writeFileAtomic(file, JSON.stringify(records)));
      return writing;
    },
  };
}

function readRecords(file: string): Records | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
  const records = JSON.parse(text) as { format?: unknown };
  if (records.format !== 1) {
    throw new Error(
      `${file} was written by another version of the local GitHub: remove its folder and start anew`,
    );
  }
  return records as Records;
}
