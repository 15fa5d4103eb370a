import type { ChangedFile } from '../git/changed-files.ts';
import type { AnnotationRecord } from '../state/records.ts';
import { annotationBox } from './annotation.ts';
import { type Content, type Markup, markup } from './markup.ts';

/** What a check says about a file. */
export interface Note {
  readonly annotation: AnnotationRecord;
  /** What leads to the job that says it. */
  readonly from: Content;
}

/** Files with what they gain and lose, each unfolding to its diff. */
export function changedFilesBox(files: readonly ChangedFile[], notes: readonly Note[] = []): Markup {
  const at = (path: string): readonly Note[] => notes.filter(({ annotation }) => annotation.path === path);
  const elsewhere = notes.filter(
    ({ annotation: { path } }) => path !== undefined && !files.some((file) => file.path === path),
  );
  const sum = (key: 'additions' | 'deletions'): number => files.reduce((total, file) => total + file[key], 0);
  return markup`<h2 id="files">Files changed <span class="badge">${files.length}</span> <span class="small"><span class="plus">+${sum('additions')}</span> <span class="minus">−${sum('deletions')}</span></span></h2>
<section class="box">${files.map((file) => fileRow(file, at(file.path)))}</section>${
    elsewhere.length > 0 && markup`<h2>Unchanged files with check annotations</h2>${elsewhere.map(noteBox)}`
  }`;
}

const noteBox = ({ annotation, from }: Note): Markup => annotationBox(annotation, from);

function fileRow(file: ChangedFile, notes: readonly Note[]): Markup {
  const name = file.previousPath === null ? file.path : `${file.previousPath} → ${file.path}`;
  const counts = markup`<span class="small"><span class="plus">+${file.additions}</span> <span class="minus">−${file.deletions}</span></span>`;
  const status = file.status !== 'modified' && markup` <span class="badge">${file.status}</span>`;
  const diff =
    file.patch === null
      ? markup`<p class="soft">Binary file, or nothing but its name changed.</p>`
      : diffTable(file.patch);
  return markup`<div class="row"><details class="grow"><summary><code>${name}</code>${status} ${counts}</summary>${diff}</details></div>${notes.length > 0 && markup`<div class="notes">${notes.map(noteBox)}</div>`}`;
}

function diffTable(patch: string): Markup {
  const kinds: Readonly<Record<string, string>> = { '+': 'add', '-': 'del', '@': 'hunk' };
  const rows = patch
    .split('\n')
    .slice(0, 2_000)
    .map((line) => markup`<tr class="${kinds[line.charAt(0)] ?? ''}"><td>${line}</td></tr>`);
  return markup`<table class="diff">${rows}</table>`;
}
