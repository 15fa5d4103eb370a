export { type RealEngine, startBuildah, startDocker, withoutBuildah, withoutDocker } from './real-engines.ts';
