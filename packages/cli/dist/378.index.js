export const id = 378;
export const ids = [378];
export const modules = {

/***/ 6378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkCommand: () => (/* binding */ checkCommand),
/* harmony export */   compareCommand: () => (/* binding */ compareCommand),
/* harmony export */   evalCommand: () => (/* binding */ evalCommand),
/* harmony export */   planCommand: () => (/* binding */ planCommand),
/* harmony export */   recordCommand: () => (/* binding */ recordCommand),
/* harmony export */   runCommand: () => (/* binding */ runCommand)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _weighbridge_contract__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4355);
/* harmony import */ var _weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2820);



/** The flags as the verbs take them. */
function sessionOptions(flags) {
    return {
        config: flags.config,
        models: flags.model,
        base: flags.base,
        remote: flags.remote,
        store: flags.store,
    };
}
function json(terminal, document) {
    terminal.print(JSON.stringify(document));
}
async function planCommand(terminal, flags) {
    const outcome = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .plan */ .et)(terminal.call, sessionOptions(flags));
    if (flags.json)
        json(terminal, outcome);
    else
        terminal.print(planText(outcome));
    return 0;
}
function planText({ models }) {
    return models
        .map(({ name, touched, why }) => touched ? `${name} is touched: ${why.join(', ')}` : `${name} is untouched`)
        .join('\n');
}
async function evalCommand(terminal, flags) {
    const outcome = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .evaluate */ ._3)(terminal.call, {
        ...sessionOptions(flags),
        full: flags.full,
        record: flags.record,
        shard: flags.shard,
    });
    if (flags.json)
        json(terminal, evalDocument(outcome));
    else
        terminal.print(evalText(terminal, outcome));
    return outcome.exitCode;
}
function evalDocument(outcome) {
    const [first] = outcome.suites;
    const total = (of) => outcome.suites.reduce((sum, suite) => sum + suite[of], 0);
    const { verdicts, ...rest } = outcome;
    return {
        results: first?.results ?? null,
        rows: total('rows'),
        planned: total('planned'),
        stoppedEarly: false,
        ...rest,
        verdicts: verdicts.map(({ model, outcome: name, exitCode, headline }) => ({
            model,
            outcome: name,
            exitCode,
            headline,
        })),
    };
}
function evalText(terminal, outcome) {
    const lines = [
        ...outcome.suites.map(({ model, suite, rows, planned, results }) => `${model} · ${suite}: ${rows} rows of ${planned} planned examples → ${results}`),
        ...outcome.failed.map(({ model, reason }) => `${model} was not evaluated: ${reason}`),
        ...outcome.recorded.map(({ model, run: name, created }) => `${model}: ${created ? 'stored as' : 'was stored before as'} ${name}`),
    ];
    return outcome.verdicts.length === 0
        ? lines.join('\n')
        : `${reportText(terminal, outcome.verdicts)}\n${lines.join('\n')}`;
}
async function recordCommand(terminal, flags) {
    const outcome = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1)(terminal.call, sessionOptions(flags));
    if (flags.json)
        json(terminal, outcome);
    else {
        const lines = outcome.recorded.map(({ model, run: name, created }) => `${model}: ${created ? 'stored as' : 'was stored before as'} ${name}`);
        terminal.print(lines.join('\n'));
    }
    return 0;
}
async function compareCommand(terminal, flags) {
    const weighed = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .compare */ .UD)(terminal.call, {
        ...sessionOptions(flags),
        baseline: flags.baseline,
        candidate: flags.candidate,
        suite: flags.suite,
    });
    if (flags.out !== undefined)
        await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .writeJson */ .GF)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(terminal.call.cwd, flags.out), (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .verdictDocument */ .bq)(weighed.verdicts));
    return answer(terminal, flags, weighed.verdicts, weighed.exitCode);
}
async function runCommand(terminal, flags) {
    const weighed = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF)(terminal.call, { ...sessionOptions(flags), full: flags.full });
    terminal.call.reporter.line(`the report stands in ${weighed.report}`);
    return answer(terminal, flags, weighed.verdicts, weighed.exitCode);
}
function answer(terminal, flags, verdicts, exitCode) {
    if (flags.json)
        json(terminal, (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .verdictDocument */ .bq)(verdicts));
    else
        terminal.print(reportText(terminal, verdicts));
    return exitCode;
}
function reportText(terminal, verdicts) {
    return (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .render */ .XX)(verdicts, { kind: 'text', width: terminal.width, colour: terminal.colour }, terminal.call.version);
}
async function checkCommand(terminal, flags) {
    const outcome = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_2__/* .check */ .z6)(terminal.call, { config: flags.config, models: flags.model });
    if (flags.json)
        json(terminal, outcome);
    else
        terminal.print(checkText(outcome));
    return outcome.problems.length > 0 ? 2 : 0;
}
function checkText({ problems, warnings, models }) {
    const suites = models.flatMap((model) => model.suites.map(({ name, examples, subset }) => {
        const size = examples === null ? 'examples listed by a command' : `${examples} examples`;
        return `${model.name} · ${name}: ${size}, ${subset === null ? 'all' : `at most ${subset}`} on a pull request`;
    }));
    return [
        ...problems.map(_weighbridge_contract__WEBPACK_IMPORTED_MODULE_1__/* .formatProblem */ .Vw),
        ...warnings.map((warning) => `warning: ${(0,_weighbridge_contract__WEBPACK_IMPORTED_MODULE_1__/* .formatProblem */ .Vw)(warning)}`),
        ...suites,
        problems.length === 0 ? 'nothing to mend' : `${problems.length} to mend`,
    ].join('\n');
}


/***/ })

};
