/** What the one bundle holds: the command line and the actions, each loaded when it is called. */

/** Runs one command line; gives its exit code. */
export async function commandLine(args: readonly string[]): Promise<number> {
  return (await import('@weighbridge/cli')).main(args);
}
