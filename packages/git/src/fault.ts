import type { FailureCode } from '@weighbridge/contract';

/** What went wrong with a git command, told by its words. */
export interface GitFault {
  readonly kind:
    | 'not-a-repository'
    | 'dubious-ownership'
    | 'authentication'
    | 'forbidden'
    | 'not-found'
    | 'unknown-remote'
    | 'rejected'
    | 'certificate'
    | 'no-space'
    | 'shallow'
    | 'missing-ref'
    | 'lock'
    | 'network'
    | 'unknown';
  /** Whether the same command may succeed when it is run again. */
  readonly passing: boolean;
  readonly code: FailureCode;
  /** The likely cause and what to do, as a sentence without its full stop. */
  readonly advice: string;
}

type Rule = GitFault & { readonly pattern: RegExp };

// The first match decides: "the remote end hung up" and "could not read from remote" follow almost every other message.
const rules: readonly Rule[] = [
  rule(
    'no-space',
    false,
    'infrastructure',
    /no space left on device|disk quota exceeded/i,
    'the disk is full; free some space and run it again',
  ),
  rule(
    'dubious-ownership',
    false,
    'usage',
    /dubious ownership|unsafe repository/i,
    'the repository belongs to another user, so git refuses to work in it (usual in containers); run `git config --global --add safe.directory DIRECTORY` with the folder named below, or `"*"` in CI',
  ),
  rule(
    'rejected',
    false,
    'infrastructure',
    /GH013|repository rule violations/i,
    "a ruleset of the repository refuses this push; let the token's app bypass the rule, use an App token, or choose another `store.prefix`",
  ),
  rule(
    'rejected',
    false,
    'infrastructure',
    /refusing to allow .* workflow/i,
    'the token may not write commits that change workflows; use an App token with the `workflows` permission',
  ),
  rule(
    'rejected',
    false,
    'infrastructure',
    /GH006|protected (branch|ref|tag)|hook declined|deny ?(update|creat|delet)|prohibited by/i,
    'the server refuses this ref (a protected ref, or a hook of the server); ask who looks after the server, or choose another `store.prefix`',
  ),
  rule(
    'authentication',
    false,
    'infrastructure',
    /authentication failed|could not read (username|password)|permission denied \(|http basic: access denied|returned error: 401|terminal prompts disabled|invalid username or (password|token)|bad credentials|host key verification failed|no supported authentication/i,
    'the remote wants credentials: it got none, or a wrong or expired token; in Actions pass `token`, at a terminal log in (`gh auth login`, a credential helper, or `ssh-add`)',
  ),
  rule(
    'forbidden',
    false,
    'infrastructure',
    /returned error: 403|write access to repository not granted|permission to \S+ denied|denied to \S+|resource not accessible/i,
    'the credentials are known and may not do this; writing needs `permissions: contents: write` and is never granted to a pull request from a fork',
  ),
  rule(
    'unknown-remote',
    false,
    'usage',
    /'[^'/\\:]+' does not appear to be a git repository|no such remote/i,
    'there is no remote of this name; `git remote -v` lists those there are',
  ),
  rule(
    'not-found',
    false,
    'infrastructure',
    /repository not found|returned error: 404|repository '[^']*' (not found|does not exist)|does not appear to be a git repository|not our ref/i,
    'the remote does not have it, or the credentials may not see it (GitHub says "not found" for both)',
  ),
  rule(
    'not-a-repository',
    false,
    'usage',
    /not a git repository|must be run in a work tree/i,
    'this folder is not a checked-out git repository; run it in a clone, or `git init` first',
  ),
  rule(
    'missing-ref',
    false,
    'infrastructure',
    /couldn't find remote ref/i,
    'the ref is not there any more; another run may have deleted it',
  ),
  rule(
    'certificate',
    false,
    'infrastructure',
    /certificate (problem|verif)|self.signed certificate|server certificate verification failed/i,
    "the remote's TLS certificate is not trusted here; add your organisation's certificate (`git config http.sslCAInfo FILE`)",
  ),
  rule(
    'shallow',
    false,
    'infrastructure',
    /shallow update not allowed|shallow file has changed|--unshallow on a complete/i,
    'the clone is shallow and lacks the history that is needed; fetch more of it (`fetch-depth: 0` in actions/checkout)',
  ),
  rule(
    'lock',
    true,
    'infrastructure',
    /cannot lock ref|unable to create '[^']*\.lock'|failed to (update|lock) ref|another git process|reference already exists|incorrect old value/i,
    'another git command holds a lock; if none is running, delete the lock file that is named below',
  ),
  rule(
    'network',
    // It hung for a whole minute already; another three would not be a blip either.
    false,
    'infrastructure',
    /operation too slow|less than \d+ bytes\/sec/i,
    'the remote accepted the connection and then said nothing for too long; check the network, a proxy, and the status page of the server',
  ),
  rule(
    'network',
    true,
    'infrastructure',
    /could not resolve host|name resolution|connection (reset|refused|timed out|closed|was|aborted)|failed to connect|couldn't connect|early eof|unexpected disconnect|rpc failed|returned error: (5\d\d|408|429)|hung up unexpectedly|ssl_error|gnutls|ssl_read|empty reply|transfer closed|kex_exchange|network is unreachable|no route to host|could not read from remote|http\/2 stream|the requested url returned error: 0|bad band|unexpected (eof|end of)|invalid index-pack output/i,
    'the remote could not be reached, or the connection broke; check the network and the status page of the server',
  ),
];

const unknown: GitFault = { kind: 'unknown', passing: false, code: 'infrastructure', advice: '' };

/** The fault that git's words (stderr, in English) stand for. */
export function faultOf(stderr: string): GitFault {
  return rules.find(({ pattern }) => pattern.test(stderr)) ?? unknown;
}

function rule(
  kind: GitFault['kind'],
  passing: boolean,
  code: FailureCode,
  pattern: RegExp,
  advice: string,
): Rule {
  return { kind, passing, code, pattern, advice };
}
