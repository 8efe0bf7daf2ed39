import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amountInWords } from './words.ts';

// domain.md §4.4, each with "chẵn"; the rest follows its rules by hand.
const vietnamese: [number, string][] = [
  [0, 'Không đồng'],
  [15, 'Mười lăm đồng chẵn'],
  [24, 'Hai mươi tư đồng chẵn'],
  [101, 'Một trăm linh một đồng chẵn'],
  [110, 'Một trăm mười đồng chẵn'],
  [121, 'Một trăm hai mươi mốt đồng chẵn'],
  [98_765, 'Chín mươi tám nghìn bảy trăm sáu mươi lăm đồng chẵn'],
  [1_005_000, 'Một triệu không trăm linh năm nghìn đồng chẵn'],
  [40_500_000, 'Bốn mươi triệu năm trăm nghìn đồng chẵn'],
  [2_035_000_000, 'Hai tỷ không trăm ba mươi lăm triệu đồng chẵn'],
  [1_005, 'Một nghìn không trăm linh năm đồng chẵn'],
  [465_075, 'Bốn trăm sáu mươi lăm nghìn không trăm bảy mươi lăm đồng chẵn'],
  [1_000_005, 'Một triệu không trăm linh năm đồng chẵn'],
  [5_575_176, 'Năm triệu năm trăm bảy mươi lăm nghìn một trăm bảy mươi sáu đồng chẵn'],
  [5, 'Năm đồng chẵn'],
  [10, 'Mười đồng chẵn'],
  [11, 'Mười một đồng chẵn'],
  [14, 'Mười bốn đồng chẵn'],
  [20, 'Hai mươi đồng chẵn'],
  [31, 'Ba mươi mốt đồng chẵn'],
  [55, 'Năm mươi lăm đồng chẵn'],
  [100, 'Một trăm đồng chẵn'],
  [104, 'Một trăm linh bốn đồng chẵn'],
  [105, 'Một trăm linh năm đồng chẵn'],
  [111, 'Một trăm mười một đồng chẵn'],
  [10_010, 'Mười nghìn không trăm mười đồng chẵn'],
  [1_500_000_000_000, 'Một nghìn năm trăm tỷ đồng chẵn'],
  [1_000_000_005, 'Một tỷ không trăm linh năm đồng chẵn'],
  [3_004_000_000_021, 'Ba nghìn không trăm linh bốn tỷ không trăm hai mươi mốt đồng chẵn'],
  [2_000_000_000_000_000, 'Hai triệu tỷ đồng chẵn'],
  [-1_005, 'Âm một nghìn không trăm linh năm đồng chẵn'],
];

describe('amounts in Vietnamese words', () => {
  test.each(vietnamese)('%d is spelled as on a voucher', (amount, words) => {
    expect(amountInWords(amount, 'vi', { even: true })).toBe(words);
  });
  test('"chẵn" is left out unless asked for', () => {
    expect(amountInWords(24_000, 'vi')).toBe('Hai mươi tư nghìn đồng');
  });
  test('the South says "lẻ" and "ngàn"', () => {
    expect(amountInWords(1_966_506, 'vi', { zeroTen: 'lẻ', thousand: 'ngàn' })).toBe(
      'Một triệu chín trăm sáu mươi sáu ngàn năm trăm lẻ sáu đồng',
    );
  });
});

const english: [number, string][] = [
  [0, 'Zero dong'],
  [1, 'One dong'],
  [19, 'Nineteen dong'],
  [42, 'Forty-two dong'],
  [100, 'One hundred dong'],
  [1_005_000, 'One million five thousand dong'],
  [269_244, 'Two hundred sixty-nine thousand two hundred forty-four dong'],
  [2_035_000_000, 'Two billion thirty-five million dong'],
  [-310, 'Minus three hundred ten dong'],
];
test.each(english)('%d is spelled in English', (amount, words) => {
  expect(amountInWords(amount, 'en')).toBe(words);
});

test('half a đồng has no words', () => {
  expect(() => amountInWords(0.5, 'vi')).toThrow('kit.money.notWhole');
});

// Reads the words back by their own grammar, so that a spelling rule cannot lose a figure.
const DIGIT = new Map(
  Object.entries({ không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9 }),
);
function amountOfWords(words: string): number {
  let total = 0;
  let group = 0;
  let digit = 0;
  const rest: number[] = [];
  for (const word of words.toLowerCase().split(' ')) {
    if (DIGIT.has(word)) digit = DIGIT.get(word)!;
    else if (word === 'mười') group += 10;
    else if (word === 'mươi') [group, digit] = [group + digit * 10, 0];
    else if (word === 'trăm') [group, digit] = [group + digit * 100, 0];
    else if (word === 'nghìn') [total, group, digit] = [total + (group + digit) * 1000, 0, 0];
    else if (word === 'triệu') [total, group, digit] = [total + (group + digit) * 1_000_000, 0, 0];
    else if (word === 'tỷ') {
      rest.push((total + group + digit) * 1_000_000_000);
      [total, group, digit] = [0, 0, 0];
    }
  }
  return rest.reduce((a, b) => a + b, 0) + total + group + digit;
}
test('every amount reads back from its Vietnamese words', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      (amount) => amountOfWords(amountInWords(amount, 'vi')) === amount,
    ),
  );
});
