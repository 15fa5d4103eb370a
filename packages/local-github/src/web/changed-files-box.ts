import type { ChangedFile } from '../git/changed-files.ts';
import { type Markup, markup } from './markup.ts';

/** Files with what they gain and lose, each unfolding to its diff. */
export function changedFilesBox(files: readonly ChangedFile[]): Markup {
  const sum = (key: 'additions' | 'deletions'): number => files.reduce((total, file) => total + file[key], 0);
  return markup`<h2 id="files">Files changed <span class="badge">${files.length}</span> <span class="small"><span class="plus">+${sum('additions')}</span> <span class="minus">−${sum('deletions')}</span></span></h2>
<section class="box">${files.map(fileRow)}</section>`;
}

function fileRow(file: ChangedFile): Markup {
  const name = file.previousPath === null ? file.path : `${file.previousPath} → ${file.path}`;
  const counts = markup`<span class="small"><span class="plus">+${file.additions}</span> <span class="minus">−${file.deletions}</span></span>`;
  const status = file.status !== 'modified' && markup` <span class="badge">${file.status}</span>`;
  const diff =
    file.patch === null
      ? markup`<p class="soft">Binary file, or nothing but its name changed.</p>`
      : diffTable(file.patch);
  return markup`<div class="row"><details class="grow"><summary><code>${name}</code>${status} ${counts}</summary>${diff}</details></div>`;
}

function diffTable(patch: string): Markup {
  const kinds: Readonly<Record<string, string>> = { '+': 'add', '-': 'del', '@': 'hunk' };
  const rows = patch
    .split('\n')
    .slice(0, 2_000)
    .map((line) => markup`<tr class="${kinds[line.charAt(0)] ?? ''}"><td>${line}</td></tr>`);
  return markup`<table class="diff">${rows}</table>`;
}
