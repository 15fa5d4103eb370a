import { describe } from 'vitest';
import { engineSuite } from '../testing/engine-suite.ts';
import { startBuildah, withoutPodman } from '../testing/real-engines.ts';

// Both keep images in one kind of storage. Running needs limits that a container may not raise; its arguments are tested.
describe.skipIf(withoutPodman)('podman', () => {
  engineSuite(async () => startBuildah(), { name: 'podman' }, { canRun: false });
});
