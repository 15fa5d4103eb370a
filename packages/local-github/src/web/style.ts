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
.meta { color: var(--soft); padding-bottom: 14px; border-bottom: 1px solid var(--line); margin-bottom: 18px; } .meta:has(+ nav.tabs) { border: 0; margin: 0; }
nav.tabs { display: flex; gap: 2px; border-bottom: 1px solid var(--line); margin-bottom: 18px; overflow-x: auto; } nav.tabs a { color: var(--fg); padding: 7px 12px; white-space: nowrap; } nav.tabs a:first-child { border-bottom: 2px solid #fd8c73; margin-bottom: -1px; font-weight: 600; }
.box { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 16px; background: var(--bg); }
.box > .head { background: var(--inset); padding: 9px 14px; border-bottom: 1px solid var(--line); border-radius: 8px 8px 0 0; color: var(--soft); display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; }
.box > .head b, .box > .head a b { color: var(--fg); } .head.said { flex-wrap: nowrap; } .head .grow { flex: 1; min-width: 0; } .head .tags { display: flex; flex-wrap: wrap; gap: 4px; justify-content: flex-end; } a.quiet { color: inherit; } .box > .head:last-child { border-bottom: 0; border-radius: 8px; } .box > .body { padding: 14px; }
.box > .row { padding: 9px 14px; display: flex; gap: 9px; align-items: baseline; border-top: 1px solid var(--line); } .box > .row:first-child { border-top: 0; }
.row.check .tags { display: flex; gap: 9px; align-items: baseline; flex: none; } .row .grow > .icon { margin-left: 6px; } .row > .state { font-size: 12px; padding: 1px 10px; margin: 0; min-width: 64px; justify-content: center; }
section.summary { margin-top: 20px; }
.row .grow { flex: 1; min-width: 0; overflow-wrap: anywhere; } .row > .small, .row > .badge, .row > a.small { flex: none; } .badge { border: 1px solid var(--line); border-radius: 999px; padding: 0 7px; font-size: 12px; color: var(--soft); }
.event { color: var(--soft); padding: 2px 0 18px 22px; margin-left: 20px; border-left: 2px solid var(--line); position: relative; }
.event::before { content: ""; position: absolute; left: -7px; top: 7px; width: 12px; height: 12px; border-radius: 50%; background: var(--line); border: 2px solid var(--bg); }
.event.merged::before { background: var(--violet); } .event.closed::before { background: var(--red); } .event b { color: var(--fg); }
.event ul, .commits ul { list-style: none; margin: 4px 0 0; padding: 0; } .event li, .commits li { display: flex; gap: 10px; align-items: baseline; } .event li .grow, .commits li .grow { flex: 1; min-width: 0; color: var(--fg); }
.avatar { width: 22px; height: 22px; border-radius: 50%; display: inline-grid; place-items: center; color: #fff; font: 600 12px sans-serif; flex: none; }
.avatar.bot { border-radius: 6px; }
.icon { flex: none; width: 18px; text-align: center; font-weight: 700; } .icon.good { color: var(--green); } .icon.bad { color: var(--red); } .icon.busy { color: var(--amber); } .icon.none { color: var(--soft); }
.verdict { display: flex; gap: 12px; align-items: flex-start; padding: 14px; } .verdict .icon { font-size: 20px; width: 26px; } .verdict p { margin: 0; } .verdict + .row, .verdict + .verdict, .row + .verdict { border-top: 1px solid var(--line); }
.box.good { border-color: var(--green); } .box.bad { border-color: var(--red); } .box.busy { border-color: var(--amber); }
.button { display: inline-block; padding: 6px 16px; border-radius: 6px; background: #1f883d; color: #fff; font-weight: 600; } button.button { border: 0; font-family: inherit; font-size: inherit; cursor: pointer; } .button.second { background: var(--inset); color: var(--fg); border: 1px solid var(--line); } .button.off { background: var(--inset); color: var(--soft); border: 1px solid var(--line); }
pre.log, pre.file { overflow-x: auto; padding: 12px; margin: 0; background: var(--inset); border-radius: 8px; }
pre.log { padding: 10px 0; white-space: pre-wrap; overflow-wrap: anywhere; } .line { display: block; position: relative; padding: 0 12px 0 60px; } .line::before { content: attr(data-line); position: absolute; left: 0; width: 46px; text-align: right; color: var(--soft); user-select: none; }
.line:target { background: var(--mark); } .line.error { color: var(--red); } .line.warning { color: var(--amber); } .line.group, .line.command { font-weight: 600; }
table.diff { border-collapse: collapse; width: 100%; } table.diff td { padding: 0 10px; font: 12.5px/1.6 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.diff .add { background: var(--add); } .diff .del { background: var(--del); } .diff .hunk { background: var(--mark); color: var(--soft); }
.plus { color: var(--green); } .minus { color: var(--red); }
.annotation { border-left: 4px solid var(--amber); padding: 8px 12px; margin: 0 0 10px; background: var(--inset); overflow-wrap: anywhere; white-space: pre-line; } .notes { padding: 0 14px 4px; } .annotation.failure { border-color: var(--red); } .annotation.notice { border-color: var(--link); }
.markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; } .markdown h1, .markdown h2 { padding-bottom: .3em; border-bottom: 1px solid var(--line); }
.markdown h1 { font-size: 1.7em; font-weight: 600; } .markdown h2 { font-size: 1.4em; } .markdown h3 { font-size: 1.2em; margin: 20px 0 12px; } .markdown h1, .markdown h2, .markdown h3, .markdown h4 { line-height: 1.25; }
.markdown .scroll { overflow-x: auto; margin: 8px 0 14px; background: linear-gradient(to right, var(--bg) 30%, transparent) 0 0 / 40px 100% no-repeat local, linear-gradient(to left, var(--bg) 30%, transparent) 100% 0 / 40px 100% no-repeat local,
  linear-gradient(to right, #0003, transparent) 0 0 / 12px 100% no-repeat scroll, linear-gradient(to left, #0003, transparent) 100% 0 / 12px 100% no-repeat scroll; }
.markdown table { border-collapse: collapse; } .markdown th, .markdown [align=right], .markdown [align=center] { white-space: nowrap; } .markdown td:first-child { min-width: 6.5em; } .markdown th, .markdown td { border: 1px solid var(--line); padding: 6px 12px; } .markdown tr:nth-child(2n) td { background: color-mix(in srgb, var(--line) 22%, transparent); }
.markdown code { background: var(--inset); border-radius: 6px; padding: .15em .4em; } .markdown pre { background: var(--inset); border-radius: 6px; padding: 14px; overflow-x: auto; } .markdown pre code { padding: 0; background: none; }
.markdown li:has(> input) { list-style: none; margin-left: -1.4em; }
.markdown blockquote { margin: 0 0 14px; padding: 0 1em; color: var(--soft); border-left: .25em solid var(--line); } .markdown ul, .markdown ol { padding-left: 1.6em; } .markdown img { max-width: 100%; }
.markdown details { margin: 6px 0; } .markdown details[open] { margin-bottom: 14px; } .markdown details > summary + * { margin-top: 8px; } .markdown summary { cursor: pointer; } .markdown a.mention { color: var(--fg); font-weight: 600; } .markdown pre.mermaid { background: none; border: 1px solid var(--line); padding: 11px; text-align: center; } .markdown pre.mermaid:not(:has(svg)) { text-align: left; } .markdown pre.mermaid svg { max-width: 100%; height: auto; display: inline-block; vertical-align: top; }
.markdown sub, .markdown sup { font-size: 75%; line-height: 0; } details > summary { cursor: pointer; }
@media (max-width: 600px) { h1 { font-size: 21px; } .head.said { flex-wrap: wrap; } .head.said .grow { flex-basis: calc(100% - 40px); } .head.said .tags { margin-left: 30px; } .head.said .tags:empty { display: none; } .markdown h3 { font-size: 1.1em; } .row.check { flex-wrap: wrap; row-gap: 4px; } .row.check .grow { flex-basis: calc(100% - 30px); } .row.check .tags { margin-left: 27px; } nav.tabs a { padding: 7px 8px; font-size: 14px; } .line { padding-left: 40px; padding-right: 6px; } .line::before { width: 32px; } .markdown th, .markdown td { padding: 5px 7px; font-size: 13px; } main { padding: 14px 10px 40px; } .box > .body { padding: 12px 10px; } }
`;
