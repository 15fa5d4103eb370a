import { describe, expect, it } from 'vitest';
import { durationText, progressLine } from './progress-line.ts';

describe('a line of progress', () => {
  it('says how far, how it stands, how fast and how long', () => {
    const estimates = [{ metric: 'accuracy', delta: -0.029, interval: [-0.051, -0.007] as const }];
    const line = progressLine({
      model: 'digits',
      done: 212,
      planned: 400,
      estimates,
      perSecond: 1.4,
      secondsLeft: 134,
    });
    expect(line).toBe('digits · 212/400 · accuracy −2.9 pp (−5.1 … −0.7) · 1.4 ex/s · 2 min left');
  });

  it('leaves out what is not known yet', () => {
    const line = progressLine({
      model: 'digits',
      done: 0,
      planned: 1797,
      estimates: [],
      perSecond: null,
      secondsLeft: null,
    });
    expect(line).toBe('digits · 0/1,797');
  });

  it('prints quantities relative to what main has', () => {
    const estimates = [
      { metric: 'cost', delta: -0.0002, interval: null, unit: 'usd', range: null, baseline: 0.0041 },
    ];
    const line = progressLine({
      model: 'm',
      done: 5,
      planned: 9,
      estimates,
      perSecond: 0.04,
      secondsLeft: 4_300,
    });
    expect(line).toBe('m · 5/9 · cost −4.9 % · 0.04 ex/s · 1 h 12 min left');
  });

  it('sends no control characters of a model or a metric', () => {
    const estimates = [{ metric: '\u001b[2J', delta: 0, interval: null }];
    const line = progressLine({
      model: 'a\nb',
      done: 1,
      planned: 2,
      estimates,
      perSecond: null,
      secondsLeft: null,
    });
    expect(line).toBe('a ⏎ b · 1/2 · ␛[2J 0.0 pp');
  });

  it.each([
    [0.2, '0 s'],
    [59, '59 s'],
    [59.7, '1 min'],
    [3_600, '1 h'],
  ])('prints %d seconds as %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
