import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** One process of this machine, as far as it takes to say whose it is. */
interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly marked: boolean;
}

/**
 * The processes that a command started: its process group and session, their descendants, and on Linux whatever
 * carries the command's marker variable in its environment. The marker finds daemons, which fork twice and call
 * setsid; only one that also empties its environment gets away. Elsewhere there is `ps`, which shows groups and
 * parents but no environment, so there a daemon gets away.
 */
export class ProcessTree {
  readonly #root: number;
  readonly #marker: string;

  /** `root` leads its own group; `marker` is the name of a variable that no other process tree has. */
  constructor(root: number, marker: string) {
    this.#root = root;
    this.#marker = marker;
  }

  /** Sends the signal to every member that is alive and returns how many there were. Synchronous, for `exit` handlers. */
  signal(signal: NodeJS.Signals): number {
    const members = this.members();
    for (const pid of members) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended in the meantime (ESRCH), or became another user's (EPERM), which is beyond us.
      }
    }
    return members.length;
  }

  /** Ids of the members that are alive. */
  members(): readonly number[] {
    const entries = process.platform === 'linux' ? readProc(this.#marker) : readPs();
    const members = new Set<number>();
    const belongs = (entry: ProcessEntry): boolean =>
      entry.marked ||
      entry.group === this.#root ||
      entry.session === this.#root ||
      entry.pid === this.#root ||
      members.has(entry.parent);
    // Until nothing is added: a child may be listed before its parent.
    for (let before = -1; before !== members.size; ) {
      before = members.size;
      for (const entry of entries) if (belongs(entry)) members.add(entry.pid);
    }
    members.delete(process.pid);
    return [...members];
  }
}

function readProc(marker: string): readonly ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        // `pid (name) state parent group session …`; the name may hold spaces and parentheses.
        const [state, parent, group, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z' || state === 'X') return [];
        const pid = Number(name);
        return [
          {
            pid,
            parent: Number(parent),
            group: Number(group),
            session: Number(session),
            marked: isMarked(name, marker),
          },
        ];
      } catch {
        return []; // It ended while we were looking.
      }
    });
}

function isMarked(pid: string, marker: string): boolean {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
    return environment.startsWith(`${marker}=`) || environment.includes(`\0${marker}=`);
  } catch {
    return false; // Another user's process.
  }
}

function readPs(): readonly ProcessEntry[] {
  try {
    const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat='], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return table.split('\n').flatMap((line) => {
      const [pid, parent, group, state] = line.trim().split(/\s+/);
      if (pid === undefined || state === undefined || state.startsWith('Z')) return [];
      return [{ pid: Number(pid), parent: Number(parent), group: Number(group), session: 0, marked: false }];
    });
  } catch {
    return [];
  }
}
