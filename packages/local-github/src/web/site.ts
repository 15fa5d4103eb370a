import type { Incoming } from '../http/incoming.ts';
import { type Reply, text } from '../http/reply.ts';
import type { Addresses } from '../shape/addresses.ts';
import type { State } from '../state/state.ts';
import { chartScript, mermaidBundle } from './chart-script.ts';
import { commitPage, filePage, repositoryPage } from './code-pages.ts';
import { homePage, pullsPage, runsPage } from './lists.ts';
import { markup } from './markup.ts';
import { type PageContext, page } from './page.ts';
import { pullPage } from './pull-page.ts';
import { runPage } from './run-page.ts';

export interface WebServices {
  readonly state: State;
  readonly addresses: Addresses;
  readonly mermaidFile: string | undefined;
}

/** Answers a browser. Whoever can reach the server sees private repositories, too. */
export async function answerWeb(services: WebServices, { path, method }: Incoming): Promise<Reply> {
  if (method !== 'GET' && method !== 'HEAD') return text(405, 'Pages are to be looked at.');
  if (path.startsWith('/_assets/')) return asset(services, path.slice('/_assets/'.length));
  const { state, addresses } = services;
  const context: PageContext = { state, addresses, now: state.store.now() };
  const found = await route(context, decodeURIComponent(path));
  if (found !== undefined) return found;
  return { ...page('Not found', undefined, markup`<h1>There is nothing here</h1>`), status: 404 };
}

async function route(context: PageContext, path: string): Promise<Reply | undefined> {
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
      return run && runPage(context, repository, run);
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

async function asset({ mermaidFile }: WebServices, name: string): Promise<Reply> {
  const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=3600' };
  if (name === 'charts.js') return { status: 200, headers, body: chartScript };
  const bundle = name === 'mermaid.js' ? await mermaidBundle(mermaidFile) : undefined;
  return bundle === undefined ? text(404, '') : { status: 200, headers, body: bundle };
}
