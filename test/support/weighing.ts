import { expect, onTestFinished } from 'vitest';
import { type CliResult, runCli } from './cli.ts';
import { gitEnvironment, makeProject, type Project } from './project.ts';

/** A project that is gone when the test is over. */
export function project(files?: Record<string, string>): Project {
  const made = makeProject(files);
  onTestFinished(() => made.remove());
  return made;
}

/** A project whose main has a stored run. */
export async function recorded(files?: Record<string, string>): Promise<Project> {
  const made = project(files);
  const { code, stderr } = await weighbridge(made, 'eval', '--full', '--record');
  expect(stderr).not.toContain('bug of Weighbridge');
  expect(code).toBe(0);
  return made;
}

export function weighbridge(at: Project, ...args: readonly string[]): Promise<CliResult> {
  return runCli(args, { cwd: at.clone, env: gitEnvironment });
}

/** The same with `--json`: standard output is one document and nothing else. */
export async function json(at: Project, args: readonly string[], folder = at.clone) {
  const { code, stdout, stderr } = await runCli([...args, '--json'], { cwd: folder, env: gitEnvironment });
  return { code, stderr, document: JSON.parse(stdout) };
}
