import { createHash } from 'node:crypto';
import { html, type Reply } from '../http/reply.ts';
import type { Addresses } from '../shape/addresses.ts';
import type { RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import type { State } from '../state/state.ts';
import { renderMarkdown } from './markdown.ts';
import { type Content, type Markup, markup, trusted } from './markup.ts';
import { style } from './style.ts';

/** What every page is made from. */
export interface PageContext {
  readonly state: State;
  readonly addresses: Addresses;
  readonly now: Date;
  /** What a form has to bring, so that no page of another server can send it. */
  readonly formToken: string;
}

export interface PageOptions {
  /** Something on it is still going on: the page looks for news by itself. */
  readonly busy?: boolean;
}

const refreshSeconds = 3;

export function page(
  title: string,
  repository: RepositoryRecord | undefined,
  content: Content,
  { busy = false }: PageOptions = {},
): Reply {
  const home = repository && `/${fullName(repository)}`;
  const path =
    repository &&
    markup`<span class="path"><a href="/">${repository.owner}</a> / <a href="${home}">${repository.name}</a>${
      repository.private && markup` <span class="label">Private</span>`
    }</span><a href="${home}/pulls">Pull requests</a><a href="${home}/actions">Actions</a>`;
  const nav = path ?? markup`<span class="path"><a href="/">GitHub on loopback</a></span>`;
  const main = markup`${content}`;
  const stamp = createHash('sha256').update(main.html).digest('hex').slice(0, 16);
  const document = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${trusted(style)}</style></head>
<body data-stamp="${stamp}"${busy && markup` data-refresh="${refreshSeconds}"`}><header class="top"><nav>${nav}</nav></header><main>
${main}
</main><script src="/_assets/mermaid.js"></script><script src="/_assets/charts.js"></script><script src="/_assets/refresh.js"></script></body></html>
`;
  return html(document.html);
}

/** A round picture for a person, a square one for a bot, coloured by name. */
export function avatar(login: string): Markup {
  const hue = [...login].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 360, 7);
  const bot = login.endsWith('[bot]');
  return markup`<span class="avatar${bot && ' bot'}" style="background:hsl(${hue} 45% 42%)" aria-hidden="true">${login.charAt(0).toUpperCase()}</span>`;
}

/** A name as people see it: a bot's without its brackets, and a badge. */
export function person(login: string): Markup {
  const name = login.replace(/\[bot\]$/, '');
  return markup`<b>${name}</b>${login.endsWith('[bot]') && markup` <span class="badge">bot</span>`}`;
}

/** Markdown of a conversation, with its mentions and numbers linked. */
export function conversationMarkdown(
  { state, addresses }: PageContext,
  repository: RepositoryRecord,
  source: string,
): Markup {
  return renderMarkdown(source, {
    breaks: true,
    link(kind, name) {
      if (kind === 'number') {
        return (
          state.pulls.find(repository, Number(name)) && `${addresses.repositoryWeb(repository)}/pull/${name}`
        );
      }
      const user = state.users.find(name.split('/')[0] ?? '');
      return user && addresses.userWeb(user);
    },
  });
}

/** A title: plain text, but for what stands between backticks. */
export function titleText(title: string): Content {
  return title
    .split(/(`[^`]+`)/)
    .map((part) => (/^`.+`$/.test(part) ? markup`<code>${part.slice(1, -1)}</code>` : part));
}

export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}
