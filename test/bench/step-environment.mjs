import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const files = ['OUTPUT', 'STATE', 'STEP_SUMMARY', 'ENV', 'PATH'];

/** The environment of a step as the runner sets it, with files of its own. */
export function stepEnvironment(github, { event, payload, sha, ref, run, token, inputs = {} }, temp) {
  mkdirSync(temp, { recursive: true });
  const folder = mkdtempSync(join(temp, 'step-'));
  const place = (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'mona',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: place('event.json', JSON.stringify(payload)),
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_JOB: 'weigh',
    GITHUB_REF: ref,
    GITHUB_REPOSITORY: 'acme/vision',
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: '1',
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'weighbridge',
    RUNNER_TEMP: temp,
    ACTIONS_RESULTS_URL: github.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: github.runtimeToken(run),
    INPUT_TOKEN: token,
  };
  for (const name of files) env[`GITHUB_${name}`] = place(name, '');
  for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
  return env;
}
