import type { ArtifactRecord, RepositoryRecord, RunRecord } from '../state/records.ts';
import { runAddress } from './check-lines.ts';
import { type Content, type Markup, markup } from './markup.ts';
import type { PageContext } from './page.ts';
import { sizeText } from './size.ts';
import { ago } from './when.ts';

/** An artifact: name, size, age, and its bytes behind the name. `from`: what leads to its run. */
export function artifactRow(
  { state, now }: PageContext,
  repository: RepositoryRecord,
  run: RunRecord,
  artifact: ArtifactRecord,
  from?: Content,
): Markup {
  const { id, name, size, createdAt } = artifact;
  const title = state.artifacts.expired(artifact)
    ? markup`<b>${name}</b> <span class="badge">Expired</span>`
    : markup`<a href="${runAddress(repository, run)}/artifacts/${id}"><b>${name}</b></a>`;
  return markup`<div class="row"><div class="grow">${title}${from !== undefined && markup`<div class="soft small">${from}</div>`}</div><span class="soft small">${sizeText(size)} · ${ago(createdAt, now)}</span></div>`;
}
