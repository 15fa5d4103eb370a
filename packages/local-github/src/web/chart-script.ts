import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Draws charts with Mermaid, those in folded parts when they are unfolded: what is hidden has no width. */
export const chartScript = `'use strict';
if (globalThis.mermaid) {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: dark ? 'dark' : 'default' });
  const draw = () => {
    const nodes = [...document.querySelectorAll('pre.mermaid:not([data-processed])')].filter((node) => node.offsetWidth > 0);
    if (nodes.length > 0) mermaid.run({ nodes, suppressErrors: true });
  };
  for (const part of document.querySelectorAll('details')) part.addEventListener('toggle', draw);
  draw();
}
`;

/** Mermaid's browser bundle: the given file, or the package where it is installed. Undefined where there is none: charts then show as text. */
export async function mermaidBundle(file: string | undefined): Promise<Buffer | undefined> {
  try {
    const path = file ?? createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js');
    return await readFile(path);
  } catch {
    return undefined;
  }
}
