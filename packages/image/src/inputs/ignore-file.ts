import { existsSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import dockerignore from '@balena/dockerignore';

/** What a .dockerignore leaves out of the context; paths are relative to it, with forward slashes. */
export interface IgnoreRules {
  ignores(path: string): boolean;
  /** Whether nothing below an ignored folder can come back through a `!` line, so that it need not be walked. */
  isClosed(folder: string): boolean;
}

/**
 * The ignore file that a build with this Dockerfile follows: `<Dockerfile>.dockerignore` beside it, else
 * `.dockerignore` in the context; undefined where there is neither. Absolute paths.
 */
export function findIgnoreFile(contextDir: string, dockerfile: string): string | undefined {
  return [`${dockerfile}.dockerignore`, `${contextDir}/.dockerignore`].find((file) => existsSync(file));
}

export function readIgnoreFile(file: string | undefined): IgnoreRules {
  return ignoreRules(file === undefined ? '' : readFileSync(file, 'utf8'));
}

/**
 * Follows Docker's own rules; case matters, as on the machines where images are built. Where versions of the engines
 * differ (signs of regular expressions in a pattern; a `!` line with wildcards below an ignored folder), what any of them
 * lets through counts: the key may say too often that something changed, and never too seldom.
 */
export function ignoreRules(text: string): IgnoreRules {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const matchers = [lines, ...escapedLines(lines)].map((patterns) =>
    dockerignore.default({ ignorecase: false }).add([...patterns]),
  );
  const mayMatch = quickTest(lines);
  const reopened = lines
    .filter((line) => /^\s*!/.test(line))
    .map((line) => fixedStart(line.trim().slice(1).trim()));
  const isOpen = (folder: string): boolean =>
    reopened.some(
      (start) => start === '' || `${start}/`.startsWith(`${folder}/`) || `${folder}/`.startsWith(`${start}/`),
    );
  return {
    ignores: (path) => mayMatch(path) && matchers.every((matcher) => matcher.ignores(path)),
    isClosed: (folder) => !isOpen(folder),
  };
}

/**
 * The library and Docker up to 20.10 take these for signs of a regular expression, newer ones for themselves. On Windows
 * a backslash separates folders, so there they stay as they are.
 */
function escapedLines(lines: readonly string[]): readonly (readonly string[])[] {
  const special = /\\.|[+(){}|]/g;
  if (sep === '\\' || !lines.some((line) => /[+(){}|]/.test(line))) return [];
  return [lines.map((line) => line.replace(special, (found) => (found.length === 1 ? `\\${found}` : found)))];
}

/** The folders of a pattern before its first wildcard. */
function fixedStart(pattern: string): string {
  const parts = pattern.replace(/^(\.?\/)+/, '').split('/');
  const wild = parts.findIndex((part) => /[*?[\\]|^\.\.?$/.test(part));
  return (wild === -1 ? parts : parts.slice(0, wild)).filter((part) => part !== '').join('/');
}

/**
 * Whether any pattern could match, by a text that it needs to find in a path. The library takes microseconds for each
 * pattern and path, and most paths of a context meet none of them.
 */
function quickTest(lines: readonly string[]): (path: string) => boolean {
  const patterns = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const needles = patterns.map(longestLiteral);
  if (needles.length === 0) return () => false;
  if (needles.includes('')) return () => true;
  const any = new RegExp([...new Set(needles)].map((one) => one.replace(/[^\w/-]/g, '\\$&')).join('|'));
  return (path) => any.test(path);
}

/** The longest text without wildcards in a part of a pattern; empty where every path has to be asked about. */
function longestLiteral(pattern: string): string {
  const plain = pattern.replace(/^!\s*/, '');
  if (plain.split('/').some((part) => part === '..')) return '';
  const pieces = plain
    .replace(/\\./g, '*')
    .replace(/\[[^\]]*\]?/g, '*')
    .split(/[*?/\\]+/);
  const needles = pieces.filter((piece) => piece !== '.');
  return needles.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
