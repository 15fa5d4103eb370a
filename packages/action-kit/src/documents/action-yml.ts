import { type Document, parseDocument } from 'yaml';
import type { ActionDefinition } from '../definition.ts';
import type { Inputs } from '../inputs/input.ts';

/** Where the action's programs lie, from the folder of its action.yml. */
export interface ActionPrograms {
  readonly main: string;
  readonly post: string;
}

/** The programs beside the action.yml. */
export const besideActionYml: ActionPrograms = { main: 'main.js', post: 'post.js' };

/** The action.yml of a definition. Comments and other keys of the one that is there stay as they are. */
export function actionYml(
  definition: ActionDefinition<Inputs, string>,
  existing = '',
  { main, post }: ActionPrograms = besideActionYml,
): string {
  const document: Document = parseDocument(existing);
  const { title, description, branding, inputs, outputs, report } = definition;
  const set = (key: string, value: unknown): void => document.set(key, document.createNode(value));
  set('name', title);
  set('description', description);
  if (branding !== undefined) set('branding', branding);
  const described = Object.entries(inputs).map(([name, input]) => [
    name,
    {
      description: input.description,
      required: input.required,
      ...(input.default === undefined ? {} : { default: input.default }),
    },
  ]);
  set('inputs', Object.fromEntries(described));
  set(
    'outputs',
    Object.fromEntries(Object.entries(outputs).map(([name, about]) => [name, { description: about }])),
  );
  set('runs', {
    using: 'node24',
    main,
    ...(report === undefined ? {} : { post, 'post-if': 'always()' }),
  });
  return document.toString({ lineWidth: 0 });
}
