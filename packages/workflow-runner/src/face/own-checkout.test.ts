import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { expect, it } from 'vitest';
import { actionNode } from './action-node.ts';
import { ownCheckout } from './own-checkout.ts';

const root = resolve(import.meta.dirname, '../../../..');

it.each(['packages/workflow-runner/src/face', 'packages/workflow-runner/build/face', 'packages/cli/dist'])(
  'finds its checkout from %s',
  (place) => {
    expect(ownCheckout(join(root, place))).toBe(root);
  },
);

it('says that it needs a checkout where it is in none, and takes no folder that only looks a little like one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weighbridge-checkout-'));
  try {
    await writeFile(join(folder, 'action.yml'), '');
    expect(() => ownCheckout(folder)).toThrow(Failure);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('runs actions in the Node 24 of the checkout, and without an install in the Node that runs it, and says so', async () => {
  expect((await actionNode(root)).path).toBe(join(root, 'node_modules/node/bin/node'));
  const { path, about } = await actionNode(tmpdir());
  expect(path).toBe(process.execPath);
  expect(about).toContain(`Node ${process.versions.node}, which runs this`);
});
