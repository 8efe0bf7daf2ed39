import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { add, decimalOf, textOf } from '#kit';
import { lossPercent, shareLoss } from './share-loss.ts';

const units = (...used: string[]) => used.map((total, n) => ({ unitId: n + 1, registers: { total } }));
const parts = (shared: ReturnType<typeof shareLoss>) =>
  'problem' in shared ? shared.problem : [...shared.shares.values()].map(({ total }) => total);

describe('a loss is shared', () => {
  test.each([
    // domain.md E8: 500 − 400 = 100; 100 × 100 ÷ 400 = 25, 100 × 150 ÷ 400 = 37.5 twice
    ['by use: master 500, subs 100, 150, 150', 'proportional', '500', units('100', '150', '150'), ['25', '37.5', '37.5']],
    [
      'equally, with thirds that cannot be written: 33.334 goes to the first',
      'equal',
      '500',
      units('100', '150', '150'),
      ['33.334', '33.333', '33.333'],
    ],
    // 10 × 1 ÷ 3 = 3.3333, 10 × 2 ÷ 3 = 6.6667: what is left goes where most was cut
    ['by use with a remainder', 'proportional', '13', units('1', '2'), ['3.333', '6.667']],
    ['as finely as the loss itself is', 'proportional', '2.00001', units('1', '0'), ['1.00001', '0']],
    ['back, where the master counted less', 'proportional', '380', units('100', '300'), ['-5', '-15']],
    ['not at all, where nothing was lost', 'proportional', '400', units('100', '300'), []],
    ['not by use, where nobody used anything', 'proportional', '10', units('0', '0'), 'nothingToShareBy'],
    ['equally, where nobody used anything', 'equal', '10', units('0', '0'), ['5', '5']],
    ['never so that a unit falls below zero', 'equal', '380', units('5', '395'), 'belowZero'],
  ] as const)('%s', (_, policy, master, of, expected) => {
    expect(parts(shareLoss(policy, master, of))).toEqual(expected);
  });

  test('over the registers of a unit as they were used', () => {
    const shared = shareLoss('proportional', '110', [{ unitId: 1, registers: { normal: '60', peak: '30', offPeak: '10' } }]);
    expect('shares' in shared && shared.shares.get(1)).toEqual({ normal: '6', peak: '3', offPeak: '1' });
  });

  test('so that the parts are the whole, whatever the figures', () => {
    const amount = fc.integer({ min: 0, max: 999_999 }).map((n) => textOf(decimalOf(n), 0));
    fc.assert(
      fc.property(
        fc.constantFrom('proportional', 'equal'),
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.array(amount, { minLength: 1, maxLength: 40 }),
        (policy, more, used) => {
          const subs = used.reduce((sum, one) => add(sum, decimalOf(one)), decimalOf(0));
          const shared = shareLoss(
            policy as 'equal',
            textOf(add(subs, decimalOf(`${Math.floor(more / 1000)}.${String(more % 1000).padStart(3, '0')}`))),
            units(...used),
          );
          if ('problem' in shared) return shared.problem === 'nothingToShareBy';
          const sum = [...shared.shares.values()].reduce((all, { total }) => add(all, decimalOf(total!)), decimalOf(0));
          return textOf(sum) === shared.loss;
        },
      ),
    );
  });

  test.each([
    ['100', '500', '20'],
    ['1', '3', '33.3'],
    ['5', '0', null],
  ])('%s of %s is %s %%', (loss, master, percent) => {
    expect(lossPercent(loss, master)).toBe(percent);
  });
});
