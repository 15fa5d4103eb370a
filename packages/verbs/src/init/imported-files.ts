import { endingOf, folderOf, resolveFrom } from './path-parts.ts';
import type { Surroundings } from './surroundings.ts';

const maxFiles = 200;
const scripts = ['js', 'mjs', 'cjs', 'ts', 'mts'];

/** Files of the repository that these import, and what those import: Python's and JavaScript's imports, and R's `source`. */
export async function importedFiles(
  around: Surroundings,
  from: readonly string[],
): Promise<{ readonly imported: readonly string[]; readonly source: string }> {
  const seen = new Set(from);
  const queue = [...from];
  let source = '';
  for (let path = queue.shift(); path !== undefined && seen.size < maxFiles; path = queue.shift()) {
    const text = await around.text(path);
    source += `${text}\n`;
    for (const name of importsOf(path, text, around.has)) {
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push(name);
    }
  }
  return { imported: [...seen].filter((path) => !from.includes(path)).sort(), source };
}

function importsOf(path: string, text: string, has: Surroundings['has']): readonly string[] {
  const ending = endingOf(path);
  if (ending === 'py') return pythonImports(path, text, has);
  if (scripts.includes(ending)) return scriptImports(path, text, has);
  const named = [...text.matchAll(/\bsource\(\s*['"]([^'"]+)['"]/g)].flatMap((match) => match[1] ?? []);
  return ending === 'r' ? named.filter(has) : [];
}

function pythonImports(path: string, text: string, has: Surroundings['has']): readonly string[] {
  const folder = folderOf(path);
  const modules: { readonly name: string; readonly level: number }[] = [];
  for (const [, dots = '', from = '', what = ''] of text.matchAll(
    /^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\(?([\w ,\t*]+)/gm,
  )) {
    modules.push({ name: from, level: dots.length });
    for (const part of what.split(',')) {
      const name = part.trim().split(/\s/)[0] ?? '';
      if (/^\w+$/.test(name))
        modules.push({ name: from === '' ? name : `${from}.${name}`, level: dots.length });
    }
  }
  for (const [, list = ''] of text.matchAll(/^[ \t]*import[ \t]+([\w ,\t.]+)/gm)) {
    for (const part of list.split(',')) modules.push({ name: part.trim().split(/\s/)[0] ?? '', level: 0 });
  }
  return modules.flatMap(({ name, level }) => {
    const file = name.replaceAll('.', '/');
    const roots = level > 0 ? [resolveFrom(folder, '../'.repeat(level - 1))] : [folder, '', 'src'];
    const candidates = roots.flatMap((root) =>
      root === undefined || file === ''
        ? []
        : [resolveFrom(root, `${file}.py`), resolveFrom(root, `${file}/__init__.py`)],
    );
    const found = candidates.find((candidate) => candidate !== undefined && has(candidate));
    return found === undefined ? [] : [found];
  });
}

function scriptImports(path: string, text: string, has: Surroundings['has']): readonly string[] {
  const named = text.matchAll(
    /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*|\bnew URL\(\s*)['"](\.{1,2}\/[^'"\n]+)['"]/g,
  );
  return [...named].flatMap(([, name = '']) => {
    const plain = resolveFrom(folderOf(path), name);
    if (plain === undefined) return [];
    const ways = [
      plain,
      ...scripts.flatMap((ending) => [`${plain}.${ending}`, `${plain}/index.${ending}`]),
      plain.replace(/\.(m?)js$/, '.$1ts'),
    ];
    return ways.filter(has).slice(0, 1);
  });
}
