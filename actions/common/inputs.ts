import { names, optionalText, token } from '@weighbridge/action-kit';

/** Inputs that every action takes. */
export const commonInputs = {
  config: optionalText({
    description: "Path of weighbridge.yml, from the repository's root. Default: `weighbridge.yml`.",
  }),
  model: names({ description: 'Only these models, separated by commas or lines. Default: all.' }),
  token: token({
    description:
      'Reads the repository and its stored runs; where the job gives it `pull-requests: write`, writes the comment.',
  }),
} as const;

/** Which policy, and which of its models, a step is about. */
export interface Chosen {
  readonly config: string | undefined;
  readonly model: readonly string[];
}

/** Steps with the same key speak of the same, and share one comment. */
export function reportKey({ config = 'weighbridge.yml', model }: Chosen): string {
  return model.length === 0 ? config : `${config}#${[...model].sort().join(',')}`;
}

/** The inputs as verbs take them. */
export function sessionOptions(inputs: Chosen) {
  return { config: inputs.config, models: inputs.model };
}
