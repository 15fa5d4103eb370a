/** One simple command of a shell script, as its words. */
export type ShellCommand = readonly string[];

const separators = new Set([';', '&', '|', '\n', '(', ')', '`']);

/**
 * The words of a shell script, command by command, quotes and escapes resolved, comments left out; `(` and `)` come as
 * commands of their own, since a `cd` inside them ends with them. Nothing is expanded: what is made by a variable or a
 * substitution has no name that could be known beforehand.
 */
export function shellCommands(script: string): readonly ShellCommand[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let quote: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < script.length; at += 1) {
    const char = script[at] ?? '';
    const next = script[at + 1] ?? '';
    if (quote !== undefined) {
      if (char === quote) {
        quote = undefined;
      } else if (char === '\\' && quote === '"' && '"\\$`\n'.includes(next)) {
        word = (word ?? '') + (next === '\n' ? '' : next);
        at += 1;
      } else {
        word = (word ?? '') + char;
      }
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === '\\') {
      word = next === '\n' ? word : (word ?? '') + next;
      at += 1;
    } else if (char === '#' && word === undefined) {
      const end = script.indexOf('\n', at);
      at = (end === -1 ? script.length : end) - 1;
    } else if (separators.has(char)) {
      endWord();
      commands.push(...(char === '(' || char === ')' ? [[char], []] : [[]]));
    } else if (/[\s<>]/.test(char)) {
      endWord();
    } else {
      word = (word ?? '') + char;
    }
  }
  endWord();
  return commands.filter((command) => command.length > 0);
}
