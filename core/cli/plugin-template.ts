// The files of a new plugin: a metered service at one price, with one example worked by hand.

/** File path → text, below the plugin's folder. */
export function pluginTemplate(id: string): Record<string, string> {
  const name = id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
  return {
    'plugin.ts': declaration(id, name),
    'plugin.test.ts': TEST,
    'locales/vi.json': words(name, 'Mức dùng mỗi ngày cao hơn bình quân ba kỳ gần nhất từ 50 % trở lên. Hãy kiểm tra chỉ số.'),
    'locales/en.json': words(name, 'Use per day is 50 % or more above the mean of the last three periods. Check the reading.'),
  };
}

function words(name: string, anomaly: string): string {
  return `${JSON.stringify({ name, 'anomaly.high': anomaly }, null, 2)}\n`;
}

const TEST = `import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkPlugin, vietnamVatRates } from '#kit';
import plugin from './plugin.ts';

const words = (lang: string) => JSON.parse(readFileSync(\`\${import.meta.dirname}/locales/\${lang}.json\`, 'utf8'));

test('every check of the conformance kit holds', async () => {
  const results = await checkPlugin(plugin, vietnamVatRates, { locales: { vi: words('vi'), en: words('en') } });
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
});
`;

function declaration(id: string, name: string): string {
  return `// ${name}: say in one line what is billed and how.
import { defineMeterPlugin } from '#kit';

export default defineMeterPlugin({
  id: '${id}',
  version: '0.1.0',
  name: { vi: '${name}', en: '${name}' },
  icon: 'speed',
  measure: { unit: 'kWh', decimals: 0 },
  variables: [
    { name: 'consumption', unit: 'kWh', source: 'consumption', decimals: 2, label: { vi: 'Lượng tiêu thụ', en: 'Consumption' } },
  ],
  tariffs: [
    {
      id: 'one-price',
      name: { vi: 'Một giá', en: 'One price' },
      legalBasis: 'Nghị quyết hội nghị nhà chung cư',
      validFrom: '2026-01-01',
      validTo: null,
      unitClass: '*',
      enabled: true,
      body: {
        parameters: { price: '1500' },
        tables: {},
        lines: [
          {
            kind: 'amount',
            code: 'use',
            amount: 'consumption * price',
            quantity: 'consumption',
            unitPrice: 'price',
            vat: 'standard',
            nature: 'own',
            label: { vi: 'Tiêu thụ', en: 'Use' },
          },
        ],
        priceChange: 'split',
      },
    },
  ],
  anomaly: [
    {
      code: '${id}.anomaly.high',
      conditions: {
        all: [
          { fact: 'historyPeriods', operator: 'greaterThanInclusive', value: 3 },
          { fact: 'deltaTenths', operator: 'greaterThanInclusive', value: 500 },
        ],
      },
      tone: 'error',
      hold: true,
    },
  ],
  accounts: { tt99: { receivable: '131', revenue: '5113' }, tt133: { receivable: '131', revenue: '5113' } },
  monotone: true,
  examples: [
    {
      name: '100 kWh',
      source: '100 × 1.500 = 150.000; VAT 8 % = 12.000',
      preset: 'one-price',
      taxDate: '2026-11-30',
      facts: { consumption: '100' },
      expect: { lines: { use: 150000 }, vat: 12000, total: 162000 },
    },
  ],
});
`;
}
