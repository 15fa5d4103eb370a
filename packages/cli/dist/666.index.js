export const id = 666;
export const ids = [666];
export const modules = {

/***/ 8666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explainCommand: () => (/* binding */ explainCommand),
/* harmony export */   gateCommand: () => (/* binding */ gateCommand),
/* harmony export */   reportCommand: () => (/* binding */ reportCommand)
/* harmony export */ });
/* harmony import */ var _weighbridge_verbs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2820);

async function reportCommand(terminal, flags, [path = '']) {
    const format = flags.format === 'text'
        ? { kind: 'text', width: terminal.width, colour: terminal.colour }
        : { kind: flags.format };
    const text = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_0__/* .report */ .z8)(terminal.call, path, format);
    terminal.print(flags.json ? JSON.stringify({ format: flags.format, report: text }) : text);
    return 0;
}
async function explainCommand(terminal, flags, [path = '', metric]) {
    const explanation = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(terminal.call, path, metric);
    terminal.print(flags.json ? JSON.stringify({ explanation }) : explanation);
    return 0;
}
async function gateCommand(terminal, flags, paths) {
    const { verdicts, exitCode, reason } = await (0,_weighbridge_verbs__WEBPACK_IMPORTED_MODULE_0__/* .gate */ .Gj)(terminal.call, paths);
    const lines = verdicts.map(({ model, outcome, exitCode: code, headline }) => ({
        model,
        outcome,
        exitCode: code,
        headline,
    }));
    if (flags.json)
        terminal.print(JSON.stringify({ exitCode, reason: reason ?? null, verdicts: lines }));
    else {
        const said = [...lines.map(({ headline }) => headline), ...(reason === undefined ? [] : [reason])];
        terminal.print(`${said.join('\n')}\n${exitCode === 0 ? 'the gate is open' : `the gate is closed (exit code ${exitCode})`}`);
    }
    return exitCode;
}


/***/ })

};
