import { z } from 'zod';
import { fileSchema, includedFileSchema } from '../weighbridge-yml/file-schema.ts';
import { gateSchema } from '../weighbridge-yml/gate-schema.ts';
import { metricSchema } from '../weighbridge-yml/metric-schema.ts';
import { modelSchema } from '../weighbridge-yml/model-schema.ts';
import { unwrapped } from '../weighbridge-yml/relaxed.ts';
import { suiteSchema } from '../weighbridge-yml/suite-schema.ts';
import { wordings } from '../weighbridge-yml/vocabulary.ts';
import { exampleFile, intro, mistakes } from './reference-text.ts';

interface Section {
  readonly title: string;
  /** Where its keys stand, as written before them: `models.NAME`. */
  readonly schema: z.ZodObject;
  readonly lead: string;
}

const sections: readonly Section[] = [
  { title: 'The file', schema: fileSchema, lead: 'Keys at the top of weighbridge.yml.' },
  {
    title: 'An included file',
    schema: includedFileSchema,
    lead: 'A file that `include` matches holds models and nothing else. Two files cannot define the same model.',
  },
  {
    title: 'A model',
    schema: modelSchema,
    lead: 'Keys below `models.NAME`, and below `defaults`. `eval` or `evals` is required.',
  },
  { title: 'A suite', schema: suiteSchema, lead: 'Keys below `eval`, and below each name of `evals`.' },
  { title: 'A metric', schema: metricSchema, lead: 'Keys below `metrics.NAME` of a suite.' },
  {
    title: 'The gate',
    schema: gateSchema,
    lead: 'Keys below `gate`, at the top of the file or of a model; a model’s own win.',
  },
];

/** docs/weighbridge-yml.md: every supported key, from the schema that reads the file. */
export function referencePage(): string {
  const tables = sections.map(({ title, schema, lead }) => `## ${title}\n\n${lead}\n\n${table(schema)}`);
  return [intro, exampleFile, ...tables, mistakes].join('\n\n').concat('\n');
}

const ownSection: ReadonlySet<z.ZodType> = new Set([gateSchema, suiteSchema]);

function table(schema: z.ZodObject): string {
  const head = ['| key | takes | default | meaning | example |', '|---|---|---|---|---|'];
  return [...head, ...rows(schema, '')].join('\n');
}

function rows(schema: z.ZodObject, prefix: string): readonly string[] {
  return Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).flatMap(([name, value]) => {
    const inner = unwrapped(value);
    const own = row(`${prefix}${name}`, inner, value === inner);
    const nested = nestedObject(inner);
    return nested === undefined || name === 'defaults' ? [own] : [own, ...rows(nested, `${prefix}${name}.`)];
  });
}

/** A map of fixed keys that has no section of its own; also as one of several alternatives. */
function nestedObject(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodUnion) {
    return (schema.options as readonly z.ZodType[]).find((option) => option instanceof z.ZodObject);
  }
  return schema instanceof z.ZodObject && !ownSection.has(schema) ? schema : undefined;
}

function row(name: string, schema: z.ZodType, required: boolean): string {
  const wording = wordings.get(schema);
  const meta = z.globalRegistry.get(schema);
  const standard =
    meta?.['default'] === undefined
      ? (wording?.defaultWords ?? (required ? '**required**' : ''))
      : code(meta['default']);
  const examples = meta?.['examples'];
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
  const cells = [
    `\`${name}\``,
    wording?.expected ?? '',
    standard,
    meta?.description ?? '',
    example === undefined ? '' : code({ [name.split('.').at(-1) ?? '']: example }, true),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function code(value: unknown, bare = false): string {
  const text = flow(value);
  return `\`${bare ? text.slice(2, -2) : text}\``;
}

/** A value as YAML's flow style writes it. */
function flow(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(flow).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${flow(item)}`)
      .join(', ')} }`;
  }
  const plain =
    typeof value !== 'string' || /^[A-Za-z0-9./](?:[A-Za-z0-9 ._/%-]*[A-Za-z0-9./%])?$/.test(value);
  return plain ? String(value) : JSON.stringify(value);
}
