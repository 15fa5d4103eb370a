// What an action that keeps one comment on a pull request does at least: finds it by a hidden line, page by page until it
// is met, and updates it; or makes it.
import { readFileSync } from 'node:fs';
import { getInput, info, setOutput } from '@actions/core';
import { context, getOctokit } from '@actions/github';

const marker = '<!-- sticky -->';
const { rest, paginate } = getOctokit(getInput('token', { required: true }));
const { repo } = context;
const issue_number = context.payload.pull_request.number;
const body = `${marker}\n${readFileSync(getInput('path', { required: true }), 'utf8')}`;

const previous = await find();
const { data } =
  previous === undefined
    ? await rest.issues.createComment({ ...repo, issue_number, body })
    : await rest.issues.updateComment({ ...repo, comment_id: previous.id, body });
setOutput('url', data.html_url);
info(`the comment was ${previous === undefined ? 'made' : 'updated'}: ${data.html_url}`);

async function find() {
  const pages = paginate.iterator(rest.issues.listComments, { ...repo, issue_number, per_page: 100 });
  for await (const { data: comments } of pages) {
    const own = comments.find(
      ({ user, body }) => user?.login === 'github-actions[bot]' && body?.startsWith(marker),
    );
    if (own !== undefined) return own;
  }
  return undefined;
}
