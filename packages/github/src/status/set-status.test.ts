import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Scene, startScene } from '../testing/scene.ts';
import { cutDescription, maxDescriptionChars } from './cut-description.ts';
import { type Status, setStatus } from './set-status.ts';

let scene: Scene;
let usual: Status;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  const { headSha: sha, number } = await scene.newPull();
  usual = {
    ...{ sha, context: `weighbridge ${number}`, state: 'success', description: 'no drop found' },
    targetUrl: 'https://example.com/run/5',
  };
});
afterEach(() => expect(scene.local.violations).toEqual([]));

const written = () =>
  scene.local.statuses.list(scene.repository, usual.sha).filter(({ context }) => context === usual.context);

describe('a status', () => {
  it('is written once for the same words, also after others', async () => {
    const github = scene.open();
    expect(await setStatus(github, usual)).toBe('written');
    for (let n = 0; n < 110; n += 1) {
      scene.local.statuses.create(scene.repository, {
        ...{ sha: usual.sha, creator: 'mona', state: 'success', context: `ci ${n}` },
        ...{ description: null, targetUrl: null },
      });
    }
    expect(await setStatus(github, usual)).toBe('unchanged');
    expect(await setStatus(github, { ...usual, state: 'failure' })).toBe('written');
    expect(await setStatus(github, usual)).toBe('written');
    expect(written()).toHaveLength(3);
  });

  it('is cut to what GitHub takes', async () => {
    const long = { ...usual, description: `${'x'.repeat(138)}🎚️ and more` };
    expect(await setStatus(scene.open(), long)).toBe('written');
    expect(written()[0]?.description).toBe(`${'x'.repeat(138)}…`);
    expect(await setStatus(scene.open(), long)).toBe('unchanged');
  });

  it('without the permission names it', async () => {
    const github = scene.open({ permissions: { statuses: 'read' } });
    await expect(setStatus(github, usual)).rejects.toThrow(
      /^could not set the status "weighbridge \d+" of commit [0-9a-f]{7}: GitHub answered 403 .*needs `statuses: write`/,
    );
  });

  it('of a commit that is not there says what GitHub says', async () => {
    await expect(setStatus(scene.open(), { ...usual, sha: 'a'.repeat(40) })).rejects.toThrow(
      /GitHub answered (404|422)/,
    );
  });
});

describe('a description', () => {
  it('is never too long, never ends in half a character, and keeps what fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const cut = cutDescription(text);
        expect(cut.length).toBeLessThanOrEqual(maxDescriptionChars);
        expect(cut).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
        if (cut.endsWith('…') && !text.includes('…')) expect(cut.length).toBeGreaterThan(60);
      }),
    );
    expect(cutDescription('x'.repeat(140))).toBe('x'.repeat(140));
    expect(cutDescription('two\nlines')).toBe('two lines');
  });
});
