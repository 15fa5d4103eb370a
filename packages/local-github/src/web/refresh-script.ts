/**
 * Keeps a page up to date while it shows something that runs: asks for it again every so many seconds, and takes over what
 * is new without losing the place or folding what was unfolded.
 */
export const refreshScript = `'use strict';
{
  const keyOf = (part) => (part.closest('[id]')?.id ?? '') + ' ' + part.querySelector('summary')?.textContent;
  const unfolded = () => [...document.querySelectorAll('main details[open]')].map(keyOf);
  const take = (fresh) => {
    const open = new Set(unfolded());
    document.querySelector('main').replaceWith(fresh.querySelector('main'));
    for (const part of document.querySelectorAll('main details')) if (open.has(keyOf(part))) part.open = true;
    document.title = fresh.title;
    Object.assign(document.body.dataset, { refresh: '0' }, fresh.body.dataset);
    drawCharts();
  };
  const wait = () => {
    const seconds = Number(document.body.dataset.refresh ?? 0);
    if (seconds > 0) setTimeout(look, seconds * 1000);
  };
  const look = async () => {
    try {
      const answer = document.hidden ? undefined : await fetch(location.href, { cache: 'no-store' });
      if (answer?.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        if (fresh.body.dataset.stamp !== document.body.dataset.stamp) take(fresh);
      }
    } catch {
      // The server is gone, or begins anew: the page stays as it was.
    }
    wait();
  };
  wait();
}
`;
