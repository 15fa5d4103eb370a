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

/** The inputs as verbs take them. */
export function sessionOptions(inputs: {
  readonly config: string | undefined;
  readonly model: readonly string[];
}) {
  return { config: inputs.config, models: inputs.model };
}
