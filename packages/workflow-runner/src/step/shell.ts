/** Shells of `run:` steps, as the runner calls them; the file holds the script. */
const shells: Readonly<Record<string, { readonly words: readonly string[]; readonly extension: string }>> = {
  bash: { words: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'], extension: '.sh' },
  sh: { words: ['sh', '-e'], extension: '.sh' },
  python: { words: ['python'], extension: '.py' },
};

/** What a step without `shell:` gets. */
const unnamed = { words: ['bash', '-e'], extension: '.sh' } as const;

/** Their names, for messages. */
export const knownShells = Object.keys(shells);

/** Whether `shell:` can be this. */
export function isKnownShell(name: string): boolean {
  return shells[name] !== undefined;
}

/** How a shell takes a script. */
export interface ShellCall {
  /** `bash -e {0}`, as the log shows it. */
  readonly shown: string;
  readonly extension: string;
  /** Program and arguments for a script's file. */
  words(file: string): readonly string[];
}

/** How a script is run; undefined for a shell that is not known. */
export function shellCall(name: string | undefined): ShellCall | undefined {
  const shell = name === undefined ? unnamed : shells[name];
  if (shell === undefined) return undefined;
  const { words, extension } = shell;
  return { shown: [...words, '{0}'].join(' '), extension, words: (file) => [...words, file] };
}
