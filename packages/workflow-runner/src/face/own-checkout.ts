import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '@weighbridge/contract';

/** What only the root of a checkout of Weighbridge has. */
const marks = ['action.yml', '.github/workflows/weigh.yml'] as const;

/** The checkout that this program is of, whether it runs from the sources, the build or the bundle. */
export function ownCheckout(from: string = dirname(fileURLToPath(import.meta.url))): string {
  if (marks.every((mark) => existsSync(join(from, mark)))) return from;
  const above = dirname(from);
  if (above !== from) return ownCheckout(above);
  throw new Failure(
    'infrastructure',
    `${marks.join(' and ')} lie in no folder above this program: it runs workflows only from a checkout of Weighbridge`,
  );
}
