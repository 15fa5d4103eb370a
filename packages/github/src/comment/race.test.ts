import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bot, type Scene, startScene } from '../testing/scene.ts';
import { type Turn, takeTurns } from '../testing/turns.ts';
import { type PutOutcome, putReport } from './put-report.ts';
import { commentText, reportDigest } from './run-line.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());

const key = 'weighbridge.yml';
const oldHead = 'a'.repeat(40);

interface Case {
  /** Whether each writer weighed the present head; the later writer has the newer run. */
  readonly present: readonly boolean[];
  readonly standing: number;
  readonly order: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  present: fc.array(fc.boolean(), { minLength: 2, maxLength: 3 }),
  standing: fc.integer({ min: 0, max: 2 }),
  order: fc.array(fc.nat(5), { minLength: 60, maxLength: 60 }),
});

interface Ending {
  readonly newest: number;
  readonly bodies: readonly string[];
  readonly outcomes: readonly PutOutcome[];
  readonly taken: readonly Turn[];
}

async function play({ present, standing, order }: Case): Promise<Ending> {
  const pull = await scene.newPull();
  for (let n = 0; n < standing; n += 1) {
    const line = { key, run: '1', attempt: 1, head: oldHead, digest: reportDigest('before') };
    scene.local.comments.create(scene.repository, pull.number, bot, commentText(line, 'before'));
  }
  const turns = takeTurns();
  const writers = present.map((now, index) => {
    const head = now ? pull.headSha : oldHead;
    const run = { id: String(10 + index), attempt: 1 };
    const github = scene.open({ fetch: turns.fetchOf(index), timers: { timeoutMs: 20_000 } });
    return putReport(github, { pull: pull.number, key, body: `report ${index}`, head, run, create: true });
  });
  let step = 0;
  const outcomes = await turns.run(writers, () => order[step++ % order.length] ?? 0);
  const bodies = scene.comments(pull).map(({ body }) => body.split('\n').at(-1) ?? '');
  const last = present.lastIndexOf(true);
  return { newest: last === -1 ? present.length - 1 : last, bodies, outcomes, taken: turns.taken };
}

const isLook = ({ method, path }: Turn) => method === 'GET' && path.endsWith('/comments');
const isUpdate = ({ method }: Turn) => method === 'PATCH';

/** The one race that is documented: another's update, decided before the newest was written, arrives after the newest's last look. */
function overtaken({ newest, taken }: Ending): boolean {
  const lastOf = (writer: number, is: (turn: Turn) => boolean, before = taken.length) =>
    taken.findLastIndex((turn, index) => index < before && turn.writer === writer && is(turn));
  const written = lastOf(newest, ({ method }) => method === 'POST' || method === 'PATCH');
  const looked = lastOf(newest, isLook);
  return taken.some(
    (turn, index) =>
      turn.writer !== newest &&
      isUpdate(turn) &&
      index > looked &&
      lastOf(turn.writer, isLook, index) < Math.max(written, 0),
  );
}

describe('writers at once', () => {
  it('end with one comment and the newest report, in whatever order their requests arrive', async () => {
    let lost = 0;
    let played = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const ending = await play(one);
        played += 1;
        const { present, standing } = one;
        if (standing === 0 && !present.includes(true)) {
          // Nobody makes a comment on a head that is gone.
          expect(ending.bodies).toEqual([]);
          return;
        }
        expect(ending.bodies).toHaveLength(1);
        if (ending.bodies[0] === `report ${ending.newest}`) return;
        lost += 1;
        expect(overtaken(ending)).toBe(true);
      }),
      { numRuns: 60, seed: 7 },
    );
    // Rare even where every order is as likely as any other.
    expect(lost).toBeLessThan(played / 5);
    expect(scene.local.violations).toEqual([]);
  });

  it('that step in turn always end with the newest', async () => {
    for (const standing of [0, 1, 2]) {
      for (const present of [
        [true, true],
        [false, true],
        [true, false],
      ]) {
        for (const first of [0, 1]) {
          const order = Array.from({ length: 60 }, (_, index) => (index + first) % 2);
          const { bodies, newest } = await play({ present, standing, order });
          expect(bodies).toEqual([`report ${newest}`]);
        }
      }
    }
  });
});
