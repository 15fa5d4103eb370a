import type { Incoming } from '../http/incoming.ts';
import { nothing, type Reply, text } from '../http/reply.ts';
import type { Addresses } from '../shape/addresses.ts';
import type { RepositoryRecord, RunRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { chartScript } from './chart-script.ts';
import { commitPage, filePage, repositoryPage } from './code-pages.ts';
import { homePage } from './home-page.ts';
import { jobPage, rawLog } from './job-page.ts';
import { pullsPage, runsPage } from './lists.ts';
import { markup } from './markup.ts';
import { mergeFromPage } from './merge-action.ts';
import { mermaidBundle } from './mermaid-bundle.ts';
import { type PageContext, page } from './page.ts';
import { pullPage } from './pull-page.ts';
import { refreshScript } from './refresh-script.ts';
import { runPage } from './run-page.ts';

export interface WebServices {
  readonly state: State;
  readonly addresses: Addresses;
  readonly formToken: string;
  readonly mermaidFile: string | undefined;
  /** Time-limited address of an artifact's bytes. */
  readonly signedBlobUrl: (artifactId: number) => string;
}

/** Answers a browser. Whoever can reach the server sees private repositories, too. */
export async function answerWeb(services: WebServices, incoming: Incoming): Promise<Reply> {
  const { path, method } = incoming;
  // A page of elsewhere may lead its own name to this machine: it learns nothing by that.
  if (!/^(127\.0\.0\.1|localhost|github\.localhost)(:\d+)?$/.test(incoming.headers['host'] ?? ''))
    return text(421, 'Pages are at 127.0.0.1 only.');
  const context = contextOf(services);
  if (method === 'POST') return answerForm(context, path, incoming.body.toString());
  if (method !== 'GET' && method !== 'HEAD') return text(405, 'Pages are to be looked at.');
  if (path.startsWith('/_assets/')) return asset(services, path.slice('/_assets/'.length));
  const found = await route(services, context, decoded(path));
  if (found !== undefined) return found;
  return { ...page('Not found', undefined, markup`<h1>There is nothing here</h1>`), status: 404 };
}

/** A path that cannot be decoded leads nowhere. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function contextOf({ state, addresses, formToken }: WebServices): PageContext {
  return { state, addresses, formToken, now: state.store.now() };
}

/** The one thing that can be done from a page. */
async function answerForm(context: PageContext, path: string, body: string): Promise<Reply> {
  const [, name = '', number = ''] = /^\/([^/]+\/[^/]+)\/pull\/(\d+)\/merge$/.exec(path) ?? [];
  const repository = context.state.repositories.find(name);
  const pull = repository && context.state.pulls.find(repository, Number(number));
  if (repository === undefined || pull === undefined) return text(405, 'Pages are to be looked at.');
  return mergeFromPage(context, repository, pull, new URLSearchParams(body));
}

async function route(services: WebServices, context: PageContext, path: string): Promise<Reply | undefined> {
  if (path === '/') return homePage(context);
  const [, owner = '', name = '', section = '', ...rest] = path.split('/');
  const repository = context.state.repositories.find(`${owner}/${name}`);
  if (repository === undefined) return undefined;
  switch (section) {
    case '':
      return repositoryPage(context, repository);
    case 'pulls':
      return pullsPage(context, repository);
    case 'pull': {
      const pull = context.state.pulls.find(repository, Number(rest[0]));
      return pull && pullPage(context, repository, pull);
    }
    case 'actions': {
      if (rest[0] !== 'runs') return runsPage(context, repository);
      const run = context.state.runs.find(repository, Number(rest[1]));
      return run && runRoute(services, context, repository, run, rest.slice(2));
    }
    case 'commit':
      return commitPage(context, repository, rest[0] ?? '');
    case 'blob':
    case 'raw':
      return filePage(context, repository, rest.join('/'));
    default:
      return undefined;
  }
}

/** A run's own page, a job of it, a job's log, or an artifact's bytes. */
function runRoute(
  services: WebServices,
  context: PageContext,
  repository: RepositoryRecord,
  run: RunRecord,
  [kind, id, part]: readonly string[],
): Reply | undefined {
  if (kind === 'job') {
    const job = context.state.runs.jobs(run, 'all').find((one) => one.id === Number(id));
    return job && (part === 'log' ? rawLog(job) : jobPage(context, repository, run, job));
  }
  if (kind === 'artifacts') {
    const artifact = context.state.artifacts.list(run).find((one) => one.id === Number(id));
    if (artifact === undefined || context.state.artifacts.expired(artifact)) return undefined;
    return nothing(302, { location: services.signedBlobUrl(artifact.id) });
  }
  return runPage(context, repository, run);
}

async function asset({ mermaidFile }: WebServices, name: string): Promise<Reply> {
  const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=3600' };
  const script = { 'charts.js': chartScript, 'refresh.js': refreshScript }[name];
  if (script !== undefined) return { status: 200, headers, body: script };
  const bundle = name === 'mermaid.js' ? await mermaidBundle(mermaidFile) : undefined;
  return bundle === undefined ? text(404, '') : { status: 200, headers, body: bundle };
}
