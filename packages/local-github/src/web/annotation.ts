import type { AnnotationRecord } from '../state/records.ts';
import { type Content, type Markup, markup } from './markup.ts';

/** An annotation as GitHub shows it under a file or on a run's page. `from`: what leads to the job that made it. */
export function annotationBox(
  { level, message, title, path, line }: AnnotationRecord,
  from?: Content,
): Markup {
  const at = path !== undefined && markup`<code>${path}${line !== undefined && `:${line}`}</code>`;
  const foot = [at, at !== false && from !== undefined && ' · ', from];
  const head = title ?? { failure: 'Error', warning: 'Warning', notice: 'Notice' }[level];
  return markup`<div class="annotation ${level}"><b>${head}</b><div>${message}</div><div class="soft small">${foot}</div></div>`;
}
