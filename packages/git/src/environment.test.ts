import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { gitEnvironment, oldGitConfigVariables } from './environment.ts';
import { redact, secretForms } from './redact.ts';

const value = "AUTHORIZATION: basic a'b\\c=";
const readConfig = (env: Record<string, string>): string =>
  execFileSync('git', ['config', '--get', 'weighbridge.x'], { env, encoding: 'utf8' }).trimEnd();

describe('the environment of a git child', () => {
  it('carries configuration to new and old git alike', () => {
    const entry = ['weighbridge.x', value] as const;
    expect(readConfig(gitEnvironment(process.env, [entry]))).toBe(value);
    expect(readConfig({ ...gitEnvironment(process.env), ...oldGitConfigVariables([entry]) })).toBe(value);
  });

  it('has nothing that leads to another repository or waits for a person', () => {
    const clean = gitEnvironment({
      PATH: '/bin',
      GIT_DIR: '/x',
      GIT_INDEX_FILE: '/x',
      GIT_CONFIG_PARAMETERS: "'a.b=c'",
      GIT_TRACE: '1',
      GIT_SSH_COMMAND: 'ssh -i key',
      LC_ALL: 'de_DE.UTF-8',
    });
    expect(clean).toMatchObject({
      PATH: '/bin',
      GIT_SSH_COMMAND: 'ssh -i key',
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
    });
    expect(Object.keys(clean).filter((name) => /DIR|INDEX|PARAMETERS|TRACE/.test(name))).toEqual([]);
  });
});

describe('what git says', () => {
  it('is shown without tokens in any of their forms, passwords in addresses and control characters', () => {
    const token = 'ghs_a/b+c';
    const said = `${token} ${encodeURIComponent(token)} ${secretForms(token)[2]} https://user:pass@host/x \x1b[31mred\x07\u009b`;
    expect(redact(said, secretForms(token))).toBe('*** *** *** https://***@host/x [31mred');
  });
});
