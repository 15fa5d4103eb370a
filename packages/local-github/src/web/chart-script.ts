/**
 * Draws charts with Mermaid, as wide as there is room, so that their text stays readable on a phone. Those in folded parts
 * are drawn when they are unfolded: what is hidden has no width. What Mermaid cannot read stays as text.
 */
export const chartScript = `'use strict';
{
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default';
  const drawOne = async (node) => {
    const width = Math.max(240, Math.min(700, node.clientWidth - 24));
    const xyChart = { width, height: Math.round(width * (width < 500 ? 0.75 : 0.55)) };
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true, theme, xyChart });
    const text = node.textContent;
    await mermaid.run({ nodes: [node], suppressErrors: true });
    if (!node.querySelector('svg')) node.textContent = text;
  };
  globalThis.chartsDrawn = Promise.resolve();
  globalThis.drawCharts = () => {
    globalThis.chartsDrawn = globalThis.chartsDrawn.then(async () => {
      if (!globalThis.mermaid) return;
      for (const node of document.querySelectorAll('pre.mermaid:not([data-processed])')) {
        if (node.clientWidth > 0) await drawOne(node);
      }
    });
  };
  document.addEventListener('toggle', drawCharts, true);
  drawCharts();
}
`;
