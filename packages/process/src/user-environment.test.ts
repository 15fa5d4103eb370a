import { describe, expect, it } from 'vitest';
import { missingNames, userEnvironment } from './user-environment.ts';

const runner = {
  INPUT_TOKEN: 'x',
  'INPUT_MAX-ROWS': '1',
  STATE_isPost: 'true',
  ACTIONS_RUNTIME_TOKEN: 'x',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
  RUNNER_REGISTRATION_TOKEN: 'x',
  GITHUB_ENV: '/e',
  GITHUB_OUTPUT: '/o',
  GITHUB_PATH: '/p',
  GITHUB_STATE: '/s',
  GITHUB_STEP_SUMMARY: '/m',
};
const credentials = {
  GITHUB_TOKEN: 'ghs_1',
  GH_TOKEN: 'ghs_1',
  DOCKER_HOST: 'unix:///x',
  SSH_AUTH_SOCK: '/a',
};
const git = {
  GIT_DIR: '/r/.git',
  GIT_INDEX_FILE: 'i',
  GIT_WORK_TREE: '/r',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'k',
  GIT_CONFIG_VALUE_0: 'AUTHORIZATION: x',
};
const kept = {
  PATH: '/bin',
  HOME: '/h',
  pythonLocation: '/py',
  CUDA_VISIBLE_DEVICES: '0',
  GITHUB_SHA: 'abc',
  GITHUB_WORKSPACE: '/w',
  RUNNER_TEMP: '/t',
  RUNNER_TRACKING_ID: 'github_1',
  GIT_AUTHOR_NAME: 'me',
  MY_INPUT_FILE: 'f',
  NODE_OPTIONS: '--x',
  BASH_ENV: '/b',
  npm_config_registry: 'http://x',
};

describe('userEnvironment', () => {
  it("keeps what a run: step would have and drops what is the runner's, git's and ours", () => {
    const env = { ...runner, ...credentials, ...git, ...kept, WEIGHBRIDGE_RESULTS: '/old', unset: undefined };
    expect(userEnvironment(env, [])).toEqual(kept);
  });

  it('hands on credentials by name, but nothing that steers the runner', () => {
    const env = { ...runner, ...credentials, HF_TOKEN: 'hf' };
    const given = userEnvironment(env, [
      'HF_TOKEN',
      'GITHUB_TOKEN',
      'GITHUB_OUTPUT',
      'ACTIONS_RUNTIME_TOKEN',
    ]);
    expect(given).toEqual({ HF_TOKEN: 'hf', GITHUB_TOKEN: 'ghs_1' });
  });

  it('drops what npm tells its scripts where npm started us', () => {
    const env = { npm_lifecycle_event: 'demo', npm_config_local_prefix: '/x', INIT_CWD: '/x', PATH: '/bin' };
    expect(userEnvironment(env, [])).toEqual({ PATH: '/bin' });
  });

  it('keeps the markers of an outer command, so that its tree is still whole', () => {
    expect(userEnvironment({ WEIGHBRIDGE_COMMAND_ab12: '1' }, [])).toEqual({ WEIGHBRIDGE_COMMAND_ab12: '1' });
  });
});

describe('missingNames', () => {
  it('names what is not set, empty, or never handed on', () => {
    const env = { SET: 'x', EMPTY: '', GITHUB_OUTPUT: '/o' };
    expect(missingNames(env, ['SET', 'EMPTY', 'UNSET', 'GITHUB_OUTPUT'])).toEqual([
      'EMPTY',
      'UNSET',
      'GITHUB_OUTPUT',
    ]);
  });
});
