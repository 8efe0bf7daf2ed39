// The calculation on paper says what the tree says, in both languages, over as many pages as it takes.
import { beforeAll, expect, test } from '@jest/globals';
import { preparePricer, vietnamVatRates } from '#kit';
import { loadWords } from '#platform/i18n';
import { pdfText } from '../../../tests/support/pdf-text.ts';
import { areaFee } from '../../kit/fixtures/flat.ts';
import { drawExplanation, type ExplanationCharge, type ExplanationData } from './draw-explanation.ts';

beforeAll(loadWords);

const { tree } = preparePricer(areaFee, areaFee.tariffs[0]!.body, vietnamVatRates).explain(
  { area: '68.5' },
  { taxDate: '2026-11-30' },
);
const fee: ExplanationCharge = {
  ...{ name: 'Phí quản lý', tariff: 'Giá thỏa thuận', legalBasis: 'Hội nghị nhà chung cư', tree },
  ...{ stored: 702_810, recomputed: 702_810, agrees: true, problem: null },
};
const data = (charges: ExplanationCharge[]): ExplanationData => ({
  ...{
    company: 'Công ty Quản lý Bình Minh',
    building: 'Tòa A',
    unit: 'A-1203',
    customer: 'Trần Thị Bưởi',
    number: 'A-2026-11-0001',
  },
  ...{ period: '2026-11', total: 702_810, charges },
});
const said = (charges: ExplanationCharge[], lang: 'vi' | 'en' = 'vi') =>
  pdfText(drawExplanation(data(charges), lang)).replace(/\s+/g, ' ');

test('every step stands on it with formula and value', () => {
  const text = said([fee]);
  for (const part of [
    'GIẢI TRÌNH CÁCH TÍNH',
    'Trần Thị Bưởi',
    'area * price',
    '650.750 đ',
    '68,5 m²',
    '650750 * 0.08',
    '52.060 đ',
    'NQ 204/2025/QH15',
    'khớp đến đồng',
  ])
    expect(text).toContain(part);
  expect(said([fee], 'en')).toContain('agrees to the đồng');
});

test('a charge that does not agree, or cannot be recomputed, says so', () => {
  expect(said([{ ...fee, agrees: false, recomputed: 700_000 }])).toContain('Tính lại ra 700.000 đ, đã ghi 702.810 đ');
  const lost = { ...fee, agrees: false, recomputed: null, tree: null, problem: 'Thiếu diện tích.' };
  expect(said([lost])).toContain('Không tính lại được: Thiếu diện tích.');
});

test('many charges run over pages that are counted', () => {
  expect(said(Array.from({ length: 30 }, () => fee))).toMatch(/Trang 11\/11$/);
});
