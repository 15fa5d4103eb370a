import { Failure } from '@weighbridge/contract';
import { type Engine, workTreeTarget } from '@weighbridge/image';
import { type CommandOutcome, type OutputStream, runCommand } from '@weighbridge/process';
import type { Call } from './call.ts';
import { commandEnvironment } from './secrets.ts';

/** A command of the user's, as the policy gives it. */
export interface PlacedCommand {
  readonly command: string;
  /** Variables that it is given by name. */
  readonly names: readonly string[];
  /** Variables of ours; paths in them are the host's. */
  readonly own: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly mask: readonly string[];
  readonly onLine: (line: string, stream: OutputStream) => void;
}

/** Where the commands of a model run: on the host, or in its image. */
export interface Place {
  run(command: PlacedCommand): Promise<CommandOutcome>;
}

/** On the host, with the environment that a `run:` step would have. */
export function hostPlace(call: Call, root: string): Place {
  return {
    run: ({ command, names, own, timeoutMs, mask, onLine }) =>
      runCommand({
        command,
        cwd: root,
        env: { ...commandEnvironment(call, names), ...own },
        timeoutMs,
        mask,
        signal: call.signal,
        onLine,
      }),
  };
}

/**
 * In an image, with the work tree mounted and nothing in the environment but what is named.
 *
 * @throws Failure `infrastructure` where the engine did not come to run the command
 */
export function imagePlace(call: Call, root: string, engine: Engine, image: string): Place {
  const inside = (value: string): string =>
    value === root || value.startsWith(`${root}/`) ? `${workTreeTarget}${value.slice(root.length)}` : value;
  return {
    async run({ command, names, own, timeoutMs, mask, onLine }) {
      const given = commandEnvironment(call, names);
      const named = names.flatMap((name) =>
        given[name] === undefined ? [] : [[name, given[name]] as const],
      );
      const ours = Object.entries(own).map(([name, value]) => [name, inside(value)] as const);
      const ran = await engine.run(
        {
          image,
          command,
          workTree: root,
          env: Object.fromEntries([...named, ...ours]),
          network: true,
          ...ownerOf(call),
        },
        { timeoutMs, mask, onLine, signal: call.signal },
      );
      if (ran.kind === 'ran') return ran.outcome;
      throw new Failure('infrastructure', `the image could not be run: ${ran.reason}`);
    },
  };
}

/** What is written in the work tree belongs to whoever called. */
function ownerOf({ user }: Call): { readonly user?: { readonly uid: number; readonly gid: number } } {
  return user === undefined ? {} : { user };
}
