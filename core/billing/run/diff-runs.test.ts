import { expect, test } from '@jest/globals';
import { diffRuns } from './diff-runs.ts';

test.each([
  // total, previous, change, delta, tenths of a percent
  [269_244, 249_300, 'changed', 19_944, 80], // 19.944 ÷ 249.300 = 8,0 %
  [100, 300, 'changed', -200, -667], // 66,666… % rounds up
  [1_001, 2_000, 'changed', -999, -500], // 49,95 % rounds half away from zero
  [110_470, 110_470, 'same', 0, 0],
  [110_470, null, 'new', 110_470, null],
  [0, null, 'new', 0, null], // charged with zero is not the same as not charged
  [null, 110_470, 'gone', -110_470, -1000],
  [5_000, 0, 'changed', 5_000, null],
  [0, 0, 'same', 0, null],
  [50, -100, 'changed', 150, -1500], // against a credit the sign follows the quotient
])('%s after %s is %s by %s đồng, %s tenths of a percent', (total, previous, change, delta, deltaTenths) => {
  expect(diffRuns(total, previous)).toEqual({ change, delta, deltaTenths });
});
