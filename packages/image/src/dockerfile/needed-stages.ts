import { Failure, type Where } from '@weighbridge/contract';
import type { Base, Dockerfile, Stage } from './dockerfile.ts';

/** An image that has to be there before the build, and where the Dockerfile first asks for it. */
export interface BaseImage {
  readonly ref: string;
  /** Asked for by `FROM --platform`; otherwise that of the build. */
  readonly platform?: string;
  readonly where: Where;
}

export interface Needed {
  /** In the order of the file. */
  readonly stages: readonly Stage[];
  readonly images: readonly BaseImage[];
  /** What the target itself goes back to through FROM; undefined where that is `scratch`. */
  readonly base: BaseImage | undefined;
}

/**
 * The stages that the target is made of, through `FROM` and `--from`, and the images they need. Without a target it
 * is the last stage. Throws a `config` failure where there is no such stage, or a reference cannot be known.
 */
export function neededStages(dockerfile: Dockerfile, target?: string): Needed {
  const wanted = new Set<number>();
  const images = new Map<string, BaseImage>();
  const visit = (base: Base): void => {
    switch (base.kind) {
      case 'scratch':
        return;
      case 'unresolved':
        throw new Failure('config', base.why, { where: base.where });
      case 'image': {
        const { ref, platform, where } = base;
        const key = `${ref} ${platform ?? ''}`;
        if (!images.has(key))
          images.set(key, { ref, where, ...(platform === undefined ? {} : { platform }) });
        return;
      }
      case 'stage': {
        const stage = dockerfile.stages[base.index];
        if (stage === undefined || wanted.has(stage.index)) return;
        wanted.add(stage.index);
        for (const one of [stage.base, ...stage.uses]) visit(one);
      }
    }
  };
  const last = targetStage(dockerfile, target);
  visit({ kind: 'stage', index: last.index });
  return {
    stages: dockerfile.stages.filter(({ index }) => wanted.has(index)),
    images: [...images.values()].sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0)),
    base: rootOf(dockerfile.stages, last),
  };
}

function rootOf(stages: readonly Stage[], stage: Stage): BaseImage | undefined {
  const { base } = stage;
  if (base.kind === 'image') {
    const { ref, platform, where } = base;
    return { ref, where, ...(platform === undefined ? {} : { platform }) };
  }
  const below = base.kind === 'stage' ? stages[base.index] : undefined;
  // A stage is built from an earlier one, so this ends.
  return below === undefined ? undefined : rootOf(stages, below);
}

function targetStage({ stages, file }: Dockerfile, target: string | undefined): Stage {
  const found =
    target === undefined
      ? stages.at(-1)
      : (stages.find(({ name }) => name === target.toLowerCase()) ??
        stages[/^\d+$/.test(target) ? Number(target) : -1]);
  if (found !== undefined) return found;
  const names = stages.flatMap(({ name }) => name ?? []);
  const known = names.length === 0 ? 'no stage of it has a name' : `its stages are ${names.join(', ')}`;
  throw new Failure('config', `there is no stage ${target}: ${known}`, { where: { file } });
}
