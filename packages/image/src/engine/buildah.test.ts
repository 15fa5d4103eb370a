import { describe } from 'vitest';
import { engineSuite } from '../testing/engine-suite.ts';
import { startBuildah, withoutBuildah } from '../testing/real-engines.ts';

describe.skipIf(withoutBuildah)('buildah', () => {
  engineSuite(async () => startBuildah(), { name: 'buildah' });
});
