import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, openTab, type Tab } from '../testing/browser.ts';
import { type PullStory, startPullStory } from '../testing/pull-story.ts';

interface Place {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

type Size = 'wide' | 'phone';

const isHere = chromium !== undefined;
if (!isHere)
  process.stderr.write(
    `left out: the pages are not tried in a real browser, since there is no ${chromium}\n`,
  );

/** Pictures are kept where this names a folder, for a person to look at. */
const pictures = process.env['WEIGHBRIDGE_SCREENSHOTS'];
const sizes: Readonly<Record<Size, readonly [width: number, height: number]>> = {
  wide: [1200, 900],
  phone: [390, 844],
};
const chart = `document.querySelector('#conversation ~ article pre.mermaid')`;

// CI has it installed, and fails without it; a contributor is told what was left out.
describe.runIf(isHere || process.env['CI'] === 'true')('in a real browser', () => {
  let story: PullStory;
  let tab: Tab;
  beforeAll(async () => {
    story = await startPullStory();
    tab = await openTab();
    if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  });
  afterAll(async () => {
    await tab?.close();
    await story?.close();
  });

  const open = (path: string, size: Size): Promise<void> =>
    tab.open(`${story.github.url}${path}`, ...sizes[size]);
  const placeOf = (node: string): Promise<Place> =>
    tab.evaluate(
      `(({ top, right, bottom, width, height }) => ({ top, right, bottom, width, height }))(${node}.getBoundingClientRect())`,
    );
  /** Unfolds a part of the report by its heading. */
  const unfold = (heading: string): Promise<void> =>
    tab.evaluate(`(async () => {
      [...document.querySelectorAll('details')].find((one) => one.textContent.includes('${heading}')).open = true;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
      await globalThis.chartsDrawn;
    })()`);
  const keep = async (name: string): Promise<void> => {
    if (pictures !== undefined) await tab.picture(join(pictures, `${name}.png`));
  };

  describe.each(['wide', 'phone'] as const)('%s', (size) => {
    const [width, height] = sizes[size];

    it('says within the first screen what merging does', async () => {
      await open('/acme/vision/pull/1', size);
      const heading = `[...document.querySelectorAll('h3')].find((one) => one.textContent.includes('Merging makes digits worse'))`;
      const { top, bottom, right } = await placeOf(heading);
      expect(top).toBeGreaterThan(0);
      expect(bottom).toBeLessThan(height);
      expect(right).toBeLessThanOrEqual(width);
    });

    it('fits the window, tables scrolling by themselves with every cell on one line', async () => {
      await open('/acme/vision/pull/1', size);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const { right } = await placeOf(`document.querySelector('.markdown .scroll')`);
      expect(right).toBeLessThanOrEqual(width);
      const lines = `[...document.querySelectorAll('.markdown .scroll td[align=center]')].filter((cell) => cell.offsetWidth > 0)
        .map((cell) => { const range = document.createRange(); range.selectNodeContents(cell); return range.getClientRects().length; })`;
      expect(new Set(await tab.evaluate<number[]>(lines))).toEqual(new Set([1]));
      await keep(`pull-${size}`);
    });

    it('draws the chart as wide as there is room, with text as large as it was meant', async () => {
      await open('/acme/vision/pull/1', size);
      await unfold('accuracy on main');
      const drawn = await placeOf(`${chart}.querySelector('svg')`);
      expect(drawn.width).toBeGreaterThan(size === 'wide' ? 600 : 300);
      expect(drawn.height).toBeGreaterThan(200);
      expect(drawn.right).toBeLessThanOrEqual(width);
      const scale = `(({ width }, { width: inside }) => width / inside)(${chart}.querySelector('svg').getBoundingClientRect(), ${chart}.querySelector('svg').viewBox.baseVal)`;
      expect(await tab.evaluate(scale)).toBeCloseTo(1, 1);
      await keep(`chart-${size}`);
    });

    it('shows why merging is blocked, and leads to the log', async () => {
      await open('/acme/vision/pull/1', size);
      const box = await tab.evaluate<string>(`document.querySelector('#checks').innerText`);
      expect(box).toMatch(/Some checks were not successful\s+2 failing, 1 pending, 1 successful checks/);
      expect(box).toMatch(
        /Models \/ weigh \(pull_request\) Failing after 4m 0s · 2 annotations\s+Required\s+Details/,
      );
      expect(box).toMatch(/licence Expected — Waiting for status to be reported\s+Required/);
      expect(box).toMatch(/Merging is blocked\s+Required and not successful: weigh, licence\./);
      const href = await tab.evaluate<string>(`document.querySelector('#checks a').getAttribute('href')`);
      await open(href, size);
      expect(await tab.evaluate(`document.querySelector('pre.log').innerText`)).toContain('digits · 10/400');
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await keep(`job-${size}`);
    });

    it.each([
      ['home', '/'],
      ['repository', '/acme/vision'],
      ['pulls', '/acme/vision/pulls'],
      ['runs', '/acme/vision/actions'],
      ['busy', '/acme/vision/pull/2'],
    ])('fits %s into the window', async (name, path) => {
      await open(path, size);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await keep(`${name}-${size}`);
    });

    it('fits a run with its summary, annotations and artifacts into the window', async () => {
      await open(`/acme/vision/actions/runs/${story.run.id}`, size);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const text = await tab.evaluate<string>('document.body.innerText');
      expect(text).toMatch(/Annotations\s+2[\s\S]*weigh summary[\s\S]*weighbridge-digits-verdict-1/);
      await keep(`run-${size}`);
    });
  });

  it('takes over what is new while a run goes on, and folds nothing that was unfolded', async () => {
    const { github, repository, busy } = story;
    github.comments.create(
      repository,
      busy.number,
      'mona',
      '<details><summary>More</summary>\n\nthe rest\n\n</details>',
    );
    await open(`/acme/vision/pull/${busy.number}`, 'wide');
    await unfold('the rest');
    const [check] = github.runs.checks(repository, busy.headSha);
    if (check === undefined) throw new Error('the run goes on');
    github.runs.change(check, { conclusion: 'success' });
    const seen = `new Promise((done) => {
      const look = () => (document.body.innerText.includes('Successful in') ? done(document.querySelector('details').open) : setTimeout(look, 50));
      look();
    })`;
    expect(await tab.evaluate(seen)).toBe(true);
    expect(await tab.evaluate('document.body.dataset.refresh')).toBe('0');
  });

  it('leaves a chart that cannot be read as text', async () => {
    const { github, repository, busy } = story;
    github.comments.create(repository, busy.number, 'mona', '```mermaid\nno chart at all\n```');
    await open(`/acme/vision/pull/${busy.number}`, 'wide');
    expect(await tab.evaluate(`document.querySelector('pre.mermaid').innerText`)).toContain(
      'no chart at all',
    );
  });

  it('merges when the button is pressed', async () => {
    const { github, repository, busy } = story;
    const mona = { login: 'mona', byJob: false };
    await github.pulls.change(busy, { draft: false }, mona);
    for (const name of ['test', 'licence']) {
      github.runs.change(github.runs.addCheck(repository, busy.headSha, name), { conclusion: 'success' });
    }
    await open(`/acme/vision/pull/${busy.number}`, 'phone');
    expect(await tab.evaluate(`document.querySelector('#checks').innerText`)).toContain(
      'All checks have passed',
    );
    await keep('mergeable-phone');
    await tab.follow(`document.querySelector('button[value=squash]').click()`);
    expect(await tab.evaluate('document.body.innerText')).toMatch(/Merged\s*acme merged 1 commit/);
    expect(github.pulls.get(repository, busy.number).state).toBe('closed');
    await keep('merged-phone');
  });

  it('runs nothing that a comment brings, asks nobody but this machine, and hears no complaint', async () => {
    await open('/acme/vision/pull/1', 'wide');
    expect(await tab.evaluate('document.title')).toBe('Learn faster · Pull request #1');
    const elsewhere = tab.requests.filter(
      (address) => !address.startsWith(`${story.github.url}/`) && !address.startsWith('data:'),
    );
    expect(elsewhere).toEqual([]);
    // The stranger's picture leads nowhere.
    expect(tab.complaints.filter((text) => !text.endsWith('/acme/vision/pull/x'))).toEqual([]);
    expect(story.github.violations).toEqual([]);
  });
});
