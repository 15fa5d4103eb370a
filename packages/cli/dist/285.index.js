export const id = 285;
export const ids = [285];
export const modules = {

/***/ 7285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  demoCommand: () => (/* binding */ demoCommand)
});

// EXTERNAL MODULE: ./packages/verbs/build/index.js + 222 modules
var build = __webpack_require__(2820);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./packages/contract/build/index.js + 20 modules
var contract_build = __webpack_require__(4355);
;// CONCATENATED MODULE: ./packages/cli/build/demo/demo-repository.js






const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** Makes the repository with the sample project as main's first commit. */
async function makeDemoRepository(sources, env) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'weighbridge-demo-'));
    const remote = (0,external_node_path_.join)(folder, 'remote.git');
    const clone = (0,external_node_path_.join)(folder, 'digits');
    const git = (...args) => demoGit(clone, env, args);
    await (0,promises_.mkdir)(clone);
    await demoGit(folder, env, ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
    await git('init', '--quiet', '--initial-branch=main');
    await (0,promises_.cp)(sources.project, clone, {
        recursive: true,
        filter: (path) => !/[/\\](?:\.weighbridge|model)$/.test(path),
    });
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Read handwritten digits');
    await git('remote', 'add', 'origin', remote);
    await git('push', '--quiet', '--set-upstream', 'origin', 'main');
    return {
        folder,
        clone,
        change: async (from, change) => {
            await git('switch', '--quiet', '--create', change.branch, 'main');
            for (const [path, source] of Object.entries(change.files)) {
                await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(clone, path)), { recursive: true });
                await (0,promises_.cp)((0,external_node_path_.join)(from.changesFolder, source), (0,external_node_path_.join)(clone, path));
            }
            await git('add', '--all');
            await git('commit', '--quiet', '--message', change.title);
            await git('push', '--quiet', '--set-upstream', 'origin', change.branch);
        },
        merge: async ({ branch, title }) => {
            await git('switch', '--quiet', 'main');
            await git('merge', '--quiet', '--no-ff', '--message', title, branch);
            await git('push', '--quiet', 'origin', 'main');
        },
        remove: () => (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 5 }),
    };
}
/** Git as the demo needs it: nobody's configuration, hooks or signing keys. */
function demoEnvironment(env) {
    const person = { NAME: 'Weighbridge demo', EMAIL: 'demo@localhost' };
    return {
        ...env,
        // The sample project's commands call `node`: let it be the one that runs this.
        PATH: `${(0,external_node_path_.dirname)(process.execPath)}:${env['PATH'] ?? ''}`,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: person.NAME,
        GIT_AUTHOR_EMAIL: person.EMAIL,
        GIT_COMMITTER_NAME: person.NAME,
        GIT_COMMITTER_EMAIL: person.EMAIL,
        GIT_TERMINAL_PROMPT: '0',
    };
}
async function demoGit(cwd, env, args) {
    try {
        await run('git', [...args], { cwd, env, timeout: 30_000 });
    }
    catch (cause) {
        const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
        const why = missing
            ? 'git is not installed; the demo needs Node and git'
            : `git ${args[0] ?? ''} failed: ${String(cause)}`;
        throw new contract_build/* Failure */.HR('infrastructure', why, { cause });
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./packages/cli/build/demo/demo-sources.js



/** Finds the demo's material beside the program that runs, whether that is the bundle or the build. */
async function demoSources() {
    const program = (0,external_node_fs_.realpathSync)(process.argv[1] ?? '');
    const cli = (0,external_node_path_.join)((0,external_node_path_.dirname)(program), '..');
    const changesFolder = (0,external_node_path_.join)(cli, 'demo');
    const changes = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(changesFolder, 'changes.json'), 'utf8'));
    return { project: (0,external_node_path_.join)(cli, '..', '..', 'workflows-examples', 'digits'), changesFolder, changes };
}

;// CONCATENATED MODULE: ./packages/cli/build/demo/demo-command.js



/** Plays the life of a change in a temporary repository, through the same verbs as CI. */
async function demoCommand(terminal, flags) {
    const sources = await demoSources();
    const env = demoEnvironment(terminal.call.env);
    const repository = await makeDemoRepository(sources, env);
    const say = (text) => (flags.json ? terminal.complain(text) : terminal.print(text));
    try {
        const call = { ...terminal.call, env, cwd: repository.clone };
        const played = [];
        for (const [index, act] of actsOf(sources, repository).entries()) {
            if (terminal.call.signal.aborted)
                break;
            say(`\n━━ ${index + 1}. ${act.title}\n   ${act.about}\n`);
            played.push(await playAct(act, call, (verdicts) => say(reportOf(terminal, verdicts))));
        }
        const unexpected = played.filter((act) => !act.asExpected);
        if (flags.json)
            terminal.print(JSON.stringify({ acts: played, kept: flags.keep ? repository.clone : null }));
        else
            terminal.print(epilogue(played));
        return unexpected.length > 0 ? 4 : 0;
    }
    finally {
        if (flags.keep)
            say(`\nThe repository is kept in ${repository.clone}; try \`node ${process.argv[1] ?? ''} run\` there.`);
        else
            await repository.remove();
    }
}
function actsOf(sources, repository) {
    const { improve, regress, docs } = sources.changes;
    const onBranch = (change) => async (call) => {
        await repository.change(sources, change);
        return (0,build/* run */.eF)(call, { models: [] });
    };
    return [
        {
            title: 'Main is weighed for the first time',
            about: 'A model that reads handwritten digits is trained and evaluated on its whole suite; the run is stored in git.',
            play: (call) => (0,build/* evaluate */._3)(call, { models: [], full: true, record: true }),
            ends: 'no-baseline',
            exitCode: 0,
        },
        { title: improve.title, about: improve.about, play: onBranch(improve), ends: 'pass', exitCode: 0 },
        {
            title: 'The change is merged, and main is weighed again',
            about: 'Its run is stored beside the first; from here on changes are compared with the better model.',
            play: async (call) => {
                await repository.merge(improve);
                return (0,build/* evaluate */._3)(call, { models: [], full: true, record: true });
            },
            ends: 'pass',
            exitCode: 0,
        },
        { title: regress.title, about: regress.about, play: onBranch(regress), ends: 'regressed', exitCode: 1 },
        { title: docs.title, about: docs.about, play: onBranch(docs), ends: 'untouched', exitCode: 0 },
    ];
}
async function playAct(act, call, show) {
    const started = performance.now();
    const { verdicts, exitCode } = await act.play(call);
    const seconds = (performance.now() - started) / 1_000;
    show(verdicts);
    const [verdict] = verdicts;
    return {
        title: act.title,
        outcome: verdict?.outcome ?? 'none',
        headline: verdict?.headline ?? '',
        exitCode,
        seconds,
        asExpected: verdict?.outcome === act.ends && exitCode === act.exitCode,
        verdicts,
    };
}
function reportOf(terminal, verdicts) {
    return (0,build/* render */.XX)(verdicts, { kind: 'text', width: terminal.width, colour: terminal.colour }, terminal.call.version);
}
function epilogue(played) {
    const lines = played.map(({ title, outcome, exitCode, seconds, asExpected }) => {
        const surprise = asExpected ? '' : '  ← not what this act is meant to show';
        return `  ${seconds.toFixed(1).padStart(5)} s  ${outcome.padEnd(12)} exit ${exitCode}  ${title}${surprise}`;
    });
    const total = played.reduce((sum, act) => sum + act.seconds, 0);
    return `\n━━ What happened, in ${total.toFixed(1)} s\n\n${lines.join('\n')}\n`;
}


/***/ })

};
