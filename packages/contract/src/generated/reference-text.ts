/** Parsed by the test, so that it stays true. */
export const leastYaml = `version: 1
models:
  digits:
    eval:
      run: python evaluate.py
      examples: data/eval.jsonl
      metrics:
        accuracy: { of: correct, better: higher }
`;

/** A row that the file above asks for; parsed by the test, too. */
export const leastRow = '{"id": "ex-17", "metrics": {"correct": 1}}';

/** What the reference page says around its tables. */
export const intro = `<!-- Generated from packages/contract by \`npm run generate\`; edit the schemas there. -->

# weighbridge.yml

One file at the root of the repository says which models there are, how each is evaluated, and what holds a merge.
The least that works:

\`\`\`yaml
${leastYaml}\`\`\`

\`data/eval.jsonl\` holds one example a line, each with an \`id\`. \`evaluate.py\` reads those it finds in the file that the variable
\`WEIGHBRIDGE_EXAMPLES\` names, and writes one line for each of them to the file that \`WEIGHBRIDGE_RESULTS\` names:

\`\`\`json
${leastRow}
\`\`\`

\`weighbridge check\` says every mistake in the file at once, and what it lacks. Editors complete it and check it while you type with
[the JSON Schema](../packages/contract/schemas/weighbridge-yml.schema.json): put
\`# yaml-language-server: $schema=PATH\` in its first line.

Paths and commands are relative to the repository's root, also in included files. A key that is not listed here is
an error, as is one that a later version will have: nothing is silently accepted.

- **Amounts** (\`tolerance\`, \`margin\`): \`0.01\` in the metric's own unit, \`1pp\` in percentage points, \`10%\` of the baseline.
- **Durations**: \`90s\`, \`30m\`, \`2h\`, \`1h30m\`.
- **Shares**: \`2%\` or \`0.02\`.
- **Globs**: \`*\` within a folder, \`**\` across folders; a folder's name stands for all in it.`;

/** Parsed by the test, so that it stays true. */
export const exampleYaml = `version: 1
defaults:
  owner: "@acme/vision"
models:
  digits:
    about: Reads handwritten digits on return labels.
    runbook: docs/runbooks/digits.md
    paths: ["models/digits/**", "shared/**"]
    params: [models/digits/params.yaml]
    data:
      train: { file: data/train.csv, window: 2025-01-01/2025-12-31 }
    eval:
      run: python evaluate.py
      examples: data/eval.jsonl
      subset: { size: 400 }
      must_pass: data/must-pass.txt
      slices: [segment]
      metrics:
        accuracy: { of: correct, better: higher, tolerance: 0.5pp, floor: 0.90 }
        latency_ms: { unit: ms, better: lower, margin: 10% }
gate:
  when_unsure: pass
`;

export const exampleFile = `A fuller one:

\`\`\`yaml
${exampleYaml}\`\`\``;

export const mistakes = `## Limits

A file is UTF-8, at most 1 MiB and 100,000 YAML tokens, one YAML 1.2 document. Anchors and aliases work; merge keys (\`<<\`) and tags (\`!name\`) are
refused, \`defaults\` does their work. A glob holds at most 6
wildcards, and 1,000 combinations of what stands in \`{…}\`. Names of models and suites are 1 to 64 lower-case letters, digits, \`-\` and \`_\`.

## Mistakes

Each is said with file, line and column, what was expected and what was found:

\`\`\`
weighbridge.yml:14:9: \`better\` is missing: expected \`higher\` or \`lower\`; direction is never guessed
weighbridge.yml:14:31: unknown key "tolerence"; did you mean \`tolerance\`?
weighbridge.yml:15:38: \`aggregate: p95\` is not supported yet by this version
\`\`\``;
