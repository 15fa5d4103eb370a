import { manifestSchema } from '@weighbridge/contract';
import { z } from 'zod';

const oid = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const day = z.iso.date();
const nullableText = z.string().nullable();
const texts = z.record(z.string(), z.string());
const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

/** One package of a lockfile, as `Package`. */
const packageSchema = z.object({
  ecosystem: z.enum(['pypi', 'conda', 'npm']),
  name: z.string(),
  version: nullableText,
  wanted: z.string().optional(),
  source: z.string().optional(),
  hash: z.string().optional(),
  marker: z.string().optional(),
});

/** What an entry of `data` may say beside id and window. */
export const dataEntryExtras = {
  kind: z.enum(['file', 'dvc', 'lfs', 'lakefs', 'huggingface', 's3', 'command']).optional(),
  how: z.string().optional().describe('Where the id comes from, in words.'),
  reason: z.string().optional().describe('Why the id is unknown.'),
  size: z.int().optional().describe('Bytes.'),
  files: z.int().optional(),
  remote: z.string().optional().describe('Name of the remote that holds it.'),
  source: texts.optional().describe('As weighbridge.yml names it: { dvc: path }, { s3, version }.'),
};

/** Fields that a manifest may have beside those of manifest@1: all optional, so that older manifests stay good ones. */
export const manifestExtras = {
  tree: oid.optional().describe("The commit's tree."),
  repository: z.string().optional().describe('Where to clone it from, without credentials.'),
  image: z
    .object({
      digest: digest.nullable(),
      inputsKey: nullableText,
      ref: nullableText.describe('Where it lies; a name without its digest proves nothing.'),
      build: z
        .object({ context: z.string(), dockerfile: z.string(), target: nullableText, args: texts })
        .optional(),
    })
    .nullable()
    .optional()
    .describe('null: the commands ran on the host.'),
  lockfiles: z
    .array(
      z.object({ path: z.string(), digest, kind: nullableText, packages: z.array(packageSchema).nullable() }),
    )
    .optional(),
  paramValues: z
    .array(z.object({ path: z.string(), values: texts.nullable() }))
    .optional()
    .describe('Parameter files by dotted keys; null where a file has none to show.'),
  nondeterminism: z
    .array(z.string())
    .optional()
    .describe('What is known not to be deterministic; empty: training gives the same bytes again.'),
  training: z
    .object({
      env: z.array(variable).describe('Names of variables that it reads.'),
      gpus: nullableText,
      network: z.boolean(),
    })
    .optional()
    .describe('How the command of `modelKeyParts.train` is run.'),
  weightsFrom: z.string().optional().describe('`train`, `none`, or where the weights were taken from.'),
  weightFiles: z
    .array(z.object({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .optional()
    .describe('Content of each file of the weights, where they are few; paths as in their digest.'),
  run: z.object({ id: z.string(), attempt: z.int(), url: nullableText, event: nullableText }).optional(),
  actor: z.string().optional(),
  testedOn: z.object({ from: day, to: day }).optional().describe('The period of the data it was tested on.'),
  validUntil: day.optional(),
};

const { data } = manifestSchema.shape;

/** manifest.json with all that lineage knows; reads every manifest@1. */
export const fullManifestSchema = manifestSchema.extend({
  ...manifestExtras,
  data: z.record(data.keyType, data.valueType.extend(dataEntryExtras)),
});
export type FullManifest = z.infer<typeof fullManifestSchema>;
export type ManifestExtras = Omit<FullManifest, keyof z.infer<typeof manifestSchema>>;
export type DataEntry = FullManifest['data'][string];
