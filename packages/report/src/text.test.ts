import { describe, expect, it } from 'vitest';
import { heldVerdict, metricBuilder, regressedMetric, verdictBuilder } from './testing/verdict-builder.ts';
import { renderExplanation, renderText } from './text.ts';
import { width } from './width.ts';

const options = { version: '0.1.0', width: 80, colour: false };

describe('the report at a terminal', () => {
  it('aligns columns also where names and signs are wide', () => {
    const metrics = [regressedMetric({ name: '正確さ' }), regressedMetric({ name: 'f1' })];
    const lines = renderText([heldVerdict({ metrics })], options).split('\n');
    const rows = lines.filter((line) => line.endsWith('⛔ regressed'));
    expect(new Set(rows.map((row) => width(row.slice(0, row.indexOf('⛔')))))).toHaveLength(1);
  });

  it('keeps within the width, tables too', () => {
    const text = renderText([heldVerdict()], { ...options, width: 60 });
    expect(Math.max(...text.split('\n').map(width))).toBeLessThanOrEqual(60);
  });

  it('colours only when asked', () => {
    expect(renderText([heldVerdict()], options)).not.toContain('\u001b');
    expect(renderText([heldVerdict()], { ...options, colour: true })).toContain('\u001b[31m');
  });

  it('prints the same with colours as without', () => {
    const coloured = renderText([heldVerdict()], { ...options, colour: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours are taken away
    expect(coloured.replace(/\u001b\[\d+m/gu, '')).toBe(renderText([heldVerdict()], options));
  });
});

describe('an explanation', () => {
  it('answers with the metrics there are where it is asked for another', () => {
    expect(renderExplanation(verdictBuilder(), 'acuracy')).toContain(
      'digits has no metric acuracy; it has accuracy, cost.',
    );
    const crashed = verdictBuilder({ outcome: 'error', headline: 'digits was not weighed', metrics: [] });
    expect(renderExplanation(crashed, 'accuracy')).toContain('it has none: it was not weighed');
  });

  it('speaks of rises where lower is better', () => {
    const metric = metricBuilder({
      name: 'error_rate',
      better: 'lower',
      outcome: 'regressed',
      delta: 0.032,
      interval: [0.016, 0.047],
    });
    expect(renderExplanation(verdictBuilder({ metrics: [metric] }))).toContain(
      'A rise beyond 0.5 pp (tolerance) is shown: the change is +1.6 pp at best.',
    );
  });
});
