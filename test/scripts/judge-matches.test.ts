import { judge, type Scored } from '../../scripts/bench/judge-matches.js';

const SIZES = { works: 4, half: 2, transforms: ['crop'] };
const row = (work: number, found: number, score: number): Scored => ({
  transform: 'crop',
  work,
  found,
  score,
  isCalibration: work < SIZES.half,
});

describe('the judgement of the originality benchmark', () => {
  it('is perfect where every copy finds its work before any other', () => {
    const all = [row(0, 0, 50), row(1, 1, 50), row(1, 0, 3), row(2, 2, 40), row(3, 3, 30), row(3, 2, 2)];
    expect(judge(all, SIZES)).toEqual({
      threshold: 4,
      meanPrecision: 1,
      recallAtPrecision90: 1,
      recall: 1,
      recallOf: { crop: 1 },
      falsePairs: 0,
      alarms: 0,
    });
  });

  it('counts what is missed, what is wrong, and which copies raise an alarm, on the other half alone', () => {
    const all = [row(0, 1, 9), row(2, 3, 20), row(2, 2, 15), row(2, 0, 12)];
    const { threshold, meanPrecision, recallAtPrecision90, recall, falsePairs, alarms } = judge(all, SIZES);
    expect({ threshold, meanPrecision, recallAtPrecision90, recall, falsePairs, alarms }).toEqual({
      threshold: 10,
      meanPrecision: 0.25,
      recallAtPrecision90: 0,
      recall: 0.5,
      falsePairs: 2 / 6,
      alarms: 0.5,
    });
  });

  it('takes a threshold that is given', () => {
    expect(judge([row(2, 2, 15)], { ...SIZES, threshold: 16 })).toMatchObject({ threshold: 16, recall: 0 });
  });

  it('ranks a wrong match before a right one of the same score', () => {
    expect(judge([row(2, 2, 15), row(2, 3, 15)], SIZES).meanPrecision).toBe(0.25);
  });
});
