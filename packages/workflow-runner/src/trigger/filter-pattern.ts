/**
 * GitHub's filter patterns as a regular expression: `*` is anything but a slash, `**` anything, `?` and `+` repeat what
 * stands before them, `[…]` is a choice, `\` takes the next character as it is.
 */
export function filterPattern(pattern: string): RegExp {
  let source = '';
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern.charAt(index);
    const rest = pattern.slice(index);
    const choice = /^\[[^\]]+\]/.exec(rest)?.[0];
    if (char === '\\') {
      index += 1;
      source += escaped(pattern.charAt(index));
    } else if (rest.startsWith('**/')) {
      // No folder at all is matched, too.
      source += '(?:.*/)?';
      index += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      index += 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?' || char === '+') source += char;
    else if (choice !== undefined) {
      source += choice;
      index += choice.length - 1;
    } else source += escaped(char);
  }
  return new RegExp(`^${source}$`);
}

/** Whether the last pattern that matches takes the name in; `!` before a pattern takes it out. */
export function passesPatterns(name: string, patterns: readonly string[]): boolean {
  return patterns.reduce((passes, pattern) => {
    const out = pattern.startsWith('!');
    return filterPattern(out ? pattern.slice(1) : pattern).test(name) ? !out : passes;
  }, false);
}

function escaped(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
