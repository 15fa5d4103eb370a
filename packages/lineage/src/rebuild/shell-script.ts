import { Failure } from '@weighbridge/contract';
import type { Rebuild, RebuildStep } from './rebuild.ts';

/** An argument as a POSIX shell reads it back, to the byte. Throws a `config` failure for what no command line can hold. */
export function shellQuote(argument: string): string {
  if (argument.includes('\0')) throw new Failure('config', 'an argument of a command holds a NUL character');
  return /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/.test(argument)
    ? argument
    : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** The commands of a rebuild as a shell script that stops at the first failure. */
export function rebuildScript(rebuild: Rebuild): string {
  const inClone = rebuild.steps.findIndex((step) => step.folder === 'clone');
  const cloned = rebuild.steps.some((step) => step.folder === 'start');
  return [
    '#!/bin/sh',
    `# Makes ${commentText(rebuild.model)} again.`,
    ...rebuild.doubts.map((doubt) => `# Note: ${commentText(doubt)}.`),
    'set -eu',
    ...rebuild.environment.map((name) => `: "\${${name}:?set it, the training reads it}"`),
    ...rebuild.steps.flatMap((step, index) => [
      '',
      ...(cloned && index === inClone ? [`cd -- ${shellQuote(rebuild.clone)}`] : []),
      `# ${commentText(step.what)}.`,
      commandLine(step),
    ]),
    ...(rebuild.verify === null
      ? []
      : ['', `# The weights must have the digest ${commentText(rebuild.verify.digest)}.`]),
    '',
  ].join('\n');
}

function commandLine({ argv, stdin }: RebuildStep): string {
  const command = argv.map(shellQuote).join(' ');
  return stdin === undefined ? command : `printf '%s' ${shellQuote(stdin)} | ${command}`;
}

/** Text of a manifest in a comment: it must not end its line. */
function commentText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '?');
}
