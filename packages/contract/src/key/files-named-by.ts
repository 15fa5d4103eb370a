import { normalPath } from '../weighbridge-yml/repository-path.ts';
import { type ShellCommand, shellCommands } from './shell-words.ts';

const maxNestedScripts = 3;

/**
 * Files of the repository that a shell command names: as a word (`./eval.sh`), after `=` (`--config=eval.yaml`), before
 * `::` (a test's id), as a Python module (`-m pkg.mod`), inside `bash -c '…'`, and below a folder that `cd` went to.
 * Folders that it names are not followed: they are more often where a model lies than what judges it.
 */
export function filesNamedBy(script: string, tracked: ReadonlySet<string>): Set<string> {
  return namedIn(script, tracked, '', 0);
}

function namedIn(script: string, tracked: ReadonlySet<string>, start: string, depth: number): Set<string> {
  const named = new Set<string>();
  const outer: string[] = [];
  let folder: string | undefined = start;
  for (const command of shellCommands(script)) {
    if (command[0] === '(') {
      outer.push(folder ?? '');
    } else if (command[0] === ')') {
      folder = outer.pop() ?? start;
    } else if (command[0] === 'cd') {
      folder = resolve(folder ?? '', command[1] ?? '') ?? folder;
    } else {
      for (const path of namedByCommand(command, tracked, folder ?? '', depth)) {
        named.add(path);
      }
    }
  }
  return named;
}

function namedByCommand(
  command: ShellCommand,
  tracked: ReadonlySet<string>,
  folder: string,
  depth: number,
): readonly string[] {
  const roots = moduleRoots(command);
  return command.flatMap((word, index) => {
    const before = command[index - 1] ?? '';
    if (/^-[a-z]*c$/.test(before) && depth < maxNestedScripts) {
      return [...namedIn(word, tracked, folder, depth + 1)];
    }
    const candidates = before === '-m' ? modulePaths(word, roots) : fileNames(word);
    const found = candidates
      .map((path) => resolve(folder, path))
      .find((path) => path !== undefined && tracked.has(path));
    return found === undefined ? [] : [found];
  });
}

function fileNames(word: string): readonly string[] {
  const value = word.slice(word.indexOf('=') + 1);
  return [word, value, value.replace(/::.*$/s, '')].map((name) =>
    name.replace(/^\$(?:PWD|GITHUB_WORKSPACE|\{PWD\}|\{GITHUB_WORKSPACE\})\//, ''),
  );
}

/** Where Python looks for modules: the working folder, what PYTHONPATH says in the command, and the usual `src`. */
function moduleRoots(command: ShellCommand): readonly string[] {
  const said = command.find((word) => word.startsWith('PYTHONPATH='))?.slice('PYTHONPATH='.length) ?? '';
  return [...said.split(':').filter((root) => root !== '' && !root.includes('$')), '.', 'src'];
}

function modulePaths(module: string, roots: readonly string[]): readonly string[] {
  const path = module.replaceAll('.', '/');
  return roots.flatMap((root) => [`${root}/${path}.py`, `${root}/${path}/__main__.py`]);
}

/** The path of a name seen from a folder; undefined where it leaves the repository. */
function resolve(folder: string, name: string): string | undefined {
  if (name === '' || name.startsWith('/') || name.startsWith('-')) {
    return undefined;
  }
  const parts: string[] = [];
  for (const part of normalPath(`${folder}/${name}`).split('/')) {
    if (part !== '..') {
      parts.push(part);
    } else if (parts.pop() === undefined) {
      return undefined;
    }
  }
  return parts.join('/');
}
