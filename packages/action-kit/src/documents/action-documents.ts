import type { ActionDefinition } from '../definition.ts';
import type { Inputs } from '../inputs/input.ts';
import { type ActionPrograms, actionYml } from './action-yml.ts';
import { readmeWithTables } from './tables.ts';

/** What stands in an action's folder, and where its programs lie. */
export interface ExistingDocuments {
  readonly actionYml?: string | undefined;
  readonly readme?: string | undefined;
  readonly programs?: ActionPrograms;
}

/**
 * The files of an action that follow from its definition: action.yml, and the README with its tables of inputs and outputs made
 * anew; no README where there is none yet. What is hand-written in them stays.
 */
export function actionDocuments<Given extends Inputs, Output extends string>(
  definition: ActionDefinition<Given, Output>,
  { actionYml: existing, readme, programs }: ExistingDocuments = {},
): { readonly actionYml: string; readonly readme: string | undefined } {
  return {
    actionYml: actionYml(definition, existing, programs),
    readme: readme === undefined ? undefined : readmeWithTables(readme, definition),
  };
}
