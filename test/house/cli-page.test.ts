import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/cli.md', import.meta.url)), 'utf8');
const sections = new Map(
  page.split(/^## /m).map((section): [string, string] => [section.slice(0, section.indexOf('\n')), section]),
);

async function helpOf(...verb: readonly string[]): Promise<string> {
  const { code, stdout } = await runCli([...verb, '--help'], { cwd: process.cwd() });
  expect(code).toBe(0);
  return stdout;
}

/** What stands first in the rows of a page's table. */
function flagsOf(section: string): readonly string[] {
  return [...section.matchAll(/^\| `(--[^`]+)` \|/gm)].map(([, flag = '']) => flag).sort();
}

/** What stands first in the lines of `--help`; `-h, --help` counts as `--help`. */
function flagsOfHelp(help: string): readonly string[] {
  return [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+(?: <[^>]+>)?)/gm)].map(([, flag = '']) => flag).sort();
}

test('docs/cli.md has every verb and flag that --help lists, and no other', async () => {
  const general = await helpOf();
  const commands = general.slice(general.indexOf('Commands:'));
  const verbs = [...commands.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, verb = '']) => verb);
  expect([...sections.keys()].filter((title) => /^[a-z]+$/.test(title))).toEqual(verbs);
  const common = flagsOf(sections.get('Every verb') ?? '');
  for (const verb of verbs) {
    const documented = [...common, ...flagsOf(sections.get(verb) ?? '')].sort();
    expect(documented, verb).toEqual(flagsOfHelp(await helpOf(verb)));
  }
});
