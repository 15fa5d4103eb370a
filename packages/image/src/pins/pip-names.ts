import type { RunLine } from '../dockerfile/dockerfile.ts';

export interface UnpinnedName {
  readonly name: string;
  readonly line: number;
}

/** Options of `pip install` whose next word is their value. */
const withValue =
  /^(?:-[cefirt]|--(?:requirement|constraint|editable|index-url|extra-index-url|find-links|target|prefix|root|src|platform|python|python-version|implementation|abi|progress-bar|report|cache-dir|index|default-index|torch-backend|trusted-host|proxy|retries|timeout|cert|client-cert|log|upgrade-strategy|no-binary|only-binary|global-option|config-settings|root-user-action))$/;

/**
 * Names that a RUN installs with pip in whatever version there is that day. Files (`-r`), local paths, wheels and
 * names that a shell variable makes are none, nor is anything where a constraints file (`-c`) is given.
 */
export function unpinnedNames(run: RunLine): readonly UnpinnedName[] {
  return commandsOf(run.text)
    .flatMap(installedWords)
    .filter((word) => !isPinned(word))
    .map((name) => ({ name, line: lineOf(run, name) }));
}

/** Simple commands, as words without their quotes. */
function commandsOf(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const [token] of text.matchAll(
    /&&|\|\||[;|\n&()]|(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\;|&()])+/g,
  )) {
    if (/^(?:&&|\|\||[;|\n&()])$/.test(token)) commands.push([]);
    else commands.at(-1)?.push(token.replace(/^(["'])(.*)\1$/s, '$2').replace(/["']/g, ''));
  }
  return commands;
}

function installedWords(command: readonly string[]): readonly string[] {
  const pip = command.findIndex((word) => /(?:^|\/)pip[\d.]*$/.test(word));
  if (pip === -1) return [];
  const install = command.indexOf('install', pip);
  if (install === -1) return [];
  const words = command.slice(install + 1);
  if (words.some((word) => /^(?:-c|--constraints?(?:=|$))/.test(word))) return [];
  return words.filter(
    (word, at) => !word.startsWith('-') && !withValue.test(words[at - 1] ?? '') && !/^\d?[<>]/.test(word),
  );
}

function isPinned(word: string): boolean {
  if (/^git\+/.test(word)) return /@[0-9a-f]{40}(?:#|$)/.test(word);
  if (/^[./~]|:\/\/|\.(?:whl|zip|tar\.gz)$|\$/.test(word)) return true;
  if (!/^[A-Za-z0-9]/.test(word)) return true; // a stray sign of the shell's
  return /={2,3}\s*[^*]+$/.test(word) || / ?@ /.test(word);
}

function lineOf({ lines, where }: RunLine, name: string): number {
  return lines.find(({ text }) => text.includes(name))?.line ?? where.line ?? 1;
}
