import { describe } from 'vitest';
import { engineSuite } from '../testing/engine-suite.ts';
import { startDocker, withoutDocker } from '../testing/real-engines.ts';

describe.skipIf(withoutDocker)('docker with its classic builder', () => {
  engineSuite(startDocker, { name: 'docker', builder: 'classic' });
});

describe.skipIf(withoutDocker)('docker with BuildKit', () => {
  engineSuite(startDocker, { name: 'docker' });
});
