export { reportMarker } from './assembly.ts';
export { renderFailure } from './failure.ts';
export { type HtmlOptions, renderHtml } from './html.ts';
export { type MarkdownOptions, maxCommentChars, renderMarkdown } from './markdown.ts';
export { durationText, type Progress, type ProgressEstimate, progressLine } from './progress-line.ts';
export { renderExplanation, renderText, type TextOptions } from './text.ts';
export { visible, visibleLine } from './visible.ts';
