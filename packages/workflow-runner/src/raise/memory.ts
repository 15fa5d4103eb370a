import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '@weighbridge/process';
import type { Trigger } from './trigger.ts';

/** What the runner remembers from call to call, beside the loopback GitHub's own records. */
export interface Memory {
  /** `owner/name` of the repository that stands for the user's folder. */
  repository: string | null;
  /** Where it was served, so that links of comments lead there again. */
  port: number | null;
  /** The commit of each ref that a push event has been run for. */
  pushed: Record<string, string>;
  /** Events with the runs they made, the newest last: for re-runs. */
  events: { readonly trigger: Trigger; readonly head: string; readonly runs: number[] }[];
}

/** Events beyond these cannot be run again. */
const maxEvents = 50;

const file = (folder: string): string => join(folder, 'runner.json');

/** Reads what is remembered in a folder; nothing, if it is new. */
export async function readMemory(folder: string): Promise<Memory> {
  const text = await readFile(file(folder), 'utf8').catch(() => undefined);
  return text === undefined
    ? { repository: null, port: null, pushed: {}, events: [] }
    : (JSON.parse(text) as Memory);
}

/** Writes it, without events that are too old. */
export async function writeMemory(folder: string, memory: Memory): Promise<void> {
  memory.events = memory.events.slice(-maxEvents);
  await writeFileAtomic(file(folder), JSON.stringify(memory));
}
