const maxLineChars = 1_000;
const maxCommandChars = 20_000;
const maxNameChars = 100;

/** What is wrong with text that is shown in a line of a report; undefined where it is well. */
export function lineProblem(text: string): string | undefined {
  if (text.length > maxLineChars) {
    return `expected at most ${maxLineChars.toLocaleString('en')} characters`;
  }
  return /[\n\r\u0085\u2028\u2029]/.test(text.trimEnd()) ? 'expected one line' : undefined;
}

/** What is wrong with a shell command; undefined where it is well. */
export function commandProblem(text: string): string | undefined {
  if (text.trim() === '') {
    return 'expected a shell command';
  }
  return text.length > maxCommandChars
    ? `expected a command of at most ${maxCommandChars.toLocaleString('en')} characters: put a longer one into a script`
    : undefined;
}

// Characters that do not show, or that turn the direction of what follows, make two names look like one.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** What is wrong with the name of a metric or slice, as it stands in rows; undefined where it is well. */
export function nameProblem(name: string): string | undefined {
  if (name.trim() !== name || name === '' || name.length > maxNameChars || invisible.test(name)) {
    return `expected a name of 1 to ${maxNameChars} visible characters without spaces around it`;
  }
  return undefined;
}

/** What is wrong with the name of a variable; undefined where it is well. */
export function variableProblem(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(name)) {
    return 'expected the name of an environment variable, such as OPENAI_API_KEY';
  }
  return name.startsWith('WEIGHBRIDGE_')
    ? 'WEIGHBRIDGE_… variables are set by Weighbridge itself'
    : undefined;
}
