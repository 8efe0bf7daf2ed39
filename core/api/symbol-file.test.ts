import { describe, expect, test } from '@jest/globals';
import { symbolFile } from './symbol-file.ts';

describe('a symbol', () => {
  test('that the ui never heard of is drawn from its own file', () => {
    expect(symbolFile('/symbols/water_heater.svg')).toMatch(/^<svg xmlns="[^"]+" id="symbol" viewBox="[^"]+"><path/);
  });
  test.each([['no_such_symbol.svg'], ['water_heater'], ['..%2f..%2fpackage.svg'], ['../../package.svg']])(
    'is not there: %s',
    (file) => expect(symbolFile(`/symbols/${file}`)).toBeNull(),
  );
});
