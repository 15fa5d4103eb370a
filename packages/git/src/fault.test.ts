import { describe, expect, it } from 'vitest';
import { faultOf } from './fault.ts';

describe("git's words", () => {
  // As git 2.30 to 2.50, GitHub and OpenSSH print them.
  it.each([
    ["fatal: detected dubious ownership in repository at '/w'", 'dubious-ownership', false],
    ["fatal: unsafe repository ('/w' is owned by someone else)", 'dubious-ownership', false],
    ['fatal: not a git repository (or any of the parent directories): .git', 'not-a-repository', false],
    [
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      'authentication',
      false,
    ],
    [
      "remote: Invalid username or token.\nfatal: Authentication failed for 'https://github.com/a/b/'",
      'authentication',
      false,
    ],
    [
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      'authentication',
      false,
    ],
    ['Host key verification failed.\nfatal: Could not read from remote repository.', 'authentication', false],
    [
      "remote: Permission to a/b.git denied to github-actions[bot].\nfatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 403",
      'forbidden',
      false,
    ],
    [
      'remote: Write access to repository not granted.\nfatal: The requested URL returned error: 403',
      'forbidden',
      false,
    ],
    [
      "remote: Repository not found.\nfatal: repository 'https://github.com/a/b/' not found",
      'not-found',
      false,
    ],
    [
      "fatal: 'upstream' does not appear to be a git repository\nfatal: Could not read from remote repository.",
      'unknown-remote',
      false,
    ],
    ['remote: error: GH013: Repository rule violations found for refs/heads/x.', 'rejected', false],
    ['remote: error: GH006: Protected branch update failed for refs/heads/main.', 'rejected', false],
    ['! [remote rejected] (pre-receive hook declined)', 'rejected', false],
    [
      '! [remote rejected] (refusing to allow a GitHub App to create or update workflow `.github/workflows/x.yml` without `workflows` permission)',
      'rejected',
      false,
    ],
    ['fatal: write error: No space left on device', 'no-space', false],
    [
      "fatal: unable to access 'https://x/': SSL certificate problem: self-signed certificate",
      'certificate',
      false,
    ],
    ["fatal: couldn't find remote ref refs/weighbridge/x", 'missing-ref', false],
    ['! [remote rejected] (shallow update not allowed)', 'shallow', false],
    ["fatal: unable to access 'https://github.com/': Could not resolve host: github.com", 'network', true],
    ["fatal: unable to access 'https://x/': The requested URL returned error: 503", 'network', true],
    ["fatal: unable to access 'https://x/': The requested URL returned error: 429", 'network', true],
    ['error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: early EOF', 'network', true],
    [
      'error: RPC failed; curl 28 Operation too slow. Less than 1 bytes/sec transferred the last 60 seconds',
      'network',
      false,
    ],
    [
      'kex_exchange_identification: Connection closed by remote host\nfatal: Could not read from remote repository.',
      'network',
      true,
    ],
    ["! [remote rejected] (cannot lock ref 'refs/x': reference already exists)", 'lock', true],
    ["error: Unable to create '/r/packed-refs.lock': File exists.", 'lock', true],
    ['fatal: something new', 'unknown', false],
  ])('%s', (words, kind, passing) => {
    expect(faultOf(words)).toMatchObject({ kind, passing });
  });
});
