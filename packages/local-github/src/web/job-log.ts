import { stripVTControlCharacters } from 'node:util';
import { type Markup, markup } from './markup.ts';

/** The newest lines that a page shows; all of them are at the raw log's address. */
const maxLines = 5_000;

/** A job's log: numbered lines that can be linked to, with the runner's marks taken for what they say. */
export function jobLog(log: string, rawAddress: string): Markup {
  const lines = stripVTControlCharacters(log).replace(/\n$/, '').split('\n');
  const skipped = Math.max(0, lines.length - maxLines);
  const shown = lines.slice(skipped).map((line, index) => {
    const [, mark = '', text = ''] = /^(?:##\[(\w+)\])?(.*)$/s.exec(line) ?? [];
    if (mark === 'endgroup') return markup``;
    return markup`<span class="line ${mark}" id="L${skipped + index + 1}" data-line="${skipped + index + 1}">${text}\n</span>`;
  });
  const more = skipped > 0 && markup` <span class="soft">the first ${skipped} lines are only there</span>`;
  return markup`<h2 id="log">Log <a class="small" href="${rawAddress}">raw</a>${more}</h2><section class="box"><pre class="log">${shown}</pre></section>`;
}
