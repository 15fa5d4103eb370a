/** One style sheet for all pages: one column on a phone, light and dark by what the reader's device asks for. */
export const style = `
:root { color-scheme: light dark; --fg: #1f2328; --soft: #59636e; --bg: #fff; --inset: #f6f8fa; --line: #d1d9e0;
  --link: #0969da; --green: #1a7f37; --red: #d1242f; --amber: #9a6700; --violet: #8250df; --mark: #ddf4ff; --add: #dafbe1; --del: #ffebe9; }
@media (prefers-color-scheme: dark) { :root { --fg: #f0f6fc; --soft: #9198a1; --bg: #0d1117; --inset: #151b23; --line: #3d444d;
  --link: #4493f8; --green: #3fb950; --red: #f85149; --amber: #d29922; --violet: #ab7df8; --mark: #121d2f; --add: #12261e; --del: #25171c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 15px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji"; overflow-wrap: break-word; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
header.top { padding: 14px 16px; background: var(--inset); border-bottom: 1px solid var(--line); }
header.top nav { display: flex; gap: 4px 18px; flex-wrap: wrap; max-width: 980px; margin: 0 auto; align-items: baseline; }
header.top nav a { color: var(--fg); } header.top nav .path { font-weight: 600; font-size: 16px; margin-right: auto; }
header.top nav .path a { color: var(--link); }
main { max-width: 1012px; margin: 0 auto; padding: 20px 16px 60px; }
h1 { font-size: 26px; font-weight: 400; line-height: 1.25; margin: 0 0 8px; } h1 small { color: var(--soft); font-size: inherit; }
h1 code { font-size: .85em; background: var(--inset); border-radius: 6px; padding: 0 .25em; }
h2 { font-size: 18px; margin: 28px 0 10px; }
.soft { color: var(--soft); } .small { font-size: 13px; } code, pre, .sha { font: 12.5px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
.state { display: inline-flex; align-items: center; gap: 6px; padding: 4px 12px; border-radius: 999px; color: #fff; font-weight: 600; font-size: 14px; background: var(--green); margin-right: 8px; }
.state.merged { background: var(--violet); } .state.closed { background: var(--red); } .state.draft { background: #59636e; }
.branch { background: var(--mark); color: var(--link); border-radius: 6px; padding: 1px 6px; font: 12.5px ui-monospace, "DejaVu Sans Mono", monospace; }
.label { border: 1px solid var(--line); border-radius: 999px; padding: 0 9px; font-size: 12px; background: var(--inset); }
.meta { color: var(--soft); padding-bottom: 14px; border-bottom: 1px solid var(--line); margin-bottom: 18px; }
.box { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 16px; background: var(--bg); }
.box > .head { background: var(--inset); padding: 9px 14px; border-bottom: 1px solid var(--line); border-radius: 8px 8px 0 0; color: var(--soft); display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; }
.box > .head b { color: var(--fg); } .box > .head:last-child { border-bottom: 0; border-radius: 8px; } .box > .body { padding: 14px; }
.box > .row { padding: 9px 14px; display: flex; gap: 9px; align-items: baseline; border-top: 1px solid var(--line); } .box > .row:first-child { border-top: 0; }
.row .grow { flex: 1; min-width: 0; } .badge { border: 1px solid var(--line); border-radius: 999px; padding: 0 7px; font-size: 12px; color: var(--soft); }
.event { color: var(--soft); padding: 2px 0 18px 22px; margin-left: 20px; border-left: 2px solid var(--line); position: relative; }
.event::before { content: ""; position: absolute; left: -7px; top: 7px; width: 12px; height: 12px; border-radius: 50%; background: var(--line); border: 2px solid var(--bg); }
.event.merged::before { background: var(--violet); } .event.closed::before { background: var(--red); } .event b { color: var(--fg); }
.event ul { list-style: none; margin: 4px 0 0; padding: 0; } .event li { display: flex; gap: 10px; } .event li .grow { flex: 1; min-width: 0; color: var(--fg); }
.avatar { width: 22px; height: 22px; border-radius: 50%; display: inline-grid; place-items: center; color: #fff; font: 600 12px sans-serif; flex: none; }
.avatar.bot { border-radius: 6px; }
.icon { flex: none; width: 18px; text-align: center; font-weight: 700; } .icon.good { color: var(--green); } .icon.bad { color: var(--red); } .icon.busy { color: var(--amber); } .icon.none { color: var(--soft); }
.verdict { display: flex; gap: 12px; align-items: flex-start; padding: 14px; } .verdict .icon { font-size: 20px; width: 26px; } .verdict p { margin: 0; } .verdict + .row, .verdict + .verdict, .row + .verdict { border-top: 1px solid var(--line); }
.box.good { border-color: var(--green); } .box.bad { border-color: var(--red); } .box.busy { border-color: var(--amber); }
.button { display: inline-block; padding: 6px 16px; border-radius: 6px; background: #1f883d; color: #fff; font-weight: 600; } .button.off { background: var(--inset); color: var(--soft); border: 1px solid var(--line); }
pre.log, pre.file { overflow-x: auto; padding: 12px; margin: 0; background: var(--inset); border-radius: 0 0 8px 8px; }
table.diff { border-collapse: collapse; width: 100%; } table.diff td { padding: 0 10px; font: 12.5px/1.6 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.diff .add { background: var(--add); } .diff .del { background: var(--del); } .diff .hunk { background: var(--mark); color: var(--soft); }
.plus { color: var(--green); } .minus { color: var(--red); }
.annotation { border-left: 4px solid var(--amber); padding: 6px 12px; margin: 8px 0; background: var(--inset); } .annotation.failure { border-color: var(--red); } .annotation.notice { border-color: var(--link); }
.markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; } .markdown h1, .markdown h2 { padding-bottom: .3em; border-bottom: 1px solid var(--line); }
.markdown h1 { font-size: 1.7em; font-weight: 600; } .markdown h2 { font-size: 1.4em; } .markdown h3 { font-size: 1.2em; margin: 20px 0 12px; } .markdown h1, .markdown h2, .markdown h3, .markdown h4 { line-height: 1.25; }
.markdown .scroll { overflow-x: auto; margin: 0 0 14px; } .markdown table { border-collapse: collapse; } .markdown th, .markdown td { border: 1px solid var(--line); padding: 6px 12px; } .markdown tr:nth-child(2n) td { background: var(--inset); }
.markdown code { background: var(--inset); border-radius: 6px; padding: .15em .4em; } .markdown pre { background: var(--inset); border-radius: 6px; padding: 14px; overflow-x: auto; } .markdown pre code { padding: 0; background: none; }
.markdown li:has(> input) { list-style: none; margin-left: -1.4em; }
.markdown blockquote { margin: 0 0 14px; padding: 0 1em; color: var(--soft); border-left: .25em solid var(--line); } .markdown ul, .markdown ol { padding-left: 1.6em; } .markdown img { max-width: 100%; }
.markdown details { margin: 6px 0; } .markdown summary { cursor: pointer; } .markdown a.mention { color: var(--fg); font-weight: 600; } .markdown pre.mermaid svg { max-width: 100%; height: auto; }
.markdown sub, .markdown sup { font-size: 75%; line-height: 0; } details > summary { cursor: pointer; }
@media (max-width: 600px) { h1 { font-size: 21px; } .markdown th, .markdown td { padding: 5px 7px; font-size: 13px; } main { padding: 14px 10px 40px; } .box > .body { padding: 12px 10px; } }
`;
