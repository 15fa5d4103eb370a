import { afterAll, beforeAll } from 'vitest';
import { type ActionScene, openScene } from './action-scene.ts';

/** Scenes that cases of a file share, each used by one case at a time: a fault meets the steps of its own case only. */
export interface Lanes {
  /** Waits for a free scene, and does something in it; what was broken in it is whole again afterwards. */
  in<Result>(work: (scene: ActionScene) => Promise<Result>): Promise<Result>;
}

/** Opens scenes before the tests of a file, their main stored, and closes them after. */
export function lanes(count: number, files?: Record<string, string>): Lanes {
  const free: ActionScene[] = [];
  const all: ActionScene[] = [];
  const waiting: ((scene: ActionScene) => void)[] = [];
  beforeAll(async () => {
    const open = async (): Promise<void> => {
      const scene = await openScene(files);
      await scene.recordMain();
      all.push(scene);
      free.push(scene);
    };
    await Promise.all(Array.from({ length: count }, open));
  }, 120_000);
  afterAll(() => Promise.all(all.map((scene) => scene.close())));
  return {
    async in(work) {
      const scene = free.pop() ?? (await new Promise<ActionScene>((resolve) => void waiting.push(resolve)));
      try {
        return await work(scene);
      } finally {
        scene.github.faults.clear();
        scene.github.forget();
        const next = waiting.shift();
        if (next === undefined) free.push(scene);
        else next(scene);
      }
    },
  };
}
