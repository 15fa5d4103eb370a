/** What a word of a Dockerfile came to, and the variables in it that have no value. */
export interface Substituted {
  readonly text: string;
  readonly unset: readonly string[];
  /** Why the engine would refuse it: `${NAME:?message}`, or a form that is not known here. */
  readonly refused?: string;
}

/**
 * Replaces `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+other}`, `${NAME+other}` and
 * `${NAME:?message}` as Docker's builders do, and takes quotes off: single ones hold no variables, and the escape
 * character takes the meaning from what follows it.
 */
export function substitute(
  word: string,
  lookUp: (name: string) => string | undefined,
  escapeChar = '\\',
): Substituted {
  const unset: string[] = [];
  let refused: string | undefined;
  let text = '';
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const char = word.charAt(at);
    if (quote === "'") {
      if (char === "'") quote = '';
      else text += char;
    } else if (char === escapeChar && at + 1 < word.length) {
      at++;
      const next = word.charAt(at);
      text += quote === '"' && !`"$${escapeChar}`.includes(next) ? char + next : next;
    } else if (char === '"' || (char === "'" && quote === '')) {
      quote = quote === char ? '' : char;
    } else if (char === '$') {
      const variable = readVariable(word, at + 1);
      if (variable === undefined) {
        text += char;
        continue;
      }
      const value = expand(variable, lookUp, escapeChar);
      text += value.text;
      unset.push(...value.unset);
      refused ??= value.refused;
      at = variable.end - 1;
    } else text += char;
  }
  return { text, unset: [...new Set(unset)], ...(refused === undefined ? {} : { refused }) };
}

interface Variable {
  readonly name: string;
  /** `:-`, `-`, `:+`, `+`, `:?`, `?`, another sign, or nothing. */
  readonly modifier: string;
  readonly word: string;
  /** Where the word goes on after it. */
  readonly end: number;
}

function readVariable(word: string, from: number): Variable | undefined {
  if (word.charAt(from) !== '{') {
    const name = /^[A-Za-z_][A-Za-z0-9_]*|^[0-9@*#]/.exec(word.slice(from))?.[0];
    return name === undefined ? undefined : { name, modifier: '', word: '', end: from + name.length };
  }
  const close = closingBrace(word, from);
  if (close === -1) return undefined;
  const inner = word.slice(from + 1, close);
  const [, name = '', modifier = '', rest = ''] = /^(\w*)(:[-+?]|[-+?]|[^\w]?)([\s\S]*)$/.exec(inner) ?? [];
  return { name, modifier, word: rest, end: close + 1 };
}

function closingBrace(word: string, from: number): number {
  let depth = 0;
  for (let at = from; at < word.length; at++) {
    if (word.charAt(at) === '{') depth++;
    else if (word.charAt(at) === '}' && --depth === 0) return at;
  }
  return -1;
}

function expand(
  { name, modifier, word }: Variable,
  lookUp: (name: string) => string | undefined,
  escapeChar: string,
): Substituted {
  const value = lookUp(name);
  const isSet = modifier.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  switch (modifier) {
    case '':
      return { text: value ?? '', unset: value === undefined ? [name] : [] };
    case ':-':
    case '-':
      return isSet ? { text: value ?? '', unset: [] } : substitute(word, lookUp, escapeChar);
    case ':+':
    case '+':
      return isSet ? substitute(word, lookUp, escapeChar) : { text: '', unset: [] };
    case ':?':
    case '?':
      return isSet
        ? { text: value ?? '', unset: [] }
        : { text: '', unset: [name], refused: word === '' ? `${name} is not set` : word };
    default:
      return {
        text: '',
        unset: [],
        refused: `\${${name}${modifier}${word}} is a form that is not understood`,
      };
  }
}
