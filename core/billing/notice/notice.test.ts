import { describe, expect, test } from '@jest/globals';
import jsqr from 'jsqr';
import { readVietQr } from '#kit';
import { qrModules } from '#platform/pdf/draw-qr';
import type { NoticeData } from './notice-data.ts';
import { noticeFixture } from './notice-fixture.ts';
import { noticeRows } from './notice-rows.ts';
import { noticeWords } from './notice-words.ts';
import { renderNotices } from './render-notices.ts';

const amountOf = (text: string | undefined): number => Number((text ?? '0').replaceAll('.', ''));

describe('rows of a notice', () => {
  const rows = noticeRows(noticeFixture, noticeWords('vi'));
  test('tiers, lines and tax add up to each service, and services to the charges', () => {
    let running = 0;
    let all = 0;
    for (const row of rows) {
      if (row.kind !== 'sum') running += amountOf(row.amount);
      else {
        expect(amountOf(row.amount)).toBe(running);
        all += running;
        running = 0;
      }
    }
    expect(all).toBe(noticeFixture.charges);
  });
  test('the reading says meter, rollover, days and both dials', () => {
    expect(rows[1]).toEqual({
      kind: 'reading',
      label: 'Đồng hồ E-20417 · qua vòng\n25/10/2026 – 25/11/2026',
      previous: '99.850',
      current: '120',
      quantity: '270 kWh',
    });
  });
  test('a tier says its scaled limits, quantity, price and amount', () => {
    expect(rows[3]).toEqual({
      kind: 'tier',
      label: 'Bậc 2: trên 50 đến 100 kWh',
      quantity: '50',
      unitPrice: '2.050',
      amount: '102.500',
    });
  });
  test('the allowance and the law stand below the service', () => {
    expect(rows.at(-1)!.label).toBe(
      'Định mức: 3 người, 12 m³. Định mức theo số người đăng ký và số ngày\nBiểu giá: TP.HCM sinh hoạt 2026 (QĐ 25/2019/QĐ-UBND TP.HCM; QĐ 17/2021/QĐ-UBND).',
    );
  });
  test('English writes commas for thousands and its own words', () => {
    const english = noticeRows(noticeFixture, noticeWords('en'));
    expect(english[3]).toEqual({
      kind: 'tier',
      label: 'Tier 2: above 50 to 100 kWh',
      quantity: '50',
      unitPrice: '2,050',
      amount: '102,500',
    });
  });
});

// Reads the matrix as a scanner would: four modules of quiet paper, four pixels a module.
function scan(modules: boolean[][]): string | undefined {
  const scale = 4;
  const size = (modules.length + 8) * scale;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const dark = modules[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4];
      if (dark) pixels.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  }
  const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr;
  return (read as unknown as (p: Uint8ClampedArray, w: number, h: number) => { data: string } | null)(pixels, size, size)?.data;
}
test('the QR code scans to a transfer of the total with the memo', () => {
  const payload = scan(qrModules(noticeFixture.qr!));
  expect(readVietQr(payload!)).toMatchObject({
    bin: '970436',
    account: '0071001234567',
    amount: 1_061_995,
    memo: noticeFixture.memo,
  });
});

const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

describe('the PDF', () => {
  test('one notice is one page with embedded fonts', async () => {
    const pdf = await renderNotices([noticeFixture], 'vi');
    expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe('%PDF-');
    expect(pagesOf(pdf)).toBe(1);
    expect(Buffer.from(pdf).toString('latin1')).toContain('/FontFile2');
  });
  test('a long notice goes on over pages and many notices stay one document', async () => {
    const long: NoticeData = { ...noticeFixture, services: Array.from({ length: 12 }, () => noticeFixture.services[0]!) };
    const alone = pagesOf(await renderNotices([long], 'en'));
    expect(alone).toBeGreaterThan(2);
    expect(pagesOf(await renderNotices([noticeFixture, long, noticeFixture], 'en'))).toBe(alone + 2);
  });
  test('nothing to print is refused', async () => {
    await expect(renderNotices([], 'vi')).rejects.toMatchObject({ code: 'notice.none', status: 404 });
  });
  test('a drawing that takes too long is stopped and said so, and the next one is drawn', async () => {
    const many = Array.from({ length: 300 }, () => noticeFixture);
    await expect(renderNotices(many, 'vi', { timeoutMs: 20 })).rejects.toMatchObject({ code: 'notice.timeout' });
    expect(pagesOf(await renderNotices([noticeFixture], 'vi'))).toBe(1);
  });
});
