import { z } from 'zod';

const oid = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

/** A file that counts for a key: path in the repository, git's object id, and whether it may be executed. */
const keyFileSchema = z.object({ path: z.string(), oid, executable: z.boolean() });
export type KeyFile = z.infer<typeof keyFileSchema>;

/** Everything the model is made of; equal parts make an equal model key, on every machine. */
const modelKeyPartsSchema = z.object({
  files: z.array(keyFileSchema),
  data: z.record(z.string(), z.string()).describe('Ids of data by name, such as `train`.'),
  params: z.array(keyFileSchema),
  prompts: z.array(keyFileSchema),
  setup: z.string().nullable(),
  train: z
    .object({ run: z.string(), outputs: z.array(z.string()), seed: z.int() })
    .optional()
    .describe('How it is trained; absent where it is not.'),
  image: z
    .object({
      ref: z.string().nullable(),
      files: z.array(keyFileSchema).describe('Dockerfile, lockfiles and named inputs.'),
      args: z.record(z.string(), z.string()),
      target: z.string().nullable(),
    })
    .optional()
    .describe('What its image is made of; absent where commands run on the host.'),
});
export type ModelKeyParts = z.infer<typeof modelKeyPartsSchema>;

/** How a suite is judged; equal parts make an equal harness key, and only then are two results comparable. */
const harnessKeyPartsSchema = z.object({
  run: z.string(),
  code: z.array(keyFileSchema),
  judge: z.object({ model: z.string(), prompt: z.string().nullable() }).nullable(),
  repeats: z.int(),
  metrics: z.array(
    z.object({
      name: z.string(),
      of: z.string(),
      aggregate: z.string(),
      better: z.string(),
      unit: z.string().nullable(),
      range: z.tuple([z.number(), z.number()]).nullable(),
    }),
  ),
});
export type HarnessKeyParts = z.infer<typeof harnessKeyPartsSchema>;

/** manifest.json: what a run's model and harness were made of, in parts that can be compared. */
export const manifestSchema = z.object({
  schema: z.literal('weighbridge/manifest@1'),
  model: z.string(),
  commit: oid,
  dirty: z.boolean(),
  modelKey: z.string(),
  modelKeyParts: modelKeyPartsSchema,
  harnesses: z.record(z.string(), z.object({ key: z.string(), parts: harnessKeyPartsSchema })),
  data: z.record(
    z.string(),
    z.object({ id: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  ),
  seed: z.int().nullable(),
  image: z
    .object({
      ref: z.string().nullable().describe('What the engine knew it by.'),
      digest: z.string().nullable().describe('Under which a registry holds it; null where none does.'),
      inputsKey: z.string().nullable(),
      id: z
        .string()
        .optional()
        .describe("Digest of the image's configuration: the same wherever it is held."),
      engine: z.string().optional(),
    })
    .nullable()
    .optional()
    .describe('The image that the commands ran in; absent where they ran on the host.'),
  weights: z
    .object({
      digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
      files: z.int().min(0),
      place: z.string().nullable().describe('Where they outlive the run; null where they do not.'),
    })
    .optional()
    .describe('What training has learnt; absent where nothing was trained.'),
  createdAt: z.iso.datetime(),
});
export type Manifest = z.infer<typeof manifestSchema>;
