export const id = 820;
export const ids = [820];
export const modules = {

/***/ 2820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z6: () => (/* reexport */ check),
  UD: () => (/* reexport */ compare_compare),
  _3: () => (/* reexport */ evaluate),
  WE: () => (/* reexport */ explain),
  Gj: () => (/* reexport */ gate),
  et: () => (/* reexport */ plan),
  g1: () => (/* reexport */ record),
  XX: () => (/* reexport */ render),
  z8: () => (/* reexport */ report),
  eF: () => (/* reexport */ run),
  bq: () => (/* reexport */ verdictDocument),
  GF: () => (/* reexport */ writeJson)
});

// UNUSED EXPORTS: readVerdicts

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./packages/contract/build/index.js + 20 modules
var build = __webpack_require__(4355);
;// CONCATENATED MODULE: ./packages/git/build/create-commit.js

const identity = { name: 'Weighbridge', email: 'weighbridge@localhost' };
/**
 * Writes a commit without parents into the object store and gives its id. Nothing else changes: no ref, no index, no
 * file. The same content and date give the same id on every machine, so writing twice is the same as writing once.
 */
async function createCommit(git, { files, message, at }) {
    const entries = [];
    for (const { path, data } of files) {
        if (path === '' || path === '.' || path === '..' || /[/\0\n\t]/.test(path)) {
            throw new build/* Failure */.HR('usage', `${JSON.stringify(path)} cannot be the name of a file in a stored commit`);
        }
        const oid = await git.text({ args: ['hash-object', '-w', '--stdin', '--no-filters'], input: data });
        entries.push(`100644 blob ${oid}\t${path}\0`);
    }
    const tree = await git.text({ args: ['mktree', '-z'], input: Buffer.from(entries.join('')) });
    // The @ keeps git from taking a small number for something else.
    const date = `@${Math.floor(at.getTime() / 1_000)} +0000`;
    return git.text({
        args: ['commit-tree', '--no-gpg-sign', '-F', '-', tree],
        input: Buffer.from(message.endsWith('\n') ? message : `${message}\n`),
        extraEnv: {
            GIT_AUTHOR_NAME: identity.name,
            GIT_AUTHOR_EMAIL: identity.email,
            GIT_AUTHOR_DATE: date,
            GIT_COMMITTER_NAME: identity.name,
            GIT_COMMITTER_EMAIL: identity.email,
            GIT_COMMITTER_DATE: date,
        },
    });
}

;// CONCATENATED MODULE: ./packages/git/build/environment.js
/** Variables of git's own that a user sets on purpose; every other `GIT_*` belongs to whoever called us. */
const keptGitNames = new Set([
    'GIT_ASKPASS',
    'GIT_CEILING_DIRECTORIES',
    'GIT_CONFIG_GLOBAL',
    'GIT_CONFIG_NOSYSTEM',
    'GIT_CONFIG_SYSTEM',
    'GIT_DISCOVERY_ACROSS_FILESYSTEM',
    'GIT_EXEC_PATH',
    'GIT_PROXY_COMMAND',
    'GIT_PROXY_SSL_CAINFO',
    'GIT_SSH',
    'GIT_SSH_COMMAND',
    'GIT_SSH_VARIANT',
    'GIT_SSL_CAINFO',
    'GIT_SSL_CAPATH',
    'GIT_SSL_CERT',
    'GIT_SSL_KEY',
    'GIT_SSL_NO_VERIFY',
]);
/**
 * The environment of a git child: the user's, without what would point git at another repository or index (`GIT_DIR`
 * is set inside hooks, `GIT_INDEX_FILE` inside `git commit`), in English so that messages can be told apart, and
 * never asking at a terminal.
 */
function gitEnvironment(env, secretConfig = []) {
    const clean = {};
    for (const [name, value] of Object.entries(env)) {
        if (value === undefined)
            continue;
        if (name.startsWith('GIT_') && !keptGitNames.has(name))
            continue;
        clean[name] = value;
    }
    return {
        ...clean,
        ...configVariables([...inheritedConfig(env), ...secretConfig]),
        LC_ALL: 'C',
        LANGUAGE: 'C',
        GIT_TERMINAL_PROMPT: '0',
        GCM_INTERACTIVE: 'never',
        // Reading commands do not take the index lock that a command of the user may want at the same moment.
        GIT_OPTIONAL_LOCKS: '0',
        // refs/replace is local: with it, two clones of one commit could have different keys.
        GIT_NO_REPLACE_OBJECTS: '1',
    };
}
/** Entries the user handed in the same way (`safe.directory` in containers, for one). */
function inheritedConfig(env) {
    const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
    if (!Number.isInteger(count) || count < 1 || count > 1_000)
        return [];
    return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
        const key = env[`GIT_CONFIG_KEY_${index}`];
        return key === undefined ? [] : [[key, env[`GIT_CONFIG_VALUE_${index}`] ?? '']];
    });
}
function configVariables(entries) {
    const variables = {};
    if (entries.length === 0)
        return variables;
    variables['GIT_CONFIG_COUNT'] = String(entries.length);
    entries.forEach(([key, value], index) => {
        variables[`GIT_CONFIG_KEY_${index}`] = key;
        variables[`GIT_CONFIG_VALUE_${index}`] = value;
    });
    return variables;
}
/**
 * The same for git 2.30, which does not know `GIT_CONFIG_COUNT`: the variable by which `git -c` talks to its children,
 * in the quoting that every version reads.
 */
function oldGitConfigVariables(entries) {
    const quoted = entries.map(([key, value]) => `'${`${key}=${value}`.replaceAll("'", "'\\''")}'`);
    return quoted.length === 0 ? {} : { GIT_CONFIG_PARAMETERS: quoted.join(' ') };
}

;// CONCATENATED MODULE: ./packages/git/build/fault.js
// The first match decides: "the remote end hung up" and "could not read from remote" follow almost every other message.
const rules = [
    rule('no-space', false, 'infrastructure', /no space left on device|disk quota exceeded/i, 'the disk is full; free some space and run it again'),
    rule('dubious-ownership', false, 'usage', /dubious ownership|unsafe repository/i, 'the repository belongs to another user, so git refuses to work in it (usual in containers); run `git config --global --add safe.directory DIRECTORY` with the folder named below, or `"*"` in CI'),
    rule('rejected', false, 'infrastructure', /GH013|repository rule violations/i, "a ruleset of the repository refuses this push; let the token's app bypass the rule, use an App token, or choose another `store.prefix`"),
    rule('rejected', false, 'infrastructure', /refusing to allow .* workflow/i, 'the token may not write commits that change workflows; use an App token with the `workflows` permission'),
    rule('rejected', false, 'infrastructure', /GH006|protected (branch|ref|tag)|hook declined|deny ?(update|creat|delet)|prohibited by/i, 'the server refuses this ref (a protected ref, or a hook of the server); ask who looks after the server, or choose another `store.prefix`'),
    rule('authentication', false, 'infrastructure', /authentication failed|could not read (username|password)|permission denied \(|http basic: access denied|returned error: 401|terminal prompts disabled|invalid username or (password|token)|bad credentials|host key verification failed|no supported authentication/i, 'the remote wants credentials: it got none, or a wrong or expired token; in Actions pass `token`, at a terminal log in (`gh auth login`, a credential helper, or `ssh-add`)'),
    rule('forbidden', false, 'infrastructure', /returned error: 403|write access to repository not granted|permission to \S+ denied|denied to \S+|resource not accessible/i, 'the credentials are known and may not do this; writing needs `permissions: contents: write` and is never granted to a pull request from a fork'),
    rule('unknown-remote', false, 'usage', /'[^'/\\:]+' does not appear to be a git repository|no such remote/i, 'there is no remote of this name; `git remote -v` lists those there are'),
    rule('not-found', false, 'infrastructure', /repository not found|returned error: 404|repository '[^']*' (not found|does not exist)|does not appear to be a git repository|not our ref/i, 'the remote does not have it, or the credentials may not see it (GitHub says "not found" for both)'),
    rule('not-a-repository', false, 'usage', /not a git repository|must be run in a work tree/i, 'this folder is not a checked-out git repository; run it in a clone, or `git init` first'),
    rule('missing-ref', false, 'infrastructure', /couldn't find remote ref/i, 'the ref is not there any more; another run may have deleted it'),
    rule('certificate', false, 'infrastructure', /certificate (problem|verif)|self.signed certificate|server certificate verification failed/i, "the remote's TLS certificate is not trusted here; add your organisation's certificate (`git config http.sslCAInfo FILE`)"),
    rule('shallow', false, 'infrastructure', /shallow update not allowed|shallow file has changed|--unshallow on a complete/i, 'the clone is shallow and lacks the history that is needed; fetch more of it (`fetch-depth: 0` in actions/checkout)'),
    rule('lock', true, 'infrastructure', /cannot lock ref|unable to create '[^']*\.lock'|failed to (update|lock) ref|another git process|reference already exists|incorrect old value/i, 'another git command holds a lock; if none is running, delete the lock file that is named below'),
    rule('network', true, 'infrastructure', /could not resolve host|name resolution|connection (reset|refused|timed out|closed|was|aborted)|failed to connect|couldn't connect|early eof|unexpected disconnect|rpc failed|returned error: (5\d\d|408|429)|hung up unexpectedly|operation too slow|less than \d+ bytes\/sec|ssl_error|gnutls|ssl_read|empty reply|transfer closed|kex_exchange|network is unreachable|no route to host|could not read from remote|http\/2 stream|the requested url returned error: 0|bad band|unexpected (eof|end of)|invalid index-pack output/i, 'the remote could not be reached, or the connection broke; check the network and the status page of the server'),
];
const unknown = { kind: 'unknown', passing: false, code: 'infrastructure', advice: '' };
/** The fault that git's words (stderr, in English) stand for. */
function faultOf(stderr) {
    return rules.find(({ pattern }) => pattern.test(stderr)) ?? unknown;
}
function rule(kind, passing, code, pattern, advice) {
    return { kind, passing, code, pattern, advice };
}

;// CONCATENATED MODULE: ./packages/git/build/git-call.js
/** The subcommand, for messages. */
function commandName(call) {
    return call.args.find((arg, index) => !arg.startsWith('-') && call.args[index - 1] !== '-c') ?? 'command';
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./packages/git/build/redact.js
/**
 * Takes secrets out of what git says: the token as it is and as the header carries it, and what stands before the `@` of
 * a URL. Control characters go too, because a remote's words end up in terminals and logs.
 */
function redact(text, secrets) {
    let clean = text;
    for (const secret of secrets)
        if (secret !== '')
            clean = clean.replaceAll(secret, '***');
    return clean.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi, '$1***@').replace(controlCharacters, '');
}
// Everything below space but tab and line feed, DEL, and the C1 range.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed.
const controlCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** The forms in which a token can come back in a message. */
function secretForms(token) {
    if (token === undefined || token === '')
        return [];
    return [token, encodeURIComponent(token), basicCredentials(token)];
}
/** `x-access-token` is the user name that GitHub takes with any kind of token; other servers ignore it. */
function basicCredentials(token) {
    return Buffer.from(`x-access-token:${token}`).toString('base64');
}

;// CONCATENATED MODULE: ./packages/git/build/git-child.js





const maxStderrChars = 64 * 1_024;
/** Time between asking git to end, so that it removes its locks, and ending it for good. */
const graceMs = 2_000;
/**
 * Settings of the user that would change what our commands do or leave a process behind: hooks, background
 * maintenance, the file system monitor's daemon, signing and what follows a push.
 */
const ownConfig = [
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.quotePath=false',
    'gc.auto=0',
    'maintenance.auto=false',
    'submodule.recurse=false',
    'fetch.recurseSubmodules=false',
    'fetch.writeCommitGraph=false',
    'push.gpgSign=false',
    'push.followTags=false',
    'push.recurseSubmodules=no',
    'log.showSignature=false',
    'i18n.commitEncoding=UTF-8',
    'i18n.logOutputEncoding=UTF-8',
].flatMap((entry) => ['-c', entry]);
/** Starts a command; `done` rejects with a Failure where git could not be started, took too long or was stopped. */
function startGit(options, call) {
    if (options.signal?.aborted === true)
        throw new build/* Failure */.HR('infrastructure', `git ${commandName(call)} was stopped`);
    const cwd = call.cwd ?? options.cwd;
    const child = (0,external_node_child_process_.spawn)('git', [...ownConfig, ...call.args], {
        cwd,
        env: { ...gitEnvironment(options.env, call.secretConfig), ...call.extraEnv },
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
        // A group of its own: git's helpers (git-remote-https, ssh) end with it, not when their network does.
        detached: process.platform !== 'win32',
    });
    const stderr = collectStderr(child.stderr);
    let stopped;
    let grace;
    const stop = (reason) => {
        stopped ??= new build/* Failure */.HR('infrastructure', reason);
        endGroup(child, 'SIGTERM');
        grace ??= setTimeout(() => endGroup(child, 'SIGKILL'), graceMs);
    };
    const timer = setTimeout(() => stop(`git ${commandName(call)} took longer than ${options.timeoutMs / 1_000} s and was ended; check the network, or the server`), options.timeoutMs);
    const onAbort = () => stop(`git ${commandName(call)} was stopped`);
    options.signal?.addEventListener('abort', onAbort);
    const done = new Promise((resolve, reject) => {
        child.on('error', (cause) => reject(startFailure(cause, cwd)));
        child.on('close', (code, signal) => {
            if (stopped !== undefined)
                reject(stopped);
            else
                resolve({
                    code: code ?? 128,
                    stderr: redact(`${stderr()}${signal === null ? '' : `ended by ${signal}`}`, options.secrets),
                });
        });
    }).finally(() => {
        clearTimeout(timer);
        clearTimeout(grace);
        options.signal?.removeEventListener('abort', onAbort);
    });
    done.catch(() => undefined);
    feed(child.stdin, call.input).catch((cause) => {
        stop(`git ${commandName(call)} could not be given its input: ${cause instanceof Error ? cause.message : String(cause)}`);
    });
    return { stdout: child.stdout, done, end: () => endGroup(child, 'SIGTERM') };
}
async function feed(stdin, input) {
    // A command that ends without reading its input says why on stderr; the broken pipe adds nothing.
    let broken = false;
    stdin.on('error', () => {
        broken = true;
    });
    if (input instanceof Uint8Array)
        stdin.write(input);
    else if (input !== undefined) {
        for await (const chunk of input) {
            if (broken)
                return;
            if (!stdin.write(chunk))
                await drained(stdin);
        }
    }
    stdin.end();
}
/** Resolves when the stream takes more, or never will. */
function drained(stream) {
    return new Promise((resolve) => {
        const go = () => {
            stream.off('drain', go).off('close', go);
            resolve();
        };
        stream.on('drain', go).on('close', go);
        if (stream.destroyed)
            go();
    });
}
function collectStderr(stream) {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
        text = (text + chunk).slice(-maxStderrChars);
    });
    return () => text;
}
function endGroup(child, signal) {
    if (child.pid === undefined)
        return;
    try {
        if (process.platform === 'win32')
            child.kill(signal);
        else
            process.kill(-child.pid, signal);
    }
    catch {
        // It has ended by itself.
    }
}
function startFailure(cause, cwd) {
    const missing = 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
    return new build/* Failure */.HR('infrastructure', missing
        ? `git could not be started in ${cwd}: it is not on the PATH, or the folder is not there; install git 2.30 or newer`
        : `git could not be started: ${cause.message}`, { cause });
}

;// CONCATENATED MODULE: ./packages/git/build/git-failure.js



/** The failure that a command's stderr stands for, with its likely cause and git's own words. */
function gitFailure(options, call, stderr, what) {
    const fault = faultOf(stderr);
    const words = lastWords(stderr);
    const subject = what ?? `git ${commandName(call)} failed in ${call.cwd ?? options.cwd}`;
    return new build/* Failure */.HR(fault.code, `${subject}: ${fault.advice === '' ? '' : `${fault.advice}. `}${words === '' ? 'git gave no reason' : `git said: ${words}`}`);
}
/** The lines of stderr that say something, on one line; hints and progress left out. */
function lastWords(stderr) {
    const lines = stderr
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/^(hint:|remote:\s*$|warning: redirecting)/i.test(line));
    return lines.slice(-4).join(' | ').slice(-600);
}

;// CONCATENATED MODULE: ./packages/git/build/git-command.js




/** Listing a million files takes about 100 MB; more than this is no answer to any of our questions. */
const maxAnswerBytes = 512 * 1_048_576;
/** Runs a git command to its end. A non-zero exit is an answer; no git, a time-out or an abort is a Failure. */
async function runGit(options, call) {
    const running = startGit(options, call);
    const chunks = [];
    let size = 0;
    for await (const chunk of running.stdout) {
        size += chunk.length;
        if (size > (call.maxBytes ?? maxAnswerBytes)) {
            running.end();
            await running.done.catch(() => undefined);
            throw new build/* Failure */.HR('infrastructure', `git ${commandName(call)} answered with more than ${size} bytes; it was ended`);
        }
        chunks.push(chunk);
    }
    const { code, stderr } = await running.done;
    return { code, stdout: Buffer.concat(chunks, size), stderr };
}
/** Runs a git command and gives its stdout as it comes; throws a Failure at the end if the command failed. */
async function* streamGit(options, call) {
    const running = startGit(options, call);
    let finished = false;
    try {
        yield* running.stdout;
        const { code, stderr } = await running.done;
        finished = true;
        if (code !== 0)
            throw gitFailure(options, call, stderr);
    }
    finally {
        if (!finished)
            running.end();
        await running.done.catch(() => undefined);
    }
}

;// CONCATENATED MODULE: ./packages/git/build/remote-auth.js


/**
 * The token, as configuration entries for the one server it belongs to. It travels by environment into our own git
 * children only: never in argv, a URL, or a file.
 */
class RemoteAuth {
    #token;
    #run;
    #byRemote = new Map();
    #reading;
    #oldGit = false;
    constructor(token, run) {
        this.#token = token ?? '';
        this.#run = run;
    }
    /** Whether this git is older than 2.31 and reads configuration from another variable; known after the first answer. */
    get isOldGit() {
        return this.#oldGit;
    }
    forget() {
        this.#byRemote.clear();
        this.#reading = undefined;
    }
    forRemote(remote) {
        if (this.#token === '')
            return Promise.resolve([]);
        const known = this.#byRemote.get(remote) ?? this.#entries(remote);
        this.#byRemote.set(remote, known);
        return known;
    }
    /** Credentials of the remote that a partial clone fetches missing objects from; none elsewhere. */
    forReading() {
        if (this.#token === '')
            return Promise.resolve([]);
        this.#reading ??= this.#promisor().then((remote) => (remote === undefined ? [] : this.forRemote(remote)));
        return this.#reading;
    }
    async #promisor() {
        const { stdout } = await this.#run({ args: ['config', '--get-regexp', '^remote\\..*\\.promisor$'] });
        return /^remote\.(.+)\.promisor true$/m.exec(stdout.toString('utf8'))?.[1];
    }
    async #entries(remote) {
        const version = (await this.#run({ args: ['version'] })).stdout.toString('utf8');
        const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
        this.#oldGit = major < 2 || (major === 2 && minor < 31);
        // Fetching and pushing can have different URLs; a token goes to the server of either.
        const urls = await Promise.all([this.#url(remote, []), this.#url(remote, ['--push'])]);
        return [...new Set(urls.flatMap((url) => serverOf(url)))].flatMap((server) => this.#header(server));
    }
    async #url(remote, flags) {
        const { code, stdout } = await this.#run({ args: ['remote', 'get-url', ...flags, '--', remote] });
        return code === 0 ? stdout.toString('utf8').trim() : remote;
    }
    #header(server) {
        const key = `http.${server}/.extraheader`;
        return [
            // The empty entry takes away a header that actions/checkout left: two of them are refused by GitHub.
            [key, ''],
            [key, `AUTHORIZATION: basic ${basicCredentials(this.#token)}`],
            // With a token that is refused, no helper is asked: it could wait for a person.
            ['credential.helper', ''],
        ];
    }
}
/** `https://host:port` of an HTTP URL, nothing of other URLs (ssh and paths take no token). */
function serverOf(url) {
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
        return [];
    const { protocol, host, hostname } = new URL(url);
    const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
    if (protocol === 'http:' && !loopback) {
        throw new build/* Failure */.HR('usage', `the remote ${protocol}//${host} is not encrypted, so the token is not sent to it; use its https address`);
    }
    return [`${protocol}//${host}`];
}

;// CONCATENATED MODULE: ./packages/git/build/retry.js
const realTiming = {
    sleep: (ms, signal) => new Promise((resolve) => {
        const timer = setTimeout(done, ms);
        function done() {
            clearTimeout(timer);
            signal?.removeEventListener('abort', done);
            resolve();
        }
        signal?.addEventListener('abort', done);
    }),
    random: () => Math.random(),
};
/** Four tries wait 0.5, 1 and 2 s, plus or minus a half: a blip passes, an outage is told within seconds. */
const maxTries = 4;
const firstDelayMs = 500;
/** Waiting time after the given try (1-based): doubled each time, with jitter so that many runners do not meet again. */
function delayMs(tries, random) {
    return firstDelayMs * 2 ** (tries - 1) * (0.5 + random);
}
/** Runs `attempt` until its answer is final or the tries are used up; gives the last answer. */
async function retrying(attempt, timing, signal) {
    for (let tries = 1;; tries += 1) {
        const answer = await attempt(tries);
        if ('final' in answer)
            return answer.final;
        if (tries >= maxTries || signal?.aborted === true)
            return answer.passing;
        await timing.sleep(delayMs(tries, timing.random()), signal);
    }
}

;// CONCATENATED MODULE: ./packages/git/build/git.js






/** A connection that carries less than a byte a second for a minute is dead; curl ends it and it is tried again. */
const networkConfig = ['-c', 'http.lowSpeedLimit=1', '-c', 'http.lowSpeedTime=60'];
function createGit({ token, options, timing = realTiming }) {
    const auth = new RemoteAuth(token, (call) => runGit(options, call));
    const withAuth = (call, entries) => entries.length === 0
        ? call
        : {
            ...call,
            secretConfig: entries,
            extraEnv: {
                ...call.extraEnv,
                ...(auth.isOldGit ? oldGitConfigVariables(entries) : {}),
                GIT_ASKPASS: '',
            },
        };
    // Reading in a partial clone may fetch what is missing, so reading needs credentials there too.
    const local = async (call) => withAuth(call, await auth.forReading());
    const git = {
        cwd: options.cwd,
        signal: options.signal,
        timing,
        run: async (call) => runGit(options, await local(call)),
        async out(call) {
            const answer = await git.run(call);
            if (answer.code !== 0)
                throw gitFailure(options, call, answer.stderr);
            return answer.stdout;
        },
        text: async (call) => (await git.out(call)).toString('utf8').replace(/\n$/, ''),
        async *stream(call) {
            yield* streamGit(options, await local(call));
        },
        async tryRemote(remote, call) {
            const entries = await auth.forRemote(remote);
            return runGit(options, withAuth({ ...call, args: [...networkConfig, ...call.args] }, entries));
        },
        async remote(remote, call) {
            const answer = await retrying(async () => {
                const tried = await git.tryRemote(remote, call);
                return tried.code !== 0 && faultOf(tried.stderr).passing ? { passing: tried } : { final: tried };
            }, timing, options.signal);
            if (answer.code !== 0)
                throw gitFailure(options, call, answer.stderr, remoteSubject(call, remote));
            return answer.stdout;
        },
        failure: (call, stderr, what) => gitFailure(options, call, stderr, what),
        forget: () => auth.forget(),
    };
    return git;
}
function remoteSubject(call, remote) {
    return `git ${call.args.find((arg) => !arg.startsWith('-'))} with the remote ${JSON.stringify(remote)} failed`;
}

;// CONCATENATED MODULE: ./packages/git/build/path-name.js
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/**
 * A path as text. git's paths are bytes; those that are not UTF-8 are given in git's own quoting
 * (`"caf\351.txt"`, quotes included), which is the same on every machine and loses nothing.
 */
function pathText(bytes) {
    try {
        return strictUtf8.decode(bytes);
    }
    catch {
        return quotePath(bytes);
    }
}
/** C-style quoting as `git hash-object --stdin-paths` reads it: safe for line breaks, quotes and any byte. */
function quotePath(bytes) {
    let quoted = '"';
    for (const byte of bytes) {
        if (byte === 0x22 || byte === 0x5c)
            quoted += `\\${String.fromCharCode(byte)}`;
        else if (byte >= 0x20 && byte < 0x7f)
            quoted += String.fromCharCode(byte);
        else
            quoted += `\\${byte.toString(8).padStart(3, '0')}`;
    }
    return `${quoted}"`;
}
/** The pieces of a NUL-separated list; the last NUL ends it. */
function splitNul(data) {
    const pieces = [];
    let start = 0;
    for (let end = data.indexOf(0); end !== -1; end = data.indexOf(0, start)) {
        pieces.push(data.subarray(start, end));
        start = end + 1;
    }
    if (start < data.length)
        pieces.push(data.subarray(start));
    return pieces;
}
/** Orders by UTF-16 units, the same on every machine (git orders by bytes, and folders otherwise than files). */
function byPath(a, b) {
    return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

;// CONCATENATED MODULE: ./packages/git/build/read-commit.js


/** A commit of ours has a handful of files; a tree of more than this many bytes is not one of ours. */
const maxTreeBytes = 1_048_576;
/**
 * What an object holds, if it is a commit that is here: its parents and the entries of its uppermost tree, unchecked.
 * Undefined where it is something else. Nothing of the content is read yet.
 */
async function readCommit(git, oid) {
    if (!/^[0-9a-f]{40,64}$/.test(oid))
        throw new build/* Failure */.HR('usage', `${JSON.stringify(oid)} is not an object id`);
    const commit = await git.run({ args: ['cat-file', 'commit', oid], maxBytes: maxTreeBytes });
    // `cat-file commit` follows a tag to its commit, so the type is asked for too.
    const type = await git.run({ args: ['cat-file', '-t', oid] });
    if (commit.code !== 0 || type.stdout.toString('latin1').trim() !== 'commit')
        return undefined;
    const header = commit.stdout.toString('latin1').split('\n\n', 1)[0] ?? '';
    const tree = /^tree ([0-9a-f]+)$/m.exec(header)?.[1] ?? '';
    const parents = [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap((match) => match[1] ?? []);
    const listing = await git.out({
        args: ['ls-tree', '-l', '-z', '--full-tree', tree],
        maxBytes: maxTreeBytes,
    });
    return { tree, parents, entries: splitNul(listing).map(treeEntry) };
}
/** `<mode> <type> <oid> <size, padded, or ->\t<path>` */
function treeEntry(entry) {
    const tab = entry.indexOf(0x09);
    const [mode = '', , oid = '', size = ''] = Buffer.from(entry.subarray(0, tab))
        .toString('latin1')
        .split(/ +/);
    return {
        path: pathText(entry.subarray(tab + 1)),
        mode,
        oid,
        size: /^\d+$/.test(size) ? Number(size) : undefined,
    };
}
/** Whether the object is here, without asking a remote (git before 2.44 may ask one in a partial clone). */
async function hasObject(git, oid) {
    if (!/^[0-9a-f]{40,64}$/.test(oid))
        return false;
    const { code } = await git.run({ args: ['cat-file', '-e', oid], extraEnv: { GIT_NO_LAZY_FETCH: '1' } });
    return code === 0;
}
/** The bytes of a blob. Throws a Failure beyond `maxBytes`. */
function readBlob(git, oid, maxBytes) {
    return git.out({ args: ['cat-file', 'blob', oid], maxBytes });
}
/** The same as they come, for what should not be held in memory. */
function streamBlob(git, oid) {
    return git.stream({ args: ['cat-file', 'blob', oid] });
}

;// CONCATENATED MODULE: ./packages/git/build/remote-refs.js
/**
 * Refs of the remote whose full name begins with one of the prefixes (all, if there is none), in one call.
 * Throws a Failure with the likely cause.
 */
async function lsRemote(git, remote, prefixes) {
    // git matches patterns at the end of names too, so the answer is looked through again.
    const patterns = prefixes.flatMap((prefix) => [prefix, `${prefix}*`]);
    const data = await git.remote(remote, { args: ['ls-remote', '--refs', '--', remote, ...patterns] });
    return data
        .toString('utf8')
        .split('\n')
        .flatMap((line) => {
        const [oid = '', ref = ''] = line.split('\t');
        const wanted = prefixes.length === 0 || prefixes.some((prefix) => ref.startsWith(prefix));
        return wanted && /^[0-9a-f]{40,64}$/.test(oid) && ref !== 'HEAD' ? [{ ref, oid }] : [];
    });
}
/**
 * Brings objects here by ref name or full object id, in one call. No ref, no FETCH_HEAD and no configuration changes; a
 * full clone stays full (no depth is passed), and a partial clone gets these objects whole.
 */
async function fetchObjects(git, remote, wanted) {
    if (wanted.length === 0)
        return;
    await git.remote(remote, {
        args: ['fetch', ...quietFetch, '--no-filter', '--refmap=', '--', remote, ...wanted],
    });
}
/** A fetch that brings objects only. `--no-auto-maintenance` is `--no-auto-gc` before git 2.29. */
const quietFetch = [
    '--quiet',
    '--no-tags',
    '--no-prune',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-gc',
];

;// CONCATENATED MODULE: ./packages/git/build/revisions.js

/** The full commit id of a revision; undefined if there is none of that name here. Safe with any text. */
async function revParse(git, rev) {
    if (rev === '' || /[\0\n]/.test(rev))
        return undefined;
    const { code, stdout } = await git.run({
        args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{commit}`],
    });
    // git 2.30 prints `--end-of-options` itself before the answer.
    const sha = stdout.toString('utf8').trim().split('\n').at(-1) ?? '';
    return code === 0 && /^[0-9a-f]{40,64}$/.test(sha) ? sha : undefined;
}
/** The same; a revision that is not there is a Failure that names it. */
async function requireCommit(git, rev) {
    const sha = await revParse(git, rev);
    if (sha !== undefined)
        return sha;
    throw new build/* Failure */.HR('usage', `there is no commit ${JSON.stringify(rev)} in ${git.cwd}; if it is on the remote, fetch it (\`fetch-depth: 0\` in actions/checkout fetches all history)`);
}
/** The best common ancestor; undefined if there is none (in a shallow clone: none that is here). */
async function mergeBase(git, a, b) {
    const [left, right] = await Promise.all([requireCommit(git, a), requireCommit(git, b)]);
    const call = { args: ['merge-base', left, right] };
    const { code, stdout, stderr } = await git.run(call);
    if (code === 0)
        return stdout.toString('utf8').trim().split('\n')[0];
    if (code === 1)
        return undefined;
    throw git.failure(call, stderr);
}
/** The commit itself and its first parents, newest first, at most `max`. */
async function firstParents(git, rev, max) {
    const sha = await requireCommit(git, rev);
    const format = '--format=%H%n%P%n%ct%n%s';
    const text = await git.text({
        args: [
            'log',
            '--first-parent',
            '-z',
            `--max-count=${max}`,
            format,
            '--no-show-signature',
            '--no-color',
            sha,
        ],
    });
    return text
        .split('\0')
        .filter((entry) => entry !== '')
        .map((entry) => {
        const [id = '', parents = '', seconds = '', subject = ''] = entry.split('\n');
        return {
            sha: id,
            parents: parents === '' ? [] : parents.split(' '),
            at: new Date(Number(seconds) * 1_000),
            subject,
        };
    });
}
/** The parents that stand in the commit itself, so also those that a shallow clone does not have. */
async function parentsOf(git, rev) {
    const text = await git.text({ args: ['cat-file', 'commit', await requireCommit(git, rev)] });
    const header = text.slice(0, text.indexOf('\n\n'));
    return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap((match) => match[1] ?? []);
}
/** The branch that is checked out; undefined on a detached HEAD. */
async function currentBranch(git) {
    const { code, stdout } = await git.run({ args: ['symbolic-ref', '--quiet', '--short', 'HEAD'] });
    return code === 0 ? stdout.toString('utf8').trim() : undefined;
}
/** Whether history ends here before it began. */
async function isShallow(git) {
    return (await git.text({ args: ['rev-parse', '--is-shallow-repository'] })) === 'true';
}
/** Names of the remotes, `origin` first where there is one. */
async function remotes(git) {
    const names = (await git.text({ args: ['remote'] })).split('\n').filter((name) => name !== '');
    return names.sort((a, b) => Number(b === 'origin') - Number(a === 'origin'));
}

;// CONCATENATED MODULE: ./packages/git/build/history.js




/**
 * Makes sure that the commits, and in a shallow clone all history, are here, so that merge bases and first parents can
 * be told. A full clone is only given commits that it lacks and stays as it is.
 *
 * In a shallow clone it fetches history with `--filter=tree:0`: commits only, some hundred bytes each; git fetches trees
 * and files later, where they are asked for, and notes the remote as their source in the clone's configuration. A server
 * that cannot filter sends everything, which is slower and as right. `commits` are full ids.
 */
async function ensureHistory(git, remote, commits = []) {
    const present = await Promise.all(commits.map((commit) => hasObject(git, commit)));
    const missing = commits.filter((_, index) => present[index] !== true);
    if (!(await isShallow(git)))
        return fetchObjects(git, remote, missing);
    // The commit that is checked out: its history is what a shallow clone lacks.
    const head = await git.text({ args: ['rev-parse', '--verify', 'HEAD'] });
    await unshallow(git, remote, [...new Set([...missing, head])]);
    git.forget();
}
async function unshallow(git, remote, commits) {
    const flags = ['fetch', ...quietFetch, '--filter=tree:0', '--unshallow', '--refmap='];
    const byId = { args: [...flags, '--', remote, ...commits] };
    const answer = await git.tryRemote(remote, byId);
    if (answer.code === 0)
        return;
    // Servers of old allow no commits by id, and a commit made here is on no server: then history comes by its branches.
    const { kind } = faultOf(answer.stderr);
    const idRefused = kind === 'not-found' || /unadvertised object|not our ref|not a valid/i.test(answer.stderr);
    if (!idRefused) {
        await git.remote(remote, byId);
        return;
    }
    const branches = await lsRemote(git, remote, ['refs/heads/']);
    const input = Buffer.from(branches.map(({ ref }) => `${ref}\n`).join(''));
    await git.remote(remote, { args: [...flags, '--stdin', '--', remote], input });
}

;// CONCATENATED MODULE: ./packages/git/build/push-command.js


/** Pushes once. Each update has a lease: the server refuses it if the ref is not what is expected. */
async function pushOnce(git, remote, updates, atomic) {
    const flags = ['--porcelain', '--no-verify', '--no-progress', ...(atomic ? ['--atomic'] : [])];
    const leases = updates.map(({ ref, expect }) => `--force-with-lease=${ref}:${expect === 'absent' ? '' : expect}`);
    const specs = updates.map(({ ref, oid }) => `${oid ?? ''}:${ref}`);
    const call = { args: ['push', ...flags, ...leases, '--', remote, ...specs] };
    const { code, stdout, stderr } = await git.tryRemote(remote, call);
    const lines = parsePorcelain(stdout.toString('utf8'));
    const refusals = [...lines.values()].filter(({ flag }) => flag === '!').map(({ summary }) => summary);
    const fault = faultOf([stderr, ...refusals].join('\n'));
    return {
        ok: code === 0,
        passing: fault.passing,
        outcome: (ref) => outcomeOf(lines.get(ref)),
        reason(ref) {
            const own = lines.get(ref)?.summary ?? '';
            const rest = lastWords(stderr.replace(/^error: failed to push some refs.*$/m, ''));
            const said = [own, rest].filter((part) => part !== '').join(' | ');
            return `${fault.advice === '' ? '' : `${fault.advice}. `}git said: ${said}`;
        },
    };
}
/** `<flag>\t<from>:<to>\t<summary> (<reason>)`, by the ref on the remote. */
function parsePorcelain(text) {
    const lines = new Map();
    for (const line of text.split('\n')) {
        const [flag = '', refs = '', summary = ''] = line.split('\t');
        if (summary !== '')
            lines.set(refs.slice(refs.indexOf(':') + 1), { flag, summary });
    }
    return lines;
}
function outcomeOf(line) {
    if (line?.flag === '=')
        return 'unchanged';
    if (line?.flag === '!')
        return line.summary.startsWith('[remote failure]') ? 'unknown' : 'refused';
    return line === undefined ? 'unknown' : 'changed';
}

;// CONCATENATED MODULE: ./packages/git/build/push-refs.js



/**
 * Pushes refs by compare-and-swap, with leases. Faults that may pass are tried again; after each fault the remote is
 * asked what it holds, so a push whose answer was lost counts as done. Results are in the order of `updates`.
 */
async function pushRefs(git, remote, updates, options = {}) {
    const atomic = options.atomic === true;
    const results = new Map();
    // Refs of which a try may have been carried out although its answer was lost.
    const perhapsOurs = new Set();
    let open = updates;
    return retrying(async () => {
        const answer = await pushOnce(git, remote, open, atomic);
        const now = answer.ok ? undefined : await held(git, remote, open);
        for (const update of open) {
            if (answer.passing && answer.outcome(update.ref) === 'unknown')
                perhapsOurs.add(update.ref);
            results.set(update.ref, resultOf(update, answer, now, perhapsOurs));
        }
        const rejected = open.filter(({ ref }) => results.get(ref)?.status === 'rejected');
        // A deletion of what is gone already can make git give up the whole push: the others are tried without it.
        const left = open.filter(({ oid, ref }) => oid !== null || now?.has(ref) === true);
        const again = answer.passing || left.length < open.length;
        const lost = atomic && open.some(({ ref }) => results.get(ref)?.status === 'stale');
        open = atomic ? left : rejected;
        const all = updates.flatMap(({ ref }) => results.get(ref) ?? []);
        return rejected.length > 0 && again && !lost ? { passing: all } : { final: all };
    }, git.timing, git.signal);
}
/** What the remote holds of these refs. */
async function held(git, remote, updates) {
    const names = updates.map(({ ref }) => ref);
    return new Map((await lsRemote(git, remote, names)).map(({ ref, oid }) => [ref, oid]));
}
/** `now` is what the remote holds after a push that failed; it tells apart: done after all, somebody else was first, refused. */
function resultOf(update, answer, now, perhapsOurs) {
    const { ref, oid, expect } = update;
    const there = now === undefined ? oid : (now.get(ref) ?? null);
    if (there === oid) {
        const ours = answer.outcome(ref) === 'changed' || perhapsOurs.has(ref);
        return { ref, status: ours ? doneStatus(update) : 'unchanged', oid, reason: '' };
    }
    if (there !== (expect === 'absent' ? null : expect))
        return { ref, status: 'stale', oid: there, reason: '' };
    return { ref, status: 'rejected', oid: there, reason: answer.reason(ref) };
}
function doneStatus({ oid, expect }) {
    if (oid === null)
        return 'deleted';
    return expect === 'absent' ? 'created' : 'updated';
}

;// CONCATENATED MODULE: ./packages/git/build/read-file.js



/** A file of the size of a policy or a suite; more is asked for by name. */
const defaultMaxFileBytes = 256 * 1_048_576;
/**
 * A file of a commit, symbolic links followed inside the tree. Undefined if there is no such file, or if it is a folder
 * or a submodule. Throws a Failure where it is larger than `maxBytes`, before reading it.
 */
async function readFile(git, commit, path, maxBytes = defaultMaxFileBytes) {
    const clean = external_node_path_.posix.normalize(path);
    if (clean.startsWith('../') || clean.startsWith('/') || /[\0\n]/.test(clean))
        return undefined;
    const sha = await requireCommit(git, commit);
    const input = Buffer.from(`${sha}:${clean}\n`);
    const header = await git.text({ args: ['cat-file', '--batch-check', '--follow-symlinks'], input });
    const found = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(header.split('\n')[0] ?? '');
    if (found === null)
        return undefined;
    const [, oid = '', size = ''] = found;
    if (Number(size) > maxBytes) {
        throw new build/* Failure */.HR('usage', `${clean} in commit ${sha.slice(0, 12)} has ${size} bytes; at most ${maxBytes} are read`);
    }
    return git.out({ args: ['cat-file', 'blob', oid], maxBytes });
}

;// CONCATENATED MODULE: ./packages/git/build/tree-files.js


/**
 * All files of a commit with git's object ids: blobs, symbolic links (id of the link's text) and submodules (the
 * commit they are at). Equal to `workingFiles` of a clean checkout.
 */
async function treeFiles(git, commit) {
    const sha = await requireCommit(git, commit);
    const data = await git.out({ args: ['ls-tree', '-r', '-z', '--full-tree', sha] });
    return splitNul(data).map(treeFile).sort(byPath);
}
/** `<mode> <type> <oid>\t<path>` */
function treeFile(entry) {
    const tab = entry.indexOf(0x09);
    const [mode = '', , oid = ''] = Buffer.from(entry.subarray(0, tab)).toString('latin1').split(' ');
    return { path: pathText(entry.subarray(tab + 1)), oid, executable: mode === '100755' };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./packages/git/build/status.js
/** Fields of an entry before its path, by its first character: ordinary, unmerged, untracked. */
const fieldsBefore = { '1': 8, u: 10, '?': 1 };
/** Reads the entries; renames are not asked for, so every entry is one piece. */
function parseStatus(pieces) {
    return pieces.flatMap((piece) => {
        const kind = String.fromCharCode(piece[0] ?? 0);
        const count = fieldsBefore[kind];
        if (count === undefined)
            return [];
        const start = afterSpaces(piece, count);
        const fields = Buffer.from(piece.subarray(0, start)).toString('latin1').split(' ');
        const path = piece.subarray(start);
        if (kind === '?')
            return [{ path, tracked: false, inWorkTree: true, mode: undefined }];
        const inWorkTree = kind === 'u' || fields[1]?.[1] !== '.';
        return [{ path, tracked: true, inWorkTree, mode: kind === 'u' ? fields[6] : fields[5] }];
    });
}
function afterSpaces(piece, count) {
    let at = 0;
    for (let seen = 0; seen < count; seen += 1)
        at = piece.indexOf(0x20, at) + 1;
    return at;
}

;// CONCATENATED MODULE: ./packages/git/build/working-files.js





/** Files under it that are not tracked are our own output, whether or not .gitignore names it. */
const ownFolder = '.weighbridge/';
/**
 * What is in the working tree: tracked files and those that are neither tracked nor ignored, each with the object id
 * that its content would have in a commit. Only changed and new files are read; the others are known from the index.
 */
async function workingFiles(git) {
    const [index, status] = await Promise.all([
        git.out({ args: ['ls-files', '--stage', '-z'] }),
        git.out({
            args: [
                'status',
                '--porcelain=v2',
                '-z',
                '--untracked-files=all',
                '--no-renames',
                '--ignored=no',
                '--ignore-submodules=untracked',
            ],
        }),
    ]);
    const entries = parseStatus(splitNul(status)).filter(({ tracked, path }) => tracked || !pathText(path).startsWith(ownFolder));
    const changed = entries.filter(({ inWorkTree }) => inWorkTree);
    const files = new Map();
    for (const entry of splitNul(index))
        addIndexFile(files, entry);
    for (const { path } of changed)
        files.delete(pathText(path));
    for (const file of await currentFiles(git, changed))
        files.set(file.path, file);
    return { files: [...files.values()].sort(byPath), dirty: entries.length > 0 };
}
/** `<mode> <oid> <stage>\t<path>` */
function addIndexFile(files, entry) {
    const tab = entry.indexOf(0x09);
    const [mode = '', oid = ''] = Buffer.from(entry.subarray(0, tab)).toString('latin1').split(' ');
    const path = pathText(entry.subarray(tab + 1));
    files.set(path, { path, oid, executable: mode === '100755' });
}
async function currentFiles(git, changed) {
    if (changed.length === 0)
        return [];
    const format = await git.text({ args: ['rev-parse', '--show-object-format'] });
    const modes = await git.text({
        args: ['config', '--type=bool', '--default=true', '--get', 'core.fileMode'],
    });
    const files = [];
    const regular = [];
    for (const { path, mode } of changed) {
        const bytes = path.at(-1) === 0x2f ? path.subarray(0, -1) : path;
        const full = Buffer.concat([Buffer.from(`${git.cwd}/`), bytes]);
        // Synchronous: twenty thousand new files take a tenth of the time that as many promises take.
        const stat = (0,external_node_fs_.lstatSync)(full, { throwIfNoEntry: false });
        if (stat === undefined)
            continue;
        const add = (oid) => files.push({ path: pathText(bytes), oid, executable: false });
        if (stat.isSymbolicLink())
            add(blobId(format, (0,external_node_fs_.readlinkSync)(full, { encoding: 'buffer' })));
        else if (stat.isDirectory())
            (await submoduleCommit(git, full.toString())).forEach(add);
        else if (stat.isFile()) {
            const tracked = mode !== undefined && mode !== '120000' && mode !== '160000';
            regular.push({
                bytes,
                executable: tracked ? mode === '100755' : modes === 'true' && (stat.mode & 0o100) !== 0,
            });
        }
    }
    const oids = await hashFiles(git, regular.map(({ bytes }) => bytes));
    return [
        ...files,
        ...regular.map(({ bytes, executable }, index) => ({
            path: pathText(bytes),
            oid: oids[index] ?? '',
            executable,
        })),
    ];
}
/** Through git, so that line endings, LFS and other filters count as they would in a commit. */
async function hashFiles(git, paths) {
    if (paths.length === 0)
        return [];
    const call = {
        args: ['hash-object', '--stdin-paths'],
        input: Buffer.from(`${paths.map(quotePath).join('\n')}\n`),
    };
    const { code, stdout, stderr } = await git.run(call);
    const oids = stdout.toString('latin1').trim().split('\n');
    if (code === 0 && oids.length === paths.length)
        return oids;
    const at = paths[code === 0 ? 0 : oids.filter((oid) => oid !== '').length];
    const name = at === undefined ? 'a file' : pathText(at);
    throw new build/* Failure */.HR('usage', `${name} could not be read while the working tree was looked at; if it changed meanwhile, run it again. git said: ${stderr.trim()}`);
}
function blobId(format, data) {
    return (0,external_node_crypto_.createHash)(format === 'sha256' ? 'sha256' : 'sha1')
        .update(`blob ${data.length}\0`)
        .update(data)
        .digest('hex');
}
/** The commit that a submodule, or a repository inside the working tree, is at; nothing if it has none yet. */
async function submoduleCommit(git, path) {
    // A folder that took a file's place is no repository; git would answer with the one around it.
    if ((0,external_node_fs_.lstatSync)(`${path}/.git`, { throwIfNoEntry: false }) === undefined)
        return [];
    const { code, stdout } = await git.run({ args: ['rev-parse', '--verify', '--quiet', 'HEAD'], cwd: path });
    return code === 0 ? [stdout.toString('utf8').trim()] : [];
}

;// CONCATENATED MODULE: ./packages/git/build/repository.js












const defaultTimeoutMs = 120_000;
/** Opens the repository that a folder is in. Throws a Failure if it is in none, or git is not installed. */
async function openRepository(dir, options = {}) {
    const at = (cwd) => createGit({
        token: options.token,
        timing: options.timing,
        options: {
            cwd,
            env: options.env ?? process.env,
            timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
            secrets: secretForms(options.token),
            signal: options.signal,
        },
    });
    const root = await at(dir).text({ args: ['rev-parse', '--show-toplevel'] });
    if (root === '')
        throw new build/* Failure */.HR('usage', `${dir} is inside a .git folder; run it in the working tree`);
    const git = at(root);
    return {
        root,
        revParse: (rev) => revParse(git, rev),
        mergeBase: (a, b) => mergeBase(git, a, b),
        firstParents: (rev, max) => firstParents(git, rev, max),
        parents: (rev) => parentsOf(git, rev),
        currentBranch: () => currentBranch(git),
        remotes: () => remotes(git),
        isShallow: () => isShallow(git),
        ensureHistory: (remote, commits) => ensureHistory(git, remote, commits),
        treeFiles: (commit) => treeFiles(git, commit),
        workingFiles: () => workingFiles(git),
        readFile: (commit, path, maxBytes) => readFile(git, commit, path, maxBytes),
        lsRemote: (remote, prefixes) => lsRemote(git, remote, prefixes),
        fetchObjects: (remote, wanted) => fetchObjects(git, remote, wanted),
        hasObject: (oid) => hasObject(git, oid),
        readCommit: (oid) => readCommit(git, oid),
        readBlob: (oid, maxBytes) => readBlob(git, oid, maxBytes),
        streamBlob: (oid) => streamBlob(git, oid),
        createCommit: (commit) => createCommit(git, commit),
        pushRefs: (remote, updates, pushOptions) => pushRefs(git, remote, updates, pushOptions),
    };
}

;// CONCATENATED MODULE: ./packages/git/build/index.js


;// CONCATENATED MODULE: ./packages/results/build/quoted.js
const maxQuotedChars = 80;
// Control characters beyond JSON's own, zero-width and bidirectional marks: they would change how a terminal shows the line.
const invisible = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** Text from a file as it may stand in a message: in quotes, on one line, bounded, nothing invisible in it. */
function quoted(text) {
    const cut = text.length > maxQuotedChars ? `${text.slice(0, maxQuotedChars)}…` : text;
    return JSON.stringify(cut).replace(invisible, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

;// CONCATENATED MODULE: ./packages/results/build/bad-json.js

// Tokens that Python and others write where JSON has no word for it.
const foreign = /^(?:-?(?:NaN|nan|Infinity|inf)|None|True|False|undefined)\b/;
// Enough for a person, and a file of long lines that are all wrong is still read quickly.
const maxExplainedChars = 4_096;
const oneRow = 'expected one object a line, such as {"id": "ex-17", "metrics": {"correct": 1}}';
/** Why a line is not JSON, with the column where that can be told; `expected` is said where nothing better is known. */
function explainBadJson(line, expected = oneRow) {
    const text = line.slice(0, maxExplainedChars);
    let key = '';
    for (let at = 0; at < text.length; at++) {
        const char = text[at];
        if (char === '"') {
            const end = endOfString(text, at);
            if (end === -1 && text.length < line.length)
                break;
            if (end === -1)
                return `not JSON: the text that starts in column ${at + 1} has no closing quote`;
            if (/^\s*:/.test(text.slice(end + 1, end + 20)))
                key = text.slice(at + 1, end);
            at = end;
            continue;
        }
        const token = foreign.exec(text.slice(at, at + 12))?.[0];
        if (token !== undefined)
            return explainToken(token, key, at + 1);
        if (char !== undefined && /\w/.test(char))
            at = endOfWord(text, at);
    }
    if (text.trimStart().startsWith("'") || /^\s*\{\s*'/.test(text)) {
        return 'not JSON: texts and keys stand in double quotes';
    }
    return `not JSON: ${expected}`;
}
function explainToken(token, key, column) {
    const named = key === '' ? '' : ` of ${quoted(key)}`;
    if (/nan|inf/i.test(token)) {
        return `the value${named} in column ${column} is ${token}, which is no number; leave the metric out, or say why in "error"`;
    }
    return `not JSON: the value${named} in column ${column} is ${token}; JSON writes null, true and false`;
}
function endOfString(text, start) {
    for (let at = start + 1; at < text.length; at++) {
        if (text[at] === '\\')
            at++;
        else if (text[at] === '"')
            return at;
    }
    return -1;
}
function endOfWord(text, start) {
    let at = start;
    while (at + 1 < text.length && /\w/.test(text[at + 1] ?? ''))
        at++;
    return at;
}

;// CONCATENATED MODULE: ./packages/results/build/limits.js
/**
 * Bounds that keep a damaged or hostile file from taking the machine with it. They lie far above what real suites
 * need; a file beyond one of them is refused with a sentence that names the bound.
 */
/** Rows of all files together. V8's Map ends at 2^24 entries, so distinct ids have to stay below that. */
const maxRows = 10_000_000;
/** Different names under `metrics`. */
const maxMetrics = 1_000;
/** Different names under `slices`. */
const maxSliceKeys = 100;
/** Different values of one slice key: a slice with more is an id in disguise. */
const maxSliceValues = 10_000;
/** Columns of a CSV file. */
const maxCsvColumns = 2_000;
/** Bytes that columns, ids and kept texts may take, estimated while reading: 3 GiB. */
const maxHeldBytes = 3 * 2 ** 30;
/** Bytes of one file after decompression, so that a gzip bomb ends: 32 GiB. */
const maxSourceBytes = 32 * 2 ** 30;
/** Longest line or record of an examples file: examples may carry images in base64. 64 MiB. */
const maxExampleBytes = 64 * 2 ** 20;
/** Problems that one failure spells out; the rest are counted. */
const maxListedProblems = 20;
/** Longest name of a metric or slice key, as in the schema of a row. */
const maxNameChars = 200;

;// CONCATENATED MODULE: ./packages/results/build/row-check.js



const knownKeys = new Set([
    'id',
    'repeat',
    'metrics',
    'slices',
    'cluster',
    'label',
    'prediction',
    'error',
    'example',
]);
const exampleKeyPattern = /^[0-9a-f]{12}$/;
/**
 * Whether a parsed line is a row. Accepts exactly what `rowSchema` of the contract accepts (a test holds the two together), many times
 * faster and with sentences of its own.
 */
function checkRow(value) {
    if (!isRecord(value))
        return { ok: false, mistakes: ['expected a JSON object with "id" and "metrics"'] };
    const mistakes = [];
    for (const key of Object.keys(value)) {
        if (!knownKeys.has(key))
            mistakes.push(`unknown key ${quoted(key)}`);
    }
    checkId(value['id'], mistakes);
    if (value['repeat'] !== undefined &&
        !(Number.isSafeInteger(value['repeat']) && Number(value['repeat']) >= 0)) {
        mistakes.push('"repeat" must be a whole number from 0');
    }
    checkMetrics(value['metrics'], mistakes);
    if (value['slices'] !== undefined)
        checkSlices(value['slices'], mistakes);
    for (const key of ['cluster', 'label', 'prediction']) {
        if (value[key] !== undefined)
            checkText(`"${key}"`, value[key], mistakes);
    }
    const error = value['error'];
    if (error !== undefined && error !== null && typeof error !== 'string') {
        mistakes.push('"error" must be text or null');
    }
    const example = value['example'];
    if (example !== undefined && !(typeof example === 'string' && exampleKeyPattern.test(example))) {
        mistakes.push('"example" must be 12 hexadecimal digits');
    }
    return mistakes.length === 0 ? { ok: true, row: value } : { ok: false, mistakes };
}
function checkId(id, mistakes) {
    if (id === undefined)
        mistakes.push('"id" is missing');
    else if (typeof id === 'number')
        mistakes.push(`"id" must be text: write "${id}" in quotes`);
    else if (id === '')
        mistakes.push('"id" is empty');
    else
        checkText('"id"', id, mistakes);
}
function checkMetrics(metrics, mistakes) {
    if (metrics === undefined) {
        mistakes.push('"metrics" is missing');
        return;
    }
    if (!isRecord(metrics)) {
        mistakes.push('"metrics" must be an object of numbers by name');
        return;
    }
    for (const name of Object.keys(metrics)) {
        const value = metrics[name];
        checkName('metric', name, mistakes);
        if (typeof value !== 'number') {
            mistakes.push(`metric ${quoted(name)} must be a number, got ${kindOf(value)}; leave it out where it was not measured`);
        }
        else if (!Number.isFinite(value)) {
            mistakes.push(`metric ${quoted(name)} is too large for a number`);
        }
    }
}
function checkSlices(slices, mistakes) {
    if (!isRecord(slices)) {
        mistakes.push('"slices" must be an object of texts by name');
        return;
    }
    for (const name of Object.keys(slices)) {
        checkName('slice', name, mistakes);
        checkText(`slice ${quoted(name)}`, slices[name], mistakes);
    }
}
function checkName(what, name, mistakes) {
    if (name === '')
        mistakes.push(`the name of a ${what} is empty`);
    if (name.length > maxNameChars) {
        mistakes.push(`the name of ${what} ${quoted(name)} is longer than ${maxNameChars} characters`);
    }
}
function checkText(what, value, mistakes) {
    if (typeof value !== 'string')
        mistakes.push(`${what} must be text, got ${kindOf(value)}`);
    else if (value.length > build/* maxFieldChars */.s5)
        mistakes.push(`${what} is longer than ${build/* maxFieldChars */.s5} characters`);
}
function kindOf(value) {
    if (value === null)
        return 'null';
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'string')
        return 'text';
    return typeof value === 'object' ? 'an object' : `${typeof value} ${String(value)}`;
}
/** Whether a JSON value is an object, neither list nor null. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./packages/results/build/row-problems.js


/** What is wrong with the rows read so far: the first problems in full, the rest counted. */
class RowProblems {
    listed = [];
    files = new Map();
    total = 0;
    get count() {
        return this.total;
    }
    add(file, line, message) {
        this.total++;
        if (this.listed.length >= maxListedProblems)
            return;
        const known = this.files.get(file) ?? this.files.size;
        this.files.set(file, known);
        this.listed.push({ file: known, line: line ?? 0, problem: { message, where: placeOf(file, line) } });
    }
    /** Adds a problem that makes reading on pointless, and throws what is known. */
    stop(file, line, message) {
        if (this.listed.length >= maxListedProblems)
            this.listed.length = maxListedProblems - 1;
        this.add(file, line, message);
        throw this.failure();
    }
    /** Throws all problems as one Failure, if there are any. */
    throwIfAny() {
        if (this.total > 0)
            throw this.failure();
    }
    failure() {
        const more = this.total - this.listed.length;
        const rest = more === 0 ? [] : [{ message: `and ${more.toLocaleString('en-US')} more` }];
        const inOrder = this.listed.sort((a, b) => a.file - b.file || a.line - b.line);
        return new build/* Failure */.HR('rows', [...inOrder.map(({ problem }) => problem), ...rest]);
    }
}
/** One refusal of a whole file. */
function refusal(file, message, cause) {
    return new build/* Failure */.HR('rows', message, { where: { file }, ...(cause === undefined ? {} : { cause }) });
}
function placeOf(file, line) {
    return line === undefined ? { file } : { file, line };
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./packages/results/build/source-bytes.js





const gunzipChunkBytes = 256 * 1024;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
/**
 * The text bytes of a source: gzip (known by its first bytes, also of several members) is unpacked, a UTF-8 byte order mark is
 * left out. Throws a Failure for a missing file, a damaged or cut gzip, UTF-16 text and more than `maxSourceBytes`.
 */
async function* sourceBytes(source) {
    let total = 0;
    let head = Buffer.alloc(0);
    for await (const chunk of unpacked(source)) {
        total += chunk.length;
        if (total > maxSourceBytes) {
            throw refusal(source.name, `the file holds more than ${maxSourceBytes / 2 ** 30} GiB after decompression`);
        }
        if (head === undefined) {
            yield chunk;
            continue;
        }
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        if (head.length < byteOrderMark.length)
            continue;
        const first = withoutMark(source, head);
        head = undefined;
        if (first.length > 0)
            yield first;
    }
    if (head !== undefined && head.length > 0)
        yield withoutMark(source, head);
}
function withoutMark(source, head) {
    const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
    if (utf16)
        throw refusal(source.name, 'the file is UTF-16 text; write it as UTF-8');
    return head.subarray(0, 3).equals(byteOrderMark) ? head.subarray(3) : head;
}
async function* unpacked(source) {
    const raw = rawBytes(source);
    const start = [];
    let length = 0;
    while (length < 2) {
        const next = await raw.next();
        if (next.done)
            break;
        start.push(next.value);
        length += next.value.length;
    }
    const first = start.length === 1 && start[0] !== undefined ? start[0] : Buffer.concat(start);
    const all = followedBy(first, raw);
    if (first[0] === 0x1f && first[1] === 0x8b)
        yield* gunzipped(source, all);
    else if (source.name.endsWith('.gz') && first.length > 0) {
        throw refusal(source.name, 'the file is not gzip, though its name says so');
    }
    else
        yield* all;
}
async function* gunzipped(source, packed) {
    const gunzip = (0,external_node_zlib_.createGunzip)({ chunkSize: gunzipChunkBytes });
    const input = external_node_stream_.Readable.from(packed, { objectMode: true });
    input.on('error', (error) => gunzip.destroy(error));
    input.pipe(gunzip);
    try {
        for await (const chunk of gunzip)
            yield chunk;
    }
    catch (error) {
        if (error instanceof build/* Failure */.HR)
            throw error;
        const cut = codeOf(error) === 'Z_BUF_ERROR';
        const what = cut
            ? 'the gzip file ends too early; was it cut while being written or copied?'
            : 'the gzip file is damaged';
        throw refusal(source.name, what, error);
    }
    finally {
        input.destroy();
        gunzip.destroy();
    }
}
async function* followedBy(first, rest) {
    if (first.length > 0)
        yield first;
    yield* rest;
}
async function* rawBytes(source) {
    try {
        for await (const chunk of source.open()) {
            if (chunk.length > 0) {
                yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
            }
        }
    }
    catch (error) {
        throw unreadable(source.name, error);
    }
}
/** Why a file cannot be read, as a Failure; anything that is no fault of the file system is passed on. */
function unreadable(name, error) {
    const code = codeOf(error);
    if (error instanceof build/* Failure */.HR || code === undefined)
        return error;
    if (code === 'ENOENT' || code === 'ENOTDIR')
        return refusal(name, 'there is no such file', error);
    if (code === 'EISDIR')
        return refusal(name, 'this is a folder, not a file', error);
    if (code === 'EACCES' || code === 'EPERM')
        return refusal(name, 'no permission to read this file', error);
    return new build/* Failure */.HR('infrastructure', `the file cannot be read (${code})`, {
        cause: error,
        where: { file: name },
    });
}
function codeOf(error) {
    if (!(error instanceof Error) || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}

;// CONCATENATED MODULE: ./packages/results/build/aggregates.js






const maxAggregateBytes = 2 ** 20;
const expected = 'expected {"metrics": {"auc": 0.913}}';
/** Numbers without rows: `{"metrics": {"auc": 0.913}}`. Throws a Failure `rows` with everything that is wrong. */
async function readAggregates(source) {
    const value = await parsed(source);
    if (!isRecord(value) || !isRecord(value['metrics']))
        throw refusal(source.name, expected);
    const problems = new RowProblems();
    const refuse = (message) => problems.add(source.name, undefined, message);
    for (const key of Object.keys(value)) {
        if (key !== 'metrics')
            refuse(`unknown key ${quoted(key)}; ${expected}`);
    }
    const metrics = new Map();
    const names = Object.keys(value['metrics']);
    if (names.length === 0)
        refuse('"metrics" is empty');
    if (names.length > maxMetrics)
        refuse(`more than ${maxMetrics.toLocaleString('en-US')} metrics`);
    for (const name of names) {
        const number = value['metrics'][name];
        if (name === '' || name.length > maxNameChars) {
            refuse(`the name of metric ${quoted(name)} must have 1 to ${maxNameChars} characters`);
        }
        else if (typeof number !== 'number' || !Number.isFinite(number)) {
            refuse(`metric ${quoted(name)} must be a finite number`);
        }
        else
            metrics.set(name, number + 0);
    }
    problems.throwIfAny();
    return metrics;
}
async function parsed(source) {
    const chunks = [];
    let length = 0;
    for await (const chunk of sourceBytes(source)) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > maxAggregateBytes)
            throw refusal(source.name, 'aggregates of more than 1 MiB');
    }
    const text = Buffer.concat(chunks).toString('utf8');
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw refusal(source.name, explainBadJson(text, expected), error);
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./packages/results/build/growing.js
const firstCapacity = 1_024;
/** A Float64Array that grows by doubling; places that were never set read as NaN. */
class GrowingFloats {
    data = new Float64Array(0);
    held;
    constructor(held) {
        this.held = held;
    }
    set(index, value) {
        if (index >= this.data.length)
            this.grow(index);
        this.data[index] = value;
    }
    at(index) {
        return this.data[index] ?? Number.NaN;
    }
    grow(index) {
        const before = this.data;
        const capacity = grownCapacity(before.length, index);
        this.held.take(capacity * 8);
        this.data = new Float64Array(capacity);
        this.data.set(before);
        this.data.fill(Number.NaN, before.length);
        this.held.giveBack(before.byteLength);
    }
}
/** An Int32Array that grows by doubling; places that were never set read as `empty`. */
class GrowingInts {
    data = new Int32Array(0);
    held;
    empty;
    constructor(held, empty = 0) {
        this.held = held;
        this.empty = empty;
    }
    set(index, value) {
        if (index >= this.data.length)
            this.grow(index);
        this.data[index] = value;
    }
    at(index) {
        return this.data[index] ?? this.empty;
    }
    grow(index) {
        const before = this.data;
        const capacity = grownCapacity(before.length, index);
        this.held.take(capacity * 4);
        this.data = new Int32Array(capacity);
        this.data.set(before);
        if (this.empty !== 0)
            this.data.fill(this.empty, before.length);
        this.held.giveBack(before.byteLength);
    }
}
function grownCapacity(length, index) {
    return Math.max(firstCapacity, length * 2, index + 1);
}

;// CONCATENATED MODULE: ./packages/results/build/held-bytes.js

/** How much memory columns and ids take. It is asked before memory is taken, so a hostile file is refused and nothing falls over. */
class HeldBytes {
    held = 0;
    refuse;
    constructor(refuse) {
        this.refuse = refuse;
    }
    take(bytes) {
        this.held += bytes;
        if (this.held > maxHeldBytes) {
            this.refuse(`ids and columns up to here need more than ${maxHeldBytes / 2 ** 30} GiB of memory`);
        }
    }
    giveBack(bytes) {
        this.held -= bytes;
    }
}

;// CONCATENATED MODULE: ./packages/results/build/example-index.js







// An id in a list and two maps, and its key.
const bytesPerExample = 200;
/** Which examples a file has, and where in it each stands; the examples themselves are not kept. */
class ExampleIndex {
    ids = [];
    keys = new Map();
    held = new HeldBytes((sentence) => this.problems.stop(this.file, undefined, sentence));
    starts = new GrowingFloats(this.held);
    lengths = new GrowingFloats(this.held);
    /** Bytes that come before all examples when they are written: the header of a CSV. */
    header = undefined;
    problems = new RowProblems();
    lines = new GrowingFloats(this.held);
    places = new Map();
    file;
    idField;
    constructor(file, idField) {
        this.file = file;
        this.idField = idField;
    }
    /** Number of the example with this id. */
    placeOf(id) {
        return this.places.get(id);
    }
    /** Takes in one example; returns what is wrong with it. */
    add(record, line, start, length) {
        if (!isRecord(record))
            return 'expected an object, one example a line';
        const value = Object.hasOwn(record, this.idField) ? record[this.idField] : undefined;
        const mistake = this.idMistake(value, record);
        if (mistake !== undefined)
            return mistake;
        const id = String(value);
        const known = this.places.get(id);
        if (known !== undefined)
            return `the id ${quoted(id)} stands in line ${this.lines.at(known)} already`;
        const place = this.ids.length;
        if (place >= maxRows) {
            this.problems.stop(this.file, line, `more than ${maxRows.toLocaleString('en-US')} examples`);
        }
        try {
            this.keys.set(id, (0,build/* exampleKey */.uE)(record));
        }
        catch (error) {
            return keyMistake(record, error);
        }
        this.held.take(bytesPerExample + id.length);
        this.ids.push(id);
        this.places.set(id, place);
        this.lines.set(place, line);
        this.starts.set(place, start);
        this.lengths.set(place, length);
        return undefined;
    }
    idMistake(value, record) {
        const field = quoted(this.idField);
        if (value === undefined) {
            const names = Object.keys(record).slice(0, 10).map(quoted).join(', ');
            return `the id field ${field} is missing; this example has ${names === '' ? 'no fields' : names}`;
        }
        if (typeof value !== 'string' && typeof value !== 'number') {
            return `the id field ${field} must be text or a number`;
        }
        if (value === '')
            return `the id field ${field} is empty`;
        const tooLong = String(value).length > build/* maxFieldChars */.s5;
        return tooLong ? `the id field ${field} is longer than ${build/* maxFieldChars */.s5} characters` : undefined;
    }
}
/** Why an example has no content key. Passes on what is no fault of the example. */
function keyMistake(record, error) {
    // The engine's way of saying that its stack is full.
    if (error instanceof RangeError)
        return 'the example is nested too deeply';
    if (allFinite(record))
        throw error;
    return 'the example holds a number that is too large for JSON readers to agree on';
}
function allFinite(value) {
    if (typeof value === 'number')
        return Number.isFinite(value);
    return typeof value !== 'object' || value === null || Object.values(value).every(allFinite);
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./packages/results/build/csv-fields.js
/** The fields of one CSV record (RFC 4180: quotes around a field, doubled within), or undefined where text follows a closing quote. */
function csvFields(record) {
    const text = record.endsWith('\r') ? record.slice(0, -1) : record;
    if (!text.includes('"'))
        return text.split(',');
    const fields = [];
    let at = 0;
    for (;;) {
        if (text[at] === '"') {
            const end = closingQuote(text, at);
            fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
            at = end + 1;
            if (at < text.length && text[at] !== ',')
                return undefined;
        }
        else {
            const comma = text.indexOf(',', at);
            const end = comma === -1 ? text.length : comma;
            fields.push(text.slice(at, end));
            at = end;
        }
        if (at >= text.length)
            return fields;
        at++;
    }
}
function closingQuote(text, start) {
    for (let at = start + 1;; at += 2) {
        at = text.indexOf('"', at);
        if (at === -1)
            return text.length;
        if (text[at + 1] !== '"')
            return at;
    }
}

;// CONCATENATED MODULE: ./packages/results/build/csv-splitter.js
const lineBreak = 10;
const quote = 34;
const comma = 44;
// Where in a record a byte stands.
const fieldStart = 0;
const plain = 1;
const inQuotes = 2;
const afterQuote = 3;
/**
 * Splits chunks of CSV into records: line breaks in quoted fields do not end one. Blank lines come as empty records. It is our own because examples are
 * written out again byte for byte from where they stand; with `csvFields` it is also 2.5 times as fast as csv-parse (0.55 s against 1.4 s
 * a million records of six fields), and a test holds the two to the same answers.
 */
class CsvSplitter {
    sink;
    maxBytes;
    carry = [];
    carried = 0;
    state = fieldStart;
    line = 1;
    lineBreaks = 0;
    offset = 0;
    constructor(sink, maxBytes) {
        this.sink = sink;
        this.maxBytes = maxBytes;
    }
    feed(chunk) {
        let start = 0;
        let state = this.state;
        for (let at = 0; at < chunk.length; at++) {
            const byte = chunk[at];
            if (byte === lineBreak) {
                this.lineBreaks++;
                if (state === inQuotes)
                    continue;
                this.keep(chunk.subarray(start, at));
                this.state = fieldStart;
                this.emit(false);
                this.offset++;
                start = at + 1;
                state = fieldStart;
            }
            else if (state === inQuotes) {
                if (byte === quote)
                    state = afterQuote;
            }
            else if (byte === quote)
                state = state === plain ? plain : inQuotes;
            else
                state = byte === comma ? fieldStart : plain;
        }
        this.state = state;
        this.keep(chunk.subarray(start));
    }
    end() {
        if (this.carried > 0)
            this.emit(this.state === inQuotes);
    }
    keep(part) {
        this.offset += part.length;
        this.carried += part.length;
        if (this.carried > this.maxBytes)
            this.carry = [];
        else if (part.length > 0)
            this.carry.push(part);
    }
    emit(open) {
        const length = this.carried;
        if (length > this.maxBytes)
            this.sink.tooLong(this.line);
        else {
            const [first] = this.carry;
            const bytes = this.carry.length === 1 && first !== undefined ? first : Buffer.concat(this.carry);
            this.sink.record(bytes, this.line, open, this.offset - length);
        }
        this.carry = [];
        this.carried = 0;
        this.line += this.lineBreaks;
        this.lineBreaks = 0;
    }
}

;// CONCATENATED MODULE: ./packages/results/build/csv-columns.js







const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const truth = /^(?:true|false)$/i;
const notANumber = /^[+-]?(?:nan|inf|infinity)$/i;
/** Columns that are read as the field of a row with the same name. */
const csvRowColumns = new Set([
    'repeat',
    'label',
    'prediction',
    'error',
    'cluster',
]);
/**
 * What the columns of CSV files are, by name, looking at every value of all of them: numbers, true or false make a metric;
 * other texts a slice; texts too long or too many for a slice are free text, which is not read. A metric that the policy names is one in any
 * case, so that a text in it is refused and not taken for a slice.
 */
class CsvColumns {
    kinds = new Map();
    values = new Map();
    metrics;
    constructor(metrics) {
        this.metrics = metrics;
    }
    /** undefined: the column is empty. */
    kindOf(name) {
        return this.kinds.get(name);
    }
    /** Looks at one file. Its mistakes are left for the reading proper, save those that make reading impossible. */
    async look(source, id) {
        let header;
        const seen = (name, text) => this.see(name, text);
        const records = new CsvSplitter({
            record(bytes, line) {
                if (bytes.length === 0 || (bytes.length === 1 && bytes[0] === 13))
                    return;
                const fields = csvFields(bytes.toString('utf8'));
                if (header === undefined)
                    header = checkHeader(source.name, line, fields, id);
                else if (fields?.length === header.length) {
                    for (let at = 0; at < fields.length; at++) {
                        const name = header[at] ?? '';
                        if (name !== id)
                            seen(name, fields[at] ?? '');
                    }
                }
            },
            tooLong(line) {
                if (header === undefined)
                    throw refusal(source.name, `line ${line} is too long for a header`);
            },
        }, build/* maxLineBytes */.YW);
        for await (const chunk of sourceBytes(source))
            records.feed(chunk);
        records.end();
    }
    see(name, text) {
        if (text === '' || name === '' || csvRowColumns.has(name))
            return;
        const kind = this.kinds.get(name);
        if (kind === 'free text')
            return;
        if (this.metrics.has(name))
            this.kinds.set(name, 'metric');
        else if (kind !== 'slice' && csvNumber(text) !== undefined)
            this.kinds.set(name, 'metric');
        else
            this.seeText(name, text);
    }
    seeText(name, text) {
        const values = this.values.get(name) ?? new Set();
        values.add(text);
        this.values.set(name, values);
        const free = text.length > build/* maxFieldChars */.s5 || values.size > maxSliceValues;
        this.kinds.set(name, free ? 'free text' : 'slice');
        if (free)
            this.values.set(name, new Set());
    }
}
/** A cell as a number; NaN for what means "not a number", undefined for text. */
function csvNumber(text) {
    if (number.test(text))
        return Number(text);
    if (truth.test(text))
        return text.length === 4 ? 1 : 0;
    return notANumber.test(text) ? Number.NaN : undefined;
}
/** The names in a header; throws a Failure where columns cannot be told apart, or the id column is missing. */
function checkHeader(file, line, fields, id) {
    const header = fields?.map((name) => name.trim());
    const where = `line ${line}, the header:`;
    if (header === undefined)
        throw refusal(file, `${where} text follows a closing quote`);
    if (header.length > maxCsvColumns)
        throw refusal(file, `${where} more than ${maxCsvColumns} columns`);
    const double = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
    if (double !== undefined)
        throw refusal(file, `${where} two columns are named ${quoted(double)}`);
    const long = header.find((name) => name.length > maxNameChars);
    if (long !== undefined) {
        throw refusal(file, `${where} the name ${quoted(long)} is longer than ${maxNameChars} characters`);
    }
    if (!header.includes(id)) {
        const names = header.slice(0, 20).map(quoted).join(', ');
        throw refusal(file, `${where} no column is named ${quoted(id)}; the columns are ${names}`);
    }
    return header;
}

;// CONCATENATED MODULE: ./packages/results/build/line-splitter.js
const line_splitter_lineBreak = 10;
/** Splits chunks into lines, holding no more than one line beside the chunk. */
class line_splitter_LineSplitter {
    sink;
    maxBytes;
    carry = [];
    carried = 0;
    skipping = false;
    lineNumber = 1;
    offset = 0;
    constructor(sink, maxBytes) {
        this.sink = sink;
        this.maxBytes = maxBytes;
    }
    feed(chunk) {
        let start = 0;
        if (this.carried > 0 || this.skipping) {
            const end = chunk.indexOf(line_splitter_lineBreak);
            if (end === -1) {
                this.keep(chunk);
                return;
            }
            this.keep(chunk.subarray(0, end));
            this.endCarried(false);
            this.offset++;
            start = end + 1;
        }
        const sink = this.sink;
        while (start < chunk.length) {
            const next = sink.fast === undefined ? -1 : sink.fast(chunk, start, this.lineNumber);
            if (next !== -1 && next - start <= this.maxBytes) {
                this.lineNumber++;
                this.offset += next - start;
                start = next;
                continue;
            }
            const end = chunk.indexOf(line_splitter_lineBreak, start);
            if (end === -1) {
                this.keep(chunk.subarray(start));
                return;
            }
            if (end - start > this.maxBytes)
                sink.tooLong(this.lineNumber);
            else
                sink.line(chunk.subarray(start, end), this.lineNumber, false, this.offset);
            this.lineNumber++;
            this.offset += end + 1 - start;
            start = end + 1;
        }
    }
    /** The file ended: hands over what stands after the last line break. */
    end() {
        if (this.carried > 0 || this.skipping)
            this.endCarried(true);
    }
    keep(part) {
        this.offset += part.length;
        this.carried += part.length;
        if (this.carried > this.maxBytes) {
            this.skipping = true;
            this.carry = [];
        }
        else if (!this.skipping && part.length > 0)
            this.carry.push(part);
    }
    endCarried(cut) {
        const length = this.carried;
        if (this.skipping)
            this.sink.tooLong(this.lineNumber);
        else
            this.sink.line(Buffer.concat(this.carry), this.lineNumber, cut, this.offset - length);
        this.carry = [];
        this.carried = 0;
        this.skipping = false;
        this.lineNumber++;
    }
}

;// CONCATENATED MODULE: ./packages/results/build/own-property.js
/** Sets a property of the object itself, whatever it is named: `__proto__` is a name like any other in a file. */
function setOwn(record, name, value) {
    if (name !== '__proto__')
        record[name] = value;
    else
        Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

;// CONCATENATED MODULE: ./packages/results/build/example-reader.js










const readBytes = 1024 * 1024;
const byteOrderMarkBytes = 3;
const example_reader_expected = 'expected one example a line, as a JSON object';
const tooLong = `the example is longer than ${maxExampleBytes / 2 ** 20} MiB`;
/** Fills the index from a JSONL or CSV file; mistakes go to the index's problems. `file` is what messages call it. */
async function indexExamples(path, file, format, idField, index) {
    const refuse = (line, mistake) => {
        if (mistake !== undefined)
            index.problems.add(file, line, mistake);
    };
    const splitter = format === 'csv' ? csvSplitter(file, idField, index, refuse) : jsonlSplitter(index, refuse);
    try {
        for await (const chunk of (0,external_node_fs_.createReadStream)(path, { highWaterMark: readBytes }))
            splitter.feed(chunk);
    }
    catch (error) {
        throw unreadable(file, error);
    }
    splitter.end();
}
function jsonlSplitter(index, refuse) {
    const read = (bytes, line, cut, offset) => {
        const skipped = markBytes(bytes, line);
        if (!(0,external_node_buffer_.isUtf8)(bytes))
            return 'not valid UTF-8';
        const text = bytes.toString('utf8', skipped);
        if (text.trim() === '')
            return undefined;
        let record;
        try {
            record = JSON.parse(text);
        }
        catch {
            return cut ? 'the file ends in the middle of an example' : explainBadJson(text, example_reader_expected);
        }
        return index.add(record, line, offset + skipped, bytes.length - skipped);
    };
    return new line_splitter_LineSplitter({
        line: (bytes, line, cut, offset) => refuse(line, read(bytes, line, cut, offset)),
        tooLong: (line) => refuse(line, tooLong),
    }, maxExampleBytes);
}
function csvSplitter(file, idField, index, refuse) {
    let header;
    const read = (bytes, line, open, offset) => {
        if (bytes.length === 0 || (bytes.length === 1 && bytes[0] === 13))
            return undefined;
        if (open)
            return 'the file ends within the quotes of a field of this record';
        if (!(0,external_node_buffer_.isUtf8)(bytes))
            return 'not valid UTF-8';
        const skipped = markBytes(bytes, line);
        const fields = csvFields(bytes.toString('utf8', skipped));
        if (header === undefined) {
            header = checkHeader(file, line, fields, idField);
            // A copy: a view would keep its whole chunk alive.
            index.header = Buffer.from(bytes.subarray(skipped));
            return undefined;
        }
        if (fields === undefined)
            return 'text follows a closing quote';
        if (fields.length !== header.length) {
            return `${fields.length} fields where the header has ${header.length} columns`;
        }
        const example = {};
        for (let at = 0; at < header.length; at++)
            setOwn(example, header[at] ?? '', fields[at] ?? '');
        return index.add(example, line, offset, bytes.length);
    };
    return new CsvSplitter({
        record: (bytes, line, open, offset) => refuse(line, read(bytes, line, open, offset)),
        tooLong: (line) => refuse(line, tooLong),
    }, maxExampleBytes);
}
/** Bytes of a UTF-8 byte order mark at the start of the file. */
function markBytes(bytes, line) {
    const marked = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return marked ? byteOrderMarkBytes : 0;
}

;// CONCATENATED MODULE: ./packages/results/build/row-source.js

const row_source_readBytes = 512 * 1024;
/** A file on disk; `name` is what messages call it. */
function fileSource(path, name = path) {
    return { name, open: () => (0,external_node_fs_.createReadStream)(path, { highWaterMark: row_source_readBytes }) };
}
/** Bytes that are at hand, or that a function delivers anew each time. */
function bytesSource(name, chunks) {
    if (typeof chunks === 'function')
        return { name, open: chunks };
    const list = chunks instanceof Uint8Array ? [chunks] : [...chunks];
    return {
        name,
        open: async function* () {
            yield* list;
        },
    };
}
/** The format that a name's ending says; undefined where it says none. */
function formatOf(name) {
    const plain = name.toLowerCase().replace(/\.gz$/, '');
    if (plain.endsWith('.csv'))
        return 'csv';
    return plain.endsWith('.jsonl') || plain.endsWith('.ndjson') ? 'jsonl' : undefined;
}

;// CONCATENATED MODULE: ./packages/results/build/temp-file.js

const maxAttempts = 1_000;
/** Opens a new file in the folder of `path`. */
async function openTempFile(path) {
    const { handle, name } = await openUnused(path);
    let done = false;
    return {
        async write(bytes) {
            let written = 0;
            while (written < bytes.length)
                written += (await handle.write(bytes, written)).bytesWritten;
        },
        async commit() {
            await handle.close();
            await (0,promises_.rename)(name, path);
            done = true;
        },
        async discard() {
            if (done)
                return;
            done = true;
            await handle.close().catch(() => undefined);
            await (0,promises_.rm)(name, { force: true });
        },
    };
}
async function openUnused(path) {
    for (let attempt = 0;; attempt++) {
        const name = `${path}.partial-${attempt}`;
        try {
            return { handle: await (0,promises_.open)(name, 'wx'), name };
        }
        catch (error) {
            const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
            if (!taken || attempt >= maxAttempts)
                throw error;
        }
    }
}

;// CONCATENATED MODULE: ./packages/results/build/example-file.js










const flushBytes = 1024 * 1024;
const example_file_lineBreak = Buffer.from('\n');
/**
 * Reads the ids and content keys of a suite's examples (.jsonl or .csv).
 *
 * @throws Failure `rows` with every mistake (the first 20 in full), each with file and line
 */
async function readExamples(path, options = {}) {
    const file = options.name ?? path;
    const format = path.endsWith('.gz') ? undefined : (formatOf(path) ?? formatOf(file));
    if (format === undefined)
        throw refusal(file, 'examples are a .jsonl or .csv file');
    const idField = options.id ?? 'id';
    const before = await fingerprint(path, file);
    const index = new ExampleIndex(file, idField);
    await indexExamples(path, file, format, idField, index);
    index.problems.throwIfAny();
    const write = async (target, ids) => {
        const places = ids.map((id) => {
            const place = index.placeOf(id);
            if (place === undefined)
                throw refusal(file, `no example has the id ${quoted(id)}`);
            return place;
        });
        if ((await fingerprint(path, file)) !== before) {
            throw new build/* Failure */.HR('infrastructure', 'the file changed while its examples were chosen; start again', {
                where: { file },
            });
        }
        await writeExamples(path, target, index, places);
    };
    return { path, ids: index.ids, keys: index.keys, write };
}
async function writeExamples(path, target, index, places) {
    const source = await (0,promises_.open)(path, 'r');
    const file = await openTempFile(target).catch(async (error) => {
        await source.close();
        throw error;
    });
    try {
        let parts = index.header === undefined ? [] : [index.header, example_file_lineBreak];
        let held = 0;
        for (const place of places) {
            const bytes = readAt(source.fd, index.starts.at(place), index.lengths.at(place));
            parts.push(bytes, example_file_lineBreak);
            held += bytes.length;
            if (held < flushBytes)
                continue;
            await file.write(Buffer.concat(parts));
            parts = [];
            held = 0;
        }
        await file.write(Buffer.concat(parts));
        await file.commit();
    }
    finally {
        await source.close();
        await file.discard();
    }
}
/** Synchronous, as one of a million small reads: asynchronous ones take ten times as long. */
function readAt(file, start, length) {
    const bytes = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
        const count = (0,external_node_fs_.readSync)(file, bytes, read, length - read, start + read);
        if (count === 0)
            throw new Error('the examples file became shorter while it was read');
        read += count;
    }
    return bytes;
}
/** Size and time of change: enough to see that places in a file no longer hold. */
async function fingerprint(path, file) {
    try {
        const { size, mtimeMs } = await (0,promises_.stat)(path);
        return `${size} ${mtimeMs}`;
    }
    catch (error) {
        throw unreadable(file, error);
    }
}

;// CONCATENATED MODULE: ./packages/results/build/must-pass.js





const maxMustPassBytes = 16 * 2 ** 20;
/** Ids of a must-pass list: one a line, blank lines and lines that start with `#` are left out. Throws a Failure `config`. */
async function readMustPass(path) {
    return (await readMustPassList(path)).map(({ id }) => id);
}
/** The same with places, so that ids that no example has can be pointed at. */
async function readMustPassList(path) {
    let bytes;
    try {
        bytes = await (0,promises_.readFile)(path);
    }
    catch (error) {
        throw unreadable(path, error);
    }
    return parseMustPass(path, bytes);
}
/** The same from bytes, as they come from git; `file` is what messages call them. An id that is listed twice counts once. */
function parseMustPass(file, bytes) {
    if (bytes.length > maxMustPassBytes)
        throw refused(file, undefined, 'a must-pass list of more than 16 MiB');
    if (!(0,external_node_buffer_.isUtf8)(bytes))
        throw refused(file, undefined, 'not valid UTF-8');
    const text = Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\ufeff/, '');
    const ids = new Map();
    for (const [at, line] of text.split('\n').entries()) {
        const id = line.trim();
        if (id === '' || id.startsWith('#') || ids.has(id))
            continue;
        if (id.length > build/* maxFieldChars */.s5)
            throw refused(file, at + 1, `an id of more than ${build/* maxFieldChars */.s5} characters`);
        ids.set(id, { id, where: { file, line: at + 1 } });
    }
    return [...ids.values()];
}
/** Problems, the first in full and the rest counted. */
function listedProblems(problems) {
    const more = problems.length - maxListedProblems;
    if (more <= 0)
        return problems;
    return [...problems.slice(0, maxListedProblems), { message: `and ${more.toLocaleString('en-US')} more` }];
}
function refused(file, line, message) {
    return new build/* Failure */.HR('config', message, { where: line === undefined ? { file } : { file, line } });
}

;// CONCATENATED MODULE: ./packages/results/build/csv-rows.js








/**
 * Rows of one predictions CSV, one record an example. An empty cell says nothing: a metric is not reported, a slice has no value, there is
 * no error. Mistakes go to `problems`; `each` gets what is right.
 */
async function readCsv(source, columns, id, problems, each) {
    const reader = csvRowReader(source.name, columns, id, problems, each);
    for await (const chunk of sourceBytes(source))
        reader.feed(chunk);
    reader.end();
}
/** The same, fed by the caller. */
function csvRowReader(file, columns, id, problems, each) {
    let header;
    return new CsvSplitter({
        record(bytes, line, open) {
            if (bytes.length === 0 || (bytes.length === 1 && bytes[0] === 13))
                return;
            if (open) {
                problems.add(file, line, 'the file ends within the quotes of a field of this record');
                return;
            }
            if (!(0,external_node_buffer_.isUtf8)(bytes)) {
                problems.add(file, line, 'not valid UTF-8');
                return;
            }
            const fields = csvFields(bytes.toString('utf8'));
            if (header === undefined)
                header = checkHeader(file, line, fields, id);
            else if (fields === undefined)
                problems.add(file, line, 'text follows a closing quote');
            else if (fields.length !== header.length) {
                problems.add(file, line, `${fields.length} fields where the header has ${header.length} columns`);
            }
            else {
                const mistakes = [];
                const row = rowOf(header, fields, columns, id, mistakes);
                if (mistakes.length === 0)
                    each(row, line);
                for (const mistake of mistakes)
                    problems.add(file, line, mistake);
            }
        },
        tooLong(line) {
            problems.add(file, line, `the record is longer than ${build/* maxLineBytes */.YW / 2 ** 20} MiB`);
        },
    }, build/* maxLineBytes */.YW);
}
function rowOf(header, fields, columns, id, mistakes) {
    const metrics = {};
    const slices = {};
    const row = { id: '', metrics, slices };
    for (let at = 0; at < header.length; at++) {
        const name = header[at] ?? '';
        const text = fields[at] ?? '';
        if (name === id)
            row.id = boundedText(name, text, mistakes);
        else if (text === '' || name === '')
            continue;
        else if (name === 'repeat')
            row.repeat = repeatOf(text, mistakes);
        else if (name === 'error')
            row.error = text;
        else if (name === 'label' || name === 'prediction' || name === 'cluster') {
            row[name] = boundedText(name, text, mistakes);
        }
        else if (columns.kindOf(name) === 'slice')
            setOwn(slices, name, text);
        else if (columns.kindOf(name) === 'metric')
            setOwn(metrics, name, metricOf(name, text, mistakes));
    }
    if (row.id === '')
        mistakes.push(`column ${quoted(id)} is empty`);
    return row;
}
function boundedText(name, text, mistakes) {
    if (text.length > build/* maxFieldChars */.s5) {
        mistakes.push(`column ${quoted(name)} is longer than ${build/* maxFieldChars */.s5} characters`);
    }
    return text;
}
function repeatOf(text, mistakes) {
    const repeat = /^\d+(?:\.0*)?$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(repeat)) {
        mistakes.push(`column "repeat" must be a whole number from 0, got ${quoted(text)}`);
    }
    return repeat;
}
function metricOf(name, text, mistakes) {
    const value = csvNumber(text);
    if (value === undefined) {
        mistakes.push(`column ${quoted(name)} must be a number, got ${quoted(text)}; leave the cell empty where nothing was measured`);
    }
    else if (Number.isNaN(value)) {
        mistakes.push(`column ${quoted(name)} is ${text}, which is no number; leave the cell empty`);
    }
    else if (!Number.isFinite(value))
        mistakes.push(`column ${quoted(name)} is too large for a number`);
    return value ?? Number.NaN;
}

;// CONCATENATED MODULE: ./packages/results/build/row-line.js



/**
 * One line as a row, or why it is none; undefined for a line of spaces only.
 *
 * @param cut whether the file ends within this line, without a line break
 */
function row_line_readRowLine(line, cut) {
    if (!(0,external_node_buffer_.isUtf8)(line))
        return { ok: false, mistakes: ['not valid UTF-8'] };
    const text = line.toString('utf8').trim();
    if (text === '')
        return undefined;
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        const why = cut
            ? 'the file ends in the middle of a line; was the evaluation killed?'
            : explainBadJson(text);
        return { ok: false, mistakes: [why] };
    }
    return checkRow(value);
}

;// CONCATENATED MODULE: ./packages/results/build/json-bytes.js
const json_bytes_comma = 44;
const braceOpen = 123;
const braceClose = 125;
const json_bytes_quote = 34;
const colon = 58;
const backslash = 92;
// 10^0 to 10^22 are exact in a double, so one division of an exact whole number by one of them rounds correctly (Clinger 1990).
const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
// Up to 15 digits are a whole number that a double holds exactly.
const maxExactDigits = 15;
/** A place in the bytes of plain JSON: texts are ASCII without escapes, and nothing spans lines. Each reader returns whether it found what it reads. */
class JsonBytes {
    bytes = Buffer.alloc(0);
    /** The place behind what was read last. */
    at = 0;
    /** The number that was read last. */
    value = 0;
    skipSpaces() {
        while (this.bytes[this.at] === 32)
            this.at++;
    }
    skipColon() {
        this.skipSpaces();
        if (this.bytes[this.at] !== colon)
            return false;
        this.at++;
        this.skipSpaces();
        return true;
    }
    /** Skips a text in quotes of at most `maxChars` characters. */
    skipText(maxChars) {
        const { bytes } = this;
        let at = this.at;
        if (bytes[at] !== json_bytes_quote)
            return false;
        const limit = at + maxChars + 1;
        for (at++; at <= limit; at++) {
            const byte = bytes[at];
            if (byte === json_bytes_quote) {
                this.at = at + 1;
                return true;
            }
            if (byte === undefined || byte < 32 || byte >= 128 || byte === backslash)
                return false;
        }
        return false;
    }
    skipNull() {
        const { bytes, at } = this;
        this.at = at + 4;
        return bytes[at] === 110 && bytes[at + 1] === 117 && bytes[at + 2] === 108 && bytes[at + 3] === 108;
    }
    /** Reads a finite number in JSON's grammar into `value`. */
    readNumber() {
        const { bytes } = this;
        const start = this.at;
        let at = start;
        const negative = bytes[at] === 45;
        if (negative)
            at++;
        const first = at;
        let whole = 0;
        let byte = bytes[at] ?? 0;
        while (byte >= 48 && byte <= 57) {
            whole = whole * 10 + (byte - 48);
            byte = bytes[++at] ?? 0;
        }
        let digits = at - first;
        if (digits === 0 || (digits > 1 && bytes[first] === 48))
            return false;
        let decimals = 0;
        if (byte === 46) {
            const point = at;
            byte = bytes[++at] ?? 0;
            while (byte >= 48 && byte <= 57) {
                whole = whole * 10 + (byte - 48);
                byte = bytes[++at] ?? 0;
            }
            decimals = at - point - 1;
            if (decimals === 0)
                return false;
            digits += decimals;
        }
        if (byte === 101 || byte === 69)
            return this.readByEngine(start, this.endOfExponent(at));
        if (digits > maxExactDigits)
            return this.readByEngine(start, at);
        const size = decimals === 0 ? whole : whole / (powersOfTen[decimals] ?? 1);
        this.value = negative ? -size : size;
        this.at = at;
        return true;
    }
    /** The place behind an exponent, −1 where it has no digits. */
    endOfExponent(start) {
        const { bytes } = this;
        let at = start + 1;
        if (bytes[at] === 43 || bytes[at] === 45)
            at++;
        const first = at;
        for (let byte = bytes[at] ?? 0; byte >= 48 && byte <= 57; byte = bytes[at] ?? 0)
            at++;
        return at === first ? -1 : at;
    }
    /** Digits or exponents beyond the exact range are left to the engine, which rounds correctly. */
    readByEngine(start, end) {
        if (end === -1)
            return false;
        this.value = Number(this.bytes.toString('latin1', start, end));
        this.at = end;
        return Number.isFinite(this.value);
    }
}

;// CONCATENATED MODULE: ./packages/results/build/row-scanner.js



const keys = ['id', 'repeat', 'metrics', 'slices', 'cluster', 'label', 'prediction', 'error', 'example'].map((key) => Buffer.from(key));
const longestKey = 10;
// Bits of `id` and `metrics` in the set of keys seen.
const requiredKeys = 0b101;
/**
 * Reads plain rows straight from bytes into the table's fields: ASCII without escapes, known keys, each once. Everything else (also every
 * mistake) is left to `JSON.parse` and `checkRow`, so this decides nothing on its own: it is only several times faster.
 */
class RowScanner extends JsonBytes {
    table;
    fields;
    needsTexts;
    /** Number of the row being read, and in which row each metric and slice key was seen last: a name that comes twice is not plain. */
    row = 0;
    metricSeen = new Int32Array(maxMetrics);
    sliceSeen = new Int32Array(maxSliceKeys);
    constructor(table) {
        super();
        this.table = table;
        this.fields = table.fields;
        this.needsTexts = table.options.keepTexts || table.options.several;
    }
    /** Fills the table's fields from the line at `start`; returns the place behind its line break, or −1 where the line is not plain. */
    scan(bytes, start) {
        this.bytes = bytes;
        this.at = start;
        this.row++;
        this.fields.clear();
        if (bytes[start] !== braceOpen || !this.readRow())
            return -1;
        let at = this.at;
        while (bytes[at] === 32 || bytes[at] === 13)
            at++;
        return bytes[at] === 10 ? at + 1 : -1;
    }
    readRow() {
        let seen = 0;
        do {
            this.at++;
            const key = this.readKey();
            if (key === -1 || (seen & (1 << key)) !== 0 || !this.readField(key))
                return false;
            seen |= 1 << key;
            this.skipSpaces();
        } while (this.bytes[this.at] === json_bytes_comma);
        return this.bytes[this.at++] === braceClose && (seen & requiredKeys) === requiredKeys;
    }
    /** Reads `"key":` and returns the key's number, −1 where it is none of ours. */
    readKey() {
        this.skipSpaces();
        const start = this.at + 1;
        if (!this.skipText(longestKey))
            return -1;
        const length = this.at - 1 - start;
        for (let number = 0; number < keys.length; number++) {
            const key = keys[number];
            if (key === undefined || key.length !== length)
                continue;
            let same = 0;
            while (same < length && key[same] === this.bytes[start + same])
                same++;
            if (same === length)
                return this.skipColon() ? number : -1;
        }
        return -1;
    }
    readField(key) {
        const { fields } = this;
        const start = this.at + 1;
        switch (key) {
            case 0:
                if (!this.skipText(build/* maxFieldChars */.s5))
                    return false;
                fields.id = this.textFrom(start);
                return fields.id !== '';
            case 1:
                if (!this.readNumber())
                    return false;
                fields.repeat = this.value;
                return Number.isSafeInteger(this.value) && this.value >= 0;
            case 2:
                return this.readMembers(true);
            case 3:
                return this.readMembers(false);
            case 4:
            case 5:
            case 6:
                return this.skipText(build/* maxFieldChars */.s5) && this.keepText(key, start);
            case 7:
                // An error with a text is rare enough for the other way.
                return this.skipNull();
            default:
                if (!this.skipText(build/* maxFieldChars */.s5) || !this.isExampleKey(start))
                    return false;
                fields.example = this.textFrom(start);
                return true;
        }
    }
    /** Reads the object of metrics or of slices, with at least one member. */
    readMembers(ofMetrics) {
        if (this.bytes[this.at] !== braceOpen)
            return false;
        do {
            this.at++;
            this.skipSpaces();
            const start = this.at + 1;
            if (!this.skipText(maxNameChars) || this.at - 1 === start)
                return false;
            if (ofMetrics ? !this.readMetric(start) : !this.readSlice(start))
                return false;
            this.skipSpaces();
        } while (this.bytes[this.at] === json_bytes_comma);
        return this.bytes[this.at++] === braceClose;
    }
    readMetric(start) {
        const column = this.table.metrics.names.codeOfBytes(this.bytes, start, this.at - 1);
        if (column === -1 || this.metricSeen[column] === this.row)
            return false;
        this.metricSeen[column] = this.row;
        if (!this.skipColon() || !this.readNumber())
            return false;
        this.fields.addMetric(column, this.value);
        return true;
    }
    readSlice(start) {
        const { slices } = this.table;
        const column = slices.names.codeOfBytes(this.bytes, start, this.at - 1);
        if (column === -1 || this.sliceSeen[column] === this.row)
            return false;
        this.sliceSeen[column] = this.row;
        if (!this.skipColon())
            return false;
        const from = this.at + 1;
        if (!this.skipText(build/* maxFieldChars */.s5))
            return false;
        const code = slices.valuesOf(column).codeOfBytes(this.bytes, from, this.at - 1);
        if (code === -1)
            return false;
        this.fields.addSlice(column, code);
        return true;
    }
    keepText(key, start) {
        if (!this.needsTexts)
            return true;
        const text = this.textFrom(start);
        if (key === 4)
            this.fields.cluster = text;
        else if (key === 5)
            this.fields.label = text;
        else
            this.fields.prediction = text;
        return true;
    }
    isExampleKey(start) {
        if (this.at - 1 - start !== 12)
            return false;
        for (let at = start; at < start + 12; at++) {
            const byte = this.bytes[at] ?? 0;
            if (!((byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102)))
                return false;
        }
        return true;
    }
    /** The text from `start` to the closing quote that was just read. */
    textFrom(start) {
        return this.bytes.toString('latin1', start, this.at - 1);
    }
}

;// CONCATENATED MODULE: ./packages/results/build/jsonl-reader.js





/** Reads one results.jsonl into the table; what is wrong with it goes to the table's problems. */
async function readJsonl(source, table) {
    const scanner = new RowScanner(table);
    const lines = new line_splitter_LineSplitter({
        fast(bytes, start, line) {
            const next = scanner.scan(bytes, start);
            if (next !== -1 && next - start <= build/* maxLineBytes */.YW)
                table.commit(line);
            return next;
        },
        line(bytes, line, cut) {
            const checked = row_line_readRowLine(bytes, cut);
            if (checked === undefined)
                return;
            if (checked.ok)
                table.add(checked.row, line);
            else
                for (const mistake of checked.mistakes)
                    table.problems.add(source.name, line, mistake);
        },
        tooLong(line) {
            table.problems.add(source.name, line, tooLongLine);
        },
    }, build/* maxLineBytes */.YW);
    for await (const chunk of sourceBytes(source))
        lines.feed(chunk);
    lines.end();
}
const tooLongLine = `the line is longer than ${build/* maxLineBytes */.YW / 2 ** 20} MiB`;

;// CONCATENATED MODULE: ./packages/results/build/id-index.js
const firstSlots = 2_048;
// A slot is two numbers: the hash of an id, and its place from 1; 0 is free.
const slotNumbers = 2;
// At most half of the slots are taken, so that even among millions of ids a search ends after a few dozen.
const slotsPerId = 2;
/** A search longer than this is no accident: somebody chose ids whose hashes meet. */
const longestSearch = 1_000;
/**
 * Ids as small numbers, in order of appearance. At a million ids it takes less memory and time than a Map, as nothing of it is an object
 * that the garbage collector looks at.
 */
class IdIndex {
    ids = [];
    slots = new Int32Array(firstSlots * slotNumbers);
    /** V8's own map, whose hashes nobody can foresee; only where ids were chosen against ours. */
    map;
    /** The number of an id, given out at its first appearance: then it is the number of ids there were before. */
    numberOf(id) {
        if (this.map !== undefined)
            return this.numberInMap(id, this.map);
        if ((this.ids.length + 1) * slotsPerId * slotNumbers > this.slots.length)
            this.grow();
        const { ids, slots } = this;
        const hash = hashOf(id);
        const last = slots.length - slotNumbers;
        let slot = (hash * slotNumbers) & last;
        for (let search = 0; search < longestSearch; search++) {
            const place = slots[slot + 1];
            if (place === 0) {
                slots[slot] = hash;
                slots[slot + 1] = ids.push(id);
                return ids.length - 1;
            }
            if (slots[slot] === hash && ids[place - 1] === id)
                return place - 1;
            slot = (slot + slotNumbers) & last;
        }
        this.map = new Map(ids.map((known, number) => [known, number]));
        this.slots = new Int32Array();
        return this.numberInMap(id, this.map);
    }
    numberInMap(id, map) {
        const known = map.get(id);
        if (known !== undefined)
            return known;
        map.set(id, this.ids.length);
        return this.ids.push(id) - 1;
    }
    grow() {
        const before = this.slots;
        const slots = new Int32Array(before.length * 2);
        const last = slots.length - slotNumbers;
        for (let from = 0; from < before.length; from += slotNumbers) {
            const place = before[from + 1];
            if (place === 0)
                continue;
            const hash = before[from];
            let slot = (hash * slotNumbers) & last;
            while (slots[slot + 1] !== 0)
                slot = (slot + slotNumbers) & last;
            slots[slot] = hash;
            slots[slot + 1] = place;
        }
        this.slots = slots;
    }
}
/** FNV-1a over the code units, and the finaliser of MurmurHash3, as ids often differ in their last digits only. 31 bits. */
function hashOf(id) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < id.length; at++)
        hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) & 0x7fffffff;
}

;// CONCATENATED MODULE: ./packages/results/build/text-codes.js
const cacheSize = 256;
/** Texts as small numbers, in order of appearance; a text that came as ASCII bytes is found without making a string of it. */
class TextCodes {
    texts = [];
    codes = new Map();
    cache = new Array(cacheSize).fill(undefined);
    max;
    constructor(max) {
        this.max = max;
    }
    /** The code of a text, given out at its first appearance; −1 where there are already `max` others. */
    codeOf(text) {
        const known = this.codes.get(text);
        if (known !== undefined)
            return known;
        if (this.texts.length >= this.max)
            return -1;
        this.codes.set(text, this.texts.length);
        return this.texts.push(text) - 1;
    }
    /** The same for ASCII bytes from `start` to before `end`. */
    codeOfBytes(bytes, start, end) {
        const length = end - start;
        const mixed = length * 31 + (bytes[start] ?? 0) * 7 + (bytes[end - 1] ?? 0) * 131;
        const slot = (mixed + (bytes[start + (length >> 1)] ?? 0) * 17) & (cacheSize - 1);
        const cached = this.cache[slot];
        if (cached !== undefined && equalBytes(cached.bytes, bytes, start, end))
            return cached.code;
        const text = bytes.toString('latin1', start, end);
        const code = this.codeOf(text);
        if (code !== -1)
            this.cache[slot] = { bytes: Buffer.from(text, 'latin1'), code };
        return code;
    }
}
function equalBytes(known, bytes, start, end) {
    if (known.length !== end - start)
        return false;
    for (let at = 0; at < known.length; at++) {
        if (known[at] !== bytes[start + at])
            return false;
    }
    return true;
}

;// CONCATENATED MODULE: ./packages/results/build/metric-table.js




/** Values of one metric by row; NaN where a row does not report it. */
class MetricValues extends GrowingFloats {
    /** Whether every value so far is 0 or 1. */
    binary = true;
}
/** Values of all metrics by row. A column is made with its first value. */
class MetricTable {
    names = new TextCodes(maxMetrics);
    columns = [];
    ranges;
    rangeByColumn = [];
    held;
    constructor(ranges, held) {
        this.ranges = ranges;
        this.held = held;
    }
    /** What is outside its declared range, as sentences. */
    outside(fields) {
        const mistakes = [];
        if (this.ranges.size === 0)
            return mistakes;
        for (let at = 0; at < fields.metricCount; at++) {
            const column = fields.metricColumn[at] ?? 0;
            const range = this.rangeOf(column);
            const value = fields.metricValue[at] ?? Number.NaN;
            if (range === undefined || (value >= range[0] && value <= range[1]))
                continue;
            const name = quoted(this.names.texts[column] ?? '');
            mistakes.push(`metric ${name} is ${value}, outside its range ${range[0]} to ${range[1]}`);
        }
        return mistakes;
    }
    set(row, fields) {
        for (let at = 0; at < fields.metricCount; at++) {
            const value = fields.metricValue[at] ?? Number.NaN;
            const values = this.columnAt(fields.metricColumn[at] ?? 0);
            // + 0 turns −0 into 0, so that rows that are equal are equal to the bit.
            values.set(row, value + 0);
            if (value !== 0 && value !== 1)
                values.binary = false;
        }
    }
    columnAt(column) {
        const known = this.columns[column];
        if (known !== undefined)
            return known;
        const values = new MetricValues(this.held);
        this.columns[column] = values;
        return values;
    }
    rangeOf(column) {
        while (this.rangeByColumn.length <= column) {
            this.rangeByColumn.push(this.ranges.get(this.names.texts[this.rangeByColumn.length] ?? ''));
        }
        return this.rangeByColumn[column];
    }
}

;// CONCATENATED MODULE: ./packages/results/build/row-fields.js

/** One row on its way into the table; one object is used for all rows, so that reading allocates nothing a row. */
class RowFields {
    id = '';
    repeat = 0;
    metricCount = 0;
    /** Numbers of metric columns, `metricCount` of them. */
    metricColumn = new Int32Array(maxMetrics);
    metricValue = new Float64Array(maxMetrics);
    sliceCount = 0;
    sliceColumn = new Int32Array(maxSliceKeys);
    sliceCode = new Int32Array(maxSliceKeys);
    cluster = undefined;
    label = undefined;
    prediction = undefined;
    /** Any text, also an empty one: the example was not evaluated. */
    error = undefined;
    example = undefined;
    clear() {
        this.id = '';
        this.repeat = 0;
        this.metricCount = 0;
        this.sliceCount = 0;
        this.cluster = undefined;
        this.label = undefined;
        this.prediction = undefined;
        this.error = undefined;
        this.example = undefined;
    }
    addMetric(column, value) {
        this.metricColumn[this.metricCount] = column;
        this.metricValue[this.metricCount++] = value;
    }
    addSlice(column, code) {
        this.sliceColumn[this.sliceCount] = column;
        this.sliceCode[this.sliceCount++] = code;
    }
    /**
     * A number over everything of the row but id, repeat and metrics, equal for equal rows whatever the order of their slices. FNV-1a twice, 32
     * and 21 bits: it tells shards that disagree by accident, it is no proof.
     */
    textHash() {
        let slices = 0;
        for (let at = 0; at < this.sliceCount; at++) {
            const pair = Math.imul((this.sliceColumn[at] ?? 0) + 1, 0x9e3779b1) ^ ((this.sliceCode[at] ?? 0) + 1);
            slices = (slices + Math.imul(pair ^ (pair >>> 15), 0x85ebca6b)) | 0;
        }
        const texts = [this.cluster, this.label, this.prediction, this.error, this.example];
        const low = hashOfTexts(texts, 0x811c9dc5 ^ slices) >>> 0;
        return (hashOfTexts(texts, 0x01234567 ^ slices) & 0x1fffff) * 2 ** 32 + low;
    }
}
function hashOfTexts(texts, seed) {
    let hash = seed;
    for (const text of texts) {
        hash = Math.imul(hash ^ (text === undefined ? 0x10000 : 0x20000), 0x01000193);
        if (text === undefined)
            continue;
        for (let at = 0; at < text.length; at++)
            hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    }
    return hash;
}

;// CONCATENATED MODULE: ./packages/results/build/row-texts.js

/** The texts of a row; undefined where it has none. */
function textsOf(row) {
    const { label, prediction, error } = row;
    if (label === undefined && prediction === undefined && typeof error !== 'string')
        return undefined;
    return {
        ...(label === undefined ? {} : { label }),
        ...(prediction === undefined ? {} : { prediction }),
        ...(typeof error === 'string' ? { error: error.slice(0, build/* maxFieldChars */.s5) } : {}),
    };
}
/**
 * The row without what may quote an example: label and prediction are left out, and an error keeps only that it is one, as `"error": ""`
 * (any text in `error`, also an empty one, means that the example was not evaluated).
 */
function withoutTexts(row) {
    const { label: _label, prediction: _prediction, error, ...rest } = row;
    return typeof error === 'string' ? { ...rest, error: '' } : rest;
}

;// CONCATENATED MODULE: ./packages/results/build/slice-table.js




/** Values of all slice keys by example. */
class SliceTable {
    names = new TextCodes(maxSliceKeys);
    columns = [];
    held;
    constructor(held) {
        this.held = held;
    }
    /** The values that one slice key has had. */
    valuesOf(column) {
        return this.columnAt(column).values;
    }
    /** Sets what a row says of its example; returns what contradicts an earlier row of the example, as sentences. */
    set(example, fields) {
        const mistakes = [];
        for (let at = 0; at < fields.sliceCount; at++) {
            const column = fields.sliceColumn[at] ?? 0;
            const { codes, values } = this.columnAt(column);
            const code = fields.sliceCode[at] ?? -1;
            const known = codes.at(example);
            if (known === -1)
                codes.set(example, code);
            else if (known !== code) {
                const name = quoted(this.names.texts[column] ?? '');
                const [here, before] = [quoted(values.texts[code] ?? ''), quoted(values.texts[known] ?? '')];
                const what = `slice ${name} of example ${quoted(fields.id)}`;
                mistakes.push(`${what} is ${here} here and ${before} in an earlier row of it`);
            }
        }
        return mistakes;
    }
    columnAt(column) {
        const known = this.columns[column];
        if (known !== undefined)
            return known;
        const made = { values: new TextCodes(maxSliceValues), codes: new GrowingInts(this.held, -1) };
        this.columns[column] = made;
        return made;
    }
}

;// CONCATENATED MODULE: ./packages/results/build/row-table.js









// What an id takes beside its characters: the text's head, its place in the list and in the index.
const bytesPerId = 80;
const bytesPerTexts = 100;
/** Rows as they come, one entry a row; `tableColumns` makes one entry an example of them. */
class RowTable {
    options;
    problems;
    fields = new RowFields();
    held = new HeldBytes((sentence) => this.stop(sentence));
    metrics;
    slices = new SliceTable(this.held);
    exampleKeys = [];
    files = [];
    /** First row of each file. */
    fileStarts = [];
    rows = 0;
    /** By row: number of its example, line, 1 for an error, hash of its texts, the texts. */
    example = new GrowingInts(this.held);
    lines = new GrowingInts(this.held);
    failed = new GrowingInts(this.held);
    hash = new GrowingFloats(this.held);
    texts = [];
    repeats = new GrowingFloats(this.held);
    index = new IdIndex();
    line = 0;
    constructor(options, problems) {
        this.options = options;
        this.problems = problems;
        this.metrics = new MetricTable(options.ranges, this.held);
    }
    /** Ids of the examples, by their numbers. */
    get ids() {
        return this.index.ids;
    }
    beginFile(name) {
        this.files.push(name);
        this.fileStarts.push(this.rows);
    }
    /** Fills `fields` from a checked row and adds it. */
    add(row, line) {
        const { fields, metrics, slices } = this;
        this.line = line;
        fields.clear();
        fields.id = row.id;
        fields.repeat = row.repeat ?? 0;
        fields.cluster = row.cluster;
        fields.label = row.label;
        fields.prediction = row.prediction;
        fields.error = row.error ?? undefined;
        fields.example = row.example;
        for (const name of Object.keys(row.metrics)) {
            const column = metrics.names.codeOf(name);
            if (column === -1)
                this.stop(tooMany(maxMetrics, 'metrics'));
            fields.addMetric(column, row.metrics[name] ?? Number.NaN);
        }
        const said = row.slices ?? {};
        for (const name of Object.keys(said)) {
            const column = slices.names.codeOf(name);
            if (column === -1)
                this.stop(tooMany(maxSliceKeys, 'slice keys'));
            const code = slices.valuesOf(column).codeOf(said[name] ?? '');
            if (code === -1)
                this.stop(`${tooMany(maxSliceValues, 'values')} of slice ${quoted(name)}`);
            fields.addSlice(column, code);
        }
        this.commit(line);
    }
    /** Adds the row that stands in `fields`. */
    commit(line) {
        const { fields, rows: row } = this;
        this.line = line;
        const failed = fields.error !== undefined;
        if (!failed && this.refuse(this.metrics.outside(fields)))
            return;
        if (row >= maxRows)
            this.stop(`more than ${maxRows.toLocaleString('en-US')} rows`);
        this.rows++;
        const example = this.exampleOf(fields.id);
        this.example.set(row, example);
        this.lines.set(row, line);
        if (fields.repeat !== 0)
            this.repeats.set(row, fields.repeat);
        if (failed)
            this.failed.set(row, 1);
        else
            this.metrics.set(row, fields);
        if (fields.sliceCount > 0)
            this.refuse(this.slices.set(example, fields));
        if (fields.example !== undefined)
            this.setExampleKey(example, fields.example);
        if (this.options.several)
            this.hash.set(row, fields.textHash());
        if (this.options.keepTexts)
            this.keepTexts(row);
    }
    repeatOf(row) {
        const repeat = this.repeats.at(row);
        return Number.isNaN(repeat) ? 0 : repeat;
    }
    /** Number of the file that a row stands in. */
    fileOf(row) {
        return this.fileStarts.findLastIndex((start) => start <= row);
    }
    exampleOf(id) {
        const known = this.ids.length;
        const example = this.index.numberOf(id);
        if (example === known)
            this.held.take(bytesPerId + id.length);
        return example;
    }
    setExampleKey(example, key) {
        while (this.exampleKeys.length <= example)
            this.exampleKeys.push(undefined);
        const known = this.exampleKeys[example];
        if (known === undefined)
            this.exampleKeys[example] = key;
        else if (known !== key) {
            const what = `"example" of ${quoted(this.fields.id)} is ${key} here and ${known} in an earlier row of it`;
            this.refuse([what]);
        }
    }
    keepTexts(row) {
        const texts = textsOf(this.fields);
        this.texts[row] = texts;
        const { label = '', prediction = '', error = '' } = texts ?? {};
        this.held.take(bytesPerTexts + label.length + prediction.length + error.length);
    }
    refuse(mistakes) {
        for (const mistake of mistakes)
            this.problems.add(this.files.at(-1) ?? '', this.line, mistake);
        return mistakes.length > 0;
    }
    stop(sentence) {
        return this.problems.stop(this.files.at(-1) ?? '', this.line, sentence);
    }
}
function tooMany(max, what) {
    return `more than ${max.toLocaleString('en-US')} different ${what}`;
}

;// CONCATENATED MODULE: ./packages/results/build/radix-sort.js
const digitSize = 2 ** 17;
const passes = [1, digitSize, digitSize ** 2];
/**
 * Sorts keys (whole numbers from 0, below 2^51) in ascending order, and places with them; equal keys keep their order. For many entries: it takes a megabyte beside them,
 * whatever their number.
 */
function radixSort(keys, places) {
    let fromKeys = keys;
    let fromPlaces = places;
    let toKeys = new Float64Array(keys.length);
    let toPlaces = new Uint32Array(keys.length);
    for (const divisor of passes) {
        const ends = new Uint32Array(digitSize + 1);
        for (const key of fromKeys) {
            const digit = Math.floor(key / divisor) % digitSize;
            ends[digit + 1] = (ends[digit + 1] ?? 0) + 1;
        }
        for (let digit = 1; digit < digitSize; digit++)
            ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0);
        for (let at = 0; at < fromKeys.length; at++) {
            const key = fromKeys[at] ?? 0;
            const digit = Math.floor(key / divisor) % digitSize;
            const to = ends[digit] ?? 0;
            ends[digit] = to + 1;
            toKeys[to] = key;
            toPlaces[to] = fromPlaces[at] ?? 0;
        }
        [fromKeys, toKeys] = [toKeys, fromKeys];
        [fromPlaces, toPlaces] = [toPlaces, fromPlaces];
    }
    keys.set(fromKeys);
    places.set(fromPlaces);
}

;// CONCATENATED MODULE: ./packages/results/build/id-order.js

/** Below so many ids a comparison sort is as fast. */
const fewIds = 10_000;
// How many characters fit into a key of 51 bits: of Latin-1 or of any. A character's code counts from 1, for 0 is the end of the id.
const narrow = { chars: 6, size: 2 ** 8 };
const wide = { chars: 3, size: 2 ** 17 };
/**
 * Places of the ids in ascending order of their UTF-16 code units (what `<` of JavaScript compares), or undefined where they stand in it
 * already. Results come in the suite's drawn order, so shuffled ids are the usual case: a radix sort on the characters behind the common
 * prefix takes less than half the time of a sort by comparison at a million ids.
 */
function idOrder(ids) {
    if (isSorted(ids))
        return undefined;
    const places = Uint32Array.from(ids, (_, place) => place);
    sortRange(ids, places, 0);
    return places;
}
function isSorted(ids) {
    for (let at = 1; at < ids.length; at++) {
        if ((ids[at - 1] ?? '') > (ids[at] ?? ''))
            return false;
    }
    return true;
}
/** Sorts places whose ids are equal in the first `known` characters. */
function sortRange(ids, places, known) {
    if (places.length <= fewIds) {
        places.sort((a, b) => compare(ids[a] ?? '', ids[b] ?? ''));
        return;
    }
    const depth = commonPrefix(ids, places, known);
    const narrowKeys = keysOf(ids, places, depth, narrow);
    const keys = narrowKeys ?? keysOf(ids, places, depth, wide) ?? new Float64Array(places.length);
    radixSort(keys, places);
    const chars = narrowKeys === undefined ? wide.chars : narrow.chars;
    let start = 0;
    for (let at = 1; at <= keys.length; at++) {
        if (keys[at] === keys[start])
            continue;
        if (at - start > 1)
            sortRange(ids, places.subarray(start, at), depth + chars);
        start = at;
    }
}
/** Characters from `depth` as one number an id; undefined where one does not fit. */
function keysOf(ids, places, depth, { chars, size }) {
    const keys = new Float64Array(places.length);
    for (let at = 0; at < keys.length; at++) {
        const id = ids[places[at] ?? 0] ?? '';
        let key = 0;
        for (let index = depth; index < depth + chars; index++) {
            const code = index < id.length ? id.charCodeAt(index) + 1 : 0;
            if (code >= size)
                return undefined;
            key = key * size + code;
        }
        keys[at] = key;
    }
    return keys;
}
function commonPrefix(ids, places, known) {
    const first = ids[places[0] ?? 0] ?? '';
    let length = first.length;
    for (const place of places) {
        const id = ids[place] ?? '';
        let same = known;
        while (same < length && same < id.length && id.charCodeAt(same) === first.charCodeAt(same))
            same++;
        length = Math.max(known, same);
    }
    return length;
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

;// CONCATENATED MODULE: ./packages/results/build/metric-column.js
/**
 * Values of one metric by example.
 *
 * @param groups the rows of each example; undefined where row and example are the same
 * @param order the example of each entry; undefined where they stand in order
 */
function metricColumn(values, groups, order, count) {
    const column = new Float64Array(count).fill(Number.NaN);
    if (groups === undefined && order === undefined) {
        column.set(values.data.subarray(0, Math.min(count, values.data.length)));
        return column;
    }
    for (let entry = 0; entry < count; entry++) {
        const example = order === undefined ? entry : (order[entry] ?? 0);
        column[entry] = groups === undefined ? values.at(example) : meanOfRepeats(values, groups, example);
    }
    return column;
}
/** The mean over the repeats that report the metric; summed in the order of the repeats, so row order leaves no trace in the last bit. */
function meanOfRepeats(values, groups, example) {
    const from = groups.starts[example] ?? 0;
    const to = groups.starts[example + 1] ?? 0;
    let count = 0;
    let sum = 0;
    for (let at = from; at < to; at++) {
        const value = values.at(groups.list[at] ?? 0);
        if (Number.isNaN(value))
            continue;
        count++;
        sum += value;
    }
    if (count <= 1 || Number.isFinite(sum))
        return count === 0 ? Number.NaN : sum / count;
    // The sum of huge values overflowed; the mean of finite numbers is finite.
    let mean = 0;
    for (let at = from; at < to; at++) {
        const value = values.at(groups.list[at] ?? 0);
        if (!Number.isNaN(value))
            mean += value / count;
    }
    return mean;
}

;// CONCATENATED MODULE: ./packages/results/build/row-groups.js

/**
 * Groups rows by example. A row that comes again in another file is left out where it is identical, and refused where it is not; one that comes
 * again in the same file is refused.
 */
function groupRows(table) {
    const { starts, list } = sortedByExample(table);
    let kept = 0;
    for (let example = 0; example < table.ids.length; example++) {
        const from = starts[example] ?? 0;
        const to = starts[example + 1] ?? 0;
        if (to - from > 1)
            sortByRepeat(table, list.subarray(from, to));
        starts[example] = kept;
        let first = -1;
        let before = -1;
        for (let at = from; at < to; at++) {
            const row = list[at] ?? 0;
            if (first !== -1 && table.repeatOf(first) === table.repeatOf(row))
                checkDouble(table, first, before, row);
            else {
                list[kept++] = row;
                first = row;
            }
            before = row;
        }
    }
    starts[table.ids.length] = kept;
    return { groups: { starts, list }, rows: kept };
}
function sortedByExample(table) {
    const starts = new Int32Array(table.ids.length + 1);
    for (let row = 0; row < table.rows; row++) {
        const next = table.example.at(row) + 1;
        starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let at = 1; at < starts.length; at++)
        starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    const places = starts.slice();
    const list = new Int32Array(table.rows);
    for (let row = 0; row < table.rows; row++) {
        const example = table.example.at(row);
        const place = places[example] ?? 0;
        list[place] = row;
        places[example] = place + 1;
    }
    return { starts, list };
}
function sortByRepeat(table, rows) {
    // Rows of one repeat stay in the order of files and lines, so the same place is named first every time.
    rows.sort((a, b) => table.repeatOf(a) - table.repeatOf(b) || a - b);
}
/** Checks a row whose example and repeat came before: first in the row `first`, last in the row `before`. */
function checkDouble(table, first, before, row) {
    const here = table.fileOf(row);
    const line = table.lines.at(row);
    const file = table.files[here] ?? '';
    const what = `example ${quoted(table.ids[table.example.at(row)] ?? '')}, repeat ${table.repeatOf(row)}`;
    if (table.fileOf(before) === here) {
        const message = `${what} stands in line ${table.lines.at(before)} already; an example has one row a repeat`;
        table.problems.add(file, line, message);
    }
    else if (!identical(table, first, row)) {
        const place = `${table.files[table.fileOf(first)] ?? ''}:${table.lines.at(first)}`;
        table.problems.add(file, line, `${what} differs from the same row at ${place}`);
    }
}
function identical(table, a, b) {
    if (table.hash.at(a) !== table.hash.at(b))
        return false;
    return table.metrics.columns.every((values) => values === undefined || Object.is(values.at(a), values.at(b)));
}

;// CONCATENATED MODULE: ./packages/results/build/table-columns.js



/** Makes one entry an example of the rows of a table. Throws the table's problems, if there are any. */
function tableColumns(table) {
    const single = table.rows === table.ids.length;
    const { groups, rows } = single ? { groups: undefined, rows: table.rows } : groupRows(table);
    table.problems.throwIfAny();
    const order = idOrder(table.ids);
    const count = table.ids.length;
    const placeOf = (entry) => (order === undefined ? entry : (order[entry] ?? 0));
    const metrics = new Map();
    const binary = new Set();
    for (const { name, column } of named(table.metrics)) {
        metrics.set(name, metricColumn(column, groups, order, count));
        if (column.binary)
            binary.add(name);
    }
    const slices = new Map();
    for (const { name, column } of named(table.slices)) {
        const slice = sliceColumn(column, placeOf, count);
        if (slice !== undefined)
            slices.set(name, slice);
    }
    const keys = table.exampleKeys;
    return {
        ids: order === undefined ? table.ids : Array.from(order, (place) => table.ids[place] ?? ''),
        metrics,
        binary,
        errors: errorColumn(table, groups, placeOf),
        slices,
        exampleKeys: Array.from({ length: count }, (_, entry) => keys[placeOf(entry)]),
        rows,
        texts: table.options.keepTexts ? textsById(table, groups, placeOf) : undefined,
    };
}
/** Columns that hold anything, in order of their names. */
function named(table) {
    const list = table.names.texts.flatMap((name, at) => {
        const column = table.columns[at];
        return column === undefined ? [] : [{ name, column }];
    });
    return list.sort((a, b) => (a.name < b.name ? -1 : 1));
}
function errorColumn(table, groups, placeOf) {
    const errors = new Uint8Array(table.ids.length);
    for (let entry = 0; entry < errors.length; entry++) {
        const example = placeOf(entry);
        const from = groups === undefined ? example : (groups.starts[example] ?? 0);
        const to = groups === undefined ? example + 1 : (groups.starts[example + 1] ?? 0);
        let failed = 1;
        for (let at = from; at < to && failed === 1; at++) {
            failed = table.failed.at(groups === undefined ? at : (groups.list[at] ?? 0));
        }
        errors[entry] = failed;
    }
    return errors;
}
function sliceColumn(slice, placeOf, count) {
    const used = new Uint8Array(slice.values.texts.length);
    for (let example = 0; example < count; example++) {
        const code = slice.codes.at(example);
        if (code !== -1)
            used[code] = 1;
    }
    const values = slice.values.texts.filter((_, code) => used[code] === 1).sort();
    if (values.length === 0)
        return undefined;
    const newCodes = new Map(values.map((value, code) => [value, code]));
    const codeOf = slice.values.texts.map((value) => newCodes.get(value) ?? -1);
    const codes = new Int32Array(count);
    for (let entry = 0; entry < count; entry++)
        codes[entry] = codeOf[slice.codes.at(placeOf(entry))] ?? -1;
    return { codes, values };
}
function textsById(table, groups, placeOf) {
    const texts = new Map();
    for (let entry = 0; entry < table.ids.length; entry++) {
        const example = placeOf(entry);
        const row = groups === undefined ? example : (groups.list[groups.starts[example] ?? 0] ?? 0);
        const said = table.texts[row];
        if (said !== undefined)
            texts.set(table.ids[example] ?? '', said);
    }
    return texts;
}

;// CONCATENATED MODULE: ./packages/results/build/read-results.js







/**
 * Reads results of one suite into columns; several sources are shards of one run and are merged. No sources or empty ones give no rows.
 *
 * @throws Failure `rows` with every mistake (the first 20 in full), each with file and line
 */
async function readResults(sources, options) {
    const problems = new RowProblems();
    const table = new RowTable({ ranges: options.ranges, keepTexts: options.keepTexts ?? false, several: sources.length > 1 }, problems);
    const formats = sources.map((source) => formatIn(source, options.format));
    const id = options.id ?? 'id';
    const columns = new CsvColumns(new Set([...(options.metrics ?? []), ...options.ranges.keys()]));
    for (const [at, source] of sources.entries()) {
        if (formats[at] === 'csv')
            await columns.look(source, id);
    }
    for (const [at, source] of sources.entries()) {
        table.beginFile(source.name);
        if (formats[at] === 'jsonl')
            await readJsonl(source, table);
        else
            await readCsv(source, columns, id, problems, (row, line) => table.add(row, line));
    }
    return tableColumns(table);
}
/** The format of a source. Throws a Failure where neither the option nor the name says one. */
function formatIn(source, format) {
    const known = format ?? formatOf(source.name);
    if (known !== undefined)
        return known;
    throw refusal(source.name, 'the name says no format; rows are .jsonl, .jsonl.gz, .csv or .csv.gz');
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./packages/results/build/row-blocks.js



const gzipAsync = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const gzipLevel = 6;
// Place of the operating system in a gzip header, and "unknown": the only thing in it that differs between machines.
const osByte = 9;
const unknownOs = 255;
/** Rows as lines, in blocks of about `blockBytes` and whole lines. Throws where a row is none: what is written must be readable. */
async function* rowBlocks(rows, blockBytes) {
    let lines = [];
    let length = 0;
    for await (const row of rows) {
        const line = lineOf(row);
        lines.push(line);
        length += line.length;
        if (length < blockBytes)
            continue;
        yield { bytes: Buffer.from(lines.join('')), rows: lines.length };
        lines = [];
        length = 0;
    }
    if (lines.length > 0)
        yield { bytes: Buffer.from(lines.join('')), rows: lines.length };
}
function lineOf(row) {
    const checked = checkRow(row);
    if (!checked.ok)
        throw new TypeError(`not a row: ${checked.mistakes.join('; ')}`);
    return `${JSON.stringify(row)}\n`;
}
/** Bytes as one gzip member: the same on every machine, without a time. Members one after another are a gzip file again. */
async function gzipMember(bytes) {
    const member = await gzipAsync(bytes, { level: gzipLevel });
    member[osByte] = unknownOs;
    return member;
}

;// CONCATENATED MODULE: ./packages/results/build/row-files.js





/** Hosts refuse or warn about larger files in git; 40 MB leaves room. */
const maxStoredFileBytes = 40_000_000;
const largestBlockBytes = 4 * 2 ** 20;
/**
 * Writes rows into gzip files of at most `maxFileBytes` each: `rows.jsonl.gz`, `rows.2.jsonl.gz` and so on for the base name `rows`. Each
 * is whole by itself. All get their names at the end; where anything fails, none does.
 */
async function writeRowFiles(folder, baseName, rows, options = {}) {
    const maxFileBytes = options.maxFileBytes ?? maxStoredFileBytes;
    await (0,promises_.mkdir)(folder, { recursive: true });
    const digest = (0,external_node_crypto_.createHash)('sha256');
    const open = [];
    let count = 0;
    const put = async (bytes) => {
        const member = await gzipMember(bytes);
        let last = open.at(-1);
        if (last === undefined || (last.bytes > 0 && last.bytes + member.length > maxFileBytes)) {
            const number = open.length === 0 ? '' : `.${open.length + 1}`;
            const name = `${baseName}${number}.jsonl.gz`;
            last = { name, file: await openTempFile((0,external_node_path_.join)(folder, name)), hash: (0,external_node_crypto_.createHash)('sha256'), bytes: 0 };
            open.push(last);
        }
        await last.file.write(member);
        last.hash.update(member);
        last.bytes += member.length;
    };
    try {
        for await (const block of rowBlocks(rows, Math.min(largestBlockBytes, Math.floor(maxFileBytes / 2)))) {
            digest.update(block.bytes);
            count += block.rows;
            await put(block.bytes);
        }
        if (open.length === 0)
            await put(Buffer.alloc(0));
        for (const { file } of open)
            await file.commit();
    }
    finally {
        for (const { file } of open)
            await file.discard();
    }
    const files = open.map(({ name, hash, bytes }) => ({
        path: name,
        digest: `sha256:${hash.digest('hex')}`,
        bytes,
    }));
    return { files, digest: `sha256:${digest.digest('hex')}`, rows: count };
}

;// CONCATENATED MODULE: ./packages/results/build/row-stream.js









/**
 * The rows of sources one after another, as they stand there (ranges and doubles are for `readResults`): for writing them anew.
 *
 * @throws Failure `rows` after the last row, with everything that is wrong; so a file that is written from this must not be kept then
 */
async function* readRows(sources, options = {}) {
    const list = 'open' in sources ? [sources] : sources;
    const problems = new RowProblems();
    const columns = new CsvColumns(new Set(options.metrics ?? []));
    const id = options.id ?? 'id';
    const isCsv = (source) => formatIn(source, options.format) === 'csv';
    for (const source of list)
        if (isCsv(source))
            await columns.look(source, id);
    for (const source of list) {
        let rows = [];
        const each = (row) => {
            rows.push(row);
        };
        const splitter = isCsv(source)
            ? csvRowReader(source.name, columns, id, problems, each)
            : jsonlRowReader(source.name, problems, each);
        for await (const chunk of sourceBytes(source)) {
            splitter.feed(chunk);
            yield* rows;
            rows = [];
        }
        splitter.end();
        yield* rows;
    }
    problems.throwIfAny();
}
function jsonlRowReader(file, problems, each) {
    return new line_splitter_LineSplitter({
        line(bytes, line, cut) {
            const checked = row_line_readRowLine(bytes, cut);
            if (checked?.ok)
                each(checked.row);
            else
                for (const mistake of checked?.mistakes ?? [])
                    problems.add(file, line, mistake);
        },
        tooLong(line) {
            problems.add(file, line, tooLongLine);
        },
    }, build/* maxLineBytes */.YW);
}
/** Rows through a function; where it returns undefined, the row is left out. */
async function* mapRows(rows, change) {
    for await (const row of rows) {
        const changed = change(row);
        if (changed !== undefined)
            yield changed;
    }
}

;// CONCATENATED MODULE: ./packages/results/build/row-tail.js



/**
 * Rows of a results.jsonl that a command is still writing, for the estimate so far. Lines that are not rows are passed over: they are refused
 * when the whole file is read. Holds no more than one unfinished line.
 */
class RowTail {
    rows = [];
    lines;
    constructor() {
        const passOver = () => undefined;
        this.lines = new LineSplitter({ line: (bytes) => this.read(bytes), tooLong: passOver }, maxLineBytes);
    }
    /** Takes the next bytes of the file and returns the rows that they complete. */
    feed(bytes) {
        this.rows = [];
        this.lines.feed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
        return this.rows;
    }
    read(bytes) {
        const checked = readRowLine(bytes, false);
        if (!checked?.ok)
            return;
        const { id, repeat, metrics, error } = checked.row;
        this.rows.push({
            id,
            repeat: repeat ?? 0,
            metrics: new Map(Object.entries(metrics)),
            error: error ?? null,
        });
    }
}

;// CONCATENATED MODULE: ./packages/results/build/suite-order.js


// 48 bits of a digest decide for practically every pair of ids, and fit into a key of the radix sort.
const headDigits = 12;
/**
 * The order in which a suite is evaluated: ascending by SHA-256 of `seed`, a NUL byte and the id (UTF-8). It depends on the seed
 * and the set of ids alone, so every machine, push and re-run draws the same, and a prefix is a simple random sample. Ids that come
 * twice count once.
 */
function suiteOrder(ids, seed) {
    const distinct = [...new Set(ids)];
    const headOf = (id) => Number.parseInt(sha256(`${seed}\0${id}`).slice(0, headDigits), 16);
    const heads = Float64Array.from(distinct, headOf);
    const places = Uint32Array.from(distinct, (_, place) => place);
    radixSort(heads, places);
    const order = Array.from(places, (place) => distinct[place] ?? '');
    settleTies(order, heads, seed);
    return order;
}
/** Where heads are equal, the whole digests decide, then (texts with lone surrogates have the bytes of others) the ids. */
function settleTies(order, heads, seed) {
    const wholeOf = (id) => `${sha256(`${seed}\0${id}`)} ${id}`;
    for (let at = 1; at < order.length; at++) {
        for (let to = at; to > 0 && heads[to] === heads[to - 1]; to--) {
            const [before = '', after = ''] = [order[to - 1], order[to]];
            if (wholeOf(before) <= wholeOf(after))
                break;
            order[to - 1] = after;
            order[to] = before;
        }
    }
}
function sha256(text) {
    // The one-shot function is three times as fast; Node 20 has it from 20.12 on.
    return external_node_crypto_.hash === undefined
        ? external_node_crypto_.createHash('sha256').update(text).digest('hex')
        : external_node_crypto_.hash('sha256', text, 'hex');
}

;// CONCATENATED MODULE: ./packages/results/build/suite-plan.js




/** Which examples are evaluated. Throws a Failure `config` that names the must-pass ids that are not in the suite. */
function planSuite(input) {
    const suite = new Set(input.ids);
    const mustPass = input.mustPass.map((entry) => (typeof entry === 'string' ? { id: entry } : entry));
    const unknown = mustPass.filter(({ id }) => !suite.has(id));
    if (unknown.length > 0) {
        const problems = unknown.map((entry) => ({
            message: `the must-pass id ${quoted(entry.id)} is in no example of the suite`,
            ...('where' in entry ? { where: entry.where } : {}),
        }));
        throw new build/* Failure */.HR('config', listedProblems(problems));
    }
    const order = suiteOrder(input.ids, input.seed);
    const planned = order.slice(0, input.size ?? order.length);
    const wanted = new Set(mustPass.map(({ id }) => id));
    return { planned, beside: order.slice(planned.length).filter((id) => wanted.has(id)) };
}
/**
 * The part of a plan that one shard evaluates: every `of`-th example, so each part is itself a random sample. All parts together are the plan.
 *
 * @param shard from 1
 */
function shardOf(planned, shard, of) {
    if (!Number.isInteger(shard) || !Number.isInteger(of) || shard < 1 || shard > of) {
        throw new build/* Failure */.HR('usage', `there is no shard ${shard} of ${of}; write 1/8 to 8/8`);
    }
    return planned.filter((_, at) => at % of === shard - 1);
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./packages/results/build/write-rows.js




const blockBytes = 1024 * 1024;
/**
 * Writes rows as results.jsonl, holding no more than a block of them. A file gets its name only when it is whole; a stream is waited for when it
 * is full, and left open.
 */
async function writeRows(target, rows, options) {
    if (typeof target !== 'string')
        return writeBlocks(rows, options.gzip, (bytes) => writeTo(target, bytes));
    const file = await openTempFile(target);
    try {
        const written = await writeBlocks(rows, options.gzip, (bytes) => file.write(bytes));
        await file.commit();
        return written;
    }
    finally {
        await file.discard();
    }
}
async function writeBlocks(rows, gzip, write) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    let count = 0;
    const put = async (block) => {
        digest.update(block.bytes);
        count += block.rows;
        await write(gzip ? await gzipMember(block.bytes) : block.bytes);
    };
    for await (const block of rowBlocks(rows, blockBytes))
        await put(block);
    // No rows at all are still a valid gzip file.
    if (count === 0)
        await put({ bytes: Buffer.alloc(0), rows: 0 });
    return { digest: `sha256:${digest.digest('hex')}`, rows: count };
}
async function writeTo(stream, bytes) {
    if (bytes.length > 0 && !stream.write(bytes))
        await (0,external_node_events_.once)(stream, 'drain');
}

;// CONCATENATED MODULE: ./packages/results/build/index.js














;// CONCATENATED MODULE: ./packages/verbs/build/base.js

/** Branch names that are tried for main when nobody names a base, in this order. */
const mainBranches = ['main', 'master', 'origin/main', 'origin/master'];
/**
 * The commit that a change is weighed against at a terminal: the merge base with main; on main itself the previous
 * commit, or the last one where the working tree has changes. Undefined: there is none yet, this is the first commit.
 *
 * @throws Failure `usage` where the named base does not exist or shares no history
 */
async function findBase(repository, head, named) {
    const base = await resolveBase(repository, named);
    if (base === undefined)
        return previous(repository, head);
    let merged = await repository.mergeBase(head.sha, base);
    if (merged === undefined && (await repository.isShallow())) {
        await repository.ensureHistory('origin', [head.sha, base]);
        merged = await repository.mergeBase(head.sha, base);
    }
    if (merged === undefined) {
        throw new build/* Failure */.HR('usage', `${named ?? 'main'} and HEAD share no history; name another --base`);
    }
    return merged === head.sha ? previous(repository, head) : merged;
}
async function resolveBase(repository, named) {
    if (named !== undefined) {
        const sha = (await repository.revParse(named)) ?? (await repository.revParse(`origin/${named}`));
        if (sha === undefined) {
            throw new build/* Failure */.HR('usage', `--base ${named}: no such revision here; fetch it, or name a branch, tag or commit`);
        }
        return sha;
    }
    for (const branch of mainBranches) {
        const sha = await repository.revParse(branch);
        if (sha !== undefined)
            return sha;
    }
    return undefined;
}
async function previous(repository, head) {
    if (head.dirty)
        return head.sha;
    const [parent] = await repository.parents(head.sha);
    if (parent === undefined)
        return undefined;
    if (!(await repository.hasObject(parent)))
        await repository.ensureHistory('origin', [parent]);
    return parent;
}

;// CONCATENATED MODULE: ./packages/verbs/build/circumstances.js
/** A person at a terminal: trusted for what a terminal decides, and never more. */
async function terminalCircumstances(call, repository, kind) {
    const branch = await repository.currentBranch();
    return {
        kind,
        trust: 'local',
        event: 'terminal',
        draw: branch ?? 'detached',
        run: { id: String(call.now().getTime()), attempt: 1, url: null },
    };
}

;// CONCATENATED MODULE: ./packages/verbs/build/policy-source.js



/** Reads the policy as it stands in the working tree. */
function workingTreeSource(root, files) {
    return {
        label: 'the working tree',
        read: (path) => readIfThere((0,external_node_path_.join)(root, path)),
        list: async () => files.map((file) => file.path),
    };
}
/** The policy as it stands in the working tree; undefined where there is no such file. */
function loadWorkingPolicy(root, files, config) {
    return (0,build/* loadPolicy */.tb)(workingTreeSource(root, files), config);
}
/** Reads the policy from a folder that need not be a repository; `include` is resolved beside the file. */
function folderSource(root, config, name) {
    return {
        label: root,
        read: (path) => readIfThere(path === name ? config : (0,external_node_path_.join)(root, path)),
        list: async () => {
            const entries = await (0,promises_.readdir)(root, { withFileTypes: true, recursive: true });
            return entries
                .filter((entry) => entry.isFile())
                .map((entry) => (0,external_node_path_.relative)(root, (0,external_node_path_.join)(entry.parentPath, entry.name)).replaceAll('\\', '/'));
        },
    };
}
/** Reads the policy as it stands in a commit, whatever the working tree says. */
function commitSource(repository, commit, files) {
    return {
        label: commit.slice(0, 7),
        read: (path) => repository.readFile(commit, path),
        list: async () => files.map((file) => file.path),
    };
}
async function readIfThere(path) {
    try {
        return await (0,promises_.readFile)(path);
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw error;
    }
}
function isMissing(error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

;// CONCATENATED MODULE: ./packages/verbs/build/change.js






/**
 * Reads what a change is made of: both sides' files as git knows them, and both policies.
 *
 * @throws Failure `config` where the head's weighbridge.yml is wrong, or neither side has one
 */
async function openChange(call, options) {
    const repository = await openRepository(call.cwd, { env: call.env, signal: call.signal });
    const config = configPath(call, repository.root, options.config);
    const circumstances = await terminalCircumstances(call, repository, options.kind ?? 'local');
    const sha = await repository.revParse('HEAD');
    if (sha === undefined) {
        throw new build/* Failure */.HR('usage', 'this repository has no commit yet; commit once, then weigh what changes after it');
    }
    const working = await repository.workingFiles();
    const head = { sha, dirty: working.dirty, files: working.files };
    const headPolicy = await loadWorkingPolicy(repository.root, head.files, config);
    const baseSha = await findBase(repository, head, options.base);
    const { side: base, notes } = await openBase(repository, baseSha, config);
    if (headPolicy === undefined && base?.policy === undefined)
        throw noPolicy(config);
    return { repository, circumstances, head: { ...head, policy: headPolicy }, base, notes };
}
async function openBase(repository, sha, config) {
    if (sha === undefined)
        return { side: undefined, notes: [] };
    const files = await repository.treeFiles(sha);
    const side = { sha, files, policy: undefined };
    try {
        return {
            side: { ...side, policy: await (0,build/* loadPolicy */.tb)(commitSource(repository, sha, files), config) },
            notes: [],
        };
    }
    catch (error) {
        if (!(error instanceof build/* Failure */.HR) || error.code !== 'config')
            throw error;
        const note = `${config} of ${sha.slice(0, 7)} cannot be read, so this change's own policy decides: ${error.problems[0]?.message ?? ''}`;
        return { side, notes: [note] };
    }
}
/** Repository-relative path of the configuration, as git and the contract name it. */
function configPath(call, root, named) {
    if (named === undefined)
        return 'weighbridge.yml';
    const path = (0,external_node_path_.relative)(root, (0,external_node_path_.resolve)(call.cwd, named)).replaceAll('\\', '/');
    if (path.startsWith('../'))
        throw new build/* Failure */.HR('usage', `--config ${named} lies outside the repository ${root}`);
    return path;
}
function noPolicy(config) {
    return new build/* Failure */.HR('config', 'there is no such file; write one (`version: 1`, one model with `eval.run`, `eval.examples` and one metric is enough)', { where: { file: config } });
}

;// CONCATENATED MODULE: ./packages/verbs/build/check.js







/** Checks weighbridge.yml and the files it names, and reports everything at once. Runs nothing. */
async function check(call, options) {
    const repository = await openRepository(call.cwd, { env: call.env, signal: call.signal });
    const config = configPath(call, repository.root, options.config);
    const { files } = await repository.workingFiles();
    const policy = await loadWorkingPolicy(repository.root, files, config);
    if (policy === undefined)
        throw noPolicy(config);
    const found = new Findings(repository.root, files);
    const models = policy.models.filter((model) => options.models.length === 0 || options.models.includes(model.name));
    for (const model of models)
        found.checkModel(model);
    const suites = new Map();
    for (const model of models)
        for (const suite of model.suites)
            suites.set(suite, await found.checkSuite(suite));
    return {
        problems: found.problems,
        warnings: found.warnings,
        models: models.map((model) => ({
            name: model.name,
            suites: model.suites.map((suite) => ({
                name: suite.name,
                examples: suites.get(suite)?.ids.length ?? null,
                subset: suite.subset?.size ?? null,
            })),
        })),
    };
}
class Findings {
    problems = [];
    warnings = [];
    #root;
    #files;
    constructor(root, files) {
        this.#root = root;
        this.#files = files;
    }
    checkModel(model) {
        this.#globs(model, 'paths', model.paths, this.problems);
        this.#globs(model, 'params', model.params, this.problems);
        this.#globs(model, 'prompts', model.prompts, this.problems);
        if (model.runbook !== undefined && !/^https?:/.test(model.runbook))
            this.#named(model, 'runbook', model.runbook, this.warnings);
        for (const [name, source] of Object.entries(model.data)) {
            if (source?.file !== undefined)
                this.#named(model, `data.${name}.file`, source.file, this.problems);
        }
    }
    /** Reads a suite's examples and must-pass ids as `eval` would. */
    async checkSuite(suite) {
        if (suite.code !== undefined)
            this.#globs(suite, 'code', suite.code, this.problems);
        for (const text of (0,build/* harnessWarnings */.oy)(suite, this.#files))
            this.#say(this.warnings, suite, text);
        if (suite.judge?.prompt !== undefined)
            this.#named(suite, 'judge.prompt', suite.judge.prompt, this.problems);
        if (suite.examples.kind === 'list')
            return undefined;
        const examples = await this.#reading(() => readExamples((0,external_node_path_.join)(this.#root, pathOf(suite)), { id: suite.id }));
        if (examples === undefined)
            return undefined;
        const size = suite.subset?.size;
        if (size !== undefined && size >= examples.ids.length) {
            this.#say(this.warnings, suite, `subset.size ${size} is the whole suite of ${examples.ids.length}: every pull request evaluates everything`);
        }
        const mustPass = suite.mustPass;
        if (mustPass !== undefined) {
            const ids = (await this.#reading(() => readMustPass((0,external_node_path_.join)(this.#root, mustPass)))) ?? [];
            const absent = ids.filter((id) => !examples.keys.has(id));
            if (absent.length > 0)
                this.#say(this.problems, suite, `${mustPass} names ${absent.slice(0, 5).join(', ')}, which ${pathOf(suite)} does not hold`);
        }
        return examples;
    }
    async #reading(read) {
        try {
            return await read();
        }
        catch (error) {
            if (!(error instanceof build/* Failure */.HR))
                throw error;
            this.problems.push(...error.problems);
            return undefined;
        }
    }
    #globs(at, key, globs, into) {
        for (const glob of globs) {
            const matches = (0,build/* pathMatcher */.kZ)([glob]);
            if (!this.#files.some((file) => matches(file.path)))
                this.#say(into, at, `${key}: ${glob} matches no file that git holds or would take`);
        }
    }
    #named(at, key, path, into) {
        if (!(0,external_node_fs_.existsSync)((0,external_node_path_.join)(this.#root, path)))
            this.#say(into, at, `${key}: there is no ${path}`);
    }
    #say(into, at, message) {
        into.push({ message: `${at.name}: ${message}`, ...(at.where === undefined ? {} : { where: at.where }) });
    }
}
function pathOf(suite) {
    return suite.examples.kind === 'file' ? suite.examples.path : suite.examples.command;
}

;// CONCATENATED MODULE: ./packages/statistics/build/incomplete-beta.js
/**
 * Regularised incomplete beta function I_x(a, b), the one special function that t and binomial probabilities need.
 *
 * The density in front is Loader's saddle-point form ("Fast and Accurate Computation of Binomial Probabilities", 2000), which keeps its
 * relative precision for a and b in the millions; the rest is the continued fraction of DLMF 8.17.22 by Lentz's method. Written here
 * because the library that has it brings 224 packages; the tests hold it to SciPy's values within 1e-11.
 *
 * @param x in [0, 1]
 * @param y 1 − x, handed in so that its own precision is kept
 * @param a above 0
 * @param b above 0
 * @returns I_x(a, b) in [0, 1]; NaN where an argument is
 */
function regularizedBeta(x, y, a, b) {
    if (!(a > 0 && b > 0) || Number.isNaN(x) || Number.isNaN(y))
        return Number.NaN;
    if (x <= 0)
        return 0;
    if (y <= 0)
        return 1;
    const density = betaKernel(x, y, a, b);
    if (x <= (a + 1) / (a + b + 2))
        return Math.min(1, (density * continuedFraction(x, a, b)) / a);
    return Math.max(0, 1 - (density * continuedFraction(y, b, a)) / b);
}
/** x^a (1−x)^b / B(a, b), with full relative precision also for large a and b. */
function betaKernel(x, y, a, b) {
    const n = a + b;
    const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
    return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n));
}
/** ln Γ(z+1) − (z + ½) ln z + z − ½ ln 2π: Stirling's series from 16 on, its recurrence below. */
function stirlingError(z) {
    let shifted = z;
    let carried = 0;
    while (shifted < 16) {
        carried += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
        shifted += 1;
    }
    const s = 1 / (shifted * shifted);
    return carried + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / shifted;
}
/** x ln(x/m) + m − x without cancellation where x is near m (Loader's bd0). */
function deviance(x, m) {
    const difference = x - m;
    if (Math.abs(difference) >= 0.1 * (x + m))
        return x * Math.log(x / m) + m - x;
    const v = difference / (x + m);
    let sum = difference * v;
    let term = 2 * x * v;
    for (let j = 1; j < 1000; j++) {
        term *= v * v;
        const next = sum + term / (2 * j + 1);
        if (next === sum)
            break;
        sum = next;
    }
    return sum;
}
const tiny = 1e-300;
const nonZero = (value) => (Math.abs(value) < tiny ? tiny : value);
/** Converges in O(√max(a, b)) steps where x is below the mean. */
function continuedFraction(x, a, b) {
    let c = 1;
    let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
    let h = d;
    for (let m = 1; m <= 100_000; m++) {
        const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / nonZero(1 + even * d);
        c = nonZero(1 + even / c);
        h *= d * c;
        const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / nonZero(1 + odd * d);
        c = nonZero(1 + odd / c);
        const step = d * c;
        h *= step;
        if (Math.abs(step - 1) < 1e-15)
            break;
    }
    return h;
}

;// CONCATENATED MODULE: ./packages/statistics/build/binomial.js

/**
 * P(Bin(n, p) ≤ k), as I_{1−p}(n−k, k+1): defined between whole k too, where it rises smoothly.
 *
 * @param k a count, or a sum of parts of counts
 * @param n trials
 * @param p in [0, 1]
 */
function binomialCdf(k, n, p) {
    if (k < 0)
        return 0;
    if (k >= n)
        return 1;
    return regularizedBeta(1 - p, p, n - k, k + 1);
}
/**
 * One-sided mid-p of McNemar's test that the candidate is worse (Fagerland, Lydersen, Laake 2013): P(X > worse) + ½ P(X = worse),
 * X ~ Bin(worse + better, ½).
 *
 * @param worse examples that only the baseline passes
 * @param better examples that only the candidate passes
 * @returns p, small where the candidate is worse; ½ where nothing disagrees
 */
function mcnemarMidP(worse, better) {
    const n = worse + better;
    if (worse === 0)
        return 1 - 0.5 ** (n + 1);
    // P(X > worse) = P(n − X ≤ better − 1), by symmetry
    const above = better === 0 ? 0 : binomialCdf(better - 1, n, 0.5);
    const upTo = binomialCdf(better, n, 0.5);
    return (above + upTo) / 2;
}

;// CONCATENATED MODULE: ./packages/statistics/build/column.js
/** Two values that differ by no more than this share of the larger one are the same number written twice. */
const relativeNoise = 1e-9;
/** Whether two results are equal up to floating-point noise. */
function nearlyEqual(a, b) {
    return Math.abs(a - b) <= relativeNoise * Math.max(Math.abs(a), Math.abs(b));
}
/** Mean of a column by Neumaier's compensated sum, exact where the values are whole; NaN for an empty one. */
function mean(column) {
    let sum = 0;
    let lost = 0;
    for (let i = 0; i < column.length; i++) {
        const value = column[i];
        const next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }
    return (sum + lost) / column.length;
}
/** Largest size of a value; 0 for an empty column. */
function largest(column) {
    let most = 0;
    for (let i = 0; i < column.length; i++) {
        const size = Math.abs(column[i]);
        if (size > most)
            most = size;
    }
    return most;
}
/**
 * Σ (a − k·b − center)² over both columns, where center is the mean of a − k·b; 0 where the spread is only floating-point noise of
 * values as large as `scale`.
 */
function squaresOfContrast(a, b, k, center, scale) {
    let squares = 0;
    let residual = 0;
    for (let i = 0; i < a.length; i++) {
        const d = a[i] - k * b[i] - center;
        squares += d * d;
        residual += d;
    }
    const exact = squares - (residual * residual) / Math.max(1, a.length);
    return exact <= a.length * (relativeNoise * scale) ** 2 ? 0 : exact;
}

;// CONCATENATED MODULE: ./packages/statistics/build/tango.js
/**
 * Variance of the mean difference under Δ = −margin, with the nuisance probability at its maximum likelihood (Tango 1998, Stat. Med.
 * 17:891): (2q + m(1−m)) / n. A variance estimated from the sample is far too small where few pairs disagree.
 */
function tangoVariance({ n, down, up, margin }) {
    const a = 2 * n;
    const b = -down - up + (2 * n - down + up) * margin;
    const c = -up * margin * (1 - margin);
    const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
    // Of the two forms of the positive root, the one that does not cancel.
    const q = b > 0 ? (-2 * c) / (b + root) : (root - b) / (2 * a);
    return (2 * q + margin * (1 - margin)) / n;
}

;// CONCATENATED MODULE: ./packages/statistics/build/held-variance.js

/**
 * v_P: the variance that `held` is tested with where results lie in [0, 1]. The regression estimator's v is raised by the factor by which
 * Tango's variance under Δ = −margin exceeds the sample's, v_T / v_pair; never below v_T / 4, and v_T itself where nothing disagrees. Where
 * all pairs differ by the same amount (v_pair = 0) the factor is unbounded and the larger of v and v_T stands.
 *
 * @param variance v of the regression estimator
 * @param counts against main's newest single run, in [0, 1]
 * @param margin in (0, 1]
 */
function heldVariance(variance, counts, margin) {
    const tango = tangoVariance({ n: counts.n, down: counts.down, up: counts.up, margin });
    if (counts.worse + counts.better === 0)
        return { tango, held: tango };
    if (counts.pairVariance === 0)
        return { tango, held: Math.max(variance, tango) };
    return { tango, held: Math.max(variance * Math.max(1, tango / counts.pairVariance), tango / 4) };
}

;// CONCATENATED MODULE: ./packages/statistics/build/many-tests.js
/**
 * Holm's step-down procedure (1979): false rejections of any hypothesis ≤ alpha, whatever their dependence.
 *
 * @param p one a hypothesis; NaN never rejects but stays in the family
 * @param alpha level of the whole family
 */
function holm(p, alpha) {
    const order = byP(p);
    const steps = new Array(p.length);
    let stoppedAt;
    order.forEach((hypothesis, index) => {
        const level = stoppedAt ?? alpha / (p.length - index);
        const rejected = stoppedAt === undefined && (p[hypothesis] ?? 1) <= level;
        if (!rejected)
            stoppedAt = level;
        steps[hypothesis] = { rejected, rank: index + 1, level };
    });
    return steps;
}
/**
 * Benjamini and Hochberg's procedure (1995): of what is rejected, at most a share q is expected to be false.
 *
 * @returns for every hypothesis, whether it is rejected
 */
function benjaminiHochberg(p, q) {
    const order = byP(p);
    const last = order.findLastIndex((hypothesis, index) => (p[hypothesis] ?? 1) <= (q * (index + 1)) / p.length);
    const rejected = new Array(p.length).fill(false);
    for (const hypothesis of order.slice(0, last + 1))
        rejected[hypothesis] = true;
    return rejected;
}
function byP(p) {
    const known = (index) => {
        const value = p[index];
        return value === undefined || Number.isNaN(value) ? 1 : value;
    };
    return p.map((_, index) => index).sort((a, b) => known(a) - known(b) || a - b);
}

;// CONCATENATED MODULE: ./packages/statistics/build/normal.js
const perRootTwoPi = 1 / Math.sqrt(2 * Math.PI);
/** Density of the standard normal distribution. */
function normalDensity(z) {
    return perRootTwoPi * Math.exp((-z * z) / 2);
}
/** P(Z ≤ z) with relative precision in the lower tail: Marsaglia's series near 0, the continued fraction of Mills' ratio beyond 3. */
function normalCdf(z) {
    if (Number.isNaN(z))
        return Number.NaN;
    if (z < -38.6)
        return 0;
    if (z > 3)
        return 1 - normalCdf(-z);
    if (z < -3) {
        let ratio = -z;
        for (let k = 200; k >= 1; k--)
            ratio = -z + k / ratio;
        return normalDensity(z) / ratio;
    }
    let sum = z;
    let term = z;
    for (let k = 3; k < 200 && Math.abs(term) > 1e-18; k += 2) {
        term *= (z * z) / k;
        sum += term;
    }
    return 0.5 + normalDensity(z) * sum;
}
/**
 * The z with P(Z ≤ z) = p.
 *
 * @param p in (0, 1); 0 and 1 answer the infinities
 */
function normalQuantile(p) {
    if (!(p >= 0 && p <= 1))
        return Number.NaN;
    if (p === 0)
        return Number.NEGATIVE_INFINITY;
    if (p === 1)
        return Number.POSITIVE_INFINITY;
    if (p > 0.5)
        return -normalQuantile(1 - p);
    // Newton on ln P, which is concave: from the left it never overshoots.
    let z = -Math.sqrt(-2 * Math.log(p));
    for (let step = 0; step < 100; step++) {
        const below = normalCdf(z);
        const next = z - (Math.log(below / p) * below) / normalDensity(z);
        if (Math.abs(next - z) <= 1e-15 * Math.max(1, Math.abs(z)))
            return next;
        z = next;
    }
    return z;
}

;// CONCATENATED MODULE: ./packages/statistics/build/student-t.js


/**
 * P(T ≤ t) of Student's t distribution, with relative precision in the lower tail (DLMF 8.17: half of I at df/(df+t²)).
 *
 * @param t may be infinite
 * @param df degrees of freedom, above 0
 */
function tCdf(t, df) {
    if (Number.isNaN(t) || !(df > 0))
        return Number.NaN;
    if (t > 0)
        return 1 - tCdf(-t, df);
    if (t === 0)
        return 0.5;
    if (t === Number.NEGATIVE_INFINITY)
        return 0;
    const { x, y } = betaArguments(t, df);
    return 0.5 * regularizedBeta(x, y, df / 2, 0.5);
}
/**
 * The t with P(T ≤ t) = p.
 *
 * @param p in [0, 1]
 * @param df degrees of freedom, above 0
 */
function tQuantile(p, df) {
    if (!(p >= 0 && p <= 1 && df > 0))
        return Number.NaN;
    if (p === 0.5)
        return 0;
    if (p > 0.5)
        return -tQuantile(1 - p, df);
    if (p === 0)
        return Number.NEGATIVE_INFINITY;
    let low = -1;
    while (tCdf(low, df) > p)
        low *= 2;
    let high = 0;
    let t = Math.max(low / 2, Math.min(normalQuantile(p), -1e-3));
    for (let step = 0; step < 300; step++) {
        const below = tCdf(t, df);
        if (below > p)
            high = Math.min(high, t);
        else
            low = Math.max(low, t);
        const { x, y } = betaArguments(t, df);
        const density = betaKernel(x, y, df / 2, 0.5) / -t;
        const newton = t - (Math.log(below / p) * below) / density;
        const next = newton > low && newton < high ? newton : (low + high) / 2;
        if (Math.abs(next - t) <= 4e-16 * Math.abs(t))
            return next;
        t = next;
    }
    return t;
}
function betaArguments(t, df) {
    const square = t * t;
    return Number.isFinite(square) ? { x: df / (df + square), y: square / (df + square) } : { x: 0, y: 1 };
}

;// CONCATENATED MODULE: ./packages/statistics/build/one-mean.js


/**
 * Wilson's score interval of a share (1927).
 *
 * @param share mean of n values in [0, 1]
 * @param alpha one-sided level of each end
 * @returns both ends in [0, 1]
 */
function wilsonInterval(share, n, alpha) {
    const z2 = normalQuantile(alpha) ** 2;
    const center = (share + z2 / (2 * n)) / (1 + z2 / n);
    const half = (Math.sqrt(z2) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
    return [Math.max(0, center - half), Math.min(1, center + half)];
}
/** p of H0: share ≥ limit, by the score test that Wilson's upper end inverts; limit in (0, 1). */
function shareBelowP(share, n, limit) {
    if (limit <= 0)
        return 1;
    if (limit >= 1)
        return share < 1 ? 0 : 1;
    return normalCdf((share - limit) / Math.sqrt((limit * (1 - limit)) / n));
}
/** The usual t interval of a mean: standard error and n−1 degrees of freedom; unbounded below two values. */
function meanInterval(mean, standardError, n, alpha) {
    if (n < 2)
        return undefined;
    const half = -tQuantile(alpha, n - 1) * standardError;
    return [mean - half, mean + half];
}

;// CONCATENATED MODULE: ./packages/statistics/build/paired-counts.js

/**
 * @param candidate c over S, higher is better
 * @param newest main's newest single run over S
 */
function pairedCounts(candidate, newest) {
    const n = candidate.length;
    let worse = 0;
    let better = 0;
    let down = 0;
    let up = 0;
    for (let i = 0; i < n; i++) {
        const c = candidate[i];
        const b = newest[i];
        if (c === b || nearlyEqual(c, b))
            continue;
        if (c < b) {
            worse++;
            down += b - c;
        }
        else {
            better++;
            up += c - b;
        }
    }
    const pairVariance = n < 3 ? Number.NaN : pairSquares(candidate, newest, worse + better) / (n - 2) / n;
    return { n, worse, better, down, up, pairVariance };
}
function pairSquares(candidate, newest, disagreeing) {
    if (disagreeing === 0)
        return 0;
    const scale = Math.max(largest(candidate), largest(newest));
    return squaresOfContrast(candidate, newest, 1, mean(candidate) - mean(newest), scale);
}

;// CONCATENATED MODULE: ./packages/statistics/build/regression-estimate.js

/**
 * The regression estimator: the subset borrows the precision of main's full results (survey sampling's regression estimator, CUPED,
 * PPI++ with a clipped weight). With f = n/N:
 *
 *     β = clip(cov_S(c,b) / var_S(b), 0, 1), 1 where var_S(b) = 0      κ_g = β(1−f) + g·f
 *     Δ̂ = mean_S(c) − κ_1·mean_S(b) − (1−κ_1)·mean_{N∖S}(b)
 *     v = s²_S(c − κ_g·b)/n + ((1−f)(g−β))²·s²_S(b)/(N−n)
 *
 * g = 1 gives the variance of Δ̂; g = θ̂_c / mean_N(b) that of the contrast c̄ − g·b̄, which is the delta method for the ratio of means
 * (times the baseline's mean). s² spends two degrees of freedom; with fewer than three pairs v is NaN.
 */
function regressionEstimate(sample, options) {
    const { candidate: c, baseline: b, rest } = sample;
    const n = c.length;
    const total = n + rest.length;
    const f = n / total;
    const candidateMean = mean(c);
    const baselineMean = mean(b);
    const restMean = rest.length === 0 ? 0 : mean(rest);
    const suiteMean = f === 1 ? baselineMean : f * baselineMean + (1 - f) * restMean;
    const scale = Math.max(largest(c), largest(b));
    const baselineSquares = squaresOfContrast(b, b, 0, baselineMean, scale);
    const beta = slope(c, b, candidateMean, baselineMean, baselineSquares);
    const kappa = beta * (1 - f) + f;
    const delta = candidateMean - kappa * baselineMean - (1 - kappa) * restMean;
    const level = candidateMean + beta * (suiteMean - baselineMean);
    const ratio = options.ratioOfMeans && suiteMean !== 0 ? level / suiteMean : 1;
    const spread = (k) => squaresOfContrast(c, b, k, candidateMean - k * baselineMean, scale) / (n - 2);
    const baselineSquare = baselineSquares / (n - 2);
    const restPart = rest.length === 0 ? 0 : ((1 - f) * (ratio - beta)) ** 2 * (baselineSquare / rest.length);
    const residualSquare = spread(beta);
    return {
        n,
        total,
        beta,
        kappa,
        ratio,
        candidateMean,
        baselineMean,
        restMean,
        suiteMean,
        delta,
        variance: n < 3 ? Number.NaN : spread(beta * (1 - f) + ratio * f) / n + restPart,
        df: n - 2,
        level,
        levelVariance: n < 3 ? Number.NaN : residualSquare / n + (beta ** 2 * suiteSquare(b, rest, suiteMean)) / total,
        residualSquare,
        baselineSquare,
    };
}
function slope(c, b, candidateMean, baselineMean, baselineSquares) {
    if (!(baselineSquares > 0))
        return 1;
    let products = 0;
    for (let i = 0; i < c.length; i++)
        products += (c[i] - candidateMean) * (b[i] - baselineMean);
    return Math.min(1, Math.max(0, products / baselineSquares));
}
/** s²_N(b) over the whole suite. */
function suiteSquare(b, rest, suiteMean) {
    let squares = 0;
    for (const part of [b, rest])
        for (let i = 0; i < part.length; i++)
            squares += (part[i] - suiteMean) ** 2;
    return squares / (b.length + rest.length - 2);
}

;// CONCATENATED MODULE: ./packages/statistics/build/root.js
/**
 * Where a rising function reaches zero, by bisection to the last bit that a double has.
 *
 * @param rising a function that never falls on [low, high]
 * @returns `low` where it is positive everywhere, `high` where it is negative everywhere
 */
function risingRoot(rising, low, high) {
    if (rising(low) >= 0)
        return low;
    if (rising(high) < 0)
        return high;
    let below = low;
    let above = high;
    for (let step = 0; step < 200; step++) {
        const middle = below + (above - below) / 2;
        if (middle <= below || middle >= above)
            break;
        if (rising(middle) < 0)
            below = middle;
        else
            above = middle;
    }
    return above;
}

;// CONCATENATED MODULE: ./packages/statistics/build/sample-size.js


/** Drops are called detectable that are found 4 times in 5. */
const power = 0.8;
/**
 * The smallest drop found 4 times in 5: δ + (t_{1−α} + z_{0.8})·√v. For pass/fail results, whose difference has a variance of at least
 * x − x² when its mean is −x, never less than that drop would need itself: a sample in which nothing disagrees does not see everything.
 *
 * @param alpha one-sided level of `regressed` after correction
 * @returns NaN where v is
 */
function detectableDrop(input) {
    const reach = normalQuantile(power) - tQuantile(input.alpha, input.df);
    const plain = input.tolerance + reach * Math.sqrt(input.variance);
    if (input.passFail === undefined)
        return plain;
    const { n } = input.passFail;
    // (x − δ)² = reach²·(x − x²)/n, the larger root
    const w = (reach * reach) / n;
    const half = (2 * input.tolerance + w) / 2;
    const x = (half + Math.sqrt(half * half - (1 + w) * input.tolerance ** 2)) / (1 + w);
    return Math.min(Math.max(1, input.tolerance), Math.max(plain, x));
}
/**
 * Examples at which a difference as far from a boundary as this one is decided 4 times in 5, with both one-sided levels at `alpha`.
 *
 * @param distance from the estimate to the boundary, above 0
 * @param residualSquare s²_S(c−βb): what shrinks with n
 * @param fixedVariance (1−β)²·s²(b)/N: what does not
 * @param pairSquare s²_S(c−b): per example where the suite itself has to grow
 * @param total N
 * @returns undefined where nothing is known of the spread
 */
function examplesToDecide(input) {
    const reach = normalQuantile(power) - normalQuantile(input.alpha);
    const variance = (input.distance / reach) ** 2;
    if (!(variance > 0) || !(input.pairSquare > 0))
        return undefined;
    const within = input.residualSquare / (variance - input.fixedVariance);
    const examples = within > 0 && within <= input.total ? within : Math.max(input.total, input.pairSquare / variance);
    return Number.isFinite(examples) && examples < 1e12 ? Math.ceil(examples) : undefined;
}

;// CONCATENATED MODULE: ./packages/statistics/build/seeded-random.js
/** A stream of 32-bit numbers by Doty-Humphrey's sfc32: the same on every machine for the same seed. */
function seededBits(seed) {
    let a = 0x9e3779b9;
    let b = 0x243f6a88;
    let c = seed >>> 0;
    let counter = 1;
    const next = () => {
        const sum = (a + b + counter) | 0;
        counter = (counter + 1) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = ((c << 21) | (c >>> 11)) + sum;
        return sum >>> 0;
    };
    for (let warmUp = 0; warmUp < 16; warmUp++)
        next();
    return next;
}

;// CONCATENATED MODULE: ./packages/statistics/build/sign-flip.js

/** At most so many pairs have all their sign patterns tried; beyond, a fixed number of seeded ones. */
const exactPairs = 15;
const sampledFlips = 2 ** exactPairs - 1;
const seed = 1_797;
/**
 * One-sided sign-flip permutation test. Flipping the signs of a subset F around a center moves the sum by −2Σ_F(d−center), so a pattern
 * counts against H0 exactly where the mean of F is at least the center: the test and its confidence bound are both read off the sorted
 * subset means (Hartigan 1969, typical values).
 *
 * @param differences candidate − baseline, higher is better, in an order that does not depend on the file's
 */
function signFlip(differences) {
    const exact = differences.length <= exactPairs;
    const means = exact ? allSubsetMeans(differences) : sampledSubsetMeans(differences);
    means.sort();
    const patterns = means.length + 1;
    const slack = 1e-12 * differences.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
    return {
        patterns,
        exact,
        p: (center) => (1 + means.length - firstAtLeast(means, center - slack)) / patterns,
        upperEnd: (alpha) => {
            const rank = Math.floor(alpha * patterns - 1) + 1;
            return rank < 1 ? Number.POSITIVE_INFINITY : (means[means.length - rank] ?? Number.POSITIVE_INFINITY);
        },
    };
}
/** Means of all subsets but the empty one, which stands for the observed pattern. */
function allSubsetMeans(d) {
    const count = 2 ** d.length;
    const sums = new Float64Array(count);
    const means = new Float64Array(count - 1);
    for (let subset = 1; subset < count; subset++) {
        const lowest = 31 - Math.clz32(subset & -subset);
        sums[subset] = (sums[subset & (subset - 1)] ?? 0) + (d[lowest] ?? 0);
        means[subset - 1] = (sums[subset] ?? 0) / bitCount(subset);
    }
    return means;
}
function sampledSubsetMeans(d) {
    const bits = seededBits(seed);
    const means = new Float64Array(sampledFlips);
    for (let sample = 0; sample < sampledFlips; sample++) {
        let sum = 0;
        let size = 0;
        let word = 0;
        for (let i = 0; i < d.length; i++) {
            if (i % 32 === 0)
                word = bits();
            if ((word >>> (i % 32)) & 1) {
                sum += d[i] ?? 0;
                size++;
            }
        }
        // An empty subset is the observed pattern again, which always counts against rejecting.
        means[sample] = size === 0 ? Number.POSITIVE_INFINITY : sum / size;
    }
    return means;
}
function bitCount(value) {
    let count = 0;
    for (let rest = value; rest !== 0; rest &= rest - 1)
        count++;
    return count;
}
function firstAtLeast(sorted, limit) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((sorted[middle] ?? 0) < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

;// CONCATENATED MODULE: ./packages/statistics/build/index.js















;// CONCATENATED MODULE: ./packages/verdict/build/id-places.js
/** Places of ids in ascending order, or undefined where they stand in it already, as columns that were read from files do. */
function ascending(ids) {
    if (isAscending(ids))
        return undefined;
    const order = Array.from(ids, (_, place) => place);
    order.sort((a, b) => (ids[a] < ids[b] ? -1 : 1));
    return Uint32Array.from(order);
}
/** For each id its place in `within`, −1 where it is not there. Two ascending lists are merged; others go through a map. */
function placesIn(ids, within) {
    const places = new Int32Array(ids.length).fill(-1);
    if (isAscending(ids) && isAscending(within)) {
        for (let at = 0, other = 0; at < ids.length && other < within.length;) {
            const id = ids[at];
            const candidate = within[other];
            if (id === candidate) {
                places[at] = other;
                at++;
                other++;
            }
            else if (id < candidate)
                at++;
            else
                other++;
        }
        return places;
    }
    const known = new Map(within.map((id, place) => [id, place]));
    ids.forEach((id, at) => {
        places[at] = known.get(id) ?? -1;
    });
    return places;
}
function isAscending(ids) {
    for (let at = 1; at < ids.length; at++)
        if (ids[at - 1] >= ids[at])
            return false;
    return true;
}

;// CONCATENATED MODULE: ./packages/verdict/build/alignment.js


/** Joins a suite's candidate with main's runs; without any run nothing is joined and only the plan is counted. */
function align(input) {
    const { candidate, baselines } = input;
    const newest = baselines[0];
    const counted = countPlanned(input);
    if (newest === undefined)
        return { ...nothingJoined, ...counted };
    const there = placesIn(newest.ids, candidate.ids);
    const { kept, changed } = keptPlaces(input, newest, there);
    const ids = kept.length === newest.ids.length && isRange(kept) ? newest.ids : idsAt(newest.ids, kept);
    const planned = new Uint8Array(ids.length);
    const candidatePlaces = new Int32Array(ids.length).fill(-1);
    const plan = input.planned === undefined ? undefined : new Set(input.planned);
    for (let entry = 0; entry < kept.length; entry++) {
        const found = there[kept[entry]];
        if (plan === undefined ? found < 0 : !plan.has(ids[entry]))
            continue;
        planned[entry] = 1;
        candidatePlaces[entry] = found;
    }
    const older = baselines.slice(1).map((run) => placesIn(ids, run.ids));
    const onMain = new Uint8Array(candidate.ids.length);
    for (const place of there)
        if (place >= 0)
            onMain[place] = 1;
    const added = candidate.ids.filter((_, place) => onMain[place] === 0).sort(compareIds);
    return { ids, runPlaces: [kept, ...older], candidatePlaces, planned, ...counted, added, changed };
}
const nothingJoined = {
    ids: [],
    runPlaces: [],
    candidatePlaces: new Int32Array(),
    planned: new Uint8Array(),
    added: [],
    changed: [],
};
/** Places in main's newest run, in ascending order of ids, of what belongs to the suite and is the same example on both sides. */
function keptPlaces({ suite, candidate }, newest, there) {
    const within = suite === undefined ? undefined : new Set(suite);
    const order = ascending(newest.ids);
    const kept = new Int32Array(newest.ids.length);
    const changed = [];
    let count = 0;
    for (let at = 0; at < newest.ids.length; at++) {
        const place = order === undefined ? at : order[at];
        const id = newest.ids[place];
        if (within !== undefined && !within.has(id))
            continue;
        const other = there[place];
        if (other >= 0 && keysDiffer(newest.exampleKeys[place], candidate.exampleKeys[other])) {
            changed.push(id);
            continue;
        }
        kept[count] = place;
        count++;
    }
    return { kept: kept.subarray(0, count), changed };
}
function isRange(places) {
    return places.every((place, at) => place === at);
}
function idsAt(ids, places) {
    return Array.from(places, (place) => ids[place]);
}
function countPlanned({ candidate, planned }) {
    const plan = planned === undefined ? undefined : new Set(planned);
    const candidatePlanned = new Uint8Array(candidate.ids.length);
    const removed = [];
    let evaluated = 0;
    for (let place = 0; place < candidate.ids.length; place++) {
        const id = candidate.ids[place];
        if (plan !== undefined && !plan.has(id))
            continue;
        candidatePlanned[place] = 1;
        if (candidate.errors[place] === 1)
            removed.push(id);
        else
            evaluated++;
    }
    const plannedCount = plan?.size ?? candidate.ids.length;
    if (plan !== undefined && evaluated + removed.length < plan.size) {
        const delivered = new Set(candidate.ids);
        for (const id of plan)
            if (!delivered.has(id))
                removed.push(id);
    }
    return { plannedCount, candidatePlanned, evaluated, removed: removed.sort(compareIds) };
}
const keysDiffer = (a, b) => a !== undefined && b !== undefined && a !== b;
/** Ascending order of UTF-16 code units. */
function compareIds(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
/** A value outside of the range that a metric is judged in cannot be judged. */
function outOfRange(metric, id, value, side, range) {
    return new build/* Failure */.HR('rows', `${metric} of example ${JSON.stringify(id)} is ${value} in ${side}, outside of ${range[0]} … ${range[1]}; mend the rows, or declare the metric's \`range\``);
}

;// CONCATENATED MODULE: ./packages/verdict/build/levels.js
/** Level at which `held` is tested, each time: false passes ≤ 5 %. */
const heldAlpha = 0.05;
/** Fewer examples decide nothing. */
const fewestExamples = 8;
/** Below so many examples a score is tested by flipping signs. */
const fewScores = 30;
/** Below so many disagreements pass/fail results are also tested by McNemar's mid-p. */
const fewDiscordant = 10;
/** There is one look at the data, at all planned examples. */
const onlyLook = 1;

;// CONCATENATED MODULE: ./packages/verdict/build/metric-shape.js
const timeUnits = new Set('ns us µs μs ms s sec min m h hours minutes seconds milliseconds microseconds nanoseconds'.split(' '));
/**
 * The metric's kind, by its declared range and by main's rows alone: a pull request's rows never choose the test.
 *
 * @param rows main's runs; the candidate only where there is none, and then nothing is compared
 */
function metricShape(policy, rows) {
    const binary = rows.length > 0 && rows.every((run) => run.binary.has(policy.of));
    const range = policy.range ?? (binary ? [0, 1] : null);
    const unit = range !== null && range[0] === 0 && range[1] === 1;
    const sign = policy.better === 'higher' ? 1 : -1;
    const timing = timeUnits.has(policy.unit?.toLowerCase() ?? '');
    const softened = timing && policy.gate === 'block';
    return {
        policy,
        kind: range === null ? 'quantity' : binary && unit ? 'pass-fail' : 'score',
        range,
        sign,
        width: range === null ? 1 : range[1] - range[0],
        origin: range === null ? 0 : sign === 1 ? range[0] : range[1],
        gate: softened ? 'warn' : policy.gate,
        notes: softened
            ? [
                'a timing warns only: a machine shifts all its rows, and nothing here shows that both sides ran interleaved on one',
            ]
            : [],
    };
}
/** y of a value in the metric's own unit. */
function turned(shape, x) {
    return (shape.sign * (x - shape.origin)) / shape.width;
}
/** The value in the metric's own unit whose y this is. */
function unturned(shape, y) {
    return shape.origin + shape.sign * shape.width * y;
}

;// CONCATENATED MODULE: ./packages/verdict/build/metric-entries.js


/**
 * @throws Failure `rows` where a value lies outside of the metric's range
 */
function metricEntries(input, alignment, shape) {
    const name = shape.policy.of;
    const columns = input.baselines.map((run) => turnedColumn(run.metrics.get(name), run, shape, "main's rows"));
    const own = turnedColumn(input.candidate.metrics.get(name), input.candidate, shape, "the change's rows");
    const [first] = columns;
    const size = first === undefined ? 0 : alignment.ids.length;
    const entry = new Int32Array(size);
    const candidate = new Float64Array(size);
    const baseline = new Float64Array(size);
    const newest = columns.length === 1 ? baseline : new Float64Array(size);
    const planned = new Uint8Array(size);
    const places = alignment.runPlaces[0];
    let count = 0;
    for (let at = 0; at < size; at++) {
        const value = valueAt(first, places, at);
        if (Number.isNaN(value))
            continue;
        entry[count] = at;
        newest[count] = value;
        baseline[count] = columns.length === 1 ? value : meanOfRuns(columns, alignment, at);
        candidate[count] = valueAt(own, alignment.candidatePlaces, at);
        planned[count] = alignment.planned[at];
        count++;
    }
    return {
        entry: entry.subarray(0, count),
        candidate: candidate.subarray(0, count),
        baseline: baseline.subarray(0, count),
        newest: newest.subarray(0, count),
        planned: planned.subarray(0, count),
    };
}
/** A whole column in units of y, checked against the metric's range. */
function turnedColumn(column, rows, shape, side) {
    if (column === undefined)
        return undefined;
    const { range } = shape;
    const scale = shape.sign / shape.width;
    const origin = shape.origin;
    const result = new Float64Array(column.length);
    for (let place = 0; place < column.length; place++) {
        const x = column[place];
        if (range !== null && (x < range[0] || x > range[1]))
            throw outOfRange(shape.policy.name, rows.ids[place], x, side, range);
        result[place] = range === null ? shape.sign * x : origin === 0 && scale === 1 ? x : turned(shape, x);
    }
    return result;
}
function valueAt(column, places, at) {
    const place = places === undefined ? -1 : places[at];
    return column === undefined || place < 0 ? Number.NaN : column[place];
}
/** Mean over the runs that have a value of the example. */
function meanOfRuns(columns, alignment, at) {
    let sum = 0;
    let values = 0;
    for (let run = 0; run < columns.length; run++) {
        const value = valueAt(columns[run], alignment.runPlaces[run], at);
        if (Number.isNaN(value))
            continue;
        sum += value;
        values++;
    }
    return sum / values;
}
/** Planned examples without a value of the metric in the candidate, whether main has one or not. */
function missingValues(candidate, alignment, metric) {
    const column = candidate.metrics.get(metric);
    if (column === undefined)
        return alignment.plannedCount;
    let present = 0;
    for (let place = 0; place < column.length; place++)
        if (alignment.candidatePlanned[place] === 1 && !Number.isNaN(column[place]))
            present++;
    return alignment.plannedCount - present;
}

;// CONCATENATED MODULE: ./packages/verdict/build/sample.js
const nothing = new Float64Array();
const onlyBoth = { missingBaseline: nothing, missingNewest: nothing, unplanned: nothing };
/**
 * Columns are copied only where they are not taken whole, and once where both are the same: a million examples in a few slices are a lot
 * of memory.
 *
 * @param members places in `entries`, ascending; undefined: all of them
 */
function sampleOf(entries, members) {
    const size = members?.length ?? entries.entry.length;
    const both = countBoth(entries, members);
    if (members === undefined && both === size) {
        const { candidate, baseline, newest } = entries;
        return { candidate, baseline, newest, ...onlyBoth };
    }
    const candidate = new Float64Array(both);
    const baseline = new Float64Array(both);
    const newest = entries.newest === entries.baseline ? baseline : new Float64Array(both);
    const unplanned = new Float64Array(size - both);
    const missingBaseline = [];
    const missingNewest = [];
    let n = 0;
    let others = 0;
    for (let member = 0; member < size; member++) {
        const at = members === undefined ? member : members[member];
        const c = entries.candidate[at];
        const b = entries.baseline[at];
        if (!Number.isNaN(c)) {
            candidate[n] = c;
            baseline[n] = b;
            newest[n] = entries.newest[at];
            n++;
        }
        else if (entries.planned[at] === 1) {
            missingBaseline.push(b);
            missingNewest.push(entries.newest[at]);
        }
        else {
            unplanned[others] = b;
            others++;
        }
    }
    return {
        candidate,
        baseline,
        newest,
        missingBaseline: Float64Array.from(missingBaseline),
        missingNewest: Float64Array.from(missingNewest),
        unplanned: unplanned.subarray(0, others),
    };
}
/** How many of them have a value of the candidate. */
function countBoth({ candidate }, members) {
    let both = 0;
    const size = members?.length ?? candidate.length;
    for (let member = 0; member < size; member++) {
        const at = members === undefined ? member : members[member];
        if (!Number.isNaN(candidate[at]))
            both++;
    }
    return both;
}
/** The same sample with the candidate's missing rows at 0, the worst value of a metric in [0, 1]. */
function atTheirWorst(sample) {
    const missing = sample.missingBaseline.length;
    return {
        candidate: joined(sample.candidate, new Float64Array(missing)),
        baseline: joined(sample.baseline, sample.missingBaseline),
        newest: joined(sample.newest, sample.missingNewest),
        missingBaseline: nothing,
        missingNewest: nothing,
        unplanned: sample.unplanned,
    };
}
/** Main's results of the suite outside of S. */
function restOf(sample) {
    return sample.missingBaseline.length === 0
        ? sample.unplanned
        : joined(sample.unplanned, sample.missingBaseline);
}
function joined(a, b) {
    const both = new Float64Array(a.length + b.length);
    both.set(a);
    both.set(b, a.length);
    return both;
}

;// CONCATENATED MODULE: ./packages/verdict/build/estimate-so-far.js






/**
 * The estimate from the rows that are there, for people who watch. It decides nothing: rows that come early are not random rows, and what
 * is still to come is not missing. Metrics with fewer than three pairs are left out, and so is all of it without a baseline.
 */
function estimateSoFar(input) {
    if (input.baselines.length === 0 || input.notComparable.length > 0)
        return [];
    const alignment = align(input);
    return input.policy.metrics.flatMap((policy) => {
        if (policy.gate === 'off')
            return [];
        const shape = metricShape(policy, input.baselines);
        const sample = sampleOf(metricEntries(input, alignment, shape));
        if (sample.candidate.length < 3)
            return [];
        const estimate = regressionEstimate({ ...sample, rest: restOf(sample) }, { ratioOfMeans: shape.kind === 'quantity' });
        const scale = shape.sign * shape.width;
        const half = -tQuantile(heldAlpha, estimate.df) * Math.sqrt(estimate.variance) * shape.width;
        const delta = scale * estimate.delta;
        if (!Number.isFinite(delta) || !Number.isFinite(half))
            return [];
        return [
            {
                metric: policy.name,
                delta,
                interval: [delta - half, delta + half],
                n: estimate.n,
                unit: policy.unit ?? null,
                range: shape.range,
                baseline: unturned(shape, estimate.suiteMean),
            },
        ];
    });
}

;// CONCATENATED MODULE: ./packages/verdict/build/finite.js
/** A number as JSON can carry it: null for NaN and the infinities, and never a negative zero. */
function finite(value) {
    if (value === null || value === undefined || !Number.isFinite(value))
        return null;
    return value === 0 ? 0 : value;
}

;// CONCATENATED MODULE: ./packages/verdict/build/aggregates.js


/** Numbers that came without rows, by name: there is no spread to judge them by, so that they never gate. */
function aggregatesOf({ policy, aggregates }) {
    if (aggregates === undefined)
        return [];
    const names = [...new Set([...aggregates.candidate.keys(), ...(aggregates.baseline?.keys() ?? [])])].sort(compareIds);
    return names.map((name) => {
        const baseline = finite(aggregates.baseline?.get(name));
        const candidate = finite(aggregates.candidate.get(name));
        return {
            name,
            suite: policy.name,
            baseline,
            candidate,
            delta: baseline === null || candidate === null ? null : finite(candidate - baseline),
        };
    });
}

;// CONCATENATED MODULE: ./packages/verdict/build/example-changes.js
/**
 * By the suite's first gating pass/fail metric, else its first pass/fail metric: an example passes where more than half of its repeats do.
 * Scores and quantities have no line between failing and passing, so that suites without a pass/fail metric list none.
 */
function exampleChanges(suite) {
    const overall = suite.questions.filter(({ slice, comparison, shape }) => slice === null && comparison !== undefined && shape.kind === 'pass-fail');
    const question = overall.find(({ shape }) => shape.gate === 'block') ?? overall[0];
    const newlyFailing = [];
    const newlyPassing = [];
    if (question === undefined)
        return { newlyFailing, newlyPassing };
    const { input, alignment } = suite;
    const ours = input.candidate.metrics.get(question.shape.policy.of);
    const main = input.baselines[0]?.metrics.get(question.shape.policy.of);
    const passes = (x) => (question.shape.sign === 1 ? x > 0.5 : x < 0.5);
    for (let at = 0; at < alignment.ids.length; at++) {
        const after = ours?.[alignment.candidatePlaces[at]] ?? Number.NaN;
        const before = main?.[alignment.runPlaces[0]?.[at] ?? -1] ?? Number.NaN;
        if (Number.isNaN(after) || Number.isNaN(before) || passes(before) === passes(after))
            continue;
        (passes(before) ? newlyFailing : newlyPassing).push(alignment.ids[at]);
    }
    return { newlyFailing, newlyPassing };
}

;// CONCATENATED MODULE: ./packages/verdict/build/family.js

/**
 * Weighs all tests of a model together: Holm over gating metrics, declared slices and floors; Benjamini and Hochberg over slices that were
 * not declared; what only warns stands alone.
 *
 * @param alpha the model's share of the change's false-block rate
 */
function weighFamily(questions, alpha) {
    const hypotheses = questions.flatMap((question, index) => {
        if (question.role === 'warns')
            return [];
        const drop = question.role === 'gates' && question.comparison !== undefined
            ? [{ index, kind: 'drop', p: regressedP(question) }]
            : [];
        const floor = floorOf(question);
        const gates = question.role === 'gates' || question.shape.gate === 'block';
        return floor === undefined || !gates
            ? drop
            : [...drop, { index, kind: 'floor', p: judged(question, floor.p) }];
    });
    const family = hypotheses.length;
    const steps = holm(hypotheses.map(({ p }) => p), alpha);
    const placeOf = new Map(hypotheses.map(({ index, kind }, place) => [`${kind} ${index}`, place]));
    const stepOf = (index, kind) => steps[placeOf.get(`${kind} ${index}`) ?? -1];
    const reported = questions.flatMap((question, index) => (isReported(question) ? [index] : []));
    const flagged = benjaminiHochberg(reported.map((index) => regressedP(questions[index])), alpha);
    const warned = new Set(reported.filter((_, place) => flagged[place]));
    // The level at which Benjamini and Hochberg's last rejection stood: intervals at it exclude what was rejected and nothing else.
    const warningAlpha = (alpha * Math.max(1, warned.size)) / Math.max(1, reported.length);
    return questions.map((question, index) => {
        const drop = stepOf(index, 'drop');
        const floor = stepOf(index, 'floor');
        const alone = question.role === 'warns' && !question.reported;
        return {
            regressed: drop?.rejected ?? (alone ? regressedP(question) <= alpha : warned.has(index)),
            belowFloor: floor?.rejected ?? (alone && judged(question, floorOf(question)?.p ?? Number.NaN) <= alpha),
            alpha: drop?.level ?? (isReported(question) ? warningAlpha : alpha),
            smallestAlpha: drop === undefined ? alpha : alpha / Math.max(1, family),
            holm: drop === undefined ? undefined : { ...drop, alpha, family },
        };
    });
}
const isReported = (question) => question.role === 'warns' && question.reported;
/** Of slices and of examples that are not judged, nothing rejects. */
const judged = (question, p) => (question.tooManyMissing ? Number.NaN : p);
function regressedP(question) {
    return judged(question, question.comparison?.tests?.regressed.p ?? Number.NaN);
}
function floorOf(question) {
    return question.alone?.floor ?? question.comparison?.tests?.floor;
}

;// CONCATENATED MODULE: ./packages/verdict/build/metric-text.js

const maxLabelChars = 80;
/** `accuracy`, or `accuracy in segment smb`; plain text that the report escapes. */
function metricLabel(metric) {
    const { slice } = metric;
    const label = slice === null ? metric.name : `${metric.name} in ${slice.key} ${slice.value}`;
    return label.length > maxLabelChars ? `${label.slice(0, maxLabelChars - 1)}…` : label;
}
/** `accuracy falls by 3.2 pp`. */
function movementText(metric) {
    const verb = (metric.delta ?? 0) < 0 ? 'falls' : 'rises';
    return `${metricLabel(metric)} ${verb} by ${(0,build/* formatAmount */.ej)(metric.delta, metric)}`;
}
/** `accuracy falls by 3.2 pp (0.5 pp allowed)`, or where its floor is what it fails, that. */
function failureText(metric) {
    if (metric.outcome === 'below-floor') {
        const side = metric.better === 'higher' ? 'below' : 'above';
        return `${metricLabel(metric)} is ${(0,build/* formatValue */.Fl)(metric.candidate, metric)}, ${side} its floor of ${(0,build/* formatValue */.Fl)(metric.floor, metric)}`;
    }
    const allowed = metric.tolerance === null || metric.tolerance === 0
        ? ''
        : ` (${(0,build/* formatAmount */.ej)(metric.tolerance, metric)} allowed)`;
    return `${movementText(metric)}${allowed}`;
}
/** `accuracy rises by 2.4 pp (+1.1 … +3.7)`. */
function gainText(metric) {
    return `${movementText(metric)} (${(0,build/* formatInterval */.vy)(metric.interval, metric)})`;
}
/** `accuracy −1.8 pp (−4.9 … +1.2)`. */
function estimateText(metric) {
    return `${metricLabel(metric)} ${(0,build/* formatDelta */.CW)(metric.delta, metric)} (${(0,build/* formatInterval */.vy)(metric.interval, metric)})`;
}
/** `accuracy 91.4 % (89.9 … 92.7)`. */
function levelText(metric) {
    const interval = metric.candidateInterval;
    const ends = interval === null ? '' : ` (${(0,build/* formatValueInterval */.wi)(interval, metric)})`;
    return `${metricLabel(metric)} ${(0,build/* formatValue */.Fl)(metric.candidate, metric)}${ends}`;
}

;// CONCATENATED MODULE: ./packages/verdict/build/weighing.js
/** What may hold the merge: gating metrics and declared slices that got worse, floors that are not reached. */
function failures({ answers }) {
    const failed = answers
        .filter(({ question, metric }) => (metric.outcome === 'regressed' || metric.outcome === 'below-floor') && gates(question))
        .map(({ metric }) => metric);
    return [...failed.filter(({ slice }) => slice === null), ...failed.filter(({ slice }) => slice !== null)];
}
/** Gating metrics over their whole suites. */
function gatingOverall({ answers }) {
    return answers
        .filter(({ metric }) => metric.slice === null && metric.gate === 'block')
        .map(({ metric }) => metric);
}
/** What got worse and only warns. */
function warnings({ answers }) {
    return answers
        .filter(({ question, metric }) => metric.gate === 'warn' && !gates(question))
        .filter(({ metric }) => metric.outcome === 'regressed' || metric.outcome === 'below-floor')
        .map(({ metric }) => metric);
}
/** Suites of which so many planned examples are missing that nothing is judged. */
function tooFewDelivered({ suites }) {
    return suites.filter(({ questions: { input, alignment } }) => {
        const { removed, plannedCount, evaluated } = alignment;
        const nothing = evaluated === 0 && input.aggregates === undefined;
        return nothing || removed.length > input.policy.maxMissing * plannedCount + 1e-9;
    });
}
const gates = (question) => question.role === 'gates' || (question.role === 'shown' && question.shape.gate === 'block');

;// CONCATENATED MODULE: ./packages/verdict/build/headline.js



/** The one sentence that decides: plain text, the model in it, without a sign. */
function headlineOf(weighing, outcome) {
    const { name } = weighing.input.model;
    switch (outcome) {
        case 'regressed':
            return `${worseText(weighing)}: ${failureList(weighing)}`;
        case 'incomplete':
            return `${name} was not weighed in full: ${incompleteText(weighing)}`;
        case 'not-comparable':
            return `${name} cannot be compared: ${incomparableText(weighing)}`;
        case 'no-baseline':
            return firstText(weighing);
        case 'inconclusive':
            return undecidedText(weighing);
        default:
            return passText(weighing);
    }
}
function worseText({ input }) {
    const { name, gate } = input.model;
    if (input.kind === 'main' || input.kind === 'schedule')
        return `${name} got worse`;
    return gate.mode === 'observe' ? `${name} would have been held` : `Merging makes ${name} worse`;
}
function failureList(weighing) {
    const failing = weighing.suites.flatMap(({ mustPass }) => mustPass.failing);
    const metrics = failures(weighing);
    const first = metrics[0];
    const text = first === undefined ? mustPassText(failing) : failureText(first);
    if (first === undefined)
        return text;
    const inSlices = metrics
        .slice(1)
        .filter(({ name, suite, slice }) => slice !== null && name === first.name && suite === first.suite);
    const others = metrics.length - 1 - inSlices.length + (failing.length > 0 ? 1 : 0);
    const more = others === 0 ? '' : `, and ${others === 1 ? 'one more reason' : `${(0,build/* formatCount */.B4)(others)} more reasons`}`;
    return `${text}${slicesText(inSlices)}${more}`;
}
/** `, also in ink light and ink medium`, or in how many slices. */
function slicesText(metrics) {
    const [first, second] = metrics.map(({ slice }) => `${slice?.key ?? ''} ${slice?.value ?? ''}`.slice(0, 40));
    if (first === undefined)
        return '';
    if (metrics.length > 2)
        return `, also in ${(0,build/* formatCount */.B4)(metrics.length)} slices`;
    return `, also in ${second === undefined ? first : `${first} and ${second}`}`;
}
/** `must-pass example ex-17 fails`, or how many do. */
function mustPassText(ids) {
    const [only] = ids;
    return ids.length === 1 && only !== undefined
        ? `must-pass example ${only.slice(0, 80)} fails`
        : `${(0,build/* formatCount */.B4)(ids.length)} must-pass examples fail`;
}
function incompleteText(weighing) {
    const short = tooFewDelivered(weighing)[0];
    if (short !== undefined)
        return missingText(short);
    const unevaluated = weighing.suites.flatMap(({ mustPass }) => mustPass.unevaluated);
    if (unevaluated.length > 0)
        return unevaluated.length === 1
            ? `must-pass example ${(unevaluated[0] ?? '').slice(0, 80)} was not evaluated`
            : `${(0,build/* formatCount */.B4)(unevaluated.length)} must-pass examples were not evaluated`;
    const metric = gatingOverall(weighing).find(({ outcome }) => outcome === 'missing');
    return `too many rows have no value of ${metric?.name ?? 'a metric'}`;
}
/** `30 of 400 examples are missing (8 may be)`. */
function missingText({ questions: { input, alignment } }) {
    const { removed, plannedCount, evaluated } = alignment;
    if (evaluated === 0)
        return 'no example was evaluated';
    const allowed = Math.floor(input.policy.maxMissing * plannedCount + 1e-9);
    return `${(0,build/* formatCount */.B4)(removed.length)} of ${(0,build/* formatCount */.B4)(plannedCount)} examples are missing (${(0,build/* formatCount */.B4)(allowed)} may be)`;
}
function incomparableText({ suites }) {
    const differences = suites.flatMap(({ questions }) => questions.input.notComparable);
    return differences.length > 0
        ? differences.slice(0, 3).join(', ')
        : "main's nearest stored run is of another model key; its numbers are shown, and nothing is judged by them";
}
function firstText(weighing) {
    const { name } = weighing.input.model;
    const measured = gatingOverall(weighing).filter(({ candidate }) => candidate !== null);
    const text = measured.slice(0, 2).map(levelText).join(' · ');
    return `First weighing of ${name}: ${text === '' ? '' : `${text}, `}nothing to compare with yet`;
}
function undecidedText(weighing) {
    const { model, kind } = weighing.input;
    const open = gatingOverall(weighing).filter(({ outcome }) => outcome === 'inconclusive' || outcome === 'missing');
    const text = `${model.name}: cannot tell with ${(0,build/* formatCount */.B4)(open[0]?.n ?? 0)} examples`;
    if (kind === 'main' || kind === 'schedule')
        return text;
    if (model.gate.whenUnsure === 'pass')
        return `${text}; merging is allowed (when_unsure: pass)`;
    return model.gate.mode === 'observe'
        ? `${text}; merging would have been held (when_unsure: hold)`
        : `${text}; merging is held (when_unsure: hold)`;
}
function passText(weighing) {
    const { name } = weighing.input.model;
    const better = gatingOverall(weighing).filter(({ outcome }) => outcome === 'improved');
    const warned = warnings(weighing)[0];
    const warning = warned === undefined ? '' : `; ${movementText(warned)}, which only warns`;
    const [first] = better;
    if (first !== undefined)
        return `${name} gets better: ${gainText(first)}${warning}`;
    return warned === undefined ? `${name}: no drop found` : `${name}: no drop found in what gates${warning}`;
}

;// CONCATENATED MODULE: ./packages/verdict/build/estimate-record.js


/** The numbers of a comparison as the verdict keeps them, so that the decision can be redone by hand. */
function estimateRecord(question, comparison, weighed, floor) {
    const { shape } = question;
    const { estimate, counts, tests } = comparison;
    const amounts = typeof comparison.amounts === 'string' ? undefined : comparison.amounts;
    const statistic = (bound, variance) => bound === undefined || variance === undefined || !(variance > 0)
        ? null
        : finite((estimate.delta + bound) / Math.sqrt(variance));
    const held = statistic(amounts?.margin, tests?.held.variance);
    const missing = tests?.held.missing;
    return {
        kind: shape.kind,
        sign: shape.sign,
        width: shape.width,
        runs: question.input.baselines.length,
        total: estimate.total,
        n: estimate.n,
        beta: finite(estimate.beta),
        kappa: finite(estimate.kappa),
        ratio: finite(estimate.ratio) ?? 1,
        candidateMean: finite(estimate.candidateMean),
        baselineMean: finite(estimate.baselineMean),
        restMean: estimate.n === estimate.total ? null : finite(estimate.restMean),
        suiteMean: finite(estimate.suiteMean),
        delta: finite(estimate.delta),
        tolerance: finite(amounts?.tolerance),
        margin: finite(amounts?.margin),
        variance: finite(estimate.variance),
        pairVariance: finite(counts.pairVariance),
        tangoVariance: finite(tests?.held.tango),
        heldVariance: finite(tests?.held.variance),
        df: estimate.df,
        down: finite(counts.down),
        up: finite(counts.up),
        statistic: { regressed: statistic(amounts?.tolerance, estimate.variance), held },
        test: question.role === 'shown' ? 'none' : (tests?.regressed.test ?? 'none'),
        p: {
            regressed: finite(tests?.regressed.p),
            t: finite(tests?.regressed.t),
            midP: finite(tests?.regressed.midP),
            signFlip: finite(tests?.regressed.signFlip),
            held: held === null ? null : finite(tCdf(-held, estimate.df)),
            heldBinomial: finite(tests?.held.binomial),
            belowFloor: finite(floor?.p),
        },
        missing: missing === undefined
            ? null
            : {
                rows: comparison.missing,
                delta: finite(missing.delta),
                heldVariance: finite(missing.variance),
                held: missing.held,
            },
        floor: floor === undefined || !Number.isFinite(floor.variance)
            ? null
            : { estimate: floor.estimate, variance: floor.variance, value: floor.value },
        holm: weighed.holm === undefined
            ? null
            : {
                alpha: weighed.holm.alpha,
                family: weighed.holm.family,
                rank: weighed.holm.rank,
                level: weighed.holm.level,
            },
    };
}

;// CONCATENATED MODULE: ./packages/verdict/build/method-text.js
/** How a number was decided, in one line; the formulas stand in docs/statistics.md. */
function methodText(question) {
    const { shape, comparison, alone } = question;
    if (comparison === undefined)
        return alone === undefined
            ? 'nothing was measured'
            : `the change alone: ${shape.kind === 'pass-fail' ? "Wilson's interval" : 't interval'}`;
    const { estimate, tests } = comparison;
    const full = estimate.n === estimate.total;
    const estimator = full
        ? shape.kind === 'quantity' && estimate.ratio !== 1
            ? 'paired ratio of means'
            : 'paired means'
        : shape.kind === 'quantity' && estimate.ratio !== 1
            ? 'regression estimator, ratio of means'
            : 'regression estimator';
    if (question.role === 'shown')
        return `${estimator}; shown, not judged`;
    const regressed = {
        t: 't',
        't-and-mid-p': "the larger p of t and McNemar's mid-p",
        'sign-flip': 'sign-flip permutation',
        'no-variance': 'every pair differs by the same',
        'too-few': 'too few examples to decide',
        none: 'no test',
    }[tests?.regressed.test ?? 'none'];
    const held = shape.kind === 'quantity' ? 't' : "Tango's score variance";
    return `${estimator}; regressed: ${regressed}; held: ${held}`;
}

;// CONCATENATED MODULE: ./packages/verdict/build/question-notes.js




/** What a reader of one number has to know beside it. */
function questionNotes(question) {
    const { shape, comparison } = question;
    const notes = [...question.notes];
    if (question.slice === null) {
        if (question.missing > 0)
            notes.push(`${(0,build/* formatCount */.B4)(question.missing)} planned examples have no value of it`);
        const floor = floorOf(question);
        if (floor?.below) {
            const text = (y) => (0,build/* formatValue */.Fl)(unturned(shape, y), { unit: shape.policy.unit ?? null, range: shape.range });
            const side = shape.sign === 1 ? 'below' : 'above';
            notes.push(`estimated at ${text(floor.estimate)}, ${side} its floor of ${text(floor.value)}`);
        }
    }
    if (comparison === undefined)
        return notes;
    if (typeof comparison.amounts === 'string')
        notes.push(comparison.amounts);
    if (question.role === 'shown') {
        notes.push("shown and not judged: main's nearest stored run is of another model key");
        return notes;
    }
    if (comparison.estimate.n < fewestExamples)
        notes.push(`${comparison.estimate.n} examples on both sides; fewer than ${fewestExamples} decide nothing`);
    const missing = comparison.tests?.held.missing;
    if (missing !== undefined && !missing.held)
        notes.push(shape.kind === 'quantity'
            ? 'cannot be called held while rows are missing: without a range they have no worst value'
            : 'with its missing rows at their worst it cannot be called held');
    if (shape.kind === 'quantity' && comparison.estimate.variance === 0)
        notes.push('every example differs by the same share, so that nothing shows how far the next one would');
    return notes;
}

;// CONCATENATED MODULE: ./packages/verdict/build/what-decides.js


/**
 * Examples: at which a difference like this one is told from the farther boundary 4 times in 5. Margin: the smallest at which what was
 * measured is `held`, rounded up to a number that can be written down.
 *
 * @param step what a written margin is a multiple of
 */
function whatDecides(comparison, largestMargin, step) {
    const { amounts, tests } = comparison;
    if (typeof amounts === 'string' || tests === undefined || comparison.estimate.n < fewestExamples)
        return { examples: null, margin: null };
    return {
        examples: examples(comparison, amounts),
        margin: margin(comparison, amounts.margin, largestMargin, step),
    };
}
function examples(comparison, amounts) {
    const { estimate, counts, tests } = comparison;
    const toRegressed = -(estimate.delta + amounts.tolerance);
    const toHeld = estimate.delta + amounts.margin;
    const raised = (tests?.held.variance ?? Number.NaN) / estimate.variance;
    const factor = toHeld >= toRegressed && raised > 1 && Number.isFinite(raised) ? raised : 1;
    const needed = examplesToDecide({
        distance: Math.max(toRegressed, toHeld),
        alpha: heldAlpha,
        residualSquare: estimate.residualSquare * factor,
        fixedVariance: ((1 - estimate.beta) ** 2 * estimate.baselineSquare) / estimate.total,
        pairSquare: counts.pairVariance * counts.n * factor,
        total: estimate.total,
    });
    return needed === undefined ? null : Math.max(needed, estimate.n + 1);
}
function margin(comparison, from, largest, step) {
    const heldAt = comparison.tests?.heldAt;
    if (heldAt === undefined || !(step > 0) || !(largest > from) || !heldAt(largest).held)
        return null;
    const most = Math.ceil(largest / step);
    let below = Math.floor(from / step);
    let above = most;
    while (above - below > 1) {
        const middle = Math.floor((above + below) / 2);
        if (heldAt(Math.min(largest, middle * step)).held)
            above = middle;
        else
            below = middle;
    }
    return Math.min(largest, above * step);
}

;// CONCATENATED MODULE: ./packages/verdict/build/metric-verdict.js









/** One line of the verdict: what was measured in the metric's own unit, and what was decided of it. */
function metricVerdict(question, weighed) {
    const { shape, comparison, alone } = question;
    const { policy } = shape;
    const outcome = metricOutcome(question, weighed);
    const amounts = typeof comparison?.amounts === 'object' ? comparison.amounts : undefined;
    const delta = comparison === undefined ? null : finite(shape.sign * shape.width * comparison.estimate.delta);
    const suiteMean = comparison === undefined ? null : finite(unturned(shape, comparison.estimate.suiteMean));
    const own = alone === undefined || alone.n === 0 ? null : finite(unturned(shape, alone.mean));
    const interval = intervalOf(question, weighed.alpha);
    const sides = shape.sign === 1 ? [heldAlpha, weighed.alpha] : [weighed.alpha, heldAlpha];
    return {
        name: policy.name,
        suite: question.input.policy.name,
        slice: question.slice,
        gate: question.slice === null ? shape.gate : question.reported ? 'warn' : shape.gate,
        better: policy.better,
        unit: policy.unit ?? null,
        range: shape.range === null ? null : [...shape.range],
        floor: question.slice === null ? (policy.floor ?? null) : null,
        baseline: suiteMean,
        candidate: suiteMean === null || delta === null ? own : suiteMean + delta,
        delta,
        interval,
        level: interval === null ? null : 1 - (heldAlpha + weighed.alpha),
        alpha: interval === null ? null : sides,
        observed: observedOf(question),
        tolerance: amounts === undefined ? null : amounts.tolerance * shape.width,
        margin: amounts === undefined ? null : amounts.margin * shape.width,
        marginIsDefault: policy.margin === undefined,
        n: comparison?.estimate.n ?? alone?.n ?? 0,
        total: comparison?.estimate.total ?? alone?.n ?? 0,
        detectable: detectableOf(question, weighed),
        look: onlyLook,
        method: methodText(question),
        outcome,
        wouldDecide: outcome === 'inconclusive' ? decidesOf(question) : null,
        candidateInterval: aloneInterval(question),
        estimate: recordOf(question, weighed),
        notes: questionNotes(question),
    };
}
function metricOutcome(question, weighed) {
    const { comparison } = question;
    if (question.tooManyMissing)
        return 'missing';
    if (weighed.belowFloor && !weighed.regressed)
        return 'below-floor';
    if (comparison === undefined || question.role === 'shown' || comparison.estimate.total === 0)
        return 'missing';
    if (weighed.regressed)
        return 'regressed';
    if (comparison.tests?.improved)
        return 'improved';
    return comparison.tests?.held.held ? 'held' : 'inconclusive';
}
/** In the metric's own unit; an end is null where nothing bounds it, and within the range what is possible bounds it. */
function intervalOf(question, alpha) {
    const { shape, comparison } = question;
    if (comparison?.tests === undefined || !Number.isFinite(comparison.estimate.variance))
        return null;
    const widest = shape.range === null ? Number.POSITIVE_INFINITY : 1;
    const low = Math.max(-widest, comparison.tests.held.lowerEnd);
    const high = Math.min(widest, comparison.tests.regressed.upperEnd(alpha));
    const scale = shape.sign * shape.width;
    return scale > 0
        ? [finite(scale * low), finite(scale * high)]
        : [finite(scale * high), finite(scale * low)];
}
function observedOf({ shape, comparison }) {
    if (comparison === undefined)
        return null;
    const { counts, observed } = comparison;
    return {
        n: counts.n,
        baseline: finite(unturned(shape, observed.baseline)),
        candidate: finite(unturned(shape, observed.candidate)),
        worse: counts.worse,
        better: counts.better,
    };
}
function detectableOf({ shape, comparison }, weighed) {
    if (comparison === undefined || typeof comparison.amounts === 'string')
        return null;
    const { variance, df, n } = comparison.estimate;
    const passFail = shape.kind === 'pass-fail';
    if (variance === 0 && !passFail)
        return null;
    const drop = detectableDrop({
        tolerance: comparison.amounts.tolerance,
        variance,
        df,
        alpha: weighed.smallestAlpha,
        passFail: passFail ? { n } : undefined,
    });
    return finite(drop * shape.width);
}
function decidesOf({ shape, comparison }) {
    if (comparison === undefined || typeof comparison.amounts === 'string')
        return null;
    const bounded = shape.range !== null;
    const size = Math.abs(comparison.estimate.suiteMean);
    const { margin } = comparison.amounts;
    const step = bounded ? 0.001 : size > 0 ? size / 1000 : margin / 100;
    const largest = bounded ? 1 : Math.max(size, 10 * margin);
    const decides = whatDecides(comparison, largest, step);
    return {
        examples: decides.examples,
        margin: decides.margin === null ? null : decides.margin * shape.width,
    };
}
function aloneInterval({ shape, alone }) {
    if (alone?.interval === undefined)
        return null;
    const ends = alone.interval.map((end) => unturned(shape, end));
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null;
}
function recordOf(question, weighed) {
    return question.comparison === undefined
        ? null
        : estimateRecord(question, question.comparison, weighed, floorOf(question));
}

;// CONCATENATED MODULE: ./packages/verdict/build/amounts.js

const defaultPoints = 0.02;
const defaultShare = 0.05;
/**
 * Tolerance and margin against a suite's mean. The default margin is δ + max(2 pp, 1/√n_planned) of the range, without a range δ + 5 %.
 *
 * @param suiteMean mean_N(b) in the metric's own unit
 * @param plannedCount examples that were to be evaluated
 * @returns a sentence instead where a relative amount meets a mean of 0
 * @throws Failure `config` where a margin is not beyond its tolerance, or an amount does not fit the metric
 */
function amountsOf(shape, suiteMean, plannedCount) {
    const { policy } = shape;
    const zero = suiteMean === 0 && [policy.tolerance, policy.margin].some((amount) => amount?.kind === 'relative');
    const defaultZero = suiteMean === 0 && policy.margin === undefined && shape.range === null;
    if (zero || defaultZero)
        return `a share of main's mean says nothing here, because that mean is 0: write ${zero ? 'its amounts' : 'a `margin`'} in the metric's own unit`;
    const absolute = (amount, key) => amount === undefined ? 0 : inY(shape, amount, key, suiteMean);
    const tolerance = absolute(policy.tolerance, 'tolerance');
    const marginIsDefault = policy.margin === undefined;
    const margin = marginIsDefault
        ? tolerance + defaultMargin(shape, suiteMean, plannedCount)
        : absolute(policy.margin, 'margin');
    const capped = marginIsDefault && shape.range !== null ? Math.min(1, margin) : margin;
    if (capped <= tolerance || (shape.range !== null && capped > 1))
        throw unfitting(shape, tolerance, capped, suiteMean);
    const relative = [policy.tolerance, policy.margin].some((amount) => amount?.kind === 'relative');
    return {
        tolerance,
        margin: capped,
        marginIsDefault,
        ratioOfMeans: shape.range === null && (relative || marginIsDefault),
    };
}
function defaultMargin(shape, suiteMean, plannedCount) {
    return shape.range === null
        ? defaultShare * Math.abs(suiteMean)
        : Math.max(defaultPoints, 1 / Math.sqrt(Math.max(1, plannedCount)));
}
function inY(shape, amount, key, suiteMean) {
    switch (amount.kind) {
        case 'absolute':
            return amount.value / shape.width;
        case 'relative':
            return (amount.value * Math.abs(suiteMean)) / shape.width;
        case 'points':
            if (shape.range !== null)
                return amount.value;
            throw configFailure(shape.policy, `metric ${shape.policy.name}: \`${key}: ${amount.value * 100}pp\` needs a \`range\`; write an amount in its own unit, or a share such as 5%`);
    }
}
function unfitting(shape, tolerance, margin, suiteMean) {
    const { policy } = shape;
    const text = (y) => (0,build/* formatAmount */.ej)(y * shape.width, { unit: policy.unit ?? null, range: shape.range, baseline: suiteMean });
    return configFailure(policy, margin <= tolerance
        ? `metric ${policy.name}: the margin (${text(margin)}) has to be larger than the tolerance (${text(tolerance)})`
        : `metric ${policy.name}: the margin (${text(margin)}) is larger than the whole range`);
}
/** A failure at the metric's place in weighbridge.yml. */
function configFailure(policy, message) {
    return new build/* Failure */.HR('config', message, policy.where === undefined ? undefined : { where: policy.where });
}

;// CONCATENATED MODULE: ./packages/verdict/build/must-pass.js



/**
 * An example fails where a pass/fail metric of it is not at its best in every repeat: gating metrics decide, where none gates all of them.
 * By main's rows it is known which metrics are pass/fail; without any, by the candidate's.
 *
 * @throws Failure `config` where the suite has no pass/fail metric that could tell
 */
function mustPass(input) {
    const { candidate } = input;
    if (input.mustPass.length === 0)
        return { failing: [], unevaluated: [], unknown: [] };
    const places = new Map(candidate.ids.map((id, place) => [id, place]));
    const shapes = decidingMetrics(input);
    const known = knownIds(input);
    const failing = [];
    const unevaluated = [];
    const unknown = [];
    for (const id of [...new Set(input.mustPass)].sort(compareIds)) {
        const place = places.get(id);
        const values = place === undefined
            ? []
            : shapes.map((shape) => turned(shape, candidate.metrics.get(shape.policy.of)?.[place] ?? Number.NaN));
        if (values.some((y) => y < 1 - 1e-9))
            failing.push(id);
        else if (values.length === 0 || values.some(Number.isNaN)) {
            if (place !== undefined || (input.planned !== undefined && known(id)))
                unevaluated.push(id);
            else if (!known(id))
                unknown.push(id);
        }
    }
    return { failing, unevaluated, unknown };
}
function decidingMetrics(input) {
    const rows = input.baselines.length > 0 ? input.baselines : [input.candidate];
    const shapes = input.policy.metrics.map((metric) => metricShape(metric, rows));
    const passFail = shapes.filter((shape) => shape.kind === 'pass-fail');
    const gating = passFail.filter((shape) => shape.gate === 'block');
    const evaluated = input.candidate.errors.some((error) => error !== 1);
    const first = input.policy.metrics[0];
    if (passFail.length === 0 && evaluated && first !== undefined)
        throw configFailure(first, `suite ${input.policy.name}: \`must_pass\` needs a metric whose values are 0 and 1, and none of ${input.policy.metrics.map((metric) => metric.name).join(', ')} is`);
    return gating.length > 0 ? gating : passFail;
}
function knownIds(input) {
    const suite = input.suite === undefined ? undefined : new Set(input.suite);
    const main = new Set(input.baselines[0]?.ids);
    return (id) => suite?.has(id) ?? main.has(id);
}

;// CONCATENATED MODULE: ./packages/verdict/build/outcome.js


/**
 * A failing must-pass example, a regression or a floor comes first, since no row that is missing could undo it; metrics with too many rows
 * missing are not judged and so never regressed. Of what is left, what the policy holds for stands before what it lets pass.
 */
function outcome_outcomeOf(weighing) {
    const { suites, input } = weighing;
    if (suites.some(({ mustPass }) => mustPass.failing.length > 0) || failures(weighing).length > 0)
        return 'regressed';
    if (isIncomplete(weighing))
        return 'incomplete';
    const open = [];
    const shownOnly = input.baseline?.rung === 'ancestor';
    if (shownOnly || suites.some(({ questions }) => questions.input.notComparable.length > 0))
        open.push('not-comparable');
    const without = suites.filter(({ questions: { input } }) => input.baselines.length === 0 && input.notComparable.length === 0);
    if (without.length > 0)
        open.push('no-baseline');
    const undecided = weighing.answers.some(({ metric, question }) => metric.slice === null &&
        metric.gate === 'block' &&
        question.comparison !== undefined &&
        !shownOnly &&
        (metric.outcome === 'inconclusive' || metric.outcome === 'missing'));
    if (undecided)
        open.push('inconclusive');
    const gate = { ...input.model.gate, mode: 'enforce' };
    return open.find((outcome) => (0,build/* exitCodeOf */.FO)(outcome, gate) !== 0) ?? open[0] ?? 'pass';
}
function isIncomplete(weighing) {
    return (tooFewDelivered(weighing).length > 0 ||
        weighing.suites.some(({ mustPass }) => mustPass.unevaluated.length > 0) ||
        gatingOverall(weighing).some((metric) => metric.outcome === 'missing' &&
            weighing.answers.some(({ metric: other, question }) => other === metric && question.tooManyMissing)));
}

;// CONCATENATED MODULE: ./packages/verdict/build/reasons.js




const maxWarnings = 10;
/** Why the outcome is what it is, and what else has to be known; sentences in order of weight. */
function reasonsOf(weighing) {
    const { suites, input } = weighing;
    const failing = suites.flatMap(({ mustPass }) => mustPass.failing);
    const warned = warnings(weighing);
    return [
        ...(failing.length > 0 ? [mustPassText(failing)] : []),
        ...failures(weighing).map(failureText),
        ...tooFewDelivered(weighing).map(missingText),
        ...gatingOverall(weighing)
            .filter(({ outcome }) => outcome === 'inconclusive')
            .map(reasons_undecidedText),
        ...warned.slice(0, maxWarnings).map((metric) => `${failureText(metric)}; this warns only`),
        ...(warned.length > maxWarnings ? [moreWarnings(warned.length - maxWarnings)] : []),
        ...(input.baseline?.rung === 'ancestor'
            ? [
                "main's nearest stored run is of another model key: its numbers are shown, and nothing is judged by them",
            ]
            : []),
        ...suites.flatMap(suiteReasons),
        ...gatingOverall(weighing).flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`)),
    ];
}
function moreWarnings(count) {
    return `and ${(0,build/* formatCount */.B4)(count)} more ${count === 1 ? 'warning' : 'warnings'}`;
}
function reasons_undecidedText(metric) {
    const drop = metric.tolerance === 0 ? 'a drop' : `a drop beyond ${(0,build/* formatAmount */.ej)(metric.tolerance, metric)}`;
    const decide = [
        metric.wouldDecide?.examples == null
            ? []
            : [`about ${(0,build/* formatCount */.B4)(roundedUp(metric.wouldDecide.examples))} examples`],
        metric.wouldDecide?.margin == null
            ? []
            : [`a margin of ${(0,build/* formatAmount */.ej)(metric.wouldDecide.margin, metric)}`],
    ].flat();
    if (metric.margin === null || metric.delta === null)
        return `${metricLabel(metric)} could not be judged`;
    const text = `${estimateText(metric)}: neither ${drop} nor its absence (margin ${(0,build/* formatAmount */.ej)(metric.margin, metric)}) is shown`;
    return decide.length === 0 ? text : `${text}; it would take ${decide.join(', or ')}`;
}
/** Up to the next of two figures and a half: nobody plans 1,143 examples. */
function roundedUp(count) {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1) / 2;
    return Math.ceil(count / step) * step;
}
function suiteReasons({ questions, mustPass }) {
    const { alignment, notes, input } = questions;
    const count = (ids, one, several) => ids.length === 0
        ? []
        : [ids.length === 1 ? `1 example ${one}` : `${(0,build/* formatCount */.B4)(ids.length)} examples ${several}`];
    const few = alignment.removed.length <= input.policy.maxMissing * alignment.plannedCount + 1e-9;
    return [
        ...(few ? count(alignment.removed, 'is missing', 'are missing') : []),
        ...count(alignment.changed, 'changed and is left out', 'changed and are left out'),
        ...count(alignment.added, 'is new: main has no result of it', 'are new: main has no results of them'),
        ...(mustPass.unevaluated.length > 0
            ? [`must-pass examples without a result: ${mustPass.unevaluated.slice(0, 5).join(', ')}`]
            : []),
        ...(mustPass.unknown.length > 0
            ? [`must-pass ids that are not in the suite: ${mustPass.unknown.slice(0, 5).join(', ')}`]
            : []),
        ...input.notComparable.map((difference) => `not comparable: ${difference}`),
        ...notes,
    ];
}

;// CONCATENATED MODULE: ./packages/verdict/build/candidate-alone.js




/**
 * Mean, interval and floor from the candidate's planned examples alone.
 *
 * @throws Failure `rows` where a value lies outside of the metric's range
 */
function candidateAlone(input, shape) {
    const values = plannedValues(input, shape);
    const n = values.length;
    const center = mean(values);
    const square = n < 2 ? Number.NaN : squaresOfContrast(values, values, 0, center, largest(values)) / (n - 1);
    const variance = square / n;
    const share = shape.kind === 'pass-fail';
    const interval = n === 0
        ? undefined
        : share
            ? wilsonInterval(center, n, heldAlpha)
            : meanInterval(center, Math.sqrt(variance), n, heldAlpha);
    const floor = shape.policy.floor === undefined ? undefined : turned(shape, shape.policy.floor);
    return {
        n,
        mean: center,
        interval,
        floor: floor === undefined || n === 0
            ? undefined
            : {
                estimate: center,
                variance,
                value: floor,
                below: center < floor - 1e-9 * Math.max(Math.abs(center), Math.abs(floor)),
                p: belowP(center, variance, n, floor, share),
            },
    };
}
function belowP(center, variance, n, floor, share) {
    if (n < fewestExamples)
        return Number.NaN;
    if (share)
        return shareBelowP(center, n, floor);
    if (variance > 0)
        return tCdf((center - floor) / Math.sqrt(variance), n - 1);
    return center < floor ? 0 : 1;
}
function plannedValues(input, shape) {
    const { candidate, planned } = input;
    const column = candidate.metrics.get(shape.policy.of);
    const plan = planned === undefined ? undefined : new Set(planned);
    const places = [];
    candidate.ids.forEach((id, place) => {
        const x = column?.[place] ?? Number.NaN;
        if (Number.isNaN(x) || plan?.has(id) === false)
            return;
        if (shape.range !== null && (x < shape.range[0] || x > shape.range[1]))
            throw outOfRange(shape.policy.name, id, x, "the change's rows", shape.range);
        places.push(place);
    });
    places.sort((a, b) => compareIds(candidate.ids[a], candidate.ids[b]));
    return Float64Array.from(places, (place) => turned(shape, column?.[place] ?? Number.NaN));
}

;// CONCATENATED MODULE: ./packages/verdict/build/held-test.js



/**
 * The test of `held` as a function of the margin. With a range: the regression estimator with the variance raised to Tango's, where nothing
 * got better also the exact binomial bound, and all of it once more with the candidate's missing rows at 0. Without a range: t; missing
 * rows or no variance at all forbid `held`.
 */
function heldTester(kind, sample, estimate, counts) {
    const missing = sample.missingBaseline.length;
    if (kind === 'quantity')
        return (margin) => unbounded(estimate, missing, margin);
    const worst = missing === 0 ? undefined : worstCase(sample);
    return (margin) => {
        const plain = lowerEnd(estimate, counts, margin);
        const withMissing = worst === undefined ? undefined : lowerEnd(worst.estimate, worst.counts, margin);
        const enough = estimate.n >= fewestExamples;
        const lowest = Math.min(plain.end, withMissing?.end ?? plain.end);
        return {
            lowerEnd: enough || Number.isNaN(lowest) ? lowest : Math.min(lowest, -margin),
            held: enough && lowest >= -margin,
            tango: plain.tango,
            variance: plain.variance,
            binomial: plain.binomial,
            missing: worst === undefined || withMissing === undefined
                ? undefined
                : { delta: worst.estimate.delta, variance: withMissing.variance, held: withMissing.end >= -margin },
        };
    };
}
function worstCase(sample) {
    const full = atTheirWorst(sample);
    return {
        estimate: regressionEstimate({ ...full, rest: full.unplanned }, { ratioOfMeans: false }),
        counts: pairedCounts(full.candidate, full.newest),
    };
}
function lowerEnd(estimate, counts, margin) {
    const { tango, held: variance } = heldVariance(estimate.variance, counts, margin);
    const score = estimate.delta + tQuantile(heldAlpha, estimate.df) * Math.sqrt(variance);
    if (counts.up > 0)
        return { end: score, tango, variance, binomial: null };
    const binomial = binomialCdf(counts.down, counts.n, margin);
    return { end: Math.min(score, -binomialBound(counts)), tango, variance, binomial };
}
/** The drop that `down` losses and no gain do not exclude: where P(Bin(n, m) ≤ dn) falls to the level (Clopper and Pearson). */
function binomialBound(counts) {
    return risingRoot((m) => heldAlpha - binomialCdf(counts.down, counts.n, m), 0, 1);
}
function unbounded(estimate, missing, margin) {
    const { delta, variance, df } = estimate;
    const end = variance > 0 ? delta + tQuantile(heldAlpha, df) * Math.sqrt(variance) : Number.NEGATIVE_INFINITY;
    const enough = estimate.n >= fewestExamples;
    return {
        lowerEnd: enough ? end : Math.min(end, -margin),
        held: enough && missing === 0 && end >= -margin,
        tango: null,
        variance,
        binomial: null,
        missing: missing === 0 ? undefined : { delta: null, variance: null, held: false },
    };
}

;// CONCATENATED MODULE: ./packages/verdict/build/regressed-test.js


/**
 * Which test decides, by the kind of metric and the size of the sample:
 * fewer than 8 examples: none · a score of fewer than 30: sign-flips of c−b against main's newest run · pass/fail with fewer than 10
 * discordant pairs: the larger of t's p and McNemar's mid-p, which knows no tolerance · v = 0: Δ̂ < −δ · else t.
 */
function regressedTest(kind, sample, estimate, counts, tolerance) {
    const t = tTest(estimate, tolerance);
    const plain = { t: t.p, midP: null, signFlip: null };
    if (estimate.n < fewestExamples) {
        // Nothing is rejected, so the interval reaches at least to the boundary.
        return {
            ...plain,
            test: 'too-few',
            p: Number.NaN,
            upperEnd: (alpha) => Math.max(t.upperEnd(alpha), -tolerance),
        };
    }
    if (kind === 'score' && estimate.n < fewScores) {
        const flips = signFlip(differences(sample));
        const p = flips.p(-tolerance);
        return { ...plain, test: 'sign-flip', signFlip: p, p, upperEnd: (alpha) => flips.upperEnd(alpha) };
    }
    if (kind === 'pass-fail' && counts.worse + counts.better < fewDiscordant) {
        const midP = mcnemarMidP(counts.worse, counts.better);
        return {
            ...plain,
            test: 't-and-mid-p',
            midP,
            p: Math.max(midP, t.p),
            // Where mid-p does not reject, no change at all is not excluded either.
            upperEnd: (alpha) => (midP <= alpha ? t.upperEnd(alpha) : Math.max(t.upperEnd(alpha), 0)),
        };
    }
    return { ...plain, test: estimate.variance === 0 ? 'no-variance' : 't', p: t.p, upperEnd: t.upperEnd };
}
/** By itself, so that no answer keeps the columns. */
function differences({ candidate, newest }) {
    return candidate.map((c, at) => c - newest[at]);
}
function tTest(estimate, tolerance) {
    const { delta, variance, df } = estimate;
    if (!(variance > 0)) {
        const noise = relativeNoise * Math.max(Math.abs(estimate.candidateMean), Math.abs(estimate.suiteMean));
        const p = Number.isNaN(variance) ? Number.NaN : delta < -tolerance - noise ? 0 : 1;
        return { p, upperEnd: () => (Number.isNaN(variance) ? Number.POSITIVE_INFINITY : delta) };
    }
    return {
        p: tCdf((delta + tolerance) / Math.sqrt(variance), df),
        upperEnd: (alpha) => delta - tQuantile(alpha, df) * Math.sqrt(variance),
    };
}

;// CONCATENATED MODULE: ./packages/verdict/build/comparison.js






/** @param amounts from the suite's mean in the metric's own unit */
function comparison_compare(shape, sample, amounts, suiteMean, withFloor) {
    const chosen = amounts(suiteMean);
    const ratioOfMeans = typeof chosen === 'string' ? false : chosen.ratioOfMeans;
    const estimate = regressionEstimate({ ...sample, rest: restOf(sample) }, { ratioOfMeans });
    const counts = pairedCounts(sample.candidate, sample.newest);
    const measured = {
        observed: {
            candidate: estimate.candidateMean,
            baseline: sample.newest === sample.baseline ? estimate.baselineMean : mean(sample.newest),
        },
        missing: sample.missingBaseline.length,
        estimate,
        counts,
    };
    if (typeof chosen === 'string')
        return { ...measured, amounts: chosen, tests: undefined };
    const regressed = regressedTest(shape.kind, sample, estimate, counts, chosen.tolerance);
    const heldAt = heldTester(shape.kind, sample, estimate, counts);
    const held = heldAt(chosen.margin);
    return {
        ...measured,
        amounts: chosen,
        tests: {
            regressed,
            held,
            heldAt,
            improved: held.held && held.lowerEnd > 0 && gainIsShown(shape, sample, counts),
            floor: withFloor && shape.policy.floor !== undefined
                ? floorTest(estimate, turned(shape, shape.policy.floor))
                : undefined,
        },
    };
}
/** The small-sample rules of `regressed`, seen from the other side. */
function gainIsShown(shape, sample, counts) {
    if (shape.kind === 'score' && counts.n < fewScores)
        return signFlip(sample.newest.map((b, at) => b - sample.candidate[at])).p(0) <= heldAlpha;
    if (shape.kind === 'pass-fail' && counts.worse + counts.better < fewDiscordant)
        return mcnemarMidP(counts.better, counts.worse) <= heldAlpha;
    return true;
}
function floorTest(estimate, floor) {
    const { level, levelVariance, n, df } = estimate;
    const below = level < floor - relativeNoise * Math.max(Math.abs(level), Math.abs(floor));
    const p = n < fewestExamples
        ? Number.NaN
        : levelVariance > 0
            ? tCdf((level - floor) / Math.sqrt(levelVariance), df)
            : below
                ? 0
                : 1;
    return { estimate: level, variance: levelVariance, value: floor, p, below };
}

;// CONCATENATED MODULE: ./packages/verdict/build/slice-members.js
/**
 * The entries of each value of a slice key, by main's rows: what a pull request says of its slices moves nothing.
 *
 * @returns by place of the value in the column, places in `entries` in ascending order; undefined where main has no such key
 */
function sliceMembers(newest, alignment, entries, key) {
    const column = newest.slices.get(key);
    if (column === undefined)
        return undefined;
    const places = alignment.runPlaces[0] ?? new Int32Array();
    const codeOf = (at) => column.codes[places[entries.entry[at]]] ?? -1;
    const sizes = new Int32Array(column.values.length);
    for (let at = 0; at < entries.entry.length; at++) {
        const code = codeOf(at);
        if (code >= 0)
            sizes[code] = sizes[code] + 1;
    }
    const slices = column.values.map((value, code) => ({ value, members: new Int32Array(sizes[code] ?? 0) }));
    const filled = new Int32Array(column.values.length);
    for (let at = 0; at < entries.entry.length; at++) {
        const code = codeOf(at);
        if (code < 0)
            continue;
        const place = filled[code];
        filled[code] = place + 1;
        const slice = slices[code];
        if (slice !== undefined)
            slice.members[place] = at;
    }
    return slices.sort((a, b) => (a.value < b.value ? -1 : 1));
}

;// CONCATENATED MODULE: ./packages/verdict/build/suite-questions.js










/** A reported slice key with more values than this is not a slice but an id. */
const maxReportedValues = 100;
/**
 * @param shownOnly the baseline is another model's: numbers are shown and nothing is judged by them
 * @throws Failure `config` or `rows`
 */
function suiteQuestions(input, shownOnly) {
    const comparable = input.notComparable.length === 0;
    const compared = comparable ? input : { ...input, baselines: [] };
    const alignment = align(compared);
    const notes = [];
    const questions = input.policy.metrics.flatMap((policy) => {
        const baselines = compared.baselines;
        const shape = metricShape(policy, baselines.length > 0 ? baselines : [input.candidate]);
        const missing = missingValues(input.candidate, alignment, policy.of);
        const base = {
            input: compared,
            shape,
            missing,
            tooManyMissing: missing > input.policy.maxMissing * alignment.plannedCount + 1e-9,
        };
        const overall = (comparison) => ({
            ...base,
            slice: null,
            role: shownOnly && comparison !== undefined ? 'shown' : shape.gate === 'block' ? 'gates' : 'warns',
            reported: false,
            comparison,
            alone: comparison === undefined || shownOnly ? candidateAlone(compared, shape) : undefined,
            notes: shape.notes,
        });
        if (baselines.length === 0)
            return [overall(undefined)];
        const entries = metricEntries(compared, alignment, shape);
        const comparison = compareMembers(shape, entries, undefined, alignment.plannedCount);
        const judgedHere = shape.gate === 'block' && !shownOnly && comparison.estimate.total > 0;
        if (typeof comparison.amounts === 'string' && judgedHere)
            throw configFailure(policy, `metric ${policy.name}: ${comparison.amounts}`);
        if (shape.gate === 'off')
            return [overall(comparison)];
        const slices = sliceKeys(compared, shape).flatMap(({ key, declared }) => {
            const members = sliceMembers(baselines[0] ?? input.candidate, alignment, entries, key);
            if (members === undefined) {
                notes.push(`slice ${key} is not in main's rows`);
                return [];
            }
            if (!declared && members.length > maxReportedValues) {
                notes.push(`slice ${key} has ${(0,build/* formatCount */.B4)(members.length)} values and is not reported`);
                return [];
            }
            return members.map(({ value, members }) => ({
                ...base,
                slice: { key, value },
                role: shownOnly ? 'shown' : declared && shape.gate === 'block' ? 'gates' : 'warns',
                reported: !declared || shape.gate !== 'block',
                comparison: compareMembers(shape, entries, members, undefined),
                alone: undefined,
                notes: [],
            }));
        });
        return [overall(comparison), ...slices];
    });
    return { input: compared, alignment, questions, notes: [...new Set(notes)] };
}
/** Declared keys first; a key that is both is declared. */
function sliceKeys(input, shape) {
    const declared = shape.policy.slices;
    const reported = input.policy.slices.filter((key) => !declared.includes(key));
    return [
        ...declared.map((key) => ({ key, declared: true })),
        ...reported.map((key) => ({ key, declared: false })),
    ];
}
/** @param plannedCount examples planned; undefined: those of the members */
function compareMembers(shape, entries, members, plannedCount) {
    const sample = sampleOf(entries, members);
    const planned = plannedCount ?? sample.candidate.length + sample.missingBaseline.length;
    const rest = restOf(sample);
    const n = sample.candidate.length;
    const total = n + rest.length;
    const suiteMean = total === 0
        ? 0
        : (n === 0 ? 0 : (mean(sample.baseline) * n) / total) +
            (rest.length === 0 ? 0 : (mean(rest) * rest.length) / total);
    const amounts = (own) => total === 0 ? 'main has no value of this metric' : amountsOf(shape, own, planned);
    return comparison_compare(shape, sample, amounts, unturned(shape, suiteMean), members === undefined);
}

;// CONCATENATED MODULE: ./packages/verdict/build/judge.js










/**
 * Judges one model: every gating metric of its suites against main, under the base's policy. Pure, and the same to the last bit in
 * whatever order rows, shards or ids come.
 *
 * A run of another model key (`ancestor`) and results under another harness are shown and never block; floors and must-pass examples hold
 * without any baseline.
 *
 * @throws Failure `config` where margins, tolerances or must-pass ids do not fit the metric; `rows` where a value lies out of its range
 */
function judge(input) {
    const shownOnly = input.baseline?.rung === 'ancestor';
    const suites = input.suites.map((suite) => {
        const questions = suiteQuestions(suite, shownOnly);
        return { questions, mustPass: mustPass(questions.input), changes: exampleChanges(questions) };
    });
    const questions = suites.flatMap((suite) => suite.questions.questions);
    const alpha = input.model.gate.falseBlockRate / Math.max(1, input.models);
    const weighed = weighFamily(questions, alpha);
    const answers = questions.map((question, index) => {
        const answer = weighed[index];
        if (answer === undefined)
            throw new Error('a question was not weighed');
        return { question, metric: metricVerdict(question, answer) };
    });
    const weighing = { input, suites, answers };
    const outcome = outcome_outcomeOf(weighing);
    return {
        schema: 'weighbridge/verdict@1',
        model: input.model.name,
        kind: input.kind,
        policy: input.policyFrom,
        trust: input.trust,
        mode: input.model.gate.mode,
        outcome,
        exitCode: (0,build/* exitCodeOf */.FO)(outcome, input.model.gate),
        headline: headlineOf(weighing, outcome),
        baseline: baselineOf(input),
        candidate: candidateOf(weighing),
        metrics: answers.map(({ metric }) => metric),
        aggregates: input.suites.flatMap(aggregatesOf),
        examples: examplesOf(weighing),
        notComparable: input.suites.flatMap((suite) => suite.notComparable),
        accepted: [],
        reasons: reasonsOf(weighing),
        context: input.context,
    };
}
function baselineOf({ baseline, suites }) {
    const rows = suites.reduce((sum, suite) => sum + (suite.baselines[0]?.ids.length ?? 0), 0);
    return baseline === null ? null : { ...baseline, rows };
}
function candidateOf({ input, suites }) {
    const sum = (of) => suites.reduce((total, suite) => total + of(suite), 0);
    return {
        ...input.candidate,
        rows: sum(({ questions }) => questions.alignment.evaluated),
        planned: sum(({ questions }) => questions.alignment.plannedCount),
        total: sum(({ questions: { input, alignment } }) => input.suite?.length ?? unionSize(alignment)),
        missing: sum(({ questions }) => questions.alignment.removed.length),
    };
}
/** Where no list of the suite is given it is what either side has. */
function unionSize(alignment) {
    const { ids, added, changed, plannedCount } = alignment;
    return Math.max(plannedCount, ids.length + added.length + changed.length);
}
function examplesOf({ suites }) {
    const lists = {
        newlyFailing: suites.flatMap(({ changes }) => changes.newlyFailing),
        newlyPassing: suites.flatMap(({ changes }) => changes.newlyPassing),
        mustPassFailing: suites.flatMap(({ mustPass }) => mustPass.failing),
        added: suites.flatMap(({ questions }) => questions.alignment.added),
        removed: suites.flatMap(({ questions }) => questions.alignment.removed),
    };
    return {
        newlyFailing: lists.newlyFailing.slice(0, build/* maxListedIds */.Wd),
        newlyPassing: lists.newlyPassing.slice(0, build/* maxListedIds */.Wd),
        mustPassFailing: lists.mustPassFailing.slice(0, build/* maxListedIds */.Wd),
        added: lists.added.slice(0, build/* maxListedIds */.Wd),
        removed: lists.removed.slice(0, build/* maxListedIds */.Wd),
        counts: {
            newlyFailing: lists.newlyFailing.length,
            newlyPassing: lists.newlyPassing.length,
            mustPassFailing: lists.mustPassFailing.length,
            added: lists.added.length,
            removed: lists.removed.length,
        },
    };
}

;// CONCATENATED MODULE: ./packages/verdict/build/settle.js

/** A verdict where nothing was measured: untouched, not run, crashed. */
function settle(input) {
    const { model, candidate, baseline } = input;
    const none = { newlyFailing: 0, newlyPassing: 0, mustPassFailing: 0, added: 0, removed: 0 };
    return {
        schema: 'weighbridge/verdict@1',
        model: model.name,
        kind: input.kind,
        policy: input.policyFrom,
        trust: input.trust,
        mode: model.gate.mode,
        outcome: input.outcome,
        exitCode: (0,build/* exitCodeOf */.FO)(input.outcome, model.gate),
        headline: input.headline,
        baseline: baseline === null ? null : { ...baseline, rows: baseline.rows ?? 0 },
        candidate: {
            commit: candidate.commit,
            attempt: candidate.attempt,
            rows: candidate.rows ?? 0,
            planned: candidate.planned ?? 0,
            total: candidate.total ?? 0,
            missing: candidate.missing ?? 0,
        },
        metrics: [],
        aggregates: [],
        examples: {
            newlyFailing: [],
            newlyPassing: [],
            mustPassFailing: [],
            added: [],
            removed: [],
            counts: none,
        },
        notComparable: [...(input.notComparable ?? [])],
        accepted: [],
        reasons: [...input.reasons],
        context: input.context,
    };
}

;// CONCATENATED MODULE: ./packages/verdict/build/verdict-set.js

/** Of verdicts with the same exit code, the outcome that says most; `observe` answers 0 to all of them. */
const weight = [
    'regressed',
    'error',
    'incomplete',
    'not-comparable',
    'inconclusive',
    'stale-weights',
    'not-run',
    'no-baseline',
    'pass',
    'untouched',
];
/** Several models weighed in one change: the worst exit code (2 > 1 > 4 > 3 > 0) and its outcome; `untouched` where there is none. */
function verdictSet(verdicts) {
    const exitCode = (0,build/* worstExitCode */.L1)(verdicts.map((verdict) => verdict.exitCode));
    const worst = verdicts.filter((verdict) => verdict.exitCode === exitCode).map(({ outcome }) => outcome);
    const outcome = weight.find((candidate) => worst.includes(candidate)) ?? 'untouched';
    return { schema: 'weighbridge/verdict-set@1', outcome, exitCode, verdicts: [...verdicts] };
}

;// CONCATENATED MODULE: ./packages/verdict/build/index.js






;// CONCATENATED MODULE: ./packages/verbs/build/baseline-columns.js

/** The stored rows of each suite as columns, newest run first. */
async function baselineColumns(plan, runs) {
    const found = new Map();
    for (const { policy } of plan.suites) {
        const holding = runs.filter((run) => run.evidence.suites.some((suite) => suite.name === policy.name));
        const columns = [];
        for (const run of holding)
            columns.push(await storedColumns(run, policy));
        found.set(policy.name, columns);
    }
    return found;
}
/** One suite's rows of a stored run. Their digests are checked as they are read. */
function storedColumns(run, suite) {
    const source = bytesSource(`${run.ref.name}:rows.${suite.name}.jsonl.gz`, () => run.rows(suite.name));
    return readResults([source], { ranges: rowRanges(suite), keepTexts: true });
}
/** How a suite's rows are read: declared ranges, and which columns of a CSV have to be numbers. */
function rowReading(suite) {
    return {
        ranges: rowRanges(suite),
        metrics: suite.metrics.map((metric) => metric.of),
        id: suite.id,
    };
}
/** The ranges that values of a suite's rows must lie in, by the rows' own metric names. */
function rowRanges(suite) {
    return new Map(suite.metrics.flatMap((metric) => metric.range === undefined ? [] : [[metric.of, metric.range]]));
}

;// CONCATENATED MODULE: ./packages/store/build/damaged-run.js

/**
 * A stored run that is not what its name and digests say: half deleted by hand, written by another tool, or forged. Only this
 * run is of no use; a caller that has others goes on with them.
 */
class DamagedRun extends build/* Failure */.HR {
    ref;
    constructor(ref, why, remedy, options) {
        super('rows', `the stored run ${ref.name} is damaged: ${why}; delete it with \`${remedy}\`, or it is left out`, options);
        this.ref = ref;
    }
}

;// CONCATENATED MODULE: ./packages/store/build/folder-names.js


/** Names in a folder; none if it is not there. */
async function namesIn(folder) {
    return (0,promises_.readdir)(folder).catch((cause) => {
        if (hasCode(cause, 'ENOENT', 'ENOTDIR'))
            return [];
        throw folderFailure(`${folder} cannot be read`, cause);
    });
}
/** Whether an error of the file system is one of these. */
function hasCode(cause, ...codes) {
    return cause instanceof Error && 'code' in cause && codes.some((code) => code === cause.code);
}
/** A failure of a folder store: what, and the system's own words. */
function folderFailure(what, cause, code = 'infrastructure') {
    return new build/* Failure */.HR(code, `${what} (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
}

;// CONCATENATED MODULE: ./packages/store/build/folder-content.js




/** What a run's folder holds, links not followed. Throws a Failure if it is not there. */
async function folderEntries(folder) {
    const names = await (0,promises_.readdir)(folder).catch((cause) => {
        throw folderFailure(`there is no stored run in ${folder}; it may have been pruned`, cause, 'usage');
    });
    return Promise.all(names.map(async (path) => {
        const found = await (0,promises_.lstat)((0,external_node_path_.join)(folder, path));
        if (found.isFile())
            return { path, kind: 'file', bytes: found.size };
        return {
            path,
            kind: found.isSymbolicLink() ? 'symbolic link' : found.isDirectory() ? 'folder' : 'special file',
            bytes: undefined,
        };
    }));
}
/** The files of a run's folder. */
function folderContent(folder, entries) {
    return {
        entries,
        read: (path) => (0,promises_.readFile)((0,external_node_path_.join)(folder, path)),
        open: (path) => (0,external_node_fs_.createReadStream)((0,external_node_path_.join)(folder, path)),
    };
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./packages/store/build/limits.js
/** Suites times metrics times notes: verdicts and evidence of large projects stay below a tenth of this. */
const maxDocumentBytes = 5_000_000;
/** A manifest names every file of the model: some 200,000 of them. */
const maxManifestBytes = 32_000_000;
/** GitHub refuses objects over 100 MB and warns from 50 MB on. */
const maxRowsFileBytes = 40_000_000;
/** All files of one run together. */
const maxRunBytes = 500_000_000;
/** Files of one run. */
const maxRunFiles = 100;
/** Rows of one suite uncompressed: ten million rows of some 200 bytes. */
const maxRowsBytes = 2_147_483_648;
/** What a file of a run may be at most, by its name. */
function maxBytesOf(path) {
    if (path === 'manifest.json')
        return maxManifestBytes;
    return path.endsWith('.json') ? maxDocumentBytes : maxRowsFileBytes;
}

;// CONCATENATED MODULE: ./packages/store/build/run-documents.js


/** What is wrong with a run, as the middle of a sentence. */
class RunFault extends Error {
}
/** The documents of a run, if they are well formed and agree with each other. Throws a RunFault. */
function parseRunDocuments(bytes, trust) {
    const evidence = parse('evidence.json', bytes.evidence, build/* evidenceSchema */.jU);
    if (run_documents_sha256(bytes.manifest) !== evidence.manifest) {
        throw new RunFault('manifest.json is not the one that its evidence names (their digests differ)');
    }
    const manifest = parse('manifest.json', bytes.manifest, build/* manifestSchema */.rc);
    const verdict = bytes.verdict === undefined ? undefined : parse('verdict.json', bytes.verdict, build/* verdictSchema */.$D);
    const fault = trustFault(evidence, trust) ?? manifestFault(evidence, manifest) ?? verdictFault(evidence, verdict);
    if (fault !== undefined)
        throw new RunFault(fault);
    return { evidence, manifest, verdict };
}
function run_documents_sha256(data) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(data).digest('hex')}`;
}
function trustFault(evidence, allowed) {
    const { trust, kind } = evidence;
    if (!allowed.some((accepted) => accepted === trust))
        return `its trust is \`${trust}\`, and only \`${allowed.join('`, `')}\` is accepted here`;
    if (evidence.dirty)
        return 'it is of a working tree with changes, which no commit names';
    return kind === 'pr' || kind === 'queue'
        ? `it is a run of kind \`${kind}\`, and only runs of main are stored`
        : undefined;
}
function manifestFault(evidence, manifest) {
    if (manifest.model !== evidence.model)
        return 'its manifest is of another model';
    if (manifest.commit !== evidence.commit)
        return 'its manifest is of another commit';
    if (manifest.modelKey !== evidence.modelKey || (0,build/* modelKey */.B0)(manifest.modelKeyParts) !== evidence.modelKey) {
        return 'its model key is not the key of the files and parameters that its manifest lists';
    }
    for (const { name, harnessKey: key } of evidence.suites) {
        const harness = Object.hasOwn(manifest.harnesses, name) ? manifest.harnesses[name] : undefined;
        if (harness === undefined)
            return `its manifest says nothing of the suite \`${name}\``;
        if (harness.key !== key || (0,build/* harnessKey */.mN)(harness.parts) !== key) {
            return `the harness key of the suite \`${name}\` is not the key of what its manifest lists`;
        }
    }
    const names = new Set(evidence.suites.map(({ name }) => name));
    return names.size === evidence.suites.length ? undefined : 'its evidence names a suite twice';
}
function verdictFault(evidence, verdict) {
    if (verdict === undefined)
        return undefined;
    if (verdict.model !== evidence.model)
        return 'its verdict is on another model';
    const { commit } = verdict.candidate;
    return commit !== null && commit !== evidence.commit ? 'its verdict is on another commit' : undefined;
}
function parse(name, bytes, schema) {
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        throw new RunFault(`${name} is not JSON`);
    }
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    const [issue] = result.error.issues;
    const at = issue === undefined || issue.path.length === 0
        ? ''
        : ` at ${issue.path.map(String).join('.').slice(0, 100)}`;
    throw new RunFault(`${name} is not of the published form${at} (${issue?.message.slice(0, 200) ?? 'unknown'})`);
}

;// CONCATENATED MODULE: ./packages/store/build/row-bytes.js






/**
 * Proves the rows of a suite: bytes and digest of each file, digest of what they hold, and a size that cannot fill the
 * memory or the day of a reader. Holds one chunk at a time. Throws a RunFault.
 */
async function proveRows(open, suite) {
    // Rows that the evidence admits cannot be longer than the longest line that readers take.
    const most = Math.min(maxRowsBytes, (suite.rows + 1) * (build/* maxLineBytes */.YW + 1));
    const unpacked = (0,external_node_zlib_.createGunzip)();
    const packed = external_node_stream_.Readable.from(provedBytes(open, suite.files), { objectMode: false });
    packed.on('error', (error) => unpacked.destroy(error));
    packed.pipe(unpacked);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    try {
        for await (const chunk of unpacked) {
            bytes += chunk.length;
            if (bytes > most)
                throw new RunFault(`the rows of \`${suite.name}\` unpack to more than ${most} bytes`);
            hash.update(chunk);
        }
    }
    catch (error) {
        if (isZlibError(error))
            throw new RunFault(`the rows of \`${suite.name}\` are not gzip (${error.message})`);
        throw error;
    }
    finally {
        packed.destroy();
        unpacked.destroy();
    }
    if (`sha256:${hash.digest('hex')}` !== suite.digest) {
        throw new RunFault(`the rows of \`${suite.name}\` are not those that its evidence names (their digests differ)`);
    }
}
/** The bytes of the files one after the other; a RunFault where they are not what their digests say. */
async function* provedBytes(open, files) {
    for (const { path, digest, bytes } of files) {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let seen = 0;
        for await (const chunk of open(path)) {
            seen += chunk.length;
            if (seen > bytes)
                break;
            hash.update(chunk);
            yield chunk;
        }
        if (seen !== bytes || `sha256:${hash.digest('hex')}` !== digest) {
            throw new RunFault(`${path} is not the file that its evidence names (their digests differ)`);
        }
    }
}
function isZlibError(error) {
    return (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_'));
}

;// CONCATENATED MODULE: ./packages/store/build/folder-writes.js








/** Begins the names of folders that are being written or deleted; no model's name can begin so. */
const unfinished = '.unfinished-';
/** An unfinished folder of this age is left from a process that was killed. */
const staleMs = 24 * 3_600_000;
/** True if the run is there by this call, false if it was there with the same content. */
async function writeOnce(dir, name, files, run) {
    const temporary = (0,external_node_path_.join)(dir, `${unfinished}${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await (0,promises_.mkdir)(temporary, { recursive: true });
        for (const { path, data } of files) {
            await (0,external_node_stream_promises_.pipeline)(typeof data === 'function' ? data() : [data], (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(temporary, path), { flags: 'wx' }));
            await flush((0,external_node_path_.join)(temporary, path));
        }
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(name), { recursive: true });
        await (0,promises_.rename)(temporary, name);
        return true;
    }
    catch (cause) {
        if (!hasCode(cause, 'ENOTEMPTY', 'EEXIST', 'EPERM'))
            throw folderFailure(`the run could not be written into ${dir}`, cause);
        if (await sameContent(name, files, run))
            return false;
        throw new build/* Failure */.HR('usage', `${name} is stored already with other content, and a run is stored once; if this one is right, delete that folder and record it again`);
    }
    finally {
        await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
/** Bytes reach the disk before the name does: after a power cut there is a whole run or none. */
async function flush(path) {
    const file = await (0,promises_.open)(path, 'r+');
    await file.sync();
    await file.close();
}
/** The documents byte for byte; the rows by the digests that the evidence, equal by then, names. */
async function sameContent(name, files, run) {
    const names = await namesIn(name);
    if (names.length !== files.length)
        return false;
    for (const { path, data } of files) {
        if (typeof data === 'function')
            continue;
        const there = await (0,promises_.readFile)((0,external_node_path_.join)(name, path)).catch(() => undefined);
        if (there === undefined || !there.equals(data))
            return false;
    }
    try {
        const rows = provedBytes((path) => (0,external_node_fs_.createReadStream)((0,external_node_path_.join)(name, path)), run.evidence.suites.flatMap((suite) => suite.files));
        for await (const _ of rows)
            ;
        return true;
    }
    catch {
        return false;
    }
}
/** Takes a run away by one rename; false if it was gone. */
async function remove(dir, name) {
    const temporary = (0,external_node_path_.join)(dir, `${unfinished}${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await (0,promises_.rename)(name, temporary);
    }
    catch (cause) {
        if (hasCode(cause, 'ENOENT'))
            return false;
        throw folderFailure(`${name} could not be deleted`, cause);
    }
    await (0,promises_.rm)(temporary, { recursive: true, force: true });
    return true;
}
/** Deletes what processes that were killed left unfinished. */
async function removeLeftovers(dir) {
    for (const name of await namesIn(dir)) {
        if (!name.startsWith(unfinished))
            continue;
        const found = await (0,promises_.stat)((0,external_node_path_.join)(dir, name)).catch(() => undefined);
        if (found !== undefined && Date.now() - found.mtimeMs > staleMs)
            await (0,promises_.rm)((0,external_node_path_.join)(dir, name), { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./packages/store/build/run-content.js

const rowsFilePattern = /^rows(?:\.[a-z0-9][a-z0-9_-]*)*\.jsonl\.gz$/;
const documents = new Set(['evidence.json', 'manifest.json', 'verdict.json']);
/** What is wrong with the list of files, as the middle of a sentence; undefined if nothing is. */
function entriesFault(entries) {
    if (entries.length > maxRunFiles)
        return `it has ${entries.length} files, more than ${maxRunFiles}`;
    let total = 0;
    for (const { path, kind, bytes } of entries) {
        if (!documents.has(path) && !rowsFilePattern.test(path))
            return `it holds ${shown(path)}, which is no part of a run`;
        if (kind !== 'file' || bytes === undefined)
            return `${path} is a ${kind}, not a plain file`;
        if (bytes > maxBytesOf(path))
            return `${path} has ${bytes} bytes, more than ${maxBytesOf(path)}`;
        total += bytes;
    }
    if (total > maxRunBytes)
        return `its files have ${total} bytes together, more than ${maxRunBytes}`;
    for (const path of ['evidence.json', 'manifest.json']) {
        if (!entries.some((entry) => entry.path === path))
            return `${path} is missing`;
    }
    return undefined;
}
/** What differs between the rows files that are there and those that the evidence names; undefined if nothing does. */
function filesFault(entries, named) {
    const sizes = new Map(named.map(({ path, bytes }) => [path, bytes]));
    if (sizes.size !== named.length)
        return 'its evidence names a file twice';
    const there = entries.filter(({ path }) => !documents.has(path));
    const extra = there.find(({ path }) => !sizes.has(path));
    if (extra !== undefined)
        return `it holds ${shown(extra.path)}, which its evidence does not name`;
    for (const { path, bytes } of named) {
        const entry = there.find((other) => other.path === path);
        if (entry === undefined)
            return `${shown(path)} is missing, which its evidence names`;
        if (entry.bytes !== bytes)
            return `${path} has ${entry.bytes} bytes and not the ${bytes} that its evidence says`;
    }
    return undefined;
}
/** An untrusted name for a message: quoted, short, ASCII. */
function shown(path) {
    return JSON.stringify(path.slice(0, 80)).replace(/[^\x20-\x7e]/g, '?');
}

;// CONCATENATED MODULE: ./packages/store/build/run-ref.js

/** `<model>/<model key, 12>/<sha, 12>-<run>-<attempt>` */
function runPath(evidence) {
    const { model, modelKey, commit, run } = evidence;
    return `${model}/${modelKey.slice(0, 12)}/${commit.slice(0, 12)}-${run.id}-${run.attempt}`;
}
const pathPattern = /^([^/]+)\/([0-9a-f]{12})\/([0-9a-f]{12})-([0-9]{1,20})-([1-9][0-9]{0,8})$/;
/** Reads such a path; undefined for any other text, which is then no run of ours. */
function parseRunPath(path) {
    const [, model, modelKey, commit, run, attempt] = pathPattern.exec(path) ?? [];
    if (model === undefined || modelKey === undefined || commit === undefined || run === undefined)
        return undefined;
    if (!build/* modelNamePattern */.nx.test(model))
        return undefined;
    return { model, modelKey, commit, run, attempt: Number(attempt) };
}
/** Orders by run id and attempt as numbers, newest first. */
function newerFirst(a, b) {
    const difference = BigInt(b.run) - BigInt(a.run);
    return difference === 0n ? b.attempt - a.attempt : difference > 0n ? 1 : -1;
}
/** The runs beyond the newest `keep`, without those that must stay: what pruning takes away. */
function prunable(refs, keep, keepAlways) {
    if (!Number.isInteger(keep) || keep < 1) {
        throw new build/* Failure */.HR('usage', `\`store.keep\` is ${keep}; a store keeps at least one run of each model`);
    }
    return [...refs]
        .sort(newerFirst)
        .slice(keep)
        .filter((ref) => !keepAlways(ref));
}
/** Refuses a model name that could not be part of a path. */
function assertModelName(model) {
    if (build/* modelNamePattern */.nx.test(model))
        return;
    throw new build/* Failure */.HR('usage', `${JSON.stringify(model)} is not a model name: use a-z, 0-9, - and _, at most 64 characters`);
}

;// CONCATENATED MODULE: ./packages/store/build/new-run-files.js








/**
 * The files of a new run, after the same checks that reading makes: what could not be read again is not stored.
 * Throws a Failure.
 */
async function newRunFiles(run, trust) {
    const { evidence, manifest } = run;
    const documents = {
        evidence: documentBytes(evidence),
        manifest: typeof manifest === 'string' ? Buffer.from(manifest) : documentBytes(manifest),
        verdict: run.verdict === undefined ? undefined : documentBytes(run.verdict),
    };
    const named = evidence.suites.flatMap((suite) => suite.files);
    const open = (path) => (0,external_node_fs_.createReadStream)((0,external_node_path_.join)(run.files, path));
    try {
        if (parseRunPath(runPath(evidence)) === undefined)
            throw new RunFault('its model, run id or attempt cannot be part of a name');
        parseRunDocuments(documents, trust);
        const rows = await Promise.all(named.map(({ path }) => rowsEntry(run.files, path)));
        const texts = Object.entries(documents).flatMap(([name, bytes]) => bytes === undefined ? [] : [{ path: `${name}.json`, kind: 'file', bytes: bytes.length }]);
        const fault = entriesFault([...texts, ...rows]) ?? filesFault(rows, named);
        if (fault !== undefined)
            throw new RunFault(fault);
        for (const suite of evidence.suites)
            await proveRows(open, suite);
    }
    catch (cause) {
        if (!(cause instanceof RunFault))
            throw cause;
        throw new build/* Failure */.HR('rows', `the run ${runPath(evidence)} is not stored: ${cause.message}`, { cause });
    }
    return [
        { path: 'evidence.json', data: documents.evidence },
        { path: 'manifest.json', data: documents.manifest },
        ...(documents.verdict === undefined ? [] : [{ path: 'verdict.json', data: documents.verdict }]),
        ...named.map(({ path }) => ({ path, data: () => open(path) })),
    ];
}
async function rowsEntry(folder, path) {
    const stat = await (0,promises_.lstat)((0,external_node_path_.join)(folder, path)).catch(() => undefined);
    if (stat === undefined)
        throw new RunFault(`${path} is missing in ${folder}`);
    return { path, kind: stat.isFile() ? 'file' : 'special file', bytes: stat.size };
}
/** A document as people read it; equal values written by one version are equal bytes. */
function documentBytes(value) {
    return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

;// CONCATENATED MODULE: ./packages/store/build/read-run.js







/**
 * A stored run from its files, which may be anybody's: names and sizes are looked at before a byte is read, and nothing
 * is handed out that does not agree with the run's name and with its digests. Throws a DamagedRun.
 */
async function readRun(ref, content, settings) {
    const damaged = (error) => error instanceof RunFault ? new DamagedRun(ref, error.message, settings.remedy, { cause: error }) : error;
    try {
        return await checkedRun(ref, content, settings, damaged);
    }
    catch (error) {
        throw damaged(error);
    }
}
async function checkedRun(ref, content, { trust, options }, damaged) {
    const fault = entriesFault(content.entries);
    if (fault !== undefined)
        throw new RunFault(fault);
    const hasVerdict = content.entries.some(({ path }) => path === 'verdict.json');
    const documents = parseRunDocuments({
        evidence: await content.read('evidence.json', maxDocumentBytes),
        manifest: await content.read('manifest.json', maxManifestBytes),
        verdict: hasVerdict ? await content.read('verdict.json', maxDocumentBytes) : undefined,
    }, trust);
    const { evidence } = documents;
    const name = `${ref.model}/${ref.modelKey}/${ref.commit}-${ref.run}-${ref.attempt}`;
    if (runPath(evidence) !== name)
        throw new RunFault(`its evidence is that of ${runPath(evidence)}`);
    const files = filesFault(content.entries, evidence.suites.flatMap((suite) => suite.files));
    if (files !== undefined)
        throw new RunFault(files);
    const proofs = new Map();
    const prove = (suite) => {
        const proof = proofs.get(suite.name) ?? proveRows(content.open, suite);
        proofs.set(suite.name, proof);
        return proof;
    };
    if (options?.rows !== 'later')
        for (const suite of evidence.suites)
            await prove(suite);
    return {
        ref,
        ...documents,
        at: new Date(evidence.createdAt),
        async *rows(suiteName) {
            const suite = evidence.suites.find((other) => other.name === suiteName);
            if (suite === undefined)
                throw new build/* Failure */.HR('usage', `the stored run ${ref.name} has no suite \`${suiteName}\``);
            try {
                await prove(suite);
                yield* provedBytes(content.open, suite.files);
            }
            catch (error) {
                throw damaged(error);
            }
        },
    };
}

;// CONCATENATED MODULE: ./packages/store/build/folder-store.js







/**
 * The same in a folder, for use on one machine: `<dir>/<model>/<model key, 12>/<sha, 12>-<run>-<attempt>/`. A run appears and
 * disappears by one rename, so readers and other writers never see half of it.
 */
function folderStore(dir, options = {}) {
    const trust = options.trust ?? ['main', 'local'];
    const list = (model) => listFolder(dir, model);
    return {
        list,
        prefetch: async () => undefined,
        async read(ref, readOptions) {
            const entries = await folderEntries(ref.name);
            return readRun(ref, folderContent(ref.name, entries), {
                trust,
                options: readOptions,
                remedy: `rm -r ${JSON.stringify(ref.name)}`,
            });
        },
        async write(run) {
            const files = await newRunFiles(run, trust);
            const name = (0,external_node_path_.join)(dir, runPath(run.evidence));
            const ref = runRef(dir, runPath(run.evidence));
            if (ref === undefined)
                throw new Error(`no run can be named ${name}`);
            const created = await writeOnce(dir, name, files, run);
            return { ref, created };
        },
        async prune(model, keep, keepAlways) {
            const deleted = [];
            for (const ref of prunable(await list(model), keep, keepAlways))
                if (await remove(dir, ref.name))
                    deleted.push(ref);
            await removeLeftovers(dir);
            return deleted;
        },
    };
}
function runRef(dir, path) {
    const parsed = parseRunPath(path);
    return parsed === undefined ? undefined : { ...parsed, name: (0,external_node_path_.join)(dir, path) };
}
async function listFolder(dir, model) {
    assertModelName(model);
    const refs = [];
    for (const key of await namesIn((0,external_node_path_.join)(dir, model))) {
        for (const run of await namesIn((0,external_node_path_.join)(dir, model, key)))
            refs.push(...[runRef(dir, `${model}/${key}/${run}`) ?? []].flat());
    }
    return refs.sort(newerFirst);
}

;// CONCATENATED MODULE: ./packages/store/build/git-store.js





/** Refs that one push deletes; a command line has its limits, and so has a server's patience. */
const refsPerPush = 50;
/**
 * Runs of main as refs of a remote: `<prefix>/runs/<model>/<model key, 12>/<sha, 12>-<run>-<attempt>`, each a commit without
 * parents. Creating a ref is the compare-and-swap, so any number of writers lose nothing. Throws a Failure for a prefix that no ref can have.
 */
function gitStore(repository, remote, prefix, options = {}) {
    assertPrefix(prefix);
    const root = `${prefix}/runs/`;
    const trust = options.trust ?? ['main', 'local'];
    const list = async (model) => {
        assertModelName(model);
        const refs = await repository.lsRemote(remote, [`${root}${model}/`]);
        return refs.flatMap(({ ref, oid }) => git_store_runRef(root, ref, oid)).sort(newerFirst);
    };
    return {
        list,
        prefetch: (refs) => fetchMissing(repository, remote, refs),
        read: (ref, readOptions) => read(repository, remote, ref, { trust, options: readOptions }),
        write: (run) => write(repository, remote, root, run, trust),
        async prune(model, keep, keepAlways) {
            const pruned = prunable(await list(model), keep, keepAlways);
            const deleted = [];
            for (let start = 0; start < pruned.length; start += refsPerPush) {
                deleted.push(...(await deleteRefs(repository, remote, pruned.slice(start, start + refsPerPush))));
            }
            return deleted;
        },
    };
}
function assertPrefix(prefix) {
    if (/^refs(\/[A-Za-z0-9_][A-Za-z0-9_-]*)+$/.test(prefix))
        return;
    throw new build/* Failure */.HR('config', `\`store.prefix\` is ${JSON.stringify(prefix)}; expected a name such as refs/weighbridge or refs/heads/weighbridge`);
}
function git_store_runRef(root, ref, oid) {
    const parsed = ref.startsWith(root) ? parseRunPath(ref.slice(root.length)) : undefined;
    return parsed === undefined ? [] : [{ ...parsed, name: ref, oid }];
}
async function fetchMissing(repository, remote, refs) {
    const here = await Promise.all(refs.map(({ oid }) => oid !== undefined && repository.hasObject(oid)));
    await repository.fetchObjects(remote, refs.filter((_, index) => here[index] !== true).map(({ name }) => name));
}
async function read(repository, remote, ref, settings) {
    const oid = ref.oid ??
        (await repository.lsRemote(remote, [ref.name])).find(({ ref: name }) => name === ref.name)?.oid;
    if (oid === undefined)
        throw new build/* Failure */.HR('usage', `there is no stored run ${ref.name} on ${remote}; it may have been pruned`);
    await fetchMissing(repository, remote, [{ ...ref, oid }]);
    if (!(await repository.hasObject(oid))) {
        throw new build/* Failure */.HR('infrastructure', `${ref.name} was moved on ${remote} while it was read; run it again`);
    }
    const remedy = `git push ${remote} :${ref.name}`;
    const commit = await repository.readCommit(oid);
    if (commit === undefined)
        throw new DamagedRun(ref, 'it is no commit', remedy);
    if (commit.parents.length > 0)
        throw new DamagedRun(ref, 'its commit has parents, and a run has none', remedy);
    return readRun({ ...ref, oid }, treeContent(repository, commit.entries), { ...settings, remedy });
}
function treeContent(repository, entries) {
    const oidOf = (path) => entries.find((entry) => entry.path === path)?.oid ?? '';
    return {
        entries: entries.map(({ path, mode, size }) => ({ path, kind: git_store_kindOf(mode), bytes: size })),
        read: (path, maxBytes) => repository.readBlob(oidOf(path), maxBytes),
        open: (path) => repository.streamBlob(oidOf(path)),
    };
}
function git_store_kindOf(mode) {
    switch (mode) {
        case '100644':
            return 'file';
        case '100755':
            return 'program';
        case '120000':
            return 'symbolic link';
        case '040000':
            return 'folder';
        case '160000':
            return 'submodule';
        default:
            return 'special file';
    }
}
async function write(repository, remote, root, run, trust) {
    const path = runPath(run.evidence);
    const ref = `${root}${path}`;
    const files = await newRunFiles(run, trust);
    const oid = await repository.createCommit({
        files: files.map(({ path: name, data }) => ({
            path: name,
            data: typeof data === 'function' ? data() : data,
        })),
        message: `Weighbridge run ${path}`,
        at: new Date(run.evidence.createdAt),
    });
    const [result] = await repository.pushRefs(remote, [{ ref, oid, expect: 'absent' }]);
    const [stored] = git_store_runRef(root, ref, oid);
    if (result === undefined || stored === undefined)
        throw new Error(`${ref} is not the name of a run`);
    if (result.status === 'stale') {
        throw new build/* Failure */.HR('usage', `${ref} is stored already with other content, and a run is stored once; if this one is right, delete the other with \`git push ${remote} :${ref}\` and record it again`);
    }
    if (result.status === 'rejected')
        throw new build/* Failure */.HR('infrastructure', `the run was not stored as ${ref}: ${result.reason}`);
    return { ref: stored, created: result.status === 'created' };
}
/** Deletes refs that are still what they were when listed; one that another prune took is no fault. */
async function deleteRefs(repository, remote, refs) {
    const updates = refs.flatMap(({ name, oid }) => oid === undefined ? [] : [{ ref: name, oid: null, expect: oid }]);
    const results = await repository.pushRefs(remote, updates);
    const rejected = results.find(({ status }) => status === 'rejected');
    if (rejected !== undefined)
        throw new build/* Failure */.HR('infrastructure', `${rejected.ref} could not be pruned: ${rejected.reason}`);
    const deleted = new Set(results.filter(({ status }) => status === 'deleted').map(({ ref }) => ref));
    return refs.filter(({ name }) => deleted.has(name));
}

;// CONCATENATED MODULE: ./packages/store/build/index.js






;// CONCATENATED MODULE: ./packages/verbs/build/baseline.js

/** Runs of the same model are averaged, newest first; more than six add cost and no precision. */
const maxBaselineRuns = 6;
/** How far back along main's first parents an ancestor's run is looked for. */
const maxAncestors = 500;
/**
 * Looks for main's results: `stored`, runs of main under the base's model key whatever their commit; else `ancestor`,
 * the nearest stored run of another model key along main, which is shown and never blocks.
 */
async function findBaseline(call, change, plan, store) {
    if (change.base === undefined) {
        return { rung: 'none', reason: 'this is the first commit, so main has no results', notes: [] };
    }
    const listed = await store.list(plan.model.name);
    const reader = new Reader(store, change);
    const same = plan.base === undefined ? [] : listed.filter((run) => plan.base?.key.startsWith(run.modelKey));
    const stored = await reader.readNewest(same, (run) => run.evidence.modelKey === plan.base?.key && sharesHarness(run, plan));
    if (stored.length > 0)
        return { rung: 'stored', runs: stored, notes: reader.notes };
    const nearest = await reader.readNearest(listed, change.base.sha);
    if (nearest !== undefined) {
        call.reporter.line(`no stored run of main's present ${plan.model.name}; the nearest older one is shown`);
        return { rung: 'ancestor', runs: [nearest], notes: reader.notes };
    }
    const reason = listed.length === 0
        ? `main has no stored run of ${plan.model.name} yet`
        : `none of main's ${listed.length} stored runs of ${plan.model.name} can serve as a baseline`;
    return { rung: 'none', reason, notes: reader.notes };
}
/** Whether a run was judged by the harness that the base has now, in every suite of the base. */
function sharesHarness(run, plan) {
    return plan.suites.every(({ policy, base }) => base === undefined ||
        run.evidence.suites.some((suite) => suite.name === policy.name && suite.harnessKey === base.key && suite.full));
}
class Reader {
    notes = [];
    #store;
    #change;
    constructor(store, change) {
        this.#store = store;
        this.#change = change;
    }
    /** The newest runs that fit, at most six; damaged ones are said and left out. */
    async readNewest(refs, fits) {
        const found = [];
        for (const ref of refs) {
            const run = await this.#read(ref);
            if (run !== undefined && fits(run))
                found.push(run);
            if (found.length === maxBaselineRuns)
                break;
        }
        return found.sort((a, b) => b.at.getTime() - a.at.getTime());
    }
    /** The run of the commit nearest to the base along main's first parents. */
    async readNearest(refs, base) {
        if (refs.length === 0)
            return undefined;
        for (const { sha } of await this.#change.repository.firstParents(base, maxAncestors)) {
            for (const ref of refs.filter((run) => sha.startsWith(run.commit))) {
                const run = await this.#read(ref);
                if (run !== undefined)
                    return run;
            }
        }
        return undefined;
    }
    async #read(ref) {
        try {
            const run = await this.#store.read(ref);
            if (mayServe(run, this.#change))
                return run;
            this.notes.push(`the stored run ${ref.name} is left out: its trust is \`${run.evidence.trust}\``);
            return undefined;
        }
        catch (error) {
            if (!(error instanceof DamagedRun))
                throw error;
            this.notes.push(error.message);
            return undefined;
        }
    }
}
/** Runs stored from a terminal serve a terminal only. */
function mayServe(run, change) {
    const { trust } = run.evidence;
    return trust === 'main' || (trust === 'local' && change.circumstances.trust === 'local');
}

;// CONCATENATED MODULE: ./packages/verbs/build/key-parts.js

/** What a data source whose bytes git does not hold is called in a key; it is said aloud, and never guessed. */
const unknownData = 'unknown';
/** Everything the model is made of, read from a listing of files. */
function modelParts(files, model, policy) {
    return {
        files: [...(0,build/* selectModelFiles */.L3)(files, model, policy)],
        data: model.data.train === undefined ? {} : { train: dataId(files, model.data.train) },
        params: matching(files, model.params),
        prompts: matching(files, model.prompts),
        setup: model.setup ?? null,
    };
}
/** How a suite judges, read from a listing of files. */
function harnessParts(files, suite) {
    return {
        run: suite.run,
        code: [...(0,build/* selectHarnessFiles */.ep)(files, suite)],
        judge: suite.judge === undefined ? null : { model: suite.judge.model, prompt: suite.judge.prompt ?? null },
        repeats: suite.repeats,
        metrics: suite.metrics.map((metric) => ({
            name: metric.name,
            of: metric.of,
            aggregate: metric.aggregate,
            better: metric.better,
            unit: metric.unit ?? null,
            range: metric.range === undefined ? null : [...metric.range],
        })),
    };
}
/** Git's object id of a data file, or `unknown` where git does not hold it. */
function dataId(files, source) {
    const file = files.find((other) => other.path === source.file);
    return file === undefined ? unknownData : `git:${file.oid}`;
}
function matching(files, globs) {
    if (globs.length === 0)
        return [];
    const matches = (0,build/* pathMatcher */.kZ)(globs);
    return files.filter((file) => matches(file.path));
}

;// CONCATENATED MODULE: ./packages/verbs/build/model-plan.js


/**
 * Says of every model whether the change touches it and why. The base's policy decides, also on which models there
 * are; what is new in the head is weighed by the head's policy. A run of main is judged by main's own policy.
 *
 * @throws Failure `usage` where a named model exists on neither side
 */
function planModels(change, named) {
    const models = decidingModels(change);
    const unknown = named.filter((name) => !models.some(({ model }) => model.name === name));
    if (unknown.length > 0) {
        const known = models.map(({ model }) => model.name).join(', ');
        throw new build/* Failure */.HR('usage', `--model ${unknown.join(', ')}: no such model; there are ${known}`);
    }
    return models
        .filter(({ model }) => named.length === 0 || named.includes(model.name))
        .map(({ model, policy, from }) => planModel(change, model, policy, from));
}
function decidingModels(change) {
    const head = change.head.policy;
    const base = change.circumstances.kind === 'main' ? undefined : change.base?.policy;
    const ofBase = base?.models.map((model) => ({ model, policy: base, from: 'base' })) ?? [];
    const fresh = head?.models.filter((model) => !ofBase.some((other) => other.model.name === model.name)) ?? [];
    return [
        ...ofBase,
        ...fresh.flatMap((model) => (head ? [{ model, policy: head, from: 'head' }] : [])),
    ];
}
function planModel(change, model, policy, policyFrom) {
    const head = keyedModel(change.head.files, model, policy);
    const baseModel = change.base?.policy?.models.find((other) => other.name === model.name);
    const base = change.base?.policy && baseModel
        ? keyedModel(change.base.files, baseModel, change.base.policy)
        : undefined;
    const suites = model.suites.map((suite) => planSuitePolicy(change, suite, baseModel));
    const why = reasons(base, head, suites);
    return { model, policy, policyFrom, head, base, suites, touched: why.length > 0, why };
}
function planSuitePolicy(change, suite, baseModel) {
    const ofBase = baseModel?.suites.find((other) => other.name === suite.name);
    return {
        policy: suite,
        head: keyedHarness(change.head.files, suite),
        base: change.base && ofBase ? keyedHarness(change.base.files, ofBase) : undefined,
    };
}
function reasons(base, head, suites) {
    if (base === undefined)
        return ['new here: the base does not have this model'];
    const harness = suites.flatMap((suite) => suite.base === undefined
        ? [`suite ${suite.policy.name} is new`]
        : (0,build/* explainHarnessKey */.Zh)(suite.base.parts, suite.head.parts).map((text) => `harness: ${text}`));
    return [...(0,build/* explainModelKey */.AH)(base.parts, head.parts), ...harness];
}
/** The model key of a commit's or a working tree's files under a policy. */
function keyedModel(files, model, policy) {
    const parts = modelParts(files, model, policy);
    return { key: (0,build/* modelKey */.B0)(parts), parts };
}
function keyedHarness(files, suite) {
    const parts = harnessParts(files, suite);
    return { key: (0,build/* harnessKey */.mN)(parts), parts };
}
/** The same, for a side of a change where the model stands in that side's policy. */
function keyedSide(side, name) {
    const model = side.policy?.models.find((other) => other.name === name);
    return side.policy && model ? keyedModel(side.files, model, side.policy) : undefined;
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./packages/verbs/build/flat-diff.js

/** A document larger than this is not compared key by key, in bytes. */
const flat_diff_maxDocumentBytes = 1_000_000;
/** More differing keys than this are not listed. */
const maxKeyChanges = 200;
/** The keys of two plain values that differ, as dotted paths in order. */
function diffValues(before, after) {
    const left = flatten(before);
    const right = flatten(after);
    const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
    return keys
        .filter((key) => left.get(key) !== right.get(key))
        .slice(0, maxKeyChanges)
        .map((key) => ({ key, before: left.get(key) ?? null, after: right.get(key) ?? null }));
}
/** The keys of two YAML or JSON documents that differ; none where one of them cannot be read as such. */
function diffDocuments(before, after) {
    const left = parseDocument(before);
    const right = parseDocument(after);
    return left === flat_diff_unreadable || right === flat_diff_unreadable ? [] : diffValues(left, right);
}
const flat_diff_unreadable = Symbol('unreadable');
function parseDocument(bytes) {
    if (bytes === undefined)
        return undefined;
    if (bytes.length > flat_diff_maxDocumentBytes)
        return flat_diff_unreadable;
    try {
        return (0,dist/* parse */.qg)(new TextDecoder().decode(bytes), { maxAliasCount: 100 });
    }
    catch {
        // Not YAML: the file still counts as changed, it only has no keys to show.
        return flat_diff_unreadable;
    }
}
function flatten(value) {
    const found = new Map();
    const visit = (path, part) => {
        if (part === undefined)
            return;
        if (part !== null && typeof part === 'object' && !(part instanceof Date)) {
            const entries = Array.isArray(part)
                ? part.map((item, index) => [String(index), item])
                : Object.entries(part);
            for (const [key, item] of entries)
                visit(path === '' ? key : `${path}.${key}`, item);
            if (entries.length === 0 && path !== '')
                found.set(path, Array.isArray(part) ? '[]' : '{}');
        }
        else
            found.set(path, String(part));
    };
    visit('', value);
    return found;
}

;// CONCATENATED MODULE: ./packages/verbs/build/verdict-context.js




/** Longest list of files in a report's context; the count beside it is whole. */
const maxListedFiles = 1_000;
/** What the report says beside the numbers: what changed, who is asked, how main has fared. */
async function verdictContext(change, plan, baseline, suiteChanges) {
    const files = plan.base === undefined ? [] : (0,build/* changedFiles */.Y_)(plan.base.parts, plan.head.parts);
    const history = baseline?.verdict?.context.history ?? [];
    return {
        ...modelContext(plan.model),
        changed: {
            files: files.slice(0, maxListedFiles),
            fileCount: files.length,
            params: await paramChanges(change, plan),
            policy: [...policyChanges(change, plan), ...suiteChanges],
            why: [...plan.why],
        },
        history,
    };
}
/** The part of the context that a model's policy alone gives. */
function modelContext(model) {
    const { where } = model;
    return {
        about: model.about ?? null,
        owner: model.owner ?? null,
        runbook: model.runbook ?? null,
        config: where === undefined ? null : { file: where.file, line: where.line ?? 1, column: where.column ?? 1 },
        changed: { files: [], fileCount: 0, params: [], policy: [], why: [] },
        history: [],
        log: [],
        examples: [],
    };
}
async function paramChanges(change, plan) {
    const { base } = change;
    if (base === undefined || plan.base === undefined)
        return [];
    const before = new Map(plan.base.parts.params.map((file) => [file.path, file.oid]));
    const after = new Map(plan.head.parts.params.map((file) => [file.path, file.oid]));
    const differing = [...new Set([...before.keys(), ...after.keys()])]
        .sort()
        .filter((path) => before.get(path) !== after.get(path));
    const found = await Promise.all(differing.map(async (path) => {
        const old = before.has(path) ? await change.repository.readFile(base.sha, path) : undefined;
        const now = after.has(path) ? await (0,promises_.readFile)((0,external_node_path_.join)(change.repository.root, path)) : undefined;
        return diffDocuments(old, now).map((entry) => ({ file: path, ...entry }));
    }));
    return found.flat();
}
/** What a change does to the policy that would judge it: shown, and without effect on this verdict. */
function policyChanges(change, plan) {
    if (plan.policyFrom === 'head' || change.head.policy === undefined) {
        return change.head.policy === undefined ? ['weighbridge.yml is removed'] : [];
    }
    const after = change.head.policy.models.find((model) => model.name === plan.model.name);
    if (after === undefined)
        return [`${plan.model.name} is removed from weighbridge.yml`];
    return diffValues(withoutPlaces(plan.model), withoutPlaces(after)).map(({ key, before, after: now }) => `${key}: ${before ?? 'not set'} → ${now ?? 'not set'}`);
}
/** Positions in the file say nothing about what a policy means; metrics and suites are told apart by name. */
function withoutPlaces(model) {
    const { where, suites, ...rest } = model;
    const named = suites.map(({ where: place, metrics, ...suite }) => [
        suite.name,
        {
            ...suite,
            metrics: Object.fromEntries(metrics.map(({ where: spot, ...metric }) => [metric.name, metric])),
        },
    ]);
    return { ...rest, suites: Object.fromEntries(named) };
}
/** Whether two policies keep their runs at the same place; where not, the base's place is the one that counts. */
function storePolicyOf(plans, change) {
    return plans[0]?.policy.store ?? change.base?.policy?.store ?? change.head.policy?.store;
}

;// CONCATENATED MODULE: ./packages/verbs/build/session.js





async function openSession(call, options) {
    const change = await openChange(call, options);
    const plans = planModels(change, options.models);
    const policy = storePolicyOf(plans, change);
    const prefix = policy?.prefix ?? 'refs/weighbridge';
    const store = options.store === undefined
        ? gitStore(change.repository, await remoteOf(change.repository, options.remote), prefix)
        : folderStore((0,external_node_path_.resolve)(call.cwd, options.store));
    return { change, plans, store, keep: policy?.keep ?? 50 };
}
/** The named remote; `origin` where there is one, else this very repository. */
async function remoteOf(repository, named) {
    if (named !== undefined)
        return named;
    const remotes = await repository.remotes();
    return remotes.includes('origin') ? 'origin' : '.';
}

;// CONCATENATED MODULE: ./packages/verbs/build/revision-runs.js







/**
 * The stored runs of git revisions: those of the model key that the model has there, newest first.
 *
 * @throws Failure `usage` where a revision does not exist or nothing is stored of it
 */
async function runsOfRevision(call, options, policy, model, suite, revisions) {
    const repository = await openRepository(call.cwd, { env: call.env, signal: call.signal });
    const store = options.store === undefined
        ? gitStore(repository, await remoteOf(repository, options.remote), policy.store.prefix)
        : folderStore((0,external_node_path_.resolve)(call.cwd, options.store));
    const listed = await store.list(model.name);
    const runs = [];
    for (const revision of revisions) {
        const sha = await repository.revParse(revision);
        if (sha === undefined)
            throw new build/* Failure */.HR('usage', `${revision} is neither a file nor a revision here`);
        const { key } = keyedModel(await repository.treeFiles(sha), model, policy);
        const fitting = listed.filter((ref) => key.startsWith(ref.modelKey)).slice(0, maxBaselineRuns);
        const read = await Promise.all(fitting.map((ref) => store.read(ref)));
        const holding = read.filter((run) => run.evidence.suites.some((entry) => entry.name === suite.name));
        if (holding.length === 0) {
            throw new build/* Failure */.HR('usage', `main has no stored run of ${model.name} as it is in ${revision}; check it out and run \`weighbridge eval --full --record\``);
        }
        runs.push(...holding);
    }
    return { runs };
}

;// CONCATENATED MODULE: ./packages/verbs/build/compare-given.js









/**
 * Judges result files, or stored results of git revisions, that somebody names. Files define their own suite: the
 * candidate's rows are the planned subset, and of the repository only weighbridge.yml is asked.
 *
 * @throws Failure `usage` where it is not clear which model or suite is meant
 */
async function compareGiven(call, options) {
    const config = (0,external_node_path_.resolve)(call.cwd, options.config ?? 'weighbridge.yml');
    const { policy, root } = await policyOnDisk(config, options.config);
    const model = chosenModel(policy, options.models);
    const suite = chosenSuite(model, options.suite);
    const baseline = await readSide(call, options, policy, model, suite, options.baseline, 'each');
    const candidate = await readSide(call, options, policy, model, suite, options.candidate, 'merged');
    const [rows] = candidate.columns;
    if (rows === undefined)
        throw new build/* Failure */.HR('usage', 'name what to judge with --candidate: result files or a revision');
    const newest = baseline.run?.runs[0];
    return judge({
        model,
        kind: 'local',
        policyFrom: 'head',
        trust: 'local',
        suites: [
            {
                policy: suite,
                baselines: baseline.columns,
                candidate: rows,
                planned: undefined,
                suite: undefined,
                mustPass: await mustPassIds(root, suite),
                notComparable: harnessDifferences(baseline.run, candidate.run, suite.name),
                ...(candidate.aggregates === undefined
                    ? {}
                    : {
                        aggregates: {
                            candidate: candidate.aggregates,
                            ...(baseline.aggregates ? { baseline: baseline.aggregates } : {}),
                        },
                    }),
            },
        ],
        models: 1,
        baseline: baseline.columns.length === 0
            ? null
            : {
                commit: newest?.evidence.commit ?? null,
                rung: newest === undefined ? 'given' : 'stored',
                runs: baseline.columns.length,
                ageDays: newest === undefined ? null : (call.now().getTime() - newest.at.getTime()) / 86_400_000,
            },
        candidate: { commit: candidate.run?.runs[0]?.evidence.commit ?? null, attempt: 1 },
        context: modelContext(model),
    });
}
async function policyOnDisk(config, named) {
    const root = (0,external_node_path_.dirname)(config);
    const name = named ?? 'weighbridge.yml';
    const policy = await (0,build/* loadPolicy */.tb)(folderSource(root, config, name), name);
    if (policy === undefined) {
        throw new build/* Failure */.HR('config', 'there is no such file, and without it no metric has a direction; name one with --config', { where: { file: name } });
    }
    return { policy, root };
}
function chosenModel(policy, named) {
    const fitting = policy.models.filter((model) => named.length === 0 || named.includes(model.name));
    const [only, ...more] = fitting;
    if (only !== undefined && more.length === 0)
        return only;
    const known = policy.models.map((model) => model.name).join(', ');
    throw new build/* Failure */.HR('usage', `which model are these results of? say --model with one of ${known}`);
}
function chosenSuite(model, named) {
    const fitting = model.suites.filter((suite) => named === undefined || suite.name === named);
    const [only, ...more] = fitting;
    if (only !== undefined && more.length === 0)
        return only;
    const known = model.suites.map((suite) => suite.name).join(', ');
    throw new build/* Failure */.HR('usage', `which suite of ${model.name} are these results of? say --suite with one of ${known}`);
}
async function readSide(call, options, policy, model, suite, named, several) {
    const nothing = { columns: [], aggregates: undefined, run: undefined };
    if (named.length === 0)
        return nothing;
    const files = named.filter((name) => (0,external_node_fs_.statSync)((0,external_node_path_.resolve)(call.cwd, name), { throwIfNoEntry: false })?.isFile() === true);
    if (files.length === 0 && named.every((name) => !looksLikeFile(name))) {
        const run = await runsOfRevision(call, options, policy, model, suite, named);
        return {
            ...nothing,
            run,
            columns: await Promise.all(run.runs.map((stored) => storedColumns(stored, suite))),
        };
    }
    const absent = named.find((name) => !files.includes(name));
    if (absent !== undefined)
        throw new build/* Failure */.HR('usage', 'no such file', { where: { file: absent } });
    const aggregated = named.filter((name) => name.endsWith('.json'));
    const read = rowReading(suite);
    const sources = named
        .filter((name) => !name.endsWith('.json'))
        .map((name) => fileSource((0,external_node_path_.resolve)(call.cwd, name), name));
    const columns = several === 'merged' || sources.length === 0
        ? [await readResults(sources, read)]
        : await Promise.all(sources.map((source) => readResults([source], read)));
    const aggregates = new Map();
    for (const name of aggregated) {
        for (const [metric, value] of await readAggregates(fileSource((0,external_node_path_.resolve)(call.cwd, name), name)))
            aggregates.set(metric, value);
    }
    return {
        columns: several === 'each' && sources.length === 0 ? [] : columns,
        aggregates: aggregated.length === 0 ? undefined : aggregates,
        run: undefined,
    };
}
/** Whether a name that is not there was meant as a file: revisions hardly ever end so. */
function looksLikeFile(name) {
    return /\.(jsonl|jsonl\.gz|csv|json)$/.test(name);
}
/** The ids that may never fail, where their file lies beside the policy. */
async function mustPassIds(root, suite) {
    const path = suite.mustPass === undefined ? undefined : (0,external_node_path_.join)(root, suite.mustPass);
    return path === undefined || !(0,external_node_fs_.existsSync)(path) ? [] : readMustPass(path);
}
function harnessDifferences(baseline, candidate, suite) {
    const before = baseline?.runs[0]?.manifest.harnesses[suite];
    const after = candidate?.runs[0]?.manifest.harnesses[suite];
    return before === undefined || after === undefined ? [] : (0,build/* explainHarnessKey */.Zh)(before.parts, after.parts);
}

;// CONCATENATED MODULE: ./packages/verbs/build/state-folder.js


/** The folder of one model, made if need be. */
async function stateFolder(root, model) {
    const top = stateRoot(root);
    const path = (0,external_node_path_.join)(top, model);
    await (0,promises_.mkdir)(path, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(top, '.gitignore'), '*\n');
    return { path, file: (name) => (0,external_node_path_.join)(path, name) };
}
function stateRoot(root) {
    return (0,external_node_path_.join)(root, '.weighbridge');
}

;// CONCATENATED MODULE: ./packages/process/build/command-outcome.js
/** The outcome as the end of a sentence that begins with the command: "exited with code 1". */
function describeOutcome(outcome) {
    switch (outcome.kind) {
        case 'exited':
            return `exited with code ${outcome.code}${hintOf(outcome.code)}`;
        case 'signalled':
            return `was ended by ${outcome.signal}${outcome.signal === 'SIGKILL' ? memoryHint : ''}`;
        case 'timeout':
            return `was ended after ${describeDuration(outcome.timeoutMs)}, its time limit`;
        case 'aborted':
            return 'was interrupted';
        case 'not-started':
            return `could not be started: ${outcome.reason}`;
    }
}
const memoryHint = '; often the machine ran out of memory';
/** What a shell means by its own codes; 128 + n says that the command was ended by signal n. */
function hintOf(code) {
    switch (code) {
        case 126:
            return ' (found but not executable)';
        case 127:
            return ' (a command was not found)';
        case 134:
            return ' (SIGABRT)';
        case 137:
            return ` (SIGKILL${memoryHint})`;
        case 139:
            return ' (SIGSEGV)';
        case 143:
            return ' (SIGTERM)';
        default:
            return '';
    }
}
function describeDuration(ms) {
    if (ms < 1_000)
        return `${ms} ms`;
    const seconds = ms / 1_000;
    if (seconds < 120)
        return `${Number(seconds.toFixed(1))} s`;
    const minutes = seconds / 60;
    return minutes < 120 ? `${Number(minutes.toFixed(1))} min` : `${Number((minutes / 60).toFixed(1))} h`;
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./packages/process/build/line-reader.js
/** How often a line that rewrites itself (`\r`, a progress bar) is passed on before it is complete. */
const progressEveryMs = 5_000;
/**
 * Cuts a stream of text into lines in bounded memory. `\n` and `\r\n` end a line. A bare `\r` starts the line over, as
 * on a terminal: of all the states of a progress bar the last is passed on, and one every few seconds before
 * that, so that a log shows progress and is not flooded by it.
 */
class LineReader {
    #maxChars;
    #emit;
    #nowMs;
    #line = '';
    #overwritten;
    #progressAt = Number.NEGATIVE_INFINITY;
    /** A line is passed on with at most `maxChars` characters; what is beyond is dropped. */
    constructor(maxChars, emit, nowMs) {
        this.#maxChars = maxChars;
        this.#emit = emit;
        this.#nowMs = nowMs;
    }
    push(text) {
        const breaks = /[\r\n]/g;
        let at = 0;
        for (let found = breaks.exec(text); found !== null; found = breaks.exec(text)) {
            this.#append(text.slice(at, found.index));
            at = found.index + 1;
            if (found[0] === '\n')
                this.#end();
            else
                this.#startOver();
        }
        this.#append(text.slice(at));
    }
    /** Passes on what stands without a line end. */
    end() {
        if (this.#line !== '' || this.#overwritten)
            this.#end();
    }
    #append(text) {
        if (text === '')
            return;
        if (this.#overwritten !== undefined)
            this.#progress(this.#overwritten);
        this.#overwritten = undefined;
        if (this.#line.length < this.#maxChars)
            this.#line += text.slice(0, this.#maxChars - this.#line.length);
    }
    #startOver() {
        // `\r\r\n`, which some tools write on their way through two terminals, is still one line end.
        if (this.#line !== '')
            this.#overwritten = this.#line;
        this.#line = '';
    }
    #progress(state) {
        const nowMs = this.#nowMs();
        if (nowMs - this.#progressAt < progressEveryMs)
            return;
        this.#progressAt = nowMs;
        this.#emit(state);
    }
    #end() {
        const line = this.#line === '' ? (this.#overwritten ?? '') : this.#line;
        this.#line = '';
        this.#overwritten = undefined;
        this.#emit(line);
    }
}

;// CONCATENATED MODULE: ./packages/process/build/command-log.js


/** A line is cut after this many characters: a log is read by people, and memory has to stay bounded. */
const maxLineChars = 65_536;
/** How many lines an outcome quotes. */
const lastLineCount = 50;
const cutSign = '… (line cut)';
/** What a command prints: masked, cut into lines, passed on at once; the last lines are kept for the outcome. */
class CommandLog {
    lastLines = [];
    #streams;
    #mask;
    #onLine;
    constructor(mask, onLine, nowMs = () => performance.now()) {
        this.#mask = mask;
        this.#onLine = onLine;
        const streamOf = (stream) => ({
            decoder: new external_node_string_decoder_.StringDecoder('utf8'),
            // One more than may be needed says that there is more; see SecretMask.apply for `longest`.
            reader: new LineReader(maxLineChars + mask.longest + 1, (line) => this.#line(line, stream), nowMs),
        });
        this.#streams = { stdout: streamOf('stdout'), stderr: streamOf('stderr') };
    }
    write(chunk, stream) {
        const { decoder, reader } = this.#streams[stream];
        reader.push(decoder.write(chunk));
    }
    end() {
        for (const { decoder, reader } of Object.values(this.#streams)) {
            reader.push(decoder.end());
            reader.end();
        }
    }
    #line(raw, stream) {
        const masked = this.#mask.apply(raw, maxLineChars);
        const line = raw.length > maxLineChars ? masked + cutSign : masked;
        this.lastLines.push(line);
        if (this.lastLines.length > lastLineCount)
            this.lastLines.shift();
        this.#onLine(line, stream);
    }
}

;// CONCATENATED MODULE: ./packages/process/build/process-tree.js


/**
 * The processes that a command started: its process group and session, their descendants, and on Linux whatever
 * carries the command's marker variable in its environment. The marker finds daemons, which fork twice and call
 * setsid; only one that also empties its environment gets away. Elsewhere there is `ps`, which shows groups and
 * parents but no environment, so there a daemon gets away.
 */
class ProcessTree {
    #root;
    #marker;
    /** `root` leads its own group; `marker` is the name of a variable that no other process tree has. */
    constructor(root, marker) {
        this.#root = root;
        this.#marker = marker;
    }
    /** Sends the signal to every member that is alive and returns how many there were. Synchronous, for `exit` handlers. */
    signal(signal) {
        const members = this.members();
        for (const pid of members) {
            try {
                process.kill(pid, signal);
            }
            catch {
                // It ended in the meantime (ESRCH), or became another user's (EPERM), which is beyond us.
            }
        }
        return members.length;
    }
    /** Ids of the members that are alive. */
    members() {
        const entries = process.platform === 'linux' ? readProc(this.#marker) : readPs();
        const members = new Set();
        const belongs = (entry) => entry.marked ||
            entry.group === this.#root ||
            entry.session === this.#root ||
            entry.pid === this.#root ||
            members.has(entry.parent);
        // Until nothing is added: a child may be listed before its parent.
        for (let before = -1; before !== members.size;) {
            before = members.size;
            for (const entry of entries)
                if (belongs(entry))
                    members.add(entry.pid);
        }
        members.delete(process.pid);
        return [...members];
    }
}
function readProc(marker) {
    return (0,external_node_fs_.readdirSync)('/proc')
        .filter((name) => /^\d+$/.test(name))
        .flatMap((name) => {
        try {
            const stat = (0,external_node_fs_.readFileSync)(`/proc/${name}/stat`, 'latin1');
            // `pid (name) state parent group session …`; the name may hold spaces and parentheses.
            const [state, parent, group, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
            if (state === 'Z' || state === 'X')
                return [];
            const pid = Number(name);
            return [
                {
                    pid,
                    parent: Number(parent),
                    group: Number(group),
                    session: Number(session),
                    marked: isMarked(name, marker),
                },
            ];
        }
        catch {
            return []; // It ended while we were looking.
        }
    });
}
function isMarked(pid, marker) {
    try {
        const environment = (0,external_node_fs_.readFileSync)(`/proc/${pid}/environ`, 'latin1');
        return environment.startsWith(`${marker}=`) || environment.includes(`\0${marker}=`);
    }
    catch {
        return false; // Another user's process.
    }
}
function readPs() {
    try {
        const table = (0,external_node_child_process_.execFileSync)('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat='], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
        });
        return table.split('\n').flatMap((line) => {
            const [pid, parent, group, state] = line.trim().split(/\s+/);
            if (pid === undefined || state === undefined || state.startsWith('Z'))
                return [];
            return [{ pid: Number(pid), parent: Number(parent), group: Number(group), session: 0, marked: false }];
        });
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./packages/process/build/secret-mask.js
/** Shorter values are not masked: they would turn half of a log into stars and thereby say what they are. */
const minSecretChars = 4;
const stars = '***';
/**
 * Replaces secrets in lines of output by `***`. A secret of several lines is masked line by line. Values are also
 * found in the forms that tools print them in: JSON strings, URLs and base64 (also inside a longer text, as in
 * an `Authorization: Basic` header).
 */
class SecretMask {
    #needles;
    /** Length of the longest text that is looked for. */
    longest;
    constructor(secrets) {
        const lines = secrets.flatMap((secret) => [secret, ...secret.split(/\r\n|\r|\n/)]);
        const values = lines.map((line) => line.trim()).filter((line) => line.length >= minSecretChars);
        const needles = new Set(values.flatMap(formsOf).filter((form) => !/[\r\n]/.test(form)));
        this.#needles = [...needles];
        this.longest = Math.max(0, ...this.#needles.map((needle) => needle.length));
    }
    /**
     * The line with every secret masked, cut after `maxChars`. The line has to reach `longest` characters beyond
     * the cut (or to its end), so that a secret on the cut is still recognised.
     */
    apply(line, maxChars) {
        const spans = this.#spans(line);
        let out = '';
        let at = 0;
        for (const [from, to] of spans) {
            if (from >= maxChars)
                break;
            out += line.slice(at, from) + stars;
            at = to;
        }
        return at < maxChars ? out + line.slice(at, maxChars) : out;
    }
    /** Where secrets stand, overlapping ones joined, so that no end of one sticks out beside another. */
    #spans(line) {
        const found = [];
        for (const needle of this.#needles) {
            for (let at = line.indexOf(needle); at !== -1; at = line.indexOf(needle, at + 1)) {
                found.push([at, at + needle.length]);
            }
        }
        found.sort((a, b) => a[0] - b[0]);
        const joined = [];
        for (const span of found) {
            const last = joined.at(-1);
            if (last !== undefined && span[0] <= last[1])
                last[1] = Math.max(last[1], span[1]);
            else
                joined.push(span);
        }
        return joined;
    }
}
function formsOf(value) {
    return [value, JSON.stringify(value).slice(1, -1), encodeUri(value), ...base64Forms(value)];
}
function encodeUri(value) {
    // A lone surrogate has no URL form; such a value can only be printed as it is.
    return /\p{Surrogate}/u.test(value) ? value : encodeURIComponent(value);
}
/**
 * How the value looks in base64 when 0, 1 or 2 bytes stand before it. Only the digits that the value alone decides
 * are kept: the first and last ones also hold bits of its neighbours.
 */
function base64Forms(value) {
    const bytes = Buffer.from(value);
    return [0, 1, 2].flatMap((before) => {
        const encoded = Buffer.concat([Buffer.alloc(before), bytes])
            .toString('base64')
            .replace(/=+$/, '');
        const from = Math.ceil((before * 8) / 6);
        const to = Math.floor(((before + bytes.length) * 8) / 6);
        const form = encoded.slice(from, to);
        return form.length >= minBase64Chars ? [form] : [];
    });
}
/** Fewer base64 digits would meet by chance in any checksum. */
const minBase64Chars = 8;

;// CONCATENATED MODULE: ./packages/process/build/shell.js


/** The shell of a `run:` step, from the PATH that the command gets: bash where there is one, else sh. */
function findShell(path) {
    const bash = findOnPath('bash', path);
    if (bash !== undefined)
        return { file: bash, args: ['-e', '-o', 'pipefail', '-c'] };
    const sh = findOnPath('sh', path) ?? (isExecutable('/bin/sh') ? '/bin/sh' : undefined);
    return sh === undefined ? undefined : { file: sh, args: ['-e', '-c'] };
}
function findOnPath(name, path) {
    const folders = (path ?? '').split(external_node_path_.delimiter).filter((folder) => folder !== '');
    return folders.map((folder) => (0,external_node_path_.join)(folder, name)).find(isExecutable);
}
function isExecutable(file) {
    try {
        (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./packages/process/build/exit-guard.js
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const guarded = new Set();
let raised;
/**
 * While a command runs, the signals that would end this process (and so orphan the command) stop the command
 * first. When the last one has stopped, the signal does what it would have done: it ends this process, unless
 * the program itself listens for it. Returns how to end the guard.
 */
function guard(entry) {
    if (guarded.size === 0) {
        for (const signal of signals)
            process.on(signal, onSignal);
        process.on('exit', killAll);
    }
    guarded.add(entry);
    return () => {
        if (!guarded.delete(entry) || guarded.size > 0)
            return;
        for (const signal of signals)
            process.off(signal, onSignal);
        process.off('exit', killAll);
        const signal = raised;
        raised = undefined;
        if (signal !== undefined && process.listenerCount(signal) === 0)
            process.kill(process.pid, signal);
    };
}
function onSignal(signal) {
    const again = raised !== undefined;
    raised = signal;
    for (const entry of guarded) {
        if (again)
            entry.kill();
        else
            entry.interrupt();
    }
}
function killAll() {
    for (const entry of guarded)
        entry.kill();
}

;// CONCATENATED MODULE: ./packages/process/build/supervise.js


const defaultGraceMs = 5_000;
/** How long output may still come after the shell has ended, as from `> >(tee log)`. */
const drainMs = 500;
/** How long to wait for the end of what was sent SIGKILL; longer only where the kernel itself hangs. */
const killedMs = 2_000;
const pollMs = 20;
/** setTimeout takes no more (25 days). */
const maxTimerMs = 2_147_483_647;
/**
 * Follows a started command: reads what it prints, and when it exits, runs out of time or is aborted, ends all that is
 * left of it. Throws what the log's listener throws, after the command has been ended.
 */
async function supervise(child, tree, log, { timeoutMs, graceMs = defaultGraceMs, signal }) {
    const closed = new Promise((resolve) => child.once('close', () => resolve()));
    const stopWatching = [];
    const ended = new Promise((resolve, reject) => {
        child.once('exit', (code, by) => resolve(by === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signalled', signal: by }));
        const abort = () => resolve({ kind: 'aborted' });
        signal?.addEventListener('abort', abort, { once: true });
        const timer = setTimeout(() => resolve({ kind: 'timeout', timeoutMs }), Math.min(timeoutMs, maxTimerMs));
        const release = guard({ interrupt: abort, kill: () => tree.signal('SIGKILL') });
        readInto(child, log, reject);
        stopWatching.push(() => signal?.removeEventListener('abort', abort), () => clearTimeout(timer), release);
    });
    try {
        const cause = await ended;
        if (cause.kind === 'exited' || cause.kind === 'signalled')
            await within(drainMs, closed);
        return cause;
    }
    finally {
        await endTree(tree, graceMs);
        await within(drainMs, closed);
        child.stdout?.destroy();
        child.stderr?.destroy();
        for (const stop of stopWatching)
            stop();
    }
}
function readInto(child, log, failed) {
    for (const stream of ['stdout', 'stderr']) {
        child[stream]?.on('data', (chunk) => {
            try {
                log.write(chunk, stream);
            }
            catch (error) {
                failed(error);
            }
        });
    }
}
/** SIGTERM to the whole tree, and SIGKILL to what is left after the grace. */
async function endTree(tree, graceMs) {
    if (tree.signal('SIGTERM') === 0)
        return;
    if (await pollUntil(() => tree.members().length === 0, graceMs))
        return;
    // Again and again: what is killed may just have started another.
    await pollUntil(() => tree.signal('SIGKILL') === 0, killedMs);
}
async function pollUntil(done, forMs) {
    const deadline = performance.now() + forMs;
    while (!done()) {
        if (performance.now() >= deadline)
            return false;
        await (0,external_node_timers_promises_.setTimeout)(pollMs);
    }
    return true;
}
/** Waits for the promise, but no longer than so. */
async function within(ms, promise) {
    const timer = new AbortController();
    await Promise.race([promise, (0,external_node_timers_promises_.setTimeout)(ms, undefined, { signal: timer.signal }).catch(() => { })]);
    timer.abort();
}

;// CONCATENATED MODULE: ./packages/process/build/run-command.js








/**
 * Runs a command of the user's to its end, with nothing on stdin. When this returns nothing of it runs any more, be it
 * that it ended and left processes behind, ran out of time, or was aborted (by `signal`, or by SIGINT, SIGTERM
 * or SIGHUP to this process). Throws only what `onLine` throws.
 */
async function runCommand(request) {
    const startedAt = performance.now();
    const log = new CommandLog(new SecretMask(request.mask), request.onLine);
    const ended = () => ({ durationMs: performance.now() - startedAt, lastLines: log.lastLines });
    if (request.signal?.aborted)
        return { kind: 'aborted', ...ended() };
    const marker = `WEIGHBRIDGE_COMMAND_${(0,external_node_crypto_.randomUUID)().replaceAll('-', '')}`;
    const started = await start(request, marker);
    if (typeof started === 'string')
        return { kind: 'not-started', reason: started, ...ended() };
    const cause = await supervise(started.child, new ProcessTree(started.pid, marker), log, request);
    log.end();
    return { ...cause, ...ended() };
}
/** The running shell, or why there is none. */
async function start({ command, cwd, env }, marker) {
    const shell = findShell(env['PATH']);
    if (shell === undefined)
        return 'neither bash nor sh is on the PATH';
    try {
        if (!(0,external_node_fs_.statSync)(cwd, { throwIfNoEntry: false })?.isDirectory())
            return `there is no folder ${cwd}`;
        const child = (0,external_node_child_process_.spawn)(shell.file, [...shell.args, command], {
            cwd,
            env: { ...env, [marker]: '1' },
            stdio: ['ignore', 'pipe', 'pipe'],
            detached: true, // its own group and session, which can be ended as a whole
        });
        await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
        return child.pid === undefined ? `${shell.file} has no process id` : { child, pid: child.pid };
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}

;// CONCATENATED MODULE: ./packages/process/build/user-environment.js
/**
 * What the runner hands to an action and to no `run:` step: the action's inputs and state, the tokens of the job's own
 * services, and the files through which a step steers the job. Never handed on, not even by name.
 */
const runnersOwn = /^(?:INPUT_|STATE_|ACTIONS_|RUNNER_\w*TOKEN|GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$)/i;
/** Credentials and sockets that a command gets only where the policy names them. */
const onlyByName = new Set([
    'DOCKER_HOST',
    'GH_ENTERPRISE_TOKEN',
    'GH_TOKEN',
    'GITHUB_ENTERPRISE_TOKEN',
    'GITHUB_TOKEN',
    'GIT_ASKPASS',
    'SSH_AGENT_PID',
    'SSH_ASKPASS',
    'SSH_AUTH_SOCK',
]);
/**
 * What git sets for its own children and hooks (`git rev-parse --local-env-vars`): in a worktree of ours these would
 * point the command's git at another repository, and the `GIT_CONFIG_*` ones can carry a token.
 */
const gitsOwn = /^GIT_(?:ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|CONFIG|CONFIG_(?:COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)|DIR|GRAFT_FILE|IMPLICIT_WORK_TREE|INDEX_FILE|INTERNAL_SUPER_PREFIX|NO_REPLACE_OBJECTS|OBJECT_DIRECTORY|PREFIX|QUARANTINE_PATH|REPLACE_REF_BASE|SHALLOW_FILE|WORK_TREE)$/;
/** What npm tells the scripts it runs; some of it (`npm_config_local_prefix`) would mislead an npm of the command's. */
const npmsOwn = /^(?:npm_|INIT_CWD$)/;
/** Ours, but for the markers by which an outer command finds the processes it started. */
const weighbridgesOwn = /^WEIGHBRIDGE_(?!COMMAND_)/;
/**
 * The environment that a `run:` step would have: everything of `env` but what belongs to the runner, to git, to
 * npm and to Weighbridge, and no credentials but those in `names` (the policy's `env:`). What the user set himself
 * (PATH, CUDA_*, PYTHONPATH, BASH_ENV, NODE_OPTIONS, …) stays. This is hygiene, not a boundary: a process of the same user can read its
 * parent's environment.
 */
function userEnvironment(env, names) {
    const named = new Set(names);
    const inNpm = env['npm_lifecycle_event'] !== undefined || env['npm_command'] !== undefined;
    const isHandedOn = (name) => {
        if (runnersOwn.test(name))
            return false;
        if (named.has(name))
            return true;
        if (onlyByName.has(name) || gitsOwn.test(name) || weighbridgesOwn.test(name))
            return false;
        return !(inNpm && npmsOwn.test(name));
    };
    const entries = Object.entries(env).flatMap(([name, value]) => value !== undefined && isHandedOn(name) ? [[name, value]] : []);
    return Object.fromEntries(entries);
}
/**
 * The names among `names` that `userEnvironment` cannot hand on: not set, empty (which is what a workflow makes of
 * a secret that the run may not have), or the runner's own.
 */
function missingNames(env, names) {
    return names.filter((name) => runnersOwn.test(name) || !env[name]);
}

;// CONCATENATED MODULE: ./packages/process/build/write-file-atomic.js



/**
 * Writes a file whole or not at all: a reader, a crash or a full disk never leaves half of it. The folder has to
 * exist. Throws what the file system throws, with nothing left behind.
 */
async function writeFileAtomic(path, data) {
    const folder = (0,external_node_path_.dirname)(path);
    // In the same folder, as a rename is atomic only within one file system.
    const draft = (0,external_node_path_.join)(folder, `.${(0,external_node_path_.basename)(path).slice(0, 100)}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.tmp`);
    try {
        const file = await (0,promises_.open)(draft, 'wx');
        try {
            await file.writeFile(data);
            await file.sync();
        }
        finally {
            await file.close();
        }
        await (0,promises_.rename)(draft, path);
    }
    catch (error) {
        await (0,promises_.rm)(draft, { force: true });
        throw error;
    }
    await syncFolder(folder);
}
/** Makes the new name itself last; not every file system can (it is then as durable as it gets). */
async function syncFolder(path) {
    try {
        const folder = await (0,promises_.open)(path, 'r');
        try {
            await folder.sync();
        }
        finally {
            await folder.close();
        }
    }
    catch { }
}

;// CONCATENATED MODULE: ./packages/process/build/index.js





;// CONCATENATED MODULE: ./packages/verbs/build/list-examples.js




/** Runs `examples: { list: … }`, whose standard output is the suite in JSON Lines, and returns the file's path. */
async function listExamples(call, change, suite, command, folder) {
    const path = folder.file(`listed.${suite.name}.jsonl`);
    const file = (0,external_node_fs_.createWriteStream)(path);
    call.reporter.step(`${suite.name}: listing examples with \`${command}\``);
    const outcome = await runCommand({
        command,
        cwd: change.repository.root,
        env: userEnvironment(call.env, suite.env),
        timeoutMs: suite.timeoutMs,
        mask: [],
        signal: call.signal,
        onLine: (line, stream) => {
            if (stream === 'stdout')
                file.write(`${line}\n`);
            else
                call.reporter.output(line);
        },
    });
    file.end();
    await (0,external_node_stream_promises_.finished)(file);
    if (outcome.kind === 'exited' && outcome.code === 0)
        return path;
    throw new build/* Failure */.HR('infrastructure', `\`${command}\`, which lists the examples of ${suite.name}, ${describeOutcome(outcome)}`);
}

;// CONCATENATED MODULE: ./packages/verbs/build/suite-draw.js





/**
 * Reads the deciding side's suite and draws what is to be evaluated.
 *
 * @throws Failure `config` where the examples are on neither side, `rows` where they cannot be read
 */
async function drawSuite(call, change, plan, { policy: suite }, folder, options) {
    const changes = [];
    const source = suite.examples.kind === 'list'
        ? await listExamples(call, change, suite, suite.examples.command, folder)
        : await decidingFile(change, plan, suite.examples.path, folder, changes, suite);
    const name = suite.examples.kind === 'file' ? suite.examples.path : source;
    const examples = await readExamples(source, { id: suite.id, name });
    const mustPassFile = suite.mustPass === undefined
        ? undefined
        : await decidingFile(change, plan, suite.mustPass, folder, changes, suite);
    const mustPass = mustPassFile === undefined ? [] : await readMustPassList(mustPassFile);
    const orderSeed = `${suite.name}#${change.circumstances.draw}`;
    const size = options.full ? undefined : suite.subset?.size;
    const drawn = planSuite({ ids: examples.ids, seed: orderSeed, size, mustPass });
    const { shard } = options;
    return {
        examples,
        planned: shard === undefined ? drawn.planned : shardOf(drawn.planned, shard.index, shard.of),
        beside: shard === undefined || shard.index === 1 ? drawn.beside : [],
        mustPass: mustPass.map(({ id }) => id),
        orderSeed,
        examplesKey: (0,build/* examplesKey */.to)(examples.ids.map((id) => ({ id, key: examples.keys.get(id) ?? '' }))),
        full: drawn.planned.length === examples.ids.length && shard === undefined,
        changes,
    };
}
/**
 * Path of a file of the suite as the deciding side has it: where the change edits it, the base's bytes are laid into the
 * state folder. A file that git does not hold (a DVC-tracked one, say) is taken from the working tree.
 */
async function decidingFile(change, plan, path, folder, changes, suite) {
    const { base, head, repository } = change;
    const ofHead = head.files.find((file) => file.path === path);
    const ofBase = plan.policyFrom === 'base' ? base?.files.find((file) => file.path === path) : undefined;
    if (base === undefined || ofBase === undefined || ofBase.oid === ofHead?.oid)
        return (0,external_node_path_.join)(repository.root, path);
    const bytes = await repository.readFile(base.sha, path);
    if (bytes === undefined)
        throw new build/* Failure */.HR('config', `${path} cannot be read`, suite.where && { where: suite.where });
    changes.push(ofHead === undefined ? `${path} is removed; main's decides` : `${path} differs; main's decides`);
    const copy = folder.file(`base-${path.replaceAll(/[^A-Za-z0-9.]+/g, '-').slice(-80)}${(0,external_node_path_.extname)(path) === '' ? '.txt' : ''}`);
    await (0,promises_.writeFile)(copy, bytes);
    return copy;
}

;// CONCATENATED MODULE: ./packages/verbs/build/model-run-files.js








/**
 * Reads back what `eval` wrote for a model, checking that it is of this very candidate and that rows and manifest are
 * the bytes that the evidence names.
 */
async function readModelRun(call, change, plan) {
    const folder = await stateFolder(change.repository.root, plan.model.name);
    const evidence = (0,build/* parseEvidence */.vf)(await readState(folder, 'evidence.json'), folder.file('evidence.json'));
    if (evidence.commit !== change.head.sha || evidence.modelKey !== plan.head.key) {
        throw new build/* Failure */.HR('usage', `the results in ${folder.path} are of another state of the model; run \`eval\` again`);
    }
    const manifest = (0,build/* parseManifest */.Ng)(await readState(folder, 'manifest.json'), folder.file('manifest.json'));
    const suites = [];
    for (const suitePlan of plan.suites) {
        const proof = evidence.suites.find((suite) => suite.name === suitePlan.policy.name);
        if (proof === undefined)
            throw new build/* Failure */.HR('usage', `the last \`eval\` left out suite ${suitePlan.policy.name}; run it again`);
        const draw = await drawSuite(call, change, plan, suitePlan, folder, { full: proof.full });
        const { path, digest, bytes } = await provenRows(folder, proof);
        const columns = await readResults([fileSource(path)], {
            ranges: rowRanges(suitePlan.policy),
            keepTexts: plan.policy.store.rows === 'full',
        });
        suites.push({
            name: proof.name,
            draw,
            rows: { name: `results.${proof.name}.jsonl`, path, digest, bytes, columns },
        });
    }
    return { kind: 'evaluated', suites, evidence, manifest, folder };
}
/** Path of a suite's rows, once their digest is what the evidence says. */
async function provenRows(folder, proof) {
    const path = folder.file(`results.${proof.name}.jsonl`);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    try {
        for await (const chunk of (0,external_node_fs_.createReadStream)(path)) {
            hash.update(chunk);
            bytes += chunk.length;
        }
    }
    catch (cause) {
        throw new build/* Failure */.HR('usage', 'no such results; run `eval` first', { where: { file: path }, cause });
    }
    const digest = `sha256:${hash.digest('hex')}`;
    if (digest !== proof.digest) {
        throw new build/* Failure */.HR('rows', 'these rows are not those that evidence.json names; they were changed after `eval` wrote them', { where: { file: path } });
    }
    return { path, digest, bytes };
}
/** Text of a state file. */
async function readState(folder, name) {
    try {
        return await (0,promises_.readFile)(folder.file(name), 'utf8');
    }
    catch (cause) {
        throw new build/* Failure */.HR('usage', 'no such file; run `eval` first', {
            where: { file: folder.file(name) },
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./packages/report/build/count-text.js

/** `25 examples`, `1 example`. */
function countOf(count, noun, plural = `${noun}s`) {
    return `${(0,build/* formatCount */.B4)(count)} ${count === 1 ? noun : plural}`;
}
/** `90 %`, `97.5 %`, `99.99 %`. */
function count_text_levelText(level) {
    const decimals = level > 0.995 ? 2 : 1;
    return `${(level * 100).toFixed(decimals).replace(/\.?0+$/u, '')} %`;
}
/** `today`, `1 day ago`, `12 days ago`. */
function ageText(days) {
    const whole = Math.floor(days);
    return whole < 1 ? 'today' : `${countOf(whole, 'day')} ago`;
}
/** `a`, `a and b`, `a, b and c`. */
function listed(parts) {
    return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
/** The first letter as a sentence begins. */
function capitalised(text) {
    const [first = ''] = text;
    return first.toLocaleUpperCase('en-US') + text.slice(first.length);
}

;// CONCATENATED MODULE: ./packages/report/build/detail.js
/** The least that a model's body can be: its table, its sentences, and what to do. */
const fewest = {
    without: [
        'texts of examples',
        'history',
        'explanation',
        'slices',
        'missing examples',
        'more metrics',
        'changes',
        'newly failing examples',
        'log',
    ],
    names: 5,
    rows: 8,
    logLines: 0,
};
/** From all to the least, in the order in which a reader misses them least. */
const detailSteps = [
    { without: [], names: 200, rows: 50, logLines: 30 },
    { without: ['texts of examples'], names: 100, rows: 30, logLines: 30 },
    { without: ['texts of examples', 'history'], names: 50, rows: 20, logLines: 20 },
    { without: ['texts of examples', 'history', 'explanation'], names: 20, rows: 10, logLines: 10 },
    {
        without: ['texts of examples', 'history', 'explanation', 'slices', 'missing examples'],
        names: 10,
        rows: 8,
        logLines: 10,
    },
    fewest,
];
function trimmedBlock(block, detail) {
    switch (block.kind) {
        case 'fold': {
            if (detail.without.includes(block.section))
                return [];
            return [{ ...block, blocks: block.blocks.flatMap((child) => trimmedBlock(child, detail)) }];
        }
        case 'names': {
            const names = block.names.slice(0, detail.names);
            return [{ ...block, names, left: block.left + block.names.length - names.length }];
        }
        case 'list': {
            const items = block.items.slice(0, detail.names);
            return [{ ...block, items, left: block.left + block.items.length - items.length }];
        }
        case 'table': {
            const rows = block.rows.slice(0, detail.rows);
            return [{ ...block, rows, left: block.left + block.rows.length - rows.length }];
        }
        case 'metrics':
            return [{ ...block, rows: block.rows.slice(0, detail.rows) }];
        case 'log':
            return [{ ...block, lines: block.lines.slice(-detail.logLines) }];
        case 'paragraph':
        case 'history':
            return [block];
    }
}
function trimmedCard(card, detail) {
    return { ...card, blocks: card.blocks.flatMap((block) => trimmedBlock(block, detail)) };
}
function sections(blocks) {
    return blocks.flatMap((block) => (block.kind === 'fold' ? [block.section] : []));
}
/** Names of the sections that the document has and the detail leaves out. */
function leftOut(document, detail) {
    const there = new Set(document.cards.flatMap((card) => sections(card.blocks)));
    return detail.without.filter((section) => there.has(section));
}

;// CONCATENATED MODULE: ./packages/report/build/document.js
function code(text) {
    return { kind: 'code', text };
}
function strong(...children) {
    return { kind: 'strong', children };
}
function paragraph(...children) {
    return { kind: 'paragraph', children };
}
/** `a`, `b` and `c` as `a · b · c`. */
function document_joined(parts, separator) {
    return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

;// CONCATENATED MODULE: ./packages/report/build/visible.js

const newline = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
const blank = /[\t\p{Zs}]/gu;
/** Blanks that only keep a number and its unit on one line. */
const keptBlank = /[\u00a0\u202f]/u;
/** Controls, direction marks, joiners, fillers, tags and lone surrogates: all that is there and cannot be seen. */
const visible_hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
const longMarks = /(\p{M}{4})\p{M}+/gu;
/**
 * Text that came from somewhere else, as one line in which nothing is invisible: line breaks become ⏎, controls their pictures,
 * direction and zero-width characters their code points. It still has to be escaped for where it is printed.
 */
function visible(text) {
    return text
        .replace(newline, ' ⏎ ')
        .replace(blank, (character) => (keptBlank.test(character) ? character : ' '))
        .replace(visible_hidden, picture)
        .replace(longMarks, '$1');
}
/** One line of a program's output: without colours, and as a terminal shows it after `\r`. */
function visibleLine(line) {
    const plain = (0,external_node_util_.stripVTControlCharacters)(line).replace(/\s+$/u, '');
    return visible(plain.slice(plain.lastIndexOf('\r') + 1).replace(/\t/gu, '  '));
}
function picture(character, offset, whole) {
    const code = character.codePointAt(0) ?? 0;
    if (joins(code, whole, offset))
        return character;
    if (code < 0x20)
        return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f)
        return '␡';
    if (code >= 0xd800 && code <= 0xdfff)
        return '\ufffd';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
/** Joiners and variation selectors are part of emoji and of many scripts; next to ASCII they only hide something. */
function joins(code, whole, offset) {
    const before = whole.charCodeAt(offset - 1);
    const after = whole.charCodeAt(offset + 1);
    if (code === 0xfe0e || code === 0xfe0f)
        return before > 0x7f && before !== code;
    return ((code === 0x200c || code === 0x200d) && before > 0xa0 && after > 0xa0 && after !== code && before !== code);
}
/** At most `max` characters, the last an ellipsis where something is missing; never half a surrogate pair. */
function cut(text, max) {
    if (text.length <= max)
        return text;
    const characters = Array.from(text.slice(0, 2 * max + 2));
    if (characters.length <= max && text.length <= 2 * max + 2)
        return text;
    const kept = characters.slice(0, max - 1);
    while (/^[\p{M}\u200d]$/u.test(characters[kept.length] ?? '') && kept.length > 0)
        kept.pop();
    return `${kept.join('')}…`;
}

;// CONCATENATED MODULE: ./packages/report/build/markdown-text.js

/** Breaks a word for GitHub's filters (mentions, issues, commits, emoji, bare URLs) without a trace for the eye. */
const gap = '&#8203;';
/** What GitHub makes live inside plain text, after Markdown: every one is found before single characters are escaped. */
const live = new RegExp([
    '(?<at>@)',
    '(?<issue>#)',
    String.raw `(?<prefix>\b(?:[Gg][Hh]|[A-Z][A-Z0-9]+))-(?=\d)`,
    String.raw `(?<scheme>:)(?=\/\/)`,
    String.raw `(?<www>[Ww]{3})\.`,
    String.raw `(?<emoji>:)(?=[\w+-]+:)`,
    '(?<sha>(?<![A-Za-z0-9]|\\d\\.)[0-9a-fA-F]{7,64}(?![A-Za-z0-9]))',
    String.raw `(?<special>[&<>"$|\\\x60*_[\]~])`,
].join('|'), 'gu');
function defuse(groups, special) {
    if (groups['at'] !== undefined)
        return `@${gap}`;
    if (groups['issue'] !== undefined)
        return `#${gap}`;
    if (groups['prefix'] !== undefined)
        return `${groups['prefix']}-${gap}`;
    if (groups['scheme'] !== undefined || groups['emoji'] !== undefined)
        return `:${gap}`;
    if (groups['www'] !== undefined)
        return `${groups['www']}${gap}.`;
    // Seven digits in a row are the fewest that GitHub looks up as a commit.
    if (groups['sha'] !== undefined)
        return groups['sha'].replace(/.{6}(?=.)/gu, `$&${gap}`);
    return special(groups['special'] ?? '');
}
function entity(character) {
    switch (character) {
        case '&':
            return '&amp;';
        case '<':
            return '&lt;';
        case '>':
            return '&gt;';
        case '"':
            return '&quot;';
        case '|':
            return '&#124;';
        // GitHub documents exactly this for a dollar sign that is not mathematics.
        case '$':
            return '<span>$</span>';
        default:
            return character;
    }
}
function markdownSpecial(character) {
    return /[\\`*_[\]~]/u.test(character) ? `\\${character}` : entity(character);
}
/** Any text as inert Markdown inside of a line: nothing in it formats, links, mentions or ends what surrounds it. */
function markdownText(text) {
    return visible(text).replace(live, (...match) => defuse(groupsOf(match), markdownSpecial));
}
/** Keeps a line of Markdown from beginning a list, a heading or an underline of one. */
function lineStart(markdown) {
    return markdown
        .replace(/^\s+/u, '')
        .replace(/^([-+=#])/u, '\\$1')
        .replace(/^(\d+)([.)])(?=\s|$)/u, '$1\\$2');
}
/** Bold: with asterisks where these are sure to be read as such, else with an element. */
function markdownBold(markdown) {
    return /^[\p{L}\p{N}−+].*[\p{L}\p{N}%?]$/u.test(markdown) ? `**${markdown}**` : `<b>${markdown}</b>`;
}
/** The same inside an HTML block of a Markdown document, where Markdown's own escapes would be printed. */
function summaryText(text) {
    return visible(text).replace(live, (...match) => defuse(groupsOf(match), entity));
}
/** Any text as code: a code span where that is safe, else an element with everything in it escaped. */
function markdownCode(text) {
    const shown = visible(text);
    if (shown.trim() === '')
        return '<i>(empty)</i>';
    if (/[`|\\<>&$]/u.test(shown) || shown !== shown.trim())
        return `<code>${markdownText(shown)}</code>`;
    return `\`${shown}\``;
}
function groupsOf(match) {
    return match.at(-1);
}

;// CONCATENATED MODULE: ./packages/report/build/markdown-inline.js

/** Percent-encodes all that could end a Markdown link; slashes and what is encoded already stay. */
function linkUrl(target, repositoryUrl) {
    const url = 'url' in target ? target.url : pathUrl(target.path, repositoryUrl);
    return url.replace(/[^\w\-./:?#&=%+,;@~]/gu, (character) => character.length === 1 && character.charCodeAt(0) < 0x80
        ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
        : encodeURIComponent(character));
}
function pathUrl(path, repositoryUrl) {
    return repositoryUrl === undefined ? path : `${repositoryUrl.replace(/\/+$/u, '')}/blob/HEAD/${path}`;
}
function markdownInlines(inlines, repositoryUrl) {
    return inlines.map((inline) => markdownInline(inline, repositoryUrl)).join('');
}
function markdownInline(inline, repositoryUrl) {
    if (typeof inline === 'string')
        return markdownText(inline);
    switch (inline.kind) {
        case 'code':
            return markdownCode(inline.text);
        case 'strong':
            return markdownBold(markdownInlines(inline.children, repositoryUrl));
        case 'owner':
        case 'commit':
            return inline.text;
        case 'link':
            return `[${markdownText(inline.text)}](${linkUrl(inline.target, repositoryUrl)})`;
    }
}
/** The same in a `<summary>`, where Markdown is not read. */
function summaryInlines(inlines) {
    return inlines.map(summaryInline).join('');
}
function summaryInline(inline) {
    if (typeof inline === 'string')
        return summaryText(inline);
    switch (inline.kind) {
        case 'code':
            return `<code>${summaryText(inline.text)}</code>`;
        case 'strong':
            return `<b>${summaryInlines(inline.children)}</b>`;
        case 'owner':
        case 'commit':
        case 'link':
            return summaryText(inline.text);
    }
}

;// CONCATENATED MODULE: ./packages/report/build/mermaid.js


/** Letters, digits and a few marks that mean nothing to Mermaid, not even between quotes. */
function label(text) {
    const words = text.replace(/[^\p{L}\p{N} ._()-]/gu, ' ').replace(/\s+/gu, ' ');
    return cut(words.trim(), 60);
}
function mermaid_plain(value) {
    return String(Number(value.toPrecision(5)));
}
/** Main's runs as a line, the newest at the right; the axis is as high as the runs differ, not from zero. */
function mermaidChart({ metric, unit, range, points }) {
    const share = (0,build/* isProportion */.td)({ unit, range });
    const values = points.map(({ value }) => (share ? value * 100 : value));
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = (high - low) * 0.15 || Math.abs(high) * 0.05 || 1;
    const what = share ? `${label(metric)} in percent` : label(`${metric} ${unit ?? ''}`);
    return [
        'xychart-beta',
        `  x-axis "runs of main, oldest first" 1 --> ${points.length}`,
        `  y-axis "${what}" ${mermaid_plain(low - room)} --> ${mermaid_plain(high + room)}`,
        `  line [${values.map(mermaid_plain).join(', ')}]`,
    ].join('\n');
}
/** From what to what main went, for who cannot see the chart. */
function historyText({ metric, unit, range, points }) {
    const values = points.map(({ value }) => value);
    const shape = { unit, range };
    const ends = [values[0] ?? null, values.at(-1) ?? null].map((value) => (0,build/* formatValue */.Fl)(value, shape));
    const span = [Math.min(...values), Math.max(...values)].map((value) => (0,build/* formatValue */.Fl)(value, shape));
    const within = span.every((end) => ends.includes(end)) ? '' : `, between ${span.join(' and ')}`;
    return `${metric} over ${points.length} runs of main: ${ends.join(' → ')}${within}`;
}

;// CONCATENATED MODULE: ./packages/report/build/markdown-block.js





/** One block as Markdown, without blank lines around it. */
function markdownBlock(block, repositoryUrl) {
    const inline = (inlines) => markdownInlines(inlines, repositoryUrl);
    switch (block.kind) {
        case 'paragraph':
            return lineStart(inline(block.children));
        case 'list':
            return [...block.items.map((item) => `- ${lineStart(inline(item))}`), ...more(block.left, '- ')].join('\n');
        case 'names':
            return [...block.names.map(markdownCode), ...more(block.left, '')]
                .join(', ')
                .replace(/, (and [\d,]+ more)$/u, ' $1');
        case 'table':
            return plainTable(block, inline);
        case 'metrics':
            return metricsTable(block, inline);
        case 'log':
            // Nothing is escaped in a fence, and our marker must stand in a comment only once.
            return fenced(block.lines.map((line) => visibleLine(line).replaceAll('<!--', '<\u200b!--')));
        case 'history':
            return historyBlock(block);
        case 'fold': {
            const blocks = block.blocks.map((child) => markdownBlock(child, repositoryUrl)).join('\n\n');
            return `<details><summary>${summaryInlines(block.summary)}</summary>\n\n${blocks}\n\n</details>`;
        }
    }
}
function more(left, prefix) {
    return left > 0 ? [`${prefix}and ${(0,build/* formatCount */.B4)(left)} more`] : [];
}
function row(cells) {
    return `| ${cells.join(' | ')} |`;
}
function plainTable(table, inline) {
    const lines = [
        row(table.heads.map(markdownText)),
        row(table.heads.map(() => '---')),
        ...table.rows.map((cells) => row(cells.map(inline))),
    ];
    return [...lines, ...(table.left > 0 ? ['', ...more(table.left, '')] : [])].join('\n');
}
function metricsTable(table, inline) {
    const rows = table.rows.map(({ label, baseline, candidate, change, interval, sign, word, tone }) => {
        const delta = tone === 'bad' ? markdownBold(markdownText(change)) : markdownText(change);
        return row([
            inline(label),
            markdownText(baseline),
            markdownText(candidate),
            delta,
            markdownText(interval),
            `${sign} ${word}`,
        ]);
    });
    return [row(table.heads.map((head) => markdownText(head))), '|---|--:|--:|--:|:-:|---|', ...rows].join('\n');
}
/** A fence is longer than any run of backticks in what it holds. */
function fenced(lines) {
    const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/gu) ?? []).map((run) => run.length));
    const fence = '`'.repeat(longest + 1);
    return [`${fence}text`, ...lines, fence].join('\n');
}
function historyBlock(chart) {
    return ['```mermaid', mermaidChart(chart), '```'].join('\n');
}

;// CONCATENATED MODULE: ./packages/report/build/sign.js
function metricSign(metric) {
    const blocks = metric.gate === 'block';
    if (metric.gate === 'off')
        return { sign: '▫', word: offWords[metric.outcome], tone: 'quiet' };
    const failed = blocks
        ? { sign: '⛔', tone: 'bad' }
        : { sign: '⚠️', tone: 'warn' };
    switch (metric.outcome) {
        case 'regressed':
            return { ...failed, word: 'regressed' };
        case 'below-floor':
            return { ...failed, word: 'below floor' };
        case 'improved':
            return { sign: '✅', word: 'improved', tone: 'good' };
        case 'held':
            return { sign: '✅', word: 'held', tone: 'good' };
        case 'inconclusive':
            return { sign: '⚠️', word: 'cannot tell', tone: 'warn' };
        case 'missing':
            return { sign: '▫', word: 'missing', tone: blocks ? 'warn' : 'quiet' };
    }
}
/** A metric that gates nothing is shown, and neither praised nor blamed. */
const offWords = {
    regressed: 'worse',
    'below-floor': 'below floor',
    improved: 'better',
    held: 'no drop',
    inconclusive: 'cannot tell',
    missing: 'missing',
};
function verdictSign(verdict) {
    switch (verdict.outcome) {
        case 'pass':
            return verdict.metrics.some(warns) ? { sign: '⚠️', tone: 'warn' } : { sign: '✅', tone: 'good' };
        case 'regressed':
            if (verdict.accepted.length > 0)
                return { sign: '🤝', tone: 'warn' };
            return verdict.mode === 'observe' ? { sign: '👀', tone: 'warn' } : { sign: '⛔', tone: 'bad' };
        case 'inconclusive':
            return { sign: '⚠️', tone: 'warn' };
        case 'not-comparable':
        case 'incomplete':
        case 'error':
            return { sign: '⚙️', tone: 'warn' };
        case 'no-baseline':
            return { sign: '👋', tone: 'quiet' };
        case 'stale-weights':
        case 'not-run':
            return { sign: '⏸', tone: 'quiet' };
        case 'untouched':
            return { sign: '✅', tone: 'good' };
    }
}
function warns(metric) {
    return metric.gate === 'warn' && (metric.outcome === 'regressed' || metric.outcome === 'below-floor');
}
const outcomesWorstFirst = [
    'regressed',
    'error',
    'incomplete',
    'not-comparable',
    'inconclusive',
    'stale-weights',
    'not-run',
    'no-baseline',
    'pass',
    'untouched',
];
/** Worst first; what holds the merge stands before what does not. */
function worstFirst(verdicts) {
    const rank = (verdict) => (verdict.exitCode === 0 ? outcomesWorstFirst.length : 0) + outcomesWorstFirst.indexOf(verdict.outcome);
    return verdicts.toSorted((a, b) => rank(a) - rank(b));
}

;// CONCATENATED MODULE: ./packages/report/build/metric-row.js





const metric_row_maxNameChars = 80;
const none = '—';
const metric_row_failures = ['below-floor', 'regressed'];
function failed(metric) {
    return metric_row_failures.includes(metric.outcome);
}
/**
 * Whether a reader has to see this metric at once: it failed, it got better, or the merge hangs on it and it cannot be told. Of slices only
 * those that block and failed: among many there is always one that moves, or that is too small to tell.
 */
function moved(metric) {
    if (metric.gate === 'off')
        return false;
    if (metric.slice !== null)
        return metric.gate === 'block' && failed(metric);
    if (failed(metric))
        return true;
    return metric.outcome === 'improved' || (metric.gate === 'block' && metric.outcome !== 'held');
}
function rank(metric) {
    const gate = metric.gate === 'block' ? 0 : metric.gate === 'warn' ? 1 : 2;
    const outcomes = {
        'below-floor': 0,
        regressed: 0,
        missing: 1,
        inconclusive: 2,
        improved: 3,
        held: 4,
    };
    const failing = failed(metric) && metric.gate !== 'off' ? 0 : 20;
    return failing + gate * 5 + outcomes[metric.outcome] + (metric.slice === null ? 0 : 0.5);
}
/** Metrics that failed first, then gating ones, in the order of weighbridge.yml where they are equal. */
function inOrder(metrics) {
    return metrics.toSorted((a, b) => rank(a) - rank(b));
}
/** `accuracy`, `accuracy · segment smb`; with its suite where a model has several. */
function metricName(metric, suites) {
    const parts = [cut(metric.name, metric_row_maxNameChars)];
    if (suites > 1)
        parts.push(cut(metric.suite, metric_row_maxNameChars));
    if (metric.slice !== null)
        parts.push(`${cut(metric.slice.key, metric_row_maxNameChars)} ${cut(metric.slice.value, metric_row_maxNameChars)}`);
    return parts.join(' · ');
}
function suiteCount(verdict) {
    return new Set(verdict.metrics.map((metric) => metric.suite)).size;
}
/** What the two sides are called: only a pull request calls itself one, and given files are not main. */
function sides(verdict) {
    if (verdict.baseline?.rung === 'given')
        return ['baseline', 'candidate'];
    switch (verdict.kind) {
        case 'pr':
            return ['main', 'this PR'];
        case 'queue':
        case 'local':
            return ['main', 'this change'];
        case 'main':
        case 'schedule':
            return ['before', 'now'];
    }
}
function commonLevel(metrics) {
    const levels = new Set(metrics.flatMap((metric) => (metric.level === null ? [] : [count_text_levelText(metric.level)])));
    return levels.size === 1 ? [...levels][0] : undefined;
}
function metricRow(metric, suites, level) {
    const name = metricName(metric, suites);
    const interval = metric.delta === null ? none : (0,build/* formatInterval */.vy)(metric.interval, metric);
    const ownLevel = level === undefined && metric.level !== null && interval !== none;
    return {
        label: [metric.gate === 'block' && metric.slice === null ? strong(name) : name],
        baseline: cut((0,build/* formatValue */.Fl)(metric.baseline, metric), metric_row_maxNameChars),
        candidate: cut((0,build/* formatValue */.Fl)(metric.candidate, metric), metric_row_maxNameChars),
        change: cut((0,build/* formatDelta */.CW)(metric.delta, metric), metric_row_maxNameChars),
        interval: ownLevel ? `${interval} (${count_text_levelText(metric.level ?? 0)})` : interval,
        ...metricSign(metric),
        metric,
    };
}
/** The table of the given metrics; the head of the interval carries its level where all rows share one. */
function metricTable(verdict, metrics) {
    const level = commonLevel(metrics);
    const [before, after] = sides(verdict);
    const suites = suiteCount(verdict);
    return {
        kind: 'metrics',
        heads: ['', before, after, 'change', level === undefined ? 'interval' : `${level} interval`, ''],
        rows: metrics.map((metric) => metricRow(metric, suites, level)),
    };
}

;// CONCATENATED MODULE: ./packages/report/build/sections.js




const maxTextChars = 300;
const maxIdChars = 120;
function fold(section, summary, blocks) {
    return { kind: 'fold', section, summary: typeof summary === 'string' ? [summary] : summary, blocks };
}
/** Ids side by side, and how many of them are not listed. */
function names(ids, count) {
    return {
        kind: 'names',
        names: ids.map((id) => cut(id, maxIdChars)),
        left: Math.max(0, count - ids.length),
    };
}
function failingSection({ examples }) {
    const count = examples.counts.newlyFailing;
    if (examples.newlyFailing.length === 0)
        return [];
    return [
        fold('newly failing examples', countOf(count, 'newly failing example'), [
            names(examples.newlyFailing, count),
        ]),
    ];
}
/** Only where the store keeps texts. */
function textsSection(verdict) {
    const texts = verdict.context.examples;
    if (texts.length === 0)
        return [];
    const cell = (text) => [text === null ? '—' : cut(text, maxTextChars)];
    const rows = texts.map((text) => [
        [code(cut(text.id, maxIdChars))],
        cell(text.label),
        cell(text.baseline),
        cell(text.candidate),
    ]);
    const table = {
        kind: 'table',
        heads: ['example', 'expected', 'main said', 'this change says'],
        rows,
        left: 0,
    };
    return [fold('texts of examples', `What ${texts.length === 1 ? 'it' : 'they'} said`, [table])];
}
function missingSection({ examples }) {
    const count = examples.counts.removed;
    if (count === 0)
        return [];
    return [
        fold('missing examples', `${countOf(count, 'example')} without a result`, [
            names(examples.removed, count),
        ]),
    ];
}
/** Slices that moved; those that failed and gate stand in the table already. */
function slicesSection(verdict, shown) {
    const slices = verdict.metrics.filter((metric) => metric.slice !== null && !shown.has(metric) && (failed(metric) || metric.outcome === 'improved'));
    if (slices.length === 0)
        return [];
    const anySlice = [...shown].some(({ slice }) => slice !== null);
    const summary = `${countOf(slices.length, anySlice ? 'more slice' : 'slice')} moved`;
    return [fold('slices', summary, [metricTable(verdict, inOrder(slices))])];
}
function logSection({ context: { log } }) {
    if (log.length === 0)
        return [];
    const summary = log.length === 1 ? 'Last line of its log' : `Last ${log.length} lines of its log`;
    return [fold('log', summary, [{ kind: 'log', lines: log.map((line) => cut(line, 500)) }])];
}

;// CONCATENATED MODULE: ./packages/report/build/changes-section.js





const changes_section_maxLineChars = 300;
function paramChange(param) {
    const value = (text) => (text === null ? 'none' : code(cut(text, 40)));
    return [code(cut(param.key, metric_row_maxNameChars)), ' ', value(param.before), ' → ', value(param.after)];
}
function changesSummary({ files, fileCount, params, policy, why, }) {
    const parts = [];
    if (fileCount > 0 || files.length > 0)
        parts.push([countOf(Math.max(fileCount, files.length), 'file')]);
    const [only] = params;
    if (params.length === 1 && only !== undefined)
        parts.push(paramChange(only));
    else if (params.length > 1)
        parts.push([countOf(params.length, 'parameter')]);
    if (policy.length > 0)
        parts.push(['the policy']);
    if (parts.length === 0)
        parts.push([countOf(why.length, 'reason')]);
    return ['What changed: ', ...document_joined(parts, ', ')];
}
/** Files, parameters and what the change does to the policy, which does not judge it. */
function changesSection({ context: { changed } }) {
    const { files, fileCount, params, policy, why } = changed;
    const blocks = [];
    if (policy.length > 0) {
        blocks.push(paragraph('This change also edits what it is judged by. Main’s version judged it:'), {
            kind: 'list',
            items: policy.map((line) => [cut(line, changes_section_maxLineChars)]),
            left: 0,
        });
    }
    const rows = params.map((param) => [param.file, param.key, param.before, param.after].map((text) => [
        text === null ? 'none' : code(cut(text, metric_row_maxNameChars)),
    ]));
    if (rows.length > 0)
        blocks.push({ kind: 'table', heads: ['file', 'parameter', 'main', 'this change'], rows, left: 0 });
    if (files.length > 0)
        blocks.push(names(files, fileCount));
    else if (why.length > 0)
        blocks.push({ kind: 'list', items: why.map((line) => [cut(line, changes_section_maxLineChars)]), left: 0 });
    return blocks.length === 0 ? [] : [fold('changes', changesSummary(changed), blocks)];
}

;// CONCATENATED MODULE: ./packages/report/build/foot.js




const shortShaChars = 7;
/** Seven characters of a commit, as git prints them; what is not a commit's name is printed as any other text. */
function commit(sha) {
    if (!/^[0-9a-f]{7,64}$/u.test(sha))
        return cut(sha, 12);
    return { kind: 'commit', text: sha.slice(0, shortShaChars) };
}
function baselineText(baseline) {
    const age = baseline.ageDays === null ? '' : `, evaluated ${ageText(baseline.ageDays)}`;
    const runs = baseline.runs > 1 ? `mean of ${(0,build/* formatCount */.B4)(baseline.runs)} runs` : '';
    switch (baseline.rung) {
        case 'stored':
            return ` (${runs === '' ? 'same model' : `${runs} of the same model`}${age})`;
        case 'evaluated':
            return ' (evaluated just now)';
        case 'rescored':
            return ' (its model, scored by the evaluation of this change)';
        case 'ancestor':
            return ` (another model of main, the nearest that is stored${age})`;
        case 'given':
            return runs === '' ? '' : ` (${runs})`;
    }
}
function against(verdict) {
    const candidate = verdict.candidate.commit === null ? [] : [commit(verdict.candidate.commit)];
    const { baseline } = verdict;
    if (baseline === null)
        return candidate;
    const main = baseline.commit === null ? ['the baseline given'] : ['main ', commit(baseline.commit)];
    return [
        ...candidate,
        candidate.length === 0 ? 'compared with ' : ' against ',
        ...main,
        baselineText(baseline),
    ];
}
function rowsText({ candidate }) {
    if (candidate.total === 0)
        return '';
    const whole = candidate.rows === candidate.total;
    const rows = whole
        ? `all ${countOf(candidate.total, 'example')}`
        : `${(0,build/* formatCount */.B4)(candidate.rows)} of ${countOf(candidate.total, 'example')}`;
    return candidate.missing > 0 ? `${rows}, ${(0,build/* formatCount */.B4)(candidate.missing)} without a result` : rows;
}
function detectableText(metric, named) {
    const size = (0,build/* formatAmount */.ej)(metric.detectable, metric);
    const what = metric.better === 'higher' ? 'drops' : 'rises';
    const subject = named ? `${what} in ${cut(metric.name, metric_row_maxNameChars)} of` : `${what} of`;
    return `${subject} ${size} and more are found 4 times in 5`;
}
/** The small line at the end: which commits, how the baseline was found, how much was evaluated, what could have been seen. */
function foot(verdict) {
    const overall = verdict.metrics.filter((metric) => metric.slice === null && metric.gate !== 'off');
    const main = overall.find((metric) => metric.detectable !== null);
    const attempt = verdict.candidate.attempt;
    const parts = [
        against(verdict),
        [rowsText(verdict)],
        [main === undefined ? '' : detectableText(main, overall.length > 1)],
        [attempt > 1 ? `attempt ${(0,build/* formatCount */.B4)(attempt)}` : ''],
    ];
    return parts.filter((part) => part.some((inline) => inline !== ''));
}

;// CONCATENATED MODULE: ./packages/report/build/heading.js



const maxHeadingChars = 300;
/** `mode: observe` between backticks becomes code; what the backticks hold is escaped as everything else is. */
function withCode(text) {
    const parts = text.split('`');
    if (parts.length % 2 === 0)
        return [text];
    return parts.flatMap((part, index) => (part === '' ? [] : [index % 2 === 1 ? code(part) : part]));
}
/** The sentence that decides; it names the model, also where the headline leaves that to its reader. */
function heading(verdict) {
    const headline = cut(verdict.headline, maxHeadingChars);
    const named = headline.includes(verdict.model);
    return withCode(named ? headline : `${cut(verdict.model, metric_row_maxNameChars)}: ${headline}`);
}

;// CONCATENATED MODULE: ./packages/report/build/news.js
/** How a reason names a metric: `accuracy`, `accuracy in segment smb`. */
function news_label({ name, slice }) {
    return slice === null ? name : `${name} in ${slice.key} ${slice.value}`;
}
const saidByCounts = [
    /^and [\d,]+ more warnings?$/u,
    /examples? (?:is|are) missing/u,
    /^must-pass example .* fails$/u,
    /^[\d,]+ must-pass examples fail$/u,
];
/**
 * Reasons that say something which the rest of the report does not: a reason that begins with a metric repeats its row of the table, and
 * missing and must-pass examples have sentences of their own.
 */
function news(verdict) {
    const labels = verdict.metrics.map((metric) => `${news_label(metric)} `.slice(0, 79));
    return verdict.reasons.filter((reason) => !verdict.headline.includes(reason) &&
        !labels.some((start) => reason.startsWith(start)) &&
        !saidByCounts.some((pattern) => pattern.test(reason)));
}

;// CONCATENATED MODULE: ./packages/report/build/sentences.js





const maxQuietMetrics = 6;
/** Metrics over all examples that have a say. */
function overall(verdict) {
    return verdict.metrics.filter((metric) => metric.slice === null && metric.gate !== 'off');
}
function quietMetric(metric, first, name, said) {
    const change = (0,build/* formatDelta */.CW)(metric.delta, metric);
    const unsure = metric.outcome === 'inconclusive' ? ' (cannot tell)' : '';
    if (!first && !said)
        return `${name} ${change}${unsure}`;
    const values = `${name} ${(0,build/* formatValue */.Fl)(metric.baseline, metric)} → ${(0,build/* formatValue */.Fl)(metric.candidate, metric)}`;
    return said ? values : `${values} (${change}, ${(0,build/* formatInterval */.vy)(metric.interval, metric)})`;
}
/** `accuracy 91.2 % → 91.4 % (+0.2 pp, −1.1 … +1.5) · cost −0.3 %`; without what the headline has said already. */
function quietLine(verdict) {
    const metrics = overall(verdict);
    const suites = suiteCount(verdict);
    const parts = metrics.slice(0, maxQuietMetrics).map((metric, index) => {
        const said = metric.outcome === 'improved' && verdict.headline.includes((0,build/* formatDelta */.CW)(metric.delta, metric).slice(1));
        return quietMetric(metric, index === 0, metricName(metric, suites), said);
    });
    parts.push(...verdict.aggregates.slice(0, maxQuietMetrics).map(aggregateText));
    const left = metrics.length - maxQuietMetrics;
    if (left > 0)
        parts.push(`${(0,build/* formatCount */.B4)(left)} more held`);
    const { rows, planned, missing } = verdict.candidate;
    if (rows + missing < planned)
        parts.push(`decided after ${(0,build/* formatCount */.B4)(rows)} of ${countOf(planned, 'example')}`);
    return parts.length === 0 ? ['It has no metric that gates.'] : [parts.join(' · ')];
}
function aggregateText({ name, baseline, candidate }) {
    const shape = { unit: null, range: null };
    return `${cut(name, metric_row_maxNameChars)} ${(0,build/* formatValue */.Fl)(baseline, shape)} → ${(0,build/* formatValue */.Fl)(candidate, shape)}`;
}
const maxAggregates = 50;
/** Numbers that came without rows. */
function aggregatesLine({ aggregates }) {
    if (aggregates.length === 0)
        return [];
    const parts = aggregates.slice(0, maxAggregates).map(aggregateText);
    return [paragraph(`${parts.join(' · ')} (without rows: reported, decides nothing)`)];
}
/** `25 examples are newly wrong and 12 newly right, of the 400 that were evaluated.` */
function countsSentence(verdict) {
    const { newlyFailing, newlyPassing } = verdict.examples.counts;
    const metric = overall(verdict).find(({ observed }) => observed !== null);
    const observed = metric?.observed;
    if (metric === undefined || observed === null || observed === undefined)
        return [];
    const are = (count) => (count === 1 ? 'is' : 'are');
    const of = `of the ${(0,build/* formatCount */.B4)(observed.n)} that both sides evaluated`;
    if (newlyFailing + newlyPassing > 0) {
        const wrong = `${countOf(newlyFailing, 'example')} ${are(newlyFailing)} newly wrong`;
        return [paragraph(`${wrong} and ${(0,build/* formatCount */.B4)(newlyPassing)} newly right, ${of}.`)];
    }
    if (observed.worse + observed.better === 0)
        return [];
    const worse = `${countOf(observed.worse, 'example')} ${are(observed.worse)} worse`;
    return [
        paragraph(`By ${cut(metric.name, metric_row_maxNameChars)} ${worse} and ${(0,build/* formatCount */.B4)(observed.better)} better, ${of}.`),
    ];
}
const maxMustPassIds = 10;
function mustPassSentence({ examples }) {
    const count = examples.counts.mustPassFailing;
    if (count === 0)
        return [];
    const shown = examples.mustPassFailing.slice(0, maxMustPassIds);
    const ids = document_joined(shown.map((id) => [code(cut(id, metric_row_maxNameChars))]), ', ');
    const left = count - shown.length;
    const more = left > 0 ? ` and ${(0,build/* formatCount */.B4)(left)} more` : '';
    const failing = `${countOf(count, 'example')} that must pass ${count === 1 ? 'fails' : 'fail'}`;
    return [paragraph(strong(failing), ...(shown.length > 0 ? [': ', ...ids] : []), `${more}.`)];
}
/** Why nothing could be told of a metric, in its own numbers. */
function unsureSentence(metric, name) {
    const fall = metric.better === 'higher' ? 'drop' : 'rise';
    const tolerance = metric.tolerance === null || metric.tolerance === 0
        ? ''
        : ` beyond ${(0,build/* formatAmount */.ej)(metric.tolerance, metric)}`;
    const margin = metric.margin === null ? '' : ` (margin ${(0,build/* formatAmount */.ej)(metric.margin, metric)})`;
    const change = metric.delta === null
        ? ''
        : ` ${(0,build/* formatDelta */.CW)(metric.delta, metric)} (${(0,build/* formatInterval */.vy)(metric.interval, metric)})`;
    return paragraph(strong(name), `${change}. Neither a ${fall}${tolerance} nor its absence${margin} is shown.`);
}
/** What the first weighing means for the next change. */
function firstWeighingSentence(verdict) {
    const next = verdict.kind === 'main' || verdict.kind === 'schedule'
        ? 'From now on changes are compared with this run.'
        : 'Main is weighed at the next merge; from then on changes are compared.';
    if (verdict.mode !== 'observe')
        return paragraph(next);
    return paragraph(`${next} Weighbridge observes and blocks nothing until `, code('gate.mode: enforce'), '.');
}
/** Values of a first weighing that its headline does not carry. */
function valuesLine(verdict) {
    const suites = suiteCount(verdict);
    const parts = overall(verdict)
        .map((metric) => ({ name: metricName(metric, suites), value: (0,build/* formatValue */.Fl)(metric.candidate, metric) }))
        .filter(({ value }) => value !== '—' && !verdict.headline.includes(value))
        .map(({ name, value }) => `${name} ${value}`);
    return parts.length === 0 ? [] : [paragraph(parts.slice(0, maxQuietMetrics).join(' · '))];
}

;// CONCATENATED MODULE: ./packages/report/build/more-metrics.js



/** At most so many rows stand open in a table. */
const more_metrics_maxRows = 8;
/** Metrics over all examples that the table does not show, folded. */
function moreMetrics(verdict, shown) {
    const left = inOrder(verdict.metrics.filter((metric) => !shown.has(metric) && metric.slice === null));
    const aggregates = aggregatesLine(verdict);
    if (left.length + aggregates.length === 0)
        return [];
    const blocks = [...(left.length === 0 ? [] : [metricTable(verdict, left)]), ...aggregates];
    const count = countOf(left.length + verdict.aggregates.length, shown.size === 0 ? 'metric' : 'more metric');
    return [{ kind: 'fold', section: 'more metrics', summary: [count], blocks }];
}

;// CONCATENATED MODULE: ./packages/report/build/reason-blocks.js




const maxReasonChars = 600;
const maxReasons = 20;
/** Reasons are written to stand in a list; alone they are a sentence. */
function sentence(inlines) {
    const [first, ...others] = inlines;
    const start = typeof first === 'string' ? [capitalised(first), ...others] : inlines;
    const last = start.at(-1);
    return typeof last === 'string' && /[.!?…]$/u.test(last) ? start : [...start, '.'];
}
function reasonBlocks(reasons) {
    const shown = reasons.slice(0, maxReasons).map((reason) => withCode(cut(reason, maxReasonChars)));
    const [only] = shown;
    if (only === undefined)
        return [];
    if (shown.length === 1)
        return [paragraph(...sentence(only))];
    return [{ kind: 'list', items: shown, left: reasons.length - shown.length }];
}

;// CONCATENATED MODULE: ./packages/report/build/not-weighed.js










/** Why there is no verdict by numbers, and what is known all the same. */
function notWeighed(verdict) {
    const isFault = verdict.outcome === 'error' || verdict.outcome === 'incomplete';
    const said = /not a regression/iu.test([verdict.headline, ...verdict.reasons].join(' '));
    const shown = verdict.outcome === 'not-comparable' ? inOrder(overall(verdict)).slice(0, more_metrics_maxRows) : [];
    return [
        ...(isFault && !said ? [paragraph('This is not a regression.')] : []),
        ...(shown.length === 0 ? [] : [metricTable(verdict, shown)]),
        ...reasonBlocks(news(verdict)),
        ...not_weighed_differences(verdict),
        ...logSection(verdict),
        ...missingSection(verdict),
        ...moreMetrics(verdict, new Set(shown)),
        ...changesSection(verdict),
    ];
}
function not_weighed_differences({ notComparable, headline, reasons: said }) {
    const all = [headline, ...said].join('\n');
    const items = notComparable
        .filter((name) => !all.includes(name))
        .map((name) => withCode(cut(name, maxReasonChars)));
    return items.length === 0 ? [] : [paragraph('What differs:'), { kind: 'list', items, left: 0 }];
}

;// CONCATENATED MODULE: ./packages/report/build/provenance.js




/** Who made the numbers and by whose rules, where that is not what a reader assumes. */
function provenance(verdict) {
    const blocks = [];
    if (verdict.policy === 'head' && verdict.kind === 'pr' && verdict.outcome !== 'no-baseline') {
        blocks.push(paragraph('Judged by this change’s own weighbridge.yml: main has none for this model.'));
    }
    if (verdict.trust === 'fork') {
        blocks.push(paragraph('These numbers were made by the fork’s own run; only a trusted re-run proves them.'));
    }
    if (verdict.mode === 'observe' &&
        verdict.outcome === 'regressed' &&
        !verdict.headline.includes('observe')) {
        blocks.push(paragraph('Nothing is blocked here: ', code('gate.mode: observe'), '.'));
    }
    return blocks;
}
/** Who agreed to a trade, until when, and in which words. */
function acceptedBlocks(verdict) {
    return verdict.accepted.map(({ metric, by, until, why }) => paragraph(`${cut(by, metric_row_maxNameChars)} agreed to the change of ${cut(metric, metric_row_maxNameChars)}${until === null ? '' : ` until ${cut(until, 20)}`}: “${cut(why, maxReasonChars)}”`));
}

;// CONCATENATED MODULE: ./packages/report/build/quiet.js


/** A pass of which nothing moved and nothing has to be said: it needs no more than three lines, among others one. */
function isQuiet(verdict) {
    const { counts } = verdict.examples;
    return (verdict.outcome === 'pass' &&
        verdict.accepted.length === 0 &&
        !verdict.metrics.some((metric) => moved(metric) || failed(metric)) &&
        counts.mustPassFailing + counts.removed === 0 &&
        verdict.context.changed.policy.length === 0 &&
        news(verdict).length === 0);
}

;// CONCATENATED MODULE: ./packages/report/build/estimate-text.js


/** A number as it is calculated with: six figures, not rounded for reading. */
function raw(number) {
    if (number === null)
        return '—';
    const text = number === 0 ? '0' : Number(number.toPrecision(6)).toString();
    return text.replaceAll('-', '−').replace('e+', 'e');
}
function means(estimate) {
    const turned = estimate.sign === -1 ? ', turned so that higher is better' : '';
    const scale = estimate.width === 1 ? '' : `, 1 = ${raw(estimate.width)} of its own unit`;
    const rest = estimate.restMean === null ? '' : `, main on the rest ${raw(estimate.restMean)}`;
    const whole = estimate.suiteMean === null ? '' : `, main on the whole suite ${raw(estimate.suiteMean)}`;
    return `Means (${estimate.kind}${turned}${scale}): this change c = ${raw(estimate.candidateMean)}, main on the same examples b = ${raw(estimate.baselineMean)}${rest}${whole}; main is ${estimate.runs === 1 ? 'one run' : `the mean of ${countOf(estimate.runs, 'run')}`}.`;
}
function contrast(estimate) {
    const ratio = estimate.ratio === 1 ? '' : ` g = ${raw(estimate.ratio)} (ratio of means),`;
    const whole = estimate.n === estimate.total || estimate.restMean === null;
    const formula = whole ? 'c − g·b' : 'c − κ·g·b − (1 − κ)·g·rest';
    const plain = estimate.ratio === 1 ? formula.replaceAll('g·', '') : formula;
    return `Estimate from n = ${(0,build/* formatCount */.B4)(estimate.n)} of N = ${(0,build/* formatCount */.B4)(estimate.total)} examples:${ratio} β = ${raw(estimate.beta)}, κ = ${raw(estimate.kappa)}, Δ = ${plain} = ${raw(estimate.delta)}, variance v = ${raw(estimate.variance)}.`;
}
const tests = {
    t: 'a t test',
    't-and-mid-p': 'the larger p of a t test and mid-p McNemar',
    'sign-flip': 'a sign-flip permutation',
    'no-variance': 'plain comparison, as nothing varies',
    'too-few': 'nothing: there are too few examples',
    none: 'nothing',
};
function estimate_text_regressedTest(estimate) {
    const { holm, p } = estimate;
    const needed = holm === null
        ? ''
        : `; it had to reach ${raw(holm.level)} (Holm: place ${holm.rank} of ${holm.family} at α = ${raw(holm.alpha)})`;
    const both = estimate.test === 't-and-mid-p' ? ` (t ${raw(p.t)}, mid-p ${raw(p.midP)})` : '';
    const result = p.regressed === null ? '' : `: p = ${raw(p.regressed)}${both}${needed}`;
    return `Regressed, decided by ${tests[estimate.test]}: (Δ + δ)/√v = (${raw(estimate.delta)} + ${raw(estimate.tolerance)})/√${raw(estimate.variance)} = ${raw(estimate.statistic.regressed)}, ${(0,build/* formatCount */.B4)(estimate.df)} degrees of freedom${result}.`;
}
function heldTest(estimate) {
    if (estimate.statistic.held === null)
        return undefined;
    const tango = estimate.tangoVariance === null
        ? ''
        : ` (Tango v_T = ${raw(estimate.tangoVariance)}, paired ${raw(estimate.pairVariance)}, down ${raw(estimate.down)}, up ${raw(estimate.up)})`;
    const binomial = estimate.p.heldBinomial === null ? '' : `, binomial p = ${raw(estimate.p.heldBinomial)}`;
    return `Held: (Δ + m)/√v_P = (${raw(estimate.delta)} + ${raw(estimate.margin)})/√${raw(estimate.heldVariance)} = ${raw(estimate.statistic.held)}${tango}: p = ${raw(estimate.p.held)}${binomial}; it had to reach 0.05.`;
}
function missingTest({ missing }) {
    if (missing === null || missing.rows === 0)
        return undefined;
    return `With the ${countOf(missing.rows, 'missing row')} at ${missing.rows === 1 ? 'its' : 'their'} worst value Δ = ${raw(missing.delta)}, which ${missing.held ? 'still holds' : 'does not hold'}.`;
}
function estimate_text_floorTest({ floor, p }) {
    if (floor === null)
        return undefined;
    return `Floor: the estimate ${raw(floor.estimate)} with variance ${raw(floor.variance)} against ${raw(floor.value)}${p.belowFloor === null ? '' : `: p = ${raw(p.belowFloor)}`}.`;
}
/** The numbers behind a decision, each with its name in docs/statistics.md. */
function estimateLines(estimate) {
    return [
        means(estimate),
        contrast(estimate),
        estimate_text_regressedTest(estimate),
        heldTest(estimate),
        missingTest(estimate),
        estimate_text_floorTest(estimate),
    ];
}

;// CONCATENATED MODULE: ./packages/report/build/explanation.js







const maxExplained = 12;
const maxSentenceChars = 600;
function ends(metric) {
    const end = (value) => (0,build/* formatDelta */.CW)(value, metric);
    return [end(metric.interval?.[0] ?? null), end(metric.interval?.[1] ?? null)];
}
/** The rule that decided, in words, with the numbers that met it. */
function explanation_rule(metric) {
    const up = metric.better === 'higher';
    const fall = up ? 'drop' : 'rise';
    const [low, high] = ends(metric);
    const [best, worst] = up ? [high, low] : [low, high];
    const allowed = metric.tolerance === null || metric.tolerance === 0;
    const tolerance = allowed ? '' : ` beyond ${(0,build/* formatAmount */.ej)(metric.tolerance, metric)} (tolerance)`;
    const margin = `a ${fall} of ${(0,build/* formatAmount */.ej)(metric.margin, metric)} (margin${metric.marginIsDefault ? ', the default' : ''})`;
    switch (metric.outcome) {
        case 'regressed':
            return `A ${fall}${tolerance} is shown: the change is ${best} at best.`;
        case 'held':
            return `No ${fall}${tolerance} is shown, and ${margin} is ruled out: the change is ${worst} at worst.`;
        case 'improved':
            return `A change for the better is shown, and ${margin} is ruled out: the change is ${worst} at worst.`;
        case 'inconclusive':
            return `No ${fall}${tolerance} is shown, and ${margin} is not ruled out: the change is between ${low} and ${high}.`;
        case 'below-floor':
            return `It is shown to be ${up ? 'below' : 'above'} ${(0,build/* formatValue */.Fl)(metric.floor, metric)} (floor): the estimate is ${(0,build/* formatValue */.Fl)(metric.candidate, metric)}.`;
        case 'missing':
            return 'There were no numbers of it to judge.';
    }
}
function observedText(metric) {
    const { observed } = metric;
    if (observed === null)
        return undefined;
    return `Plain counts, not adjusted: ${(0,build/* formatValue */.Fl)(observed.baseline, metric)} → ${(0,build/* formatValue */.Fl)(observed.candidate, metric)} on ${countOf(observed.n, 'example')}, ${(0,build/* formatCount */.B4)(observed.worse)} worse and ${(0,build/* formatCount */.B4)(observed.better)} better.`;
}
function intervalSentence(metric) {
    if (metric.interval === null || metric.level === null || metric.alpha === null)
        return undefined;
    const [low, high] = metric.alpha;
    return `The ${count_text_levelText(metric.level)} interval ${(0,build/* formatInterval */.vy)(metric.interval, metric)} is the one that decided, at look ${metric.look}; its ends are one-sided at ${raw(low)} and ${raw(high)}.`;
}
function metricBlocks(metric, suites) {
    const { estimate } = metric;
    const lines = [
        explanation_rule(metric),
        intervalSentence(metric),
        observedText(metric),
        ...(estimate === null ? [] : estimateLines(estimate)),
        metric.method === '' || estimate !== null ? undefined : `Method: ${metric.method}.`,
        ...metric.notes,
    ].filter((line) => line !== undefined);
    const gate = metric.gate === 'block' ? 'blocks' : metric.gate === 'warn' ? 'warns' : 'is reported';
    return [
        paragraph(strong(metricName(metric, suites)), `: ${metricSign(metric).word} (${gate})`),
        { kind: 'list', items: lines.map((line) => [cut(line, maxSentenceChars)]), left: 0 },
    ];
}
/** Metrics that had a say: those that gate over all examples, and every slice that holds the change. */
function decisive(verdict) {
    return inOrder(verdict.metrics.filter((metric) => metric.gate !== 'off' && (metric.slice === null || moved(metric))));
}
/** What decided, with enough numbers to redo it by hand; of one metric and its slices, where `metric` names it. */
function explanationBlocks(verdict, metric) {
    const asked = metric === undefined ? decisive(verdict) : verdict.metrics.filter(({ name }) => name === metric);
    if (metric !== undefined && asked.length === 0)
        return [paragraph(unknownMetric(verdict, metric))];
    const shown = metric === undefined ? asked.slice(0, maxExplained) : asked;
    const suites = suiteCount(verdict);
    const blocks = shown.flatMap((one) => metricBlocks(one, suites));
    const left = asked.length - shown.length;
    const more = left === 0 ? [] : [paragraph(`${countOf(left, 'metric')} more: weighbridge explain verdict.json METRIC`)];
    return [...blocks, ...more];
}
function unknownMetric(verdict, metric) {
    const names = [...new Set(verdict.metrics.map(({ name }) => cut(name, metric_row_maxNameChars)))];
    const known = names.length === 0 ? 'it has none: it was not weighed' : `it has ${names.join(', ')}`;
    return `${verdict.model} has no metric ${cut(metric, metric_row_maxNameChars)}; ${known}.`;
}

;// CONCATENATED MODULE: ./packages/report/build/history-section.js




const minHistoryPoints = 2;
const maxHistoryPoints = 50;
const maxHistoryCharts = 3;
/** A chart for each metric that blocks, else for the first, where main was stored often enough to draw one. */
function historySection(verdict) {
    const overall = verdict.metrics.filter((metric) => metric.slice === null && metric.gate !== 'off');
    const blocking = overall.filter((metric) => metric.gate === 'block');
    const main = blocking.length > 0 ? blocking : overall.slice(0, 1);
    const charts = verdict.context.history.flatMap(({ metric, points }) => {
        const shape = main.find(({ name }) => name === metric);
        if (shape === undefined || points.length < minHistoryPoints)
            return [];
        const { unit, range } = shape;
        return [
            {
                kind: 'history',
                metric: cut(metric, metric_row_maxNameChars),
                unit,
                range,
                points: points.slice(-maxHistoryPoints),
            },
        ];
    });
    const shown = charts.slice(0, maxHistoryCharts);
    if (shown.length === 0)
        return [];
    const runs = Math.max(...shown.map((chart) => chart.points.length));
    const summary = `${listed(shown.map((chart) => chart.metric))} on main, last ${runs} runs`;
    return [fold('history', summary, shown)];
}

;// CONCATENATED MODULE: ./packages/report/build/what-now.js





/** Users and teams as GitHub names them; anything else that stands in `owner` is printed and calls nobody. */
const ownerPattern = /^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\/[A-Za-z0-9._-]{1,100})?$/u;
const maxOwners = 5;
function ownerInlines(owner) {
    const names = owner.split(/[\s,]+/u).filter((name) => name !== '');
    if (names.length === 0 || names.length > maxOwners || !names.every((name) => ownerPattern.test(name)))
        return [cut(owner, metric_row_maxNameChars)];
    return document_joined(names.map((text) => [{ kind: 'owner', text }]), ', ');
}
/** An https address, or a path inside of the repository; undefined for all that is neither. */
function runbookTarget(runbook) {
    if (runbook.length > 500 || /[\p{Cc}\p{Cf}\p{Cs}\\]/u.test(runbook))
        return undefined;
    if (/^https:\/\//iu.test(runbook)) {
        const url = URL.canParse(runbook) ? new URL(runbook) : undefined;
        return url === undefined || url.username !== '' || url.password !== '' ? undefined : { url: url.href };
    }
    const path = runbook.replace(/^\.\//u, '');
    const segments = path.replace(/#.*$/u, '').split('/');
    const inside = segments.every((segment) => segment !== '' && segment !== '..' && segment !== '.');
    return inside && !path.includes(':') ? { path } : undefined;
}
function runbookInlines(runbook) {
    const target = runbookTarget(runbook);
    return target === undefined
        ? ['runbook: ', cut(runbook, metric_row_maxNameChars)]
        : [{ kind: 'link', text: 'runbook', target }];
}
function regressedHint(verdict) {
    const names = [
        ...new Set(verdict.metrics
            .filter((metric) => metric.gate === 'block' && failed(metric))
            .map(({ name }) => cut(name, metric_row_maxNameChars))),
    ];
    if (names.length === 0)
        return [];
    return [
        `if the trade is wanted, a larger `,
        code('tolerance'),
        ` of ${listed(names.slice(0, 3))} has to be merged to main first`,
    ];
}
function hint(verdict) {
    switch (verdict.outcome) {
        case 'regressed':
            return regressedHint(verdict);
        case 'incomplete':
            return ['re-run the failed jobs; what has arrived is kept'];
        case 'error':
            return verdict.context.log.length > 0
                ? ['the end of the log says why; a push or a re-run weighs it again']
                : ['a push or a re-run weighs it again'];
        case 'not-comparable':
            return ['once what differs is on main, its next run can be compared with'];
        case 'pass':
        case 'inconclusive':
        case 'no-baseline':
        case 'untouched':
        case 'stale-weights':
        case 'not-run':
            return [];
    }
}
/** Whom to ask and what to do; only where something is to be done. */
function whatNow(verdict) {
    const { owner, runbook } = verdict.context;
    const needed = verdict.exitCode !== 0 || verdict.outcome === 'regressed';
    if (!needed)
        return [];
    const people = [
        owner === null ? [] : [...ownerInlines(owner), ` owns ${cut(verdict.model, metric_row_maxNameChars)}`],
        runbook === null ? [] : runbookInlines(runbook),
    ].filter((part) => part.length > 0);
    const [word, ...words] = hint(verdict);
    const first = people.length === 0 && typeof word === 'string' ? capitalised(word) : word;
    const parts = first === undefined ? people : [...people, [first, ...words]];
    return parts.length === 0 ? [] : [paragraph(strong('What now?'), ' ', ...document_joined(parts, ' · '))];
}
/** Up to two figures and a half: nobody plans 1,143 examples. */
function what_now_roundedUp(count) {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1) / 2;
    return Math.ceil(count / step) * step;
}
function wouldDecide(metric, named) {
    const { examples = null, margin = null } = metric.wouldDecide ?? {};
    const ways = [];
    if (examples !== null) {
        const enough = examples <= metric.total;
        ways.push(enough
            ? [`about ${countOf(what_now_roundedUp(examples), 'example')} (`, code('subset.size'), ')']
            : [
                `about ${countOf(what_now_roundedUp(examples), 'example')}, where the suite has ${(0,build/* formatCount */.B4)(metric.total)}`,
            ]);
    }
    if (margin !== null)
        ways.push([`a `, code('margin'), ` of ${(0,build/* formatAmount */.ej)(margin, metric)}`]);
    if (ways.length === 0)
        return [];
    const subject = named ? `To decide ${cut(metric.name, metric_row_maxNameChars)}: ` : 'To decide: ';
    return [subject, ...document_joined(ways, ', or '), '.'];
}
const maxDecidable = 3;
/** Which n or margin would decide what cannot be told. */
function toDecide(metrics) {
    const unsure = metrics.slice(0, maxDecidable);
    return unsure
        .map((metric) => wouldDecide(metric, metrics.length > 1))
        .filter((line) => line.length > 0)
        .map((line) => paragraph(...line));
}

;// CONCATENATED MODULE: ./packages/report/build/weighed.js











const maxUnsureSentences = 2;
function explanation(verdict) {
    const blocks = explanationBlocks(verdict);
    return blocks.length === 0
        ? []
        : [{ kind: 'fold', section: 'explanation', summary: ['How this was decided'], blocks }];
}
function folds(verdict, shown) {
    return [
        ...failingSection(verdict),
        ...textsSection(verdict),
        ...missingSection(verdict),
        ...slicesSection(verdict, shown),
        ...changesSection(verdict),
        ...historySection(verdict),
        ...explanation(verdict),
    ];
}
/** Table, counts, and what is folded: for every verdict that rests on numbers. */
function weighed(verdict) {
    const movers = inOrder(verdict.metrics.filter(moved));
    const unsure = movers.filter(({ outcome }) => outcome === 'inconclusive');
    const sentences = [
        ...toDecide(unsure),
        ...mustPassSentence(verdict),
        ...countsSentence(verdict),
        ...reasonBlocks(news(verdict)),
    ];
    const [first] = movers;
    const oneBetter = movers.length === 1 && first?.outcome === 'improved' && first.slice === null;
    if (verdict.outcome === 'pass' && (first === undefined || oneBetter)) {
        return [paragraph(...quietLine(verdict)), ...sentences, ...folds(verdict, new Set())];
    }
    if (movers.length === unsure.length && unsure.length <= maxUnsureSentences) {
        const suites = suiteCount(verdict);
        const lines = unsure.map((metric) => unsureSentence(metric, metricName(metric, suites)));
        return [
            ...lines,
            ...sentences,
            ...moreMetrics(verdict, new Set(unsure)),
            ...folds(verdict, new Set(unsure)),
        ];
    }
    const rows = movers.slice(0, more_metrics_maxRows);
    const table = rows.length === 0 ? [] : [metricTable(verdict, rows)];
    return [...table, ...sentences, ...moreMetrics(verdict, new Set(rows)), ...folds(verdict, new Set(rows))];
}

;// CONCATENATED MODULE: ./packages/report/build/card.js













function body(verdict) {
    if (isQuiet(verdict))
        return [paragraph(...quietLine(verdict))];
    switch (verdict.outcome) {
        case 'pass':
        case 'regressed':
        case 'inconclusive':
            return weighed(verdict);
        case 'no-baseline':
            return [
                ...valuesLine(verdict),
                firstWeighingSentence(verdict),
                ...mustPassSentence(verdict),
                ...reasonBlocks(news(verdict)),
                ...changesSection(verdict),
            ];
        case 'not-comparable':
        case 'incomplete':
        case 'stale-weights':
        case 'not-run':
        case 'error':
            return notWeighed(verdict);
        case 'untouched':
            return [];
    }
}
/** All that a comment says of one model. */
function card(verdict) {
    const first = acceptedBlocks(verdict);
    const last = [...provenance(verdict), ...whatNow(verdict)];
    return {
        model: verdict.model,
        ...verdictSign(verdict),
        heading: heading(verdict),
        blocks: [...first, ...body(verdict), ...last],
        foot: foot(verdict),
    };
}

;// CONCATENATED MODULE: ./packages/report/build/report-document.js









const maxNamed = 12;
function modelNames(verdicts) {
    const names = verdicts.slice(0, maxNamed).map(({ model }) => cut(model, metric_row_maxNameChars));
    const left = verdicts.length - names.length;
    return listed(left > 0 ? [...names, `${left} more`] : names);
}
function modelList(verdicts) {
    return modelNames(verdicts).replace(/ and (?=[^,]*$)/u, ', ');
}
/** Several models of which none moved: still a sentence first. */
function allQuiet(quiet) {
    return {
        model: '',
        sign: '✅',
        tone: 'good',
        heading: [`${modelNames(quiet)}: no drop found`],
        blocks: [
            {
                kind: 'list',
                items: quiet
                    .slice(0, maxNamed)
                    .map((verdict) => [`${cut(verdict.model, metric_row_maxNameChars)}: `, ...quietLine(verdict)]),
                left: Math.max(0, quiet.length - maxNamed),
            },
        ],
        // The commits are the same for all of them.
        foot: quiet.slice(0, 1).flatMap((verdict) => foot(verdict).slice(0, 1)),
    };
}
function allUntouched(untouched) {
    const [only] = untouched;
    if (only !== undefined && untouched.length === 1) {
        return { ...card(only), blocks: [], foot: [] };
    }
    const sentence = untouched.length === 0 ? 'No model was weighed' : `${modelNames(untouched)} are untouched`;
    const blocks = untouched.length === 0
        ? [paragraph('There is no model in weighbridge.yml that this change could touch.')]
        : [];
    return { model: '', sign: '✅', tone: 'good', heading: [sentence], blocks, foot: [] };
}
/** Orders the verdicts, and folds the quiet and the untouched ones into a line. */
function reportDocument(verdicts, version) {
    const ordered = worstFirst(verdicts);
    const still = ordered.filter(({ outcome }) => outcome === 'untouched');
    const quiet = ordered.filter(isQuiet);
    const loud = ordered.filter((verdict) => verdict.outcome !== 'untouched' && !isQuiet(verdict));
    if (loud.length + quiet.length === 0)
        return { cards: [allUntouched(still)], rest: [], untouched: [], version };
    const untouched = still.length === 0 ? [] : [`${modelList(still)} untouched`];
    const [only] = quiet;
    if (loud.length === 0) {
        const cards = [quiet.length === 1 && only !== undefined ? card(only) : allQuiet(quiet)];
        return { cards, rest: [], untouched, version };
    }
    const rest = quiet.length === 0 ? [] : [[`✅ ${modelList(quiet)}: no drop found`]];
    return { cards: loud.map(card), rest, untouched, version };
}
/** What the last line of a report says beside its models. */
function closing({ rest, untouched, version }) {
    return [...rest, ...(untouched.length === 0 ? [] : [untouched]), [`weighbridge ${version}`]];
}

;// CONCATENATED MODULE: ./packages/report/build/assembly.js







/** Stands at the start of every comment of ours, and there only: by it and its author the comment is found again. */
const reportMarker = '<!-- weighbridge:report -->';
/**
 * The document as Markdown, blocks apart by blank lines, so that it reads the same with and without GitHub's hard line breaks.
 * Undefined where it takes more than `maxChars`.
 */
function assembled(document, plan, maxChars, repositoryUrl) {
    const last = closing(document);
    const alone = document.cards.length === 1;
    const blocks = [];
    let chars = reportMarker.length;
    for (const [index, card] of document.cards.slice(0, plan.headings).entries()) {
        const full = index < plan.bodies;
        const added = cardText(card, plan, full, full && alone ? last : [], repositoryUrl);
        blocks.push(...added);
        chars += added.reduce((sum, block) => sum + block.length, 0);
        // What is too long already need not be written to its end: with hundreds of models that is most of the work.
        if (chars > maxChars)
            return undefined;
    }
    const end = alone && plan.bodies > 0 ? [] : footText(last);
    const text = `${reportMarker}\n${[...blocks, ...notes(document, plan), ...end].join('\n\n')}\n`;
    return text.length > maxChars ? undefined : text;
}
function cardText(card, plan, full, last, repositoryUrl) {
    const heading = `### ${card.sign} ${markdownInlines(card.heading, repositoryUrl)}`;
    if (!full)
        return [heading];
    const body = trimmedCard(card, plan.detail).blocks.map((block) => markdownBlock(block, repositoryUrl));
    return [heading, ...body, ...footText([...card.foot, ...last])];
}
function footText(parts) {
    return parts.length === 0 ? [] : [`<sub>${markdownInlines(document_joined(parts, ' · '))}</sub>`];
}
function notes(document, plan) {
    if (!plan.shortened)
        return [];
    const total = document.cards.length;
    const parts = [...leftOut(document, plan.detail)];
    if (plan.bodies < total)
        parts.push(plan.bodies === 0
            ? 'all but the headlines'
            : `all but the headlines of ${(0,build/* formatCount */.B4)(total - plan.bodies)} models`);
    parts.push('the ends of long lists');
    const note = `<sub>Left out, to fit into a comment: ${listed(parts)}.</sub>`;
    return plan.headings < total
        ? [signCounts(document.cards.slice(plan.headings), plan.headings), note]
        : [note];
}
function signCounts(cards, shown) {
    const counts = new Map();
    for (const { sign } of cards)
        counts.set(sign, (counts.get(sign) ?? 0) + 1);
    const bySign = [...counts].map(([sign, count]) => `${sign} ${(0,build/* formatCount */.B4)(count)}`).join(' · ');
    return `${shown === 0 ? '' : 'And '}${(0,build/* formatCount */.B4)(cards.length)} ${shown === 0 ? '' : 'more '}models: ${bySign}`;
}

;// CONCATENATED MODULE: ./packages/report/build/html-text.js


const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Any text as the content of an element or of a quoted attribute. */
function htmlText(text) {
    return visible(text).replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}
function htmlInlines(inlines, repositoryUrl) {
    return inlines.map((inline) => htmlInline(inline, repositoryUrl)).join('');
}
function htmlInline(inline, repositoryUrl) {
    if (typeof inline === 'string')
        return htmlText(inline);
    switch (inline.kind) {
        case 'code':
            return `<code>${inline.text.trim() === '' ? '<i>(empty)</i>' : htmlText(inline.text)}</code>`;
        case 'strong':
            return `<strong>${htmlInlines(inline.children, repositoryUrl)}</strong>`;
        case 'owner':
        case 'commit':
            return `<span class="${inline.kind}">${htmlText(inline.text)}</span>`;
        case 'link': {
            const url = htmlText(linkUrl(inline.target, repositoryUrl));
            return `<a href="${url}" rel="noopener noreferrer">${htmlText(inline.text)}</a>`;
        }
    }
}

;// CONCATENATED MODULE: ./packages/report/build/history-svg.js




const widthPx = 720;
const heightPx = 220;
const left = 64;
const right = 96;
const history_svg_top = 16;
const bottom = 34;
/** A tick at each round number: 1, 2 or 5 times a power of ten. */
function ticks(low, high) {
    const rough = (high - low) / 6;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
    const first = Math.ceil(low / step);
    const count = Math.min(12, Math.floor(high / step) - first + 1);
    return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}
function px(value) {
    return value.toFixed(1);
}
/** Main as a line, run by run, and this change as a point after it. */
function historySvg(chart, metric) {
    const values = chart.points.map(({ value }) => value);
    const candidate = metric?.candidate ?? null;
    const all = candidate === null ? values : [...values, candidate];
    const least = Math.min(...all);
    const most = Math.max(...all);
    const room = (most - least) * 0.12 || Math.abs(most) * 0.05 || 1;
    const [low, high] = [least - room, most + room];
    const steps = Math.max(1, values.length - 1 + (candidate === null ? 0 : 1));
    const x = (index) => left + (index / steps) * (widthPx - left - right);
    const y = (value) => history_svg_top + ((high - value) / (high - low)) * (heightPx - history_svg_top - bottom);
    const path = values
        .map((value, index) => `${index === 0 ? 'M' : 'L'}${px(x(index))} ${px(y(value))}`)
        .join('');
    const dots = chart.points.map(({ commit, value, at }, index) => {
        const title = `${commit.slice(0, 7)} · ${at.slice(0, 10)} · ${(0,build/* formatValue */.Fl)(value, chart)}`;
        return `<circle class="run" cx="${px(x(index))}" cy="${px(y(value))}" r="3"><title>${htmlText(title)}</title></circle>`;
    });
    const grid = ticks(low, high).map((tick) => {
        const at = px(y(tick));
        return `<line class="grid" x1="${left}" x2="${widthPx - right}" y1="${at}" y2="${at}"/><text class="tick" x="${left - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${htmlText((0,build/* formatValue */.Fl)(tick, chart))}</text>`;
    });
    const here = candidate === null || metric === undefined
        ? ''
        : candidateMark(x(steps), y(candidate), metric, candidate, chart);
    return [
        `<svg class="history" viewBox="0 0 ${widthPx} ${heightPx}" role="img" aria-label="${htmlText(historyText(chart))}">`,
        ...grid,
        `<path class="main" d="${path}"/>`,
        ...dots,
        here,
        `<text class="tick" x="${left}" y="${heightPx - 10}">${values.length} runs of main, oldest first</text>`,
        '</svg>',
    ].join('');
}
function candidateMark(x, y, metric, value, chart) {
    const { tone } = metricSign(metric);
    return `<circle class="here ${tone}" cx="${px(x)}" cy="${px(y)}" r="5"/><text class="label ${tone}" x="${px(x + 10)}" y="${px(y + 4)}">${htmlText((0,build/* formatValue */.Fl)(value, chart))}</text>`;
}

;// CONCATENATED MODULE: ./packages/report/build/interval-bar.js


const interval_bar_widthPx = 240;
const interval_bar_heightPx = 34;
const padPx = 8;
const middle = 15;
/** What the rows of one table share: a scale of its own where units differ would compare what cannot be compared. */
function bounds(metric) {
    if (metric.delta === null)
        return undefined;
    const [low, high] = metric.interval ?? [null, null];
    const sign = metric.better === 'higher' ? -1 : 1;
    const marks = [
        0,
        metric.delta,
        low,
        high,
        limit(metric.tolerance, sign),
        limit(metric.margin, sign),
    ].filter((mark) => mark !== null);
    const least = Math.min(...marks);
    const most = Math.max(...marks);
    return most > least ? [least, most] : undefined;
}
function limit(amount, sign) {
    return amount === null ? null : amount * sign;
}
function interval_bar_px(value) {
    return value.toFixed(1);
}
function line(x, className) {
    return `<line class="${className}" x1="${interval_bar_px(x)}" x2="${interval_bar_px(x)}" y1="3" y2="${interval_bar_heightPx - 7}"/>`;
}
/** The change as a dot on its interval, between no change, the drop that is allowed, and the drop that must not be missed. */
function intervalBar(metric, tone) {
    const range = bounds(metric);
    if (range === undefined || metric.delta === null)
        return '';
    const [least, most] = range;
    const at = (value) => padPx + ((value - least) / (most - least)) * (interval_bar_widthPx - 2 * padPx);
    const [low, high] = metric.interval ?? [null, null];
    const from = low === null ? 0 : at(low);
    const to = high === null ? interval_bar_widthPx : at(high);
    const sign = metric.better === 'higher' ? -1 : 1;
    const tolerance = metric.tolerance === null || metric.tolerance === 0 ? '' : line(at(metric.tolerance * sign), 'tolerance');
    const margin = metric.margin === null ? '' : line(at(metric.margin * sign), 'margin');
    const bar = metric.interval === null
        ? ''
        : `<rect class="bar" x="${interval_bar_px(from)}" y="${middle - 4}" width="${interval_bar_px(Math.max(1, to - from))}" height="8" rx="4"/>`;
    return [
        `<svg class="interval ${tone}" viewBox="0 0 ${interval_bar_widthPx} ${interval_bar_heightPx}" role="img" aria-label="${htmlText(barText(metric))}">`,
        `<line class="axis" x1="0" x2="${interval_bar_widthPx}" y1="${middle}" y2="${middle}"/>`,
        margin,
        tolerance,
        line(at(0), 'zero'),
        bar,
        `<circle class="dot" cx="${interval_bar_px(at(metric.delta))}" cy="${middle}" r="5"/>`,
        '</svg>',
    ].join('');
}
function barText(metric) {
    const tolerance = metric.tolerance === null || metric.tolerance === 0
        ? ''
        : `, allowed ${(0,build/* formatAmount */.ej)(metric.tolerance, metric)}`;
    const margin = metric.margin === null ? '' : `, margin ${(0,build/* formatAmount */.ej)(metric.margin, metric)}`;
    return `change ${(0,build/* formatDelta */.CW)(metric.delta, metric)}, interval ${(0,build/* formatInterval */.vy)(metric.interval, metric)}${tolerance}${margin}`;
}

;// CONCATENATED MODULE: ./packages/report/build/html-block.js





function htmlBlocks(blocks, context) {
    return blocks.map((block) => htmlBlock(block, context)).join('\n');
}
function htmlBlock(block, context) {
    const inline = (inlines) => htmlInlines(inlines, context.repositoryUrl);
    switch (block.kind) {
        case 'paragraph':
            return `<p>${inline(block.children)}</p>`;
        case 'list':
            return `<ul>${[...block.items.map(inline), ...html_block_more(block.left)].map((item) => `<li>${item}</li>`).join('')}</ul>`;
        case 'names': {
            const names = block.names.map((name) => `<li><code>${htmlText(name)}</code></li>`);
            return `<ul class="names">${[...names, ...html_block_more(block.left).map((text) => `<li>${text}</li>`)].join('')}</ul>`;
        }
        case 'table': {
            const head = block.heads.map((text) => `<th scope="col">${htmlText(text)}</th>`).join('');
            const rows = block.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`);
            return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${html_block_more(block.left)
                .map((text) => `<p>${text}</p>`)
                .join('')}`;
        }
        case 'metrics':
            return metricsHtml(block, inline);
        case 'log':
            return `<pre>${block.lines.map((line) => htmlText(visibleLine(line))).join('\n')}</pre>`;
        case 'history': {
            const overall = context.verdict?.metrics.find(({ name, slice }) => name === block.metric && slice === null);
            const caption = context.charts > 1 ? `<figcaption>${htmlText(block.metric)}</figcaption>` : '';
            return `<figure>${caption}${historySvg(block, overall)}</figure>`;
        }
        case 'fold': {
            const open = block.section === 'explanation' || block.section === 'log' ? '' : ' open';
            return `<details${open}><summary>${inline(block.summary)}</summary>\n${htmlBlocks(block.blocks, { ...context, charts: block.blocks.length })}</details>`;
        }
    }
}
function html_block_more(left) {
    return left > 0 ? [`and ${(0,build/* formatCount */.B4)(left)} more`] : [];
}
/** Roles are written out because on a narrow screen rows are laid out as blocks, and some browsers then forget the table. */
function metricsHtml({ heads, rows }, inline) {
    const head = heads.map((text) => `<th scope="col" role="columnheader">${htmlText(text)}</th>`).join('');
    const body = rows.map((row) => metricRowHtml(row, heads, inline)).join('');
    return `<table class="metrics" role="table"><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}
function metricRowHtml(row, heads, inline) {
    const cell = (className, label, html) => `<td role="cell" class="${className}" data-label="${htmlText(label)}">${html}</td>`;
    return [
        `<tr role="row" class="${row.tone}">`,
        `<th scope="row" role="rowheader">${inline(row.label)}</th>`,
        cell('number', heads[1], htmlText(row.baseline)),
        cell('number', heads[2], htmlText(row.candidate)),
        cell('number change', heads[3], htmlText(row.change)),
        cell('bars', heads[4], `${intervalBar(row.metric, row.tone)}<span class="ends">${htmlText(row.interval)}</span>`),
        cell('verdict', 'verdict', `<span class="sign" aria-hidden="true">${row.sign}</span> ${row.word}`),
        '</tr>',
    ].join('');
}

;// CONCATENATED MODULE: ./packages/report/build/html-card.js









/** A page has room for all: what a comment folds away or leaves out stands here. */
function htmlCard(verdict) {
    const short = card(verdict);
    // The line of a pass says what the table above it says already, but for aggregates.
    const [line] = short.blocks;
    const said = verdict.outcome === 'pass' && line?.kind === 'paragraph';
    const rest = said ? [...aggregatesLine(verdict), ...short.blocks.slice(1)] : short.blocks;
    const blocks = rest.filter((block) => !(block.kind === 'fold' && replaced.has(block.section)) && block.kind !== 'metrics');
    const last = blocks.findIndex((block) => block.kind === 'fold');
    const at = last === -1 ? blocks.length : last;
    const quiet = isQuiet(verdict) ? quietSections(verdict) : [];
    return {
        ...short,
        blocks: [...tables(verdict), ...blocks.slice(0, at), ...slices(verdict), ...quiet, ...blocks.slice(at)],
    };
}
const replaced = new Set(['more metrics', 'slices']);
function tables(verdict) {
    const metrics = inOrder(verdict.metrics.filter(({ slice, gate }) => slice === null || gate !== 'off'));
    return metrics.length === 0 ? [] : [metricTable(verdict, metrics)];
}
function slices(verdict) {
    const all = inOrder(verdict.metrics.filter(({ slice, gate }) => slice !== null && gate === 'off'));
    if (all.length === 0)
        return [];
    return [
        {
            kind: 'fold',
            section: 'slices',
            summary: [countOf(all.length, 'slice')],
            blocks: [metricTable(verdict, all)],
        },
    ];
}
/** What three lines leave out of a pass. */
function quietSections(verdict) {
    const blocks = explanationBlocks(verdict);
    return [
        ...countsSentence(verdict),
        ...failingSection(verdict),
        ...changesSection(verdict),
        ...historySection(verdict),
        ...(blocks.length === 0
            ? []
            : [{ kind: 'fold', section: 'explanation', summary: ['How this was decided'], blocks }]),
    ];
}

;// CONCATENATED MODULE: ./packages/report/build/html-style.js
/** The page's only style sheet: no fonts, pictures or scripts from anywhere. */
const htmlStyle = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--text:#1f2328;--soft:#59636e;--line:#d5dae0;--code:#eef1f4;--bad:#b42318;--warn:#8a5a00;--good:#1a6b3c;--quiet:#59636e;--accent:#2457a6}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--card:#151b23;--text:#e6edf3;--soft:#9aa5b1;--line:#303842;--code:#222b36;--bad:#ff8b82;--warn:#e3b341;--good:#6fd394;--quiet:#9aa5b1;--accent:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:62rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:.85rem;font-weight:600;color:var(--soft);margin:0 0 1rem}
article{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--quiet);border-radius:8px;padding:1.25rem 1.5rem 1rem;margin:0 0 1.5rem}
article.bad{border-top-color:var(--bad)}article.warn{border-top-color:var(--warn)}article.good{border-top-color:var(--good)}
h2{font-size:1.35rem;line-height:1.3;margin:0 0 1rem;text-wrap:balance}
h2 .sign{margin-right:.35rem}
p{margin:.75rem 0}
ul{margin:.5rem 0;padding-left:1.25rem}
code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--code);border-radius:4px}
code{padding:.1em .35em}
pre{padding:.75rem 1rem;overflow-x:auto;overflow-wrap:normal}
a{color:var(--accent)}
table{border-collapse:collapse;width:100%;margin:.75rem 0}
th,td{text-align:left;padding:.45rem .75rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:middle}
thead th{font-size:.8rem;font-weight:600;color:var(--soft);vertical-align:bottom}
tbody th{font-weight:400}
.number,.ends{font-variant-numeric:tabular-nums;white-space:nowrap}
.metrics thead th:nth-child(n+2):nth-child(-n+4),.number{text-align:right}
.metrics .bars{width:250px;padding-left:.5rem}
.metrics thead th:nth-child(5){padding-left:.5rem;text-align:center}
.ends{display:block;font-size:.8rem;color:var(--soft);text-align:center;margin-top:-.35rem}
.verdict{white-space:nowrap}
tr.bad .change,tr.bad .verdict{color:var(--bad);font-weight:600}tr.warn .verdict{color:var(--warn)}tr.good .verdict{color:var(--good)}tr.quiet .verdict{color:var(--soft)}
svg{display:block;width:100%;height:auto;overflow:visible}
svg .axis,svg .grid{stroke:var(--line)}
svg .zero{stroke:var(--soft);stroke-width:1.5}
svg .tolerance{stroke:var(--text);stroke-dasharray:4 3;stroke-width:1.25}
svg .margin{stroke:var(--soft);stroke-dasharray:1 3;stroke-width:1.5}
svg.interval.bad,svg .bad{--tone:var(--bad)}svg.interval.warn,svg .warn{--tone:var(--warn)}svg.interval.good,svg .good{--tone:var(--good)}svg.interval.quiet,svg .quiet{--tone:var(--quiet)}
svg .bar{fill:var(--tone);opacity:.3}svg .dot,svg .here{fill:var(--tone)}svg .label{fill:var(--tone);font-weight:600}
svg .main{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}svg .run{fill:var(--accent)}
svg text{font-size:12px;font-family:inherit;font-variant-numeric:tabular-nums}svg .tick{fill:var(--soft)}
.legend{font-size:.8rem;color:var(--soft);display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.25rem 0 1rem}
.legend svg{display:inline-block;width:18px;height:12px;vertical-align:-1px;margin-right:.3rem}
details{border-top:1px solid var(--line);padding:.6rem 0}
summary{cursor:pointer;font-weight:600}
summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.names{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.35rem .5rem}
figure{margin:.75rem 0;overflow-x:auto}.history{min-width:34rem}figcaption{font-size:.8rem;color:var(--soft)}
.scroll{overflow-x:auto;overflow-wrap:normal}.scroll td{max-width:24rem}
.foot{font-size:.8rem;color:var(--soft);border-top:1px solid var(--line);padding-top:.75rem;margin:.5rem 0 0}
@media (max-width:700px){
article{padding:1rem}h2{font-size:1.15rem}
.metrics,.metrics tbody{display:block}.metrics thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.metrics tr{display:grid;grid-template-columns:repeat(3,auto);gap:.15rem .75rem;padding:.6rem 0;border-bottom:1px solid var(--line)}
.metrics th,.metrics td{border:0;padding:0}.metrics tbody th{grid-column:1/3}
.metrics .verdict{grid-column:3;grid-row:1;text-align:right}
.metrics .bars{grid-column:1/-1;width:auto;padding:0}.metrics .number{text-align:left}
.metrics .number::before{content:attr(data-label);display:block;font-size:.75rem;font-weight:400;color:var(--soft)}
}
@media print{body{background:none}article{border:1px solid #999;break-inside:avoid}}
`.replaceAll('\n', '');

;// CONCATENATED MODULE: ./packages/report/build/html.js









/** Nothing may be loaded or sent; styles are the page's own. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/** One page that holds everything, and asks nobody for anything: it can be kept as an artifact and opened years later. */
function renderHtml(verdicts, options) {
    const weighed = worstFirst(verdicts).filter(({ outcome }) => outcome !== 'untouched');
    const document = reportDocument(verdicts, options.version);
    const articles = weighed.length === 0
        ? document.cards.map((card) => article(card, undefined, options))
        : weighed.map((verdict) => article(htmlCard(verdict), verdict, options));
    const first = weighed[0];
    const title = first === undefined ? 'Weighbridge' : `${first.headline} · Weighbridge`;
    const end = [document.untouched, [`weighbridge ${options.version}`]].filter((part) => part.length > 0);
    return [
        '<!doctype html>',
        '<html lang="en"><head><meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        `<title>${htmlText(cut(title, 200))}</title>`,
        `<style>${htmlStyle}</style></head>`,
        `<body><main><h1>Weighbridge · ${countText(weighed.length)}</h1>`,
        ...articles,
        `<p class="foot">${htmlInlines(document_joined(end, ' · '))}</p>`,
        '</main></body></html>\n',
    ].join('\n');
}
function countText(models) {
    return models === 1 ? '1 model weighed' : `${(0,build/* formatCount */.B4)(models)} models weighed`;
}
function article(card, verdict, { repositoryUrl }) {
    const [first, ...others] = card.blocks;
    const context = { verdict, repositoryUrl, charts: 1 };
    const blocks = first?.kind === 'metrics'
        ? [htmlBlocks([first], context), legend, htmlBlocks(others, context)]
        : [htmlBlocks(card.blocks, context)];
    const foot = card.foot.length === 0 ? '' : `<p class="foot">${htmlInlines(document_joined(card.foot, ' · '))}</p>`;
    return [
        `<article class="${card.tone}">`,
        `<h2><span class="sign" aria-hidden="true">${card.sign}</span>${htmlInlines(card.heading)}</h2>`,
        ...blocks,
        foot,
        '</article>',
    ].join('\n');
}
function key(className, words) {
    const mark = `<svg viewBox="0 0 18 12" aria-hidden="true"><line class="${className}" x1="9" x2="9" y1="0" y2="12"/></svg>`;
    return `<span>${mark}${words}</span>`;
}
const legend = `<p class="legend">${key('zero', 'no change')}${key('tolerance', 'allowed (tolerance)')}${key('margin', 'must not be missed (margin)')}</p>`;

;// CONCATENATED MODULE: ./packages/report/build/markdown.js



/** GitHub takes 65,536 characters; the rest is room for what a caller may add. */
const maxCommentChars = 64_000;
/**
 * The comment and the job's summary. All that verdicts hold is escaped; only the policy's owner and runbook are live. Never longer than
 * `maxChars`: whole sections are left out, and named, until it fits.
 */
function renderMarkdown(verdicts, options) {
    const { version, maxChars = maxCommentChars, repositoryUrl } = options;
    const document = reportDocument(verdicts, version);
    for (const plan of plans(document)) {
        const text = assembled(document, plan, maxChars, repositoryUrl);
        if (text !== undefined)
            return text;
    }
    return '';
}
/** From the whole report to a count of signs: first sections go, then the bodies of the better models, then their headings. */
function* plans({ cards: { length } }) {
    for (const [step, detail] of detailSteps.entries())
        yield { detail, bodies: length, headings: length, shortened: step > 0 };
    for (let bodies = Math.min(50, length - 1); bodies > 0; bodies = Math.floor(bodies / 2)) {
        yield { detail: fewest, bodies, headings: length, shortened: true };
    }
    for (let headings = length; headings > 0; headings = Math.floor(headings * 0.8)) {
        yield { detail: fewest, bodies: 0, headings, shortened: true };
    }
    yield { detail: fewest, bodies: 0, headings: 0, shortened: true };
}

;// CONCATENATED MODULE: ./packages/report/build/progress-line.js


/** `digits · 212/400 · accuracy −2.9 pp (−5.1 … −0.7) · 1.4 ex/s · 2 min left`. */
function progressLine(progress) {
    const { model, done, planned, estimates, perSecond, secondsLeft } = progress;
    const parts = [
        cut(model, 60),
        `${(0,build/* formatCount */.B4)(done)}/${(0,build/* formatCount */.B4)(planned)}`,
        ...estimates.map(progress_line_estimateText),
        perSecond === null || !(perSecond > 0) ? '' : `${rateText(perSecond)} ex/s`,
        secondsLeft === null || !Number.isFinite(secondsLeft) ? '' : `${durationText(secondsLeft)} left`,
    ];
    return visible(parts.filter((part) => part !== '').join(' · '));
}
function progress_line_estimateText({ metric, delta, interval, unit = null, range = [0, 1], baseline = null, }) {
    const shape = { unit, range, baseline };
    const change = `${cut(metric, 60)} ${(0,build/* formatDelta */.CW)(delta, shape)}`;
    return interval === null ? change : `${change} (${(0,build/* formatInterval */.vy)(interval, shape)})`;
}
function rateText(perSecond) {
    if (perSecond >= 100)
        return (0,build/* formatCount */.B4)(perSecond);
    return perSecond.toFixed(perSecond < 1 ? 2 : 1);
}
/** `40 s`, `2 min`, `1 h 10 min`: as exact as a person needs it. */
function durationText(seconds) {
    if (seconds < 59.5)
        return `${Math.max(0, Math.round(seconds))} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60)
        return `${minutes} min`;
    const rest = minutes % 60;
    return `${(0,build/* formatCount */.B4)(Math.floor(minutes / 60))} h${rest === 0 ? '' : ` ${rest} min`}`;
}

;// CONCATENATED MODULE: ./packages/report/build/paint.js
const sequence = '\u001b[';
const same = (text) => text;
function sgr(open, close) {
    return (text) => `${sequence}${open}m${text}${sequence}${close}m`;
}
const colours = {
    bad: sgr(31, 39),
    warn: sgr(33, 39),
    good: sgr(32, 39),
    quiet: sgr(2, 22),
};
const paint_plain = { bold: same, dim: same, tone: (_tone, text) => text };
const coloured = { bold: sgr(1, 22), dim: sgr(2, 22), tone: (tone, text) => colours[tone](text) };
function paint(colour) {
    return colour ? coloured : paint_plain;
}

// EXTERNAL MODULE: ./node_modules/string-width/index.js + 6 modules
var string_width = __webpack_require__(4668);
;// CONCATENATED MODULE: ./packages/report/build/width.js

/** Columns that a text takes in a terminal; emoji and East Asian characters take two. */
function width(text) {
    return (0,string_width/* default */.A)(text);
}
function padEnd(text, columns) {
    return text + ' '.repeat(Math.max(0, columns - width(text)));
}
function padStart(text, columns) {
    return ' '.repeat(Math.max(0, columns - width(text))) + text;
}
/** Words into lines no wider than `columns`; a word that is wider stays whole, so that it can be copied, and no line begins with a dot. */
function wrap(text, columns, indent = '') {
    const lines = [];
    let line = '';
    for (const word of text.split(/ +(?!· )/u)) {
        if (line === '')
            line = word;
        else if (width(line) + 1 + width(word) <= columns - width(lines.length === 0 ? '' : indent))
            line += ` ${word}`;
        else {
            lines.push(lines.length === 0 ? line : indent + line);
            line = word;
        }
    }
    return [...lines, lines.length === 0 ? line : indent + line];
}

;// CONCATENATED MODULE: ./packages/report/build/text-block.js




/** Inlines as plain text on one line, with nothing in it that a terminal obeys. */
function inlineText(inlines) {
    return inlines.map(plainInline).join('');
}
function plainInline(inline) {
    if (typeof inline === 'string')
        return visible(inline);
    switch (inline.kind) {
        case 'code':
        case 'owner':
        case 'commit':
            return visible(inline.text);
        case 'strong':
            return inlineText(inline.children);
        case 'link':
            return `${visible(inline.text)} ${visible('url' in inline.target ? inline.target.url : inline.target.path)}`;
    }
}
/** One block for a terminal of so many columns. */
function textBlock(block, columns, style) {
    switch (block.kind) {
        case 'paragraph':
            return wrap(inlineText(block.children), columns).join('\n');
        case 'list': {
            const items = block.items.map((item) => wrap(`- ${inlineText(item)}`, columns, '  ').join('\n'));
            return [...items, ...text_block_more(block.left)].join('\n');
        }
        case 'names':
            return wrap([...block.names.map((name) => visible(name)), ...text_block_more(block.left)].join(', '), columns).join('\n');
        case 'table': {
            const rows = block.rows.map((cells) => cells.map((cell) => inlineText(cell)));
            return [...aligned([block.heads, ...rows], () => false), ...text_block_more(block.left)].join('\n');
        }
        case 'metrics':
            return metricsText(block, columns, style);
        case 'log':
            return block.lines.map((line) => `  ${style.dim('│')} ${visibleLine(line)}`).join('\n');
        case 'history':
            return wrap(`${sparkline(block)}  ${historyText({ ...block, metric: visible(block.metric) })}`, columns).join('\n');
        case 'fold': {
            const inner = block.blocks.map((child) => textBlock(child, columns - 2, style)).join('\n\n');
            const title = wrap(inlineText(block.summary), columns).map(style.bold).join('\n');
            return `${title}\n${inner.replace(/^(?=.)/gmu, '  ')}`;
        }
    }
}
function text_block_more(left) {
    return left > 0 ? [`and ${(0,build/* formatCount */.B4)(left)} more`] : [];
}
function aligned(rows, right) {
    const widths = [];
    for (const row of rows) {
        for (const [column, cell] of row.entries())
            widths[column] = Math.max(widths[column] ?? 0, width(cell));
    }
    return rows.map((row) => row
        .map((cell, column) => right(column) ? padStart(cell, widths[column] ?? 0) : padEnd(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd());
}
/** A table where it fits, else a row in two lines. */
function metricsText({ heads, rows }, columns, style) {
    const cells = rows.map(({ label, baseline, candidate, change, interval, sign, word }) => [
        inlineText(label),
        ...[baseline, candidate, change, interval].map(visible),
        `${sign} ${word}`,
    ]);
    const [head = '', ...lines] = aligned([heads, ...cells], (column) => column > 0 && column < 5);
    const painted = (line, index) => style.tone(rows[index]?.tone ?? 'quiet', line);
    if (Math.max(...lines.map(width)) <= columns)
        return [style.dim(head), ...lines.map(painted)].join('\n');
    const stacked = cells.map(([label = '', baseline, candidate, change, interval, verdict = '']) => {
        const numbers = `${baseline} → ${candidate} · ${change} · ${interval}`;
        return [
            ...wrap(`${verdict}: ${label}`, columns, '  '),
            ...wrap(numbers, columns - 2).map((line) => `  ${line}`),
        ].join('\n');
    });
    return stacked
        .map((text, index) => text
        .split('\n')
        .map((line) => painted(line, index))
        .join('\n'))
        .join('\n');
}
const bars = '▁▂▃▄▅▆▇█';
function sparkline({ points }) {
    const values = points.map(({ value }) => value);
    const low = Math.min(...values);
    const span = Math.max(...values) - low;
    return values
        .map((value) => bars[span === 0 ? 3 : Math.round(((value - low) / span) * (bars.length - 1))] ?? '')
        .join('');
}

;// CONCATENATED MODULE: ./packages/report/build/text.js










const minColumns = 40;
const explainHint = 'How this was decided: weighbridge explain verdict.json';
const detail = { without: ['explanation'], names: 20, rows: 20, logLines: 30 };
/** The report for a terminal. Nothing in it but our own colours is an escape sequence, whatever the verdicts hold. */
function renderText(verdicts, options) {
    const columns = Math.max(minColumns, options.width);
    const style = paint(options.colour);
    const document = reportDocument(verdicts, options.version);
    const cards = document.cards.map((card) => trimmedCard(card, detail));
    const end = closing(document);
    const footLines = (parts) => parts.length === 0
        ? []
        : [
            wrap(inlineText(document_joined(parts, ' · ')), columns)
                .map(style.dim)
                .join('\n'),
        ];
    const texts = cards.map((card, index) => {
        const heading = wrap(`${card.sign} ${inlineText(card.heading)}`, columns, '   ');
        const blocks = card.blocks.map((block) => textBlock(block, columns, style));
        const explained = document.cards[index]?.blocks.some((block) => block.kind === 'fold' && block.section === 'explanation');
        const hint = explained === true ? [style.dim(explainHint)] : [];
        const foot = footLines(cards.length === 1 ? [...card.foot, ...end] : card.foot);
        return [
            heading.map((line) => style.bold(style.tone(card.tone, line))).join('\n'),
            ...blocks,
            ...hint,
            ...foot,
        ].join('\n\n');
    });
    const last = cards.length === 1 ? [] : footLines(end);
    return `${[...texts, ...last].join('\n\n')}\n`;
}
const explanationColumns = 100;
/** What decided, for `explain`: all metrics that had a say, or one of them with its slices. */
function renderExplanation(verdict, metric) {
    const reasons = metric === undefined ? reasonBlocks(news(verdict)) : [];
    const blocks = [...reasons, ...explanationBlocks(verdict, metric)];
    const texts = blocks.map((block) => textBlock(block, explanationColumns, paint(false)));
    const first = wrap(inlineText(heading(verdict)), explanationColumns).join('\n');
    return `${[first, ...texts].join('\n\n')}\n`;
}

;// CONCATENATED MODULE: ./packages/report/build/index.js







;// CONCATENATED MODULE: ./packages/verbs/build/evidence-files.js



/** Writes manifest.json and evidence.json: what was evaluated, of what it was made, and the digests that prove it. */
async function writeEvidence(call, change, plan, suites, folder) {
    const createdAt = call.now().toISOString();
    const manifest = manifestOf(change, plan, createdAt);
    const manifestText = jsonText(manifest);
    const evidence = {
        schema: 'weighbridge/evidence@1',
        model: plan.model.name,
        commit: change.head.sha,
        dirty: change.head.dirty,
        modelKey: plan.head.key,
        kind: change.circumstances.kind,
        trust: change.circumstances.trust,
        event: change.circumstances.event,
        run: change.circumstances.run,
        createdAt,
        suites: suites.map((suite) => ({
            name: suite.name,
            harnessKey: harnessKeyOf(plan, suite.name),
            examplesKey: suite.draw.examplesKey,
            total: suite.draw.examples.ids.length,
            planned: suite.draw.planned.length,
            rows: suite.rows.columns.rows,
            full: suite.draw.full,
            orderSeed: suite.draw.orderSeed,
            digest: suite.rows.digest,
            files: [{ path: suite.rows.name, digest: suite.rows.digest, bytes: suite.rows.bytes }],
        })),
        manifest: `sha256:${(0,build/* sha256Hex */.fg)(manifestText)}`,
        weighbridge: call.version,
    };
    await writeFileAtomic(folder.file('manifest.json'), manifestText);
    await writeFileAtomic(folder.file('evidence.json'), jsonText(evidence));
    return { evidence, manifest };
}
function manifestOf(change, plan, createdAt) {
    const { data } = plan.model;
    const sources = Object.entries({ train: data.train, eval: data.eval }).flatMap(([name, source]) => source === undefined
        ? []
        : [
            [
                name,
                {
                    id: dataId(change.head.files, source),
                    from: source.window?.from ?? null,
                    to: source.window?.to ?? null,
                },
            ],
        ]);
    return {
        schema: 'weighbridge/manifest@1',
        model: plan.model.name,
        commit: change.head.sha,
        dirty: change.head.dirty,
        modelKey: plan.head.key,
        modelKeyParts: plan.head.parts,
        harnesses: Object.fromEntries(plan.suites.map((suite) => [suite.policy.name, suite.head])),
        data: Object.fromEntries(sources),
        seed: null,
        createdAt,
    };
}
function harnessKeyOf(plan, suite) {
    const found = plan.suites.find((other) => other.policy.name === suite);
    if (found === undefined)
        throw new Error(`suite ${suite} is not in the plan`);
    return found.head.key;
}
/** JSON as the files between the steps hold it: two spaces, one newline at the end. */
function jsonText(value) {
    return `${JSON.stringify(value, null, 2)}\n`;
}

;// CONCATENATED MODULE: ./packages/verbs/build/verdict-files.js







/** Writes verdict.json and report.md of each model, and the report over all of them. */
async function writeVerdicts(call, root, verdicts) {
    for (const verdict of verdicts) {
        const folder = await stateFolder(root, verdict.model);
        await writeFileAtomic(folder.file('verdict.json'), jsonText(verdict));
        await writeFileAtomic(folder.file('report.md'), renderMarkdown([verdict], { version: call.version }));
    }
    const report = (0,external_node_path_.join)(stateRoot(root), 'report.md');
    await writeFileAtomic(report, renderMarkdown(verdicts, { version: call.version }));
    return verdict_files_weighed(verdicts, report);
}
function verdict_files_weighed(verdicts, report) {
    return {
        verdicts,
        exitCode: (0,build/* worstExitCode */.L1)(verdicts.map((verdict) => verdict.exitCode)),
        report,
    };
}
/** Writes a document as `--out` holds it: whole or not at all. */
function writeJson(path, document) {
    return writeFileAtomic(path, jsonText(document));
}
/** One model's verdict as it is, several as a set: what `--json` and `--out` hold. */
function verdictDocument(verdicts) {
    const [only, ...more] = verdicts;
    return only !== undefined && more.length === 0 ? only : verdictSet(verdicts);
}

;// CONCATENATED MODULE: ./packages/verbs/build/report-data.js
/** Points of main's history that a verdict carries along. */
const report_data_maxHistoryPoints = 20;
/** Newly failing examples whose texts are shown. */
const maxTexts = 20;
/**
 * A run of main adds its own values to the history that its baseline's verdict carried, so that the history of main is
 * read from one stored run.
 */
function withOwnPoint(verdict, own) {
    if (own === undefined)
        return verdict;
    const overall = verdict.metrics.filter((metric) => metric.slice === null && metric.candidate !== null);
    const history = overall.map((metric) => {
        const name = metric.name;
        const before = verdict.context.history.find((line) => line.metric === name)?.points ?? [];
        const point = { commit: own.commit, value: metric.candidate ?? 0, at: own.at.toISOString() };
        return { metric: name, points: [...before, point].slice(-report_data_maxHistoryPoints) };
    });
    return { ...verdict, context: { ...verdict.context, history } };
}
/** Label and both predictions of the first newly failing examples, where rows keep their texts. */
function exampleTexts(verdict, suites) {
    return verdict.examples.newlyFailing.slice(0, maxTexts).flatMap((id) => {
        const suite = suites.find((other) => other.candidate.texts?.has(id));
        const after = suite?.candidate.texts?.get(id);
        if (after === undefined)
            return [];
        const before = suite?.baselines[0]?.texts?.get(id);
        return [
            {
                id,
                label: after.label ?? null,
                baseline: before?.prediction ?? null,
                candidate: after.prediction ?? null,
            },
        ];
    });
}

;// CONCATENATED MODULE: ./packages/verbs/build/weigh.js




/** Judges one model's run against main: numbers where there are any, else why there are none. */
async function weigh(call, weighing) {
    const { change, plan, baseline, run } = weighing;
    if (run.kind !== 'evaluated')
        return withoutNumbers(weighing, run);
    const runs = baseline.rung === 'none' ? [] : baseline.runs;
    const changes = run.suites.flatMap((suite) => suite.draw.changes);
    const context = await verdictContext(change, plan, runs[0], changes);
    const suites = run.suites.map((result) => {
        const suite = plan.suites.find((other) => other.policy.name === result.name);
        if (suite === undefined)
            throw new Error(`suite ${result.name} is not in the plan`);
        return {
            policy: suite.policy,
            baselines: weighing.columns.get(result.name) ?? [],
            candidate: result.rows.columns,
            planned: result.draw.planned,
            suite: result.draw.examples.ids,
            mustPass: result.draw.mustPass,
            notComparable: weigh_harnessDifferences(suite, baseline),
        };
    });
    const newest = runs[0];
    const verdict = judge({
        model: plan.model,
        kind: change.circumstances.kind,
        policyFrom: plan.policyFrom,
        trust: change.circumstances.trust,
        suites,
        models: weighing.models,
        baseline: newest === undefined || baseline.rung === 'none'
            ? null
            : {
                commit: newest.evidence.commit,
                rung: baseline.rung,
                runs: runs.length,
                ageDays: (call.now().getTime() - newest.at.getTime()) / 86_400_000,
            },
        candidate: { commit: change.head.sha, attempt: change.circumstances.run.attempt },
        context,
    });
    const said = [...verdict.reasons, ...weigh_notes(weighing)];
    const examples = plan.policy.store.rows === 'full' ? exampleTexts(verdict, suites) : [];
    return withOwnPoint({ ...verdict, reasons: said, context: { ...verdict.context, examples } }, change.circumstances.kind === 'main' ? { commit: change.head.sha, at: call.now() } : undefined);
}
/** A model that the change leaves as it was. */
function untouched(change, plan) {
    return settle({
        ...settled(change, plan),
        outcome: 'untouched',
        headline: `${plan.model.name} is untouched`,
        reasons: ['the change touches nothing that the model is made of'],
        context: modelContext(plan.model),
    });
}
function withoutNumbers({ change, plan }, run) {
    const failed = run.kind === 'failed';
    const context = modelContext(plan.model);
    return settle({
        ...settled(change, plan),
        outcome: failed ? 'error' : 'not-run',
        headline: `${plan.model.name} was not weighed: ${run.reason}`,
        reasons: failed
            ? ['a command that fails says nothing about the model: this is not a regression']
            : [run.reason],
        context: { ...context, log: failed ? run.log.slice(-30) : [] },
        candidate: {
            commit: change.head.sha,
            attempt: change.circumstances.run.attempt,
            ...(failed ? { rows: run.rows, planned: run.planned } : {}),
        },
    });
}
function settled(change, plan) {
    const { kind, trust, run } = change.circumstances;
    return {
        model: plan.model,
        kind,
        policyFrom: plan.policyFrom,
        trust,
        candidate: { commit: change.head.sha, attempt: run.attempt },
        baseline: null,
    };
}
/** In what the candidate was judged otherwise than the baseline; none where they are comparable. */
function weigh_harnessDifferences(suite, baseline) {
    if (baseline.rung === 'none' || suite.base === undefined)
        return [];
    return (0,build/* explainHarnessKey */.Zh)(suite.base.parts, suite.head.parts);
}
function weigh_notes({ change, plan, baseline }) {
    const fresh = plan.policyFrom === 'head' && change.circumstances.kind !== 'main' && change.base !== undefined
        ? ["policy: head. The base has no policy for this model, so the change's own decides"]
        : [];
    const none = baseline.rung === 'none' ? [baseline.reason] : [];
    const dirty = change.head.dirty ? ['the working tree has changes that are not committed'] : [];
    return [...change.notes, ...fresh, ...none, ...baseline.notes, ...dirty];
}

;// CONCATENATED MODULE: ./packages/verbs/build/collect-rows.js




/** Ids that are named in a refusal. */
const collect_rows_maxNamed = 5;
/**
 * Takes over the rows that a command wrote: checked, each with the key of its example, and without texts unless the
 * policy keeps them.
 *
 * @throws Failure `rows` with every mistake, and where a row is of an example that was not asked for
 */
async function collectRows(options, written) {
    const { suite, draw, folder, keepTexts } = options;
    const source = fileSource(written);
    const format = suite.results === undefined ? {} : { format: suite.results.format };
    const reading = { ...rowReading(suite), ...format, keepTexts };
    const columns = await readResults([source], reading);
    assertAsked(columns, [...draw.planned, ...draw.beside], written);
    const name = `results.${suite.name}.jsonl`;
    const path = folder.file(name);
    const rows = async function* () {
        for await (const row of readRows(source, reading)) {
            const example = draw.examples.keys.get(row.id);
            yield { ...(keepTexts ? row : withoutTexts(row)), ...(example === undefined ? {} : { example }) };
        }
    };
    const { digest } = await writeRows(path, rows(), { gzip: false });
    const exampleKeys = columns.ids.map((id) => draw.examples.keys.get(id));
    return { name, path, digest, bytes: (await (0,promises_.stat)(path)).size, columns: { ...columns, exampleKeys } };
}
function assertAsked(columns, asked, written) {
    const known = new Set(asked);
    const strangers = columns.ids.filter((id) => !known.has(id));
    if (strangers.length === 0)
        return;
    const named = strangers
        .slice(0, collect_rows_maxNamed)
        .map((id) => JSON.stringify(id))
        .join(', ');
    const more = strangers.length > collect_rows_maxNamed ? ` and ${strangers.length - collect_rows_maxNamed} more` : '';
    throw new build/* Failure */.HR('rows', `rows of examples that were not asked for: ${named}${more}; evaluate what the file named by WEIGHBRIDGE_EXAMPLES holds, and only that`, { where: { file: written } });
}

;// CONCATENATED MODULE: ./packages/verbs/build/evaluation-progress.js





/** How often the rows are looked at. */
const lookEveryMs = 2_000;
/** A file larger than this is not read again and again while it grows; the command's own log goes on. */
const maxReadBytes = 16 * 2 ** 20;
const evaluation_progress_newline = 0x0a;
/** Shows how an evaluation gets on: rows so far, the running estimate, what is left. It decides nothing. */
class EvaluationProgress {
    /** Rows seen at the last look. */
    rows = 0;
    #call;
    #options;
    #written;
    #startedMs = 0;
    #looking = Promise.resolve();
    constructor(call, options, written) {
        this.#call = call;
        this.#options = options;
        this.#written = written;
    }
    /** Shows progress while the work goes on, and looks a last time when it is over. */
    async during(work) {
        this.#startedMs = this.#call.now().getTime();
        const timer = setInterval(() => {
            this.#looking = this.#looking.then(() => this.#look());
        }, lookEveryMs);
        try {
            return await work();
        }
        finally {
            clearInterval(timer);
            await this.#looking;
            await this.#look();
        }
    }
    async #look() {
        const columns = await this.#columnsSoFar();
        if (columns === undefined || columns.rows === this.rows)
            return;
        this.rows = columns.rows;
        const { model, suite, draw, baselines } = this.#options;
        const seconds = (this.#call.now().getTime() - this.#startedMs) / 1_000;
        const planned = draw.planned.length + draw.beside.length;
        const done = columns.ids.length;
        const perSecond = seconds > 0 ? done / seconds : 0;
        const estimates = estimateSoFar({
            policy: suite,
            baselines,
            candidate: columns,
            planned: draw.planned,
            suite: draw.examples.ids,
            mustPass: [],
            notComparable: [],
        });
        const secondsLeft = perSecond > 0 ? (planned - done) / perSecond : null;
        this.#call.reporter.progress(progressLine({ model: model.name, done, planned, estimates, perSecond, secondsLeft }));
    }
    /** The whole lines written so far; undefined where there is nothing to show yet. */
    async #columnsSoFar() {
        if (this.#options.suite.results?.format === 'csv')
            return undefined;
        const size = await sizeOf(this.#written);
        if (size === 0 || size > maxReadBytes)
            return undefined;
        const bytes = await (0,promises_.readFile)(this.#written);
        const whole = bytes.subarray(0, bytes.lastIndexOf(evaluation_progress_newline) + 1);
        try {
            return await readResults([bytesSource('rows.jsonl', whole)], rowReading(this.#options.suite));
        }
        catch {
            // What is wrong with the rows is said, with its line, when the command has ended.
            return undefined;
        }
    }
}
async function sizeOf(path) {
    try {
        return (await (0,promises_.stat)(path)).size;
    }
    catch {
        // Not written yet.
        return 0;
    }
}

;// CONCATENATED MODULE: ./packages/verbs/build/evaluate-suite.js






/** The seed that training and evaluation are handed. */
const evaluate_suite_seed = 0;
/**
 * Runs the user's command over the drawn examples and collects its rows into `results.<suite>.jsonl`. Rows that were
 * written before a crash or a timeout stay where the command wrote them.
 *
 * @throws Failure `rows` where what the command wrote cannot be read
 */
async function evaluateSuite(call, options) {
    const { suite, folder, root, model, draw } = options;
    const missing = missingNames(call.env, suite.env);
    if (missing.length > 0) {
        return {
            kind: 'not-run',
            reason: `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set, and \`env\` of ${suite.name} names ${missing.length === 1 ? 'it' : 'them'}`,
        };
    }
    const ending = (0,external_node_path_.extname)(draw.examples.path).toLowerCase();
    const examplesPath = folder.file(`examples.${suite.name}${ending}`);
    const written = suite.results === undefined ? folder.file(`rows.${suite.name}.jsonl`) : (0,external_node_path_.join)(root, suite.results.path);
    const modelFolder = folder.file('model');
    await (0,promises_.mkdir)(modelFolder, { recursive: true });
    await (0,promises_.rm)(written, { force: true });
    await draw.examples.write(examplesPath, [...draw.planned, ...draw.beside]);
    const progress = new EvaluationProgress(call, options, written);
    const outcome = await progress.during(() => runCommand({
        command: suite.run,
        cwd: root,
        env: {
            ...userEnvironment(call.env, suite.env),
            WEIGHBRIDGE_EXAMPLES: examplesPath,
            WEIGHBRIDGE_RESULTS: folder.file(`rows.${suite.name}.jsonl`),
            WEIGHBRIDGE_MODEL_DIR: modelFolder,
            WEIGHBRIDGE_SEED: String(evaluate_suite_seed),
            WEIGHBRIDGE_REPEATS: String(suite.repeats),
            WEIGHBRIDGE_MODEL: model.name,
            WEIGHBRIDGE_SUITE: suite.name,
        },
        timeoutMs: suite.timeoutMs,
        mask: suite.env.flatMap((name) => call.env[name] ?? []),
        signal: call.signal,
        onLine: (line) => call.reporter.output(line),
    }));
    const ok = outcome.kind === 'exited' && outcome.code === 0;
    if (ok && !(0,external_node_fs_.existsSync)(written)) {
        return { kind: 'failed', reason: nothingWritten(suite), log: outcome.lastLines, rows: 0 };
    }
    if (!ok) {
        if (progress.rows > 0)
            call.reporter.line(`${progress.rows} rows were written until then; they stay in ${written}`);
        const seconds = Math.round(outcome.durationMs / 1_000);
        const reason = `\`${suite.run}\` ${describeOutcome(outcome)}${outcome.kind === 'timeout' ? '' : ` after ${seconds} s`}`;
        return { kind: 'failed', reason, log: outcome.lastLines, rows: progress.rows };
    }
    return { kind: 'evaluated', rows: await collectRows(options, written), durationMs: outcome.durationMs };
}
function nothingWritten(suite) {
    return suite.results === undefined
        ? `\`${suite.run}\` ended well but wrote no rows; it has to write one JSON object a line to the file named by WEIGHBRIDGE_RESULTS`
        : `\`${suite.run}\` ended well but there is no ${suite.results.path}, where \`results.path\` says its rows are`;
}

;// CONCATENATED MODULE: ./packages/verbs/build/evaluate-model.js





/**
 * Evaluates every suite of a model in the working tree and writes rows, manifest and evidence into its state folder.
 *
 * @param baselines main's columns by suite, newest first, for the running estimate
 */
async function evaluateModel(call, change, plan, options) {
    const folder = await stateFolder(change.repository.root, plan.model.name);
    const failed = await setUp(call, change, plan);
    if (failed !== undefined)
        return failed;
    const suites = [];
    for (const suitePlan of plan.suites) {
        const suite = suitePlan.policy;
        const draw = await drawSuite(call, change, plan, suitePlan, folder, options);
        call.reporter.step(`${plan.model.name}: evaluating ${evaluate_model_countOf(draw)} with \`${suite.run}\``);
        for (const text of draw.changes)
            call.reporter.warn(text);
        const run = await evaluateSuite(call, {
            root: change.repository.root,
            model: plan.model,
            suite,
            draw,
            folder,
            baselines: options.baselines.get(suite.name) ?? [],
            keepTexts: plan.policy.store.rows === 'full',
        });
        if (run.kind === 'not-run')
            return run;
        if (run.kind === 'failed') {
            return { ...run, planned: draw.planned.length };
        }
        call.reporter.line(`${run.rows.columns.rows} rows in ${(run.durationMs / 1_000).toFixed(1)} s → ${run.rows.path}`);
        suites.push({ name: suite.name, draw, rows: run.rows });
    }
    return { kind: 'evaluated', suites, folder, ...(await writeEvidence(call, change, plan, suites, folder)) };
}
function evaluate_model_countOf(draw) {
    const all = draw.examples.ids.length;
    const beside = draw.beside.length === 0 ? '' : ` and ${draw.beside.length} that must pass`;
    return `${draw.planned.length === all ? `all ${all}` : `${draw.planned.length} of ${all}`} examples${beside}`;
}
/** Runs `setup:` once, where the model has one. */
async function setUp(call, change, plan) {
    const { setup } = plan.model;
    if (setup === undefined)
        return undefined;
    call.reporter.step(`${plan.model.name}: setting up with \`${setup}\``);
    const outcome = await runCommand({
        command: setup,
        cwd: change.repository.root,
        env: userEnvironment(call.env, []),
        timeoutMs: plan.suites[0]?.policy.timeoutMs ?? 1_800_000,
        mask: [],
        signal: call.signal,
        onLine: (line) => call.reporter.output(line),
    });
    if (outcome.kind === 'exited' && outcome.code === 0)
        return undefined;
    const reason = `\`${setup}\` ${describeOutcome(outcome)} after ${Math.round(outcome.durationMs / 1_000)} s`;
    return { kind: 'failed', reason, log: outcome.lastLines, rows: 0, planned: 0 };
}

;// CONCATENATED MODULE: ./packages/verbs/build/weigh-model.js




/** Finds main's results of a model, evaluates it here, and judges: the way of one model from plan to verdict. */
async function weighModel(call, session, plan, options) {
    const { baseline, columns } = await openBaseline(call, session, plan);
    const run = await evaluateModel(call, session.change, plan, { full: options.full, baselines: columns });
    const verdict = await weigh(call, {
        change: session.change,
        plan,
        baseline,
        columns,
        run,
        models: options.models,
    });
    return { plan, run, verdict };
}
/** Main's results of a model, found and read. */
async function openBaseline(call, session, plan) {
    call.reporter.step(`${plan.model.name}: looking for main's results`);
    const baseline = await findBaseline(call, session.change, plan, session.store);
    if (baseline.rung === 'none') {
        call.reporter.line(baseline.reason);
        return { baseline, columns: new Map() };
    }
    const first = baseline.runs[0];
    const several = baseline.runs.length === 1 ? '' : `, and ${baseline.runs.length - 1} more`;
    call.reporter.line(`${baseline.rung}: run of ${first?.evidence.commit.slice(0, 7) ?? ''}${several}`);
    return { baseline, columns: await baselineColumns(plan, baseline.runs) };
}

;// CONCATENATED MODULE: ./packages/verbs/build/compare.js






/**
 * Judges results that are there already: by hand, where files or revisions are named; else those of the last `eval`,
 * against main.
 */
async function compare_compare(call, options) {
    if (options.baseline.length > 0 || options.candidate.length > 0)
        return verdict_files_weighed([await compareGiven(call, options)]);
    const session = await openSession(call, options);
    const touched = session.plans.filter((plan) => plan.touched).length;
    const verdicts = [];
    for (const plan of session.plans) {
        if (!plan.touched) {
            verdicts.push(untouched(session.change, plan));
            continue;
        }
        const run = await readModelRun(call, session.change, plan);
        const { baseline, columns } = await openBaseline(call, session, plan);
        verdicts.push(await weigh(call, { change: session.change, plan, baseline, columns, run, models: touched }));
    }
    return writeVerdicts(call, session.change.repository.root, verdicts);
}

;// CONCATENATED MODULE: ./packages/verbs/build/record.js








/**
 * Stores the evidence and rows that `eval --full` left in the state folder as runs of main. Runs nothing of the
 * repository; recording the same run again changes nothing.
 */
async function record(call, options) {
    const session = await openSession(call, { ...options, kind: 'main' });
    const { root } = session.change.repository;
    const written = await evaluatedModels(root);
    const models = options.models.length > 0 ? options.models : written;
    if (models.length === 0)
        throw new build/* Failure */.HR('usage', `there is nothing to record in ${stateRoot(root)}; run \`eval --full\` first`);
    const recorded = [];
    for (const model of models)
        recorded.push(await recordModel(call, session.store, await stateFolder(root, model), session.keep));
    return { recorded };
}
/** Stores one model's run and prunes the oldest beyond `keep`. */
async function recordModel(call, store, folder, keep) {
    const evidence = (0,build/* parseEvidence */.vf)(await readState(folder, 'evidence.json'), folder.file('evidence.json'));
    assertRecordable(evidence, folder);
    const manifestText = await readState(folder, 'manifest.json');
    if (`sha256:${(0,build/* sha256Hex */.fg)(manifestText)}` !== evidence.manifest) {
        throw new build/* Failure */.HR('rows', 'this manifest is not the one that evidence.json names', {
            where: { file: folder.file('manifest.json') },
        });
    }
    call.reporter.step(`${evidence.model}: storing the run of ${evidence.commit.slice(0, 7)}`);
    const suites = [];
    for (const suite of evidence.suites) {
        const { path } = await provenRows(folder, suite);
        const base = suite.name === 'eval' ? 'rows' : `rows.${suite.name}`;
        const written = await writeRowFiles(folder.file('store'), base, readRows(fileSource(path)));
        suites.push({ ...suite, digest: written.digest, files: [...written.files] });
    }
    const { ref, created } = await store.write({
        evidence: { ...evidence, suites },
        manifest: manifestText,
        verdict: await ownVerdict(folder, evidence),
        files: folder.file('store'),
    });
    const pruned = await store.prune(evidence.model, keep, () => false);
    if (pruned.length > 0)
        call.reporter.line(`${pruned.length} older runs are gone: the store keeps ${keep}`);
    call.reporter.line(created ? `stored as ${ref.name}` : `${ref.name} was there already`);
    return { model: evidence.model, run: ref.name, created };
}
/** The verdict on this very run, where it was judged as main's; one left by another weighing is none of it. */
async function ownVerdict(folder, evidence) {
    const path = folder.file('verdict.json');
    if (!(0,external_node_fs_.existsSync)(path))
        return undefined;
    const verdict = (0,build/* parseVerdict */.Pn)(await (0,promises_.readFile)(path, 'utf8'), path);
    return verdict.kind === 'main' && verdict.candidate.commit === evidence.commit ? verdict : undefined;
}
function assertRecordable(evidence, folder) {
    const where = { where: { file: folder.file('evidence.json') } };
    if (evidence.trust !== 'main' && evidence.trust !== 'local') {
        throw new build/* Failure */.HR('usage', `a run with trust \`${evidence.trust}\` is not one of main's and is never stored`, where);
    }
    if (evidence.dirty) {
        throw new build/* Failure */.HR('usage', 'these results are of a working tree with changes that no commit holds; commit, then run `eval --full`', where);
    }
    const partial = evidence.suites.filter((suite) => !suite.full).map((suite) => suite.name);
    if (partial.length > 0) {
        throw new build/* Failure */.HR('usage', `only part of ${partial.join(', ')} was evaluated; run \`eval --full\``, where);
    }
}
async function evaluatedModels(root) {
    if (!(0,external_node_fs_.existsSync)(stateRoot(root)))
        return [];
    const entries = await (0,promises_.readdir)(stateRoot(root), { withFileTypes: true });
    return entries
        .filter((entry) => entry.isDirectory() && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(stateRoot(root), entry.name, 'evidence.json')))
        .map((entry) => entry.name)
        .sort();
}

;// CONCATENATED MODULE: ./packages/verbs/build/eval.js







/**
 * Evaluates models in the working tree, touched or not, and writes their rows and evidence. With `record` the run
 * becomes one of main's.
 *
 * @throws Failure `usage` where a run is to be recorded of a tree that no commit describes
 */
async function evaluate(call, options) {
    const session = await openSession(call, { ...options, kind: options.record ? 'main' : 'local' });
    if (options.record)
        eval_assertRecordable(session, options);
    const outcome = emptyOutcome();
    const codes = [];
    for (const plan of session.plans) {
        const { run, verdict } = await evaluateOne(call, session, plan, options);
        if (verdict !== undefined)
            outcome.verdicts.push(verdict);
        if (run.kind !== 'evaluated') {
            codes.push(run.kind === 'failed' ? 4 : 2);
            outcome.failed.push({
                model: plan.model.name,
                reason: run.reason,
                log: run.kind === 'failed' ? run.log : [],
            });
            continue;
        }
        outcome.suites.push(...run.suites.map((suite) => evaluatedSuite(plan, suite)));
        if (!options.record)
            continue;
        const stored = await recordModel(call, session.store, run.folder, session.keep);
        outcome.recorded.push({ model: plan.model.name, run: stored.run, created: stored.created });
    }
    return { ...outcome, exitCode: (0,build/* worstExitCode */.L1)(codes) };
}
function emptyOutcome() {
    return {
        suites: [],
        failed: [],
        recorded: [],
        verdicts: [],
    };
}
async function evaluateOne(call, session, plan, options) {
    const { change } = session;
    const { baseline, columns } = options.record
        ? await openBaseline(call, session, plan)
        : { baseline: undefined, columns: new Map() };
    const full = options.full || options.record;
    const run = await evaluateModel(call, change, plan, { full, shard: options.shard, baselines: columns });
    if (baseline === undefined)
        return { run, verdict: undefined };
    const verdict = await weigh(call, { change, plan, baseline, columns, run, models: 1 });
    await writeVerdicts(call, change.repository.root, [verdict]);
    return { run, verdict };
}
function eval_assertRecordable({ change }, options) {
    if (options.shard !== undefined)
        throw new build/* Failure */.HR('usage', '--record stores whole runs; leave --shard out');
    if (change.head.dirty) {
        throw new build/* Failure */.HR('usage', 'the working tree has changes; commit or stash them first, since a stored run says which commit it is of');
    }
}
function evaluatedSuite(plan, suite) {
    return {
        model: plan.model.name,
        suite: suite.name,
        results: suite.rows.path,
        rows: suite.rows.columns.rows,
        planned: suite.draw.planned.length,
        stoppedEarly: false,
    };
}

;// CONCATENATED MODULE: ./packages/verbs/build/report.js




/** Renders the verdicts of a file. The same file gives the same text everywhere. */
async function report(call, path, format) {
    return render(await readVerdicts(call, path), format, call.version);
}
function render(verdicts, format, version) {
    switch (format.kind) {
        case 'md':
            return renderMarkdown(verdicts, { version });
        case 'html':
            return renderHtml(verdicts, { version });
        case 'text':
            return renderText(verdicts, { version, width: format.width, colour: format.colour });
    }
}
/**
 * Says which rule decided, with its numbers.
 *
 * @throws Failure `usage` where the verdict has no such metric
 */
async function explain(call, path, metric) {
    const verdicts = await readVerdicts(call, path);
    const holding = metric === undefined
        ? verdicts
        : verdicts.filter((verdict) => verdict.metrics.some(({ name }) => name === metric));
    if (holding.length === 0 && metric !== undefined) {
        const known = [...new Set(verdicts.flatMap((verdict) => verdict.metrics.map(({ name }) => name)))];
        throw new build/* Failure */.HR('usage', `${path} has no metric ${metric}; ${known.length === 0 ? 'it has no metrics' : `it has ${known.join(', ')}`}`);
    }
    return holding.map((verdict) => renderExplanation(verdict, metric)).join('\n');
}
/** Reads verdict.json, of one model or of several. */
async function readVerdicts(call, path) {
    const text = await readText((0,external_node_path_.resolve)(call.cwd, path), path);
    const document = (0,build/* parseVerdictOrSet */.Un)(text, path);
    return document.schema === 'weighbridge/verdict-set@1' ? document.verdicts : [document];
}
async function readText(absolute, path) {
    try {
        return await (0,promises_.readFile)(absolute, 'utf8');
    }
    catch (cause) {
        const why = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
            ? 'no such file'
            : 'it cannot be read';
        throw new build/* Failure */.HR('usage', why, { where: { file: path }, cause });
    }
}

;// CONCATENATED MODULE: ./packages/verbs/build/gate.js






/** Opens or closes the gate by verdicts written before. No verdict at all closes it: something failed on the way here. */
async function gate(call, paths) {
    const files = paths.length > 0 ? paths : await writtenVerdicts(call);
    const verdicts = (await Promise.all(files.map((path) => readVerdicts(call, path)))).flat();
    if (verdicts.length === 0) {
        return {
            verdicts,
            exitCode: 4,
            reason: 'there is no verdict to open the gate; an earlier step did not finish',
        };
    }
    return {
        verdicts,
        exitCode: (0,build/* worstExitCode */.L1)(verdicts.map((verdict) => verdict.exitCode)),
        reason: undefined,
    };
}
async function writtenVerdicts(call) {
    const { root } = await openRepository(call.cwd, { env: call.env, signal: call.signal });
    try {
        const entries = await (0,promises_.readdir)(stateRoot(root), { withFileTypes: true, recursive: true });
        return entries
            .filter((entry) => entry.isFile() && entry.name === 'verdict.json')
            .map((entry) => (0,external_node_path_.join)(entry.parentPath, entry.name))
            .sort();
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/verbs/build/plan.js


/** Says which models a change touches and why. Runs nothing. */
async function plan(call, options) {
    const plans = planModels(await openChange(call, options), options.models);
    const touched = plans.filter((model) => model.touched);
    return {
        models: plans.map(({ model, touched: isTouched, why }) => ({
            name: model.name,
            touched: isTouched,
            why,
        })),
        shards: touched.flatMap(({ model, suites }) => suites.map((suite) => ({ model: model.name, suite: suite.policy.name, shard: 1, of: 1 }))),
    };
}

;// CONCATENATED MODULE: ./packages/verbs/build/run.js




/** plan → eval → compare → report for every model that the change touches. */
async function run(call, options) {
    const session = await openSession(call, options);
    const touched = session.plans.filter((plan) => plan.touched).length;
    const verdicts = [];
    for (const plan of session.plans) {
        if (plan.touched)
            call.reporter.line(`${plan.model.name} is touched: ${plan.why.join(', ')}`);
        verdicts.push(plan.touched
            ? (await weighModel(call, session, plan, { full: options.full ?? false, models: touched })).verdict
            : untouched(session.change, plan));
    }
    return writeVerdicts(call, session.change.repository.root, verdicts);
}

;// CONCATENATED MODULE: ./packages/verbs/build/index.js











/***/ })

};
