import { z } from 'zod';
import type { Descriptor } from './descriptor.ts';

const orNone = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const configJson = z.object({
  created: orNone(z.string()),
  os: z.string(),
  architecture: z.string(),
  variant: orNone(z.string()),
  config: orNone(
    z.object({
      Env: orNone(z.array(z.string())),
      Labels: orNone(z.record(z.string(), z.string())),
      Entrypoint: orNone(z.array(z.string())),
      Cmd: orNone(z.array(z.string())),
      WorkingDir: orNone(z.string()),
      User: orNone(z.string()),
    }),
  ),
  rootfs: z.object({ diff_ids: z.array(z.string()) }),
  history: orNone(
    z.array(
      z.object({
        created: orNone(z.string()),
        created_by: orNone(z.string()),
        comment: orNone(z.string()),
        empty_layer: orNone(z.boolean()),
      }),
    ),
  ),
});

export interface ImageHistory {
  readonly created: string | undefined;
  readonly createdBy: string | undefined;
  /** It changed no files. */
  readonly empty: boolean;
}

export interface ImageLayer {
  readonly digest: string;
  /** As it travels, which is mostly packed. */
  readonly bytes: number;
  readonly mediaType: string;
  /** Of its files unpacked. */
  readonly diffId: string | undefined;
  /** The instruction that made it, where the history says. */
  readonly createdBy: string | undefined;
}

/** What an image says of itself. Everything in it is its maker's word. */
export interface ImageConfig {
  readonly created: string | undefined;
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | undefined;
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workingDir: string | undefined;
  readonly user: string | undefined;
  readonly history: readonly ImageHistory[];
  readonly layers: readonly ImageLayer[];
}

/** Reads an image's config; undefined where the bytes are none. */
export function parseImageConfig(bytes: Uint8Array, layers: readonly Descriptor[]): ImageConfig | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
  const read = configJson.safeParse(value);
  if (!read.success) return undefined;
  const { created, os, architecture, variant, config, rootfs, history = [] } = read.data;
  const steps = history.map((step) => ({
    created: step.created,
    createdBy: step.created_by,
    empty: step.empty_layer === true,
  }));
  const makers = steps.filter((step) => !step.empty);
  const told = makers.length === layers.length;
  return {
    created,
    os,
    architecture,
    variant,
    env: config?.Env ?? [],
    labels: config?.Labels ?? {},
    entrypoint: config?.Entrypoint ?? [],
    cmd: config?.Cmd ?? [],
    workingDir: config?.WorkingDir || undefined,
    user: config?.User || undefined,
    history: steps,
    layers: layers.map(({ digest, size, mediaType }, index) => ({
      digest,
      bytes: size,
      mediaType,
      diffId: rootfs.diff_ids[index],
      createdBy: told ? makers[index]?.createdBy : undefined,
    })),
  };
}
