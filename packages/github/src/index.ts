export type { Fetch, FetchAnswer, FetchRequest } from './client/fetch.ts';
export type { GitHub, Question, WriteKind } from './client/github.ts';
export { GitHubFailure, type GitHubFault } from './client/github-failure.ts';
export { type GitHubOptions, openGitHub, type Timers } from './client/open-github.ts';
export { maxReportChars, type PutOutcome, putReport, type Report } from './comment/put-report.ts';
export type * from './context/actions-context.ts';
export { type Environment, readContext } from './context/read-context.ts';
export { maxDescriptionChars } from './status/cut-description.ts';
export { type Status, setStatus } from './status/set-status.ts';
