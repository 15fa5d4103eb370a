/** The page's only style sheet: no fonts, pictures or scripts from anywhere. */
export const htmlStyle = `
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
