import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { BLEMISHES } from '../../samples/blemishes.ts';
import { sampleBuilding } from '../../samples/building.ts';
import { cleanSheet } from '../../samples/clean-sheet.ts';
import { messySheet } from '../../samples/messy-sheet.ts';
import { type Sheet, writeSheet } from '../../samples/write-sheet.ts';

const sample = sampleBuilding();
const cells = async (bytes: Uint8Array) => (await readXlsx(bytes)).sheets[0]!.rows;

describe('the sheets of the open month', () => {
  test.each([
    ['chi-so-2026-11.xlsx', messySheet(sample)],
    ['chi-so-2026-11-sach.xlsx', cleanSheet(sample)],
  ] satisfies [string, Sheet][])('%s in the repository holds what the generator writes', async (file, sheet) => {
    const kept = readFileSync(new URL(`../../samples/sunrise-riverside/${file}`, import.meta.url));
    expect(await cells(kept)).toEqual(await cells(await writeSheet([sheet])));
  });
  test('the clean one has a row for each meter under one heading row', () => {
    expect(cleanSheet(sample).rows).toHaveLength(1 + 450 * 2);
  });
  test('each mistake of the messy one is in it once', () => {
    const rows = messySheet(sample).rows.filter((row) => typeof row[0] === 'number');
    const serials = new Set(sample.meters.map((meter) => meter.serial));
    expect(rows.filter((row) => !serials.has(String(row[2])))).toHaveLength(1);
    expect(rows.filter((row) => row[6] === '31/11/2026')).toHaveLength(1);
    expect(rows.filter((row) => row[5] === null)).toHaveLength(1);
    expect(rows).toHaveLength(900 + 2);
    expect(BLEMISHES).toHaveLength(10);
  });
  test('a small building’s sheet holds every mistake too', () => {
    const rows = messySheet(sampleBuilding(40)).rows.filter((row) => typeof row[0] === 'number');
    expect(rows).toHaveLength(80 + 2);
  });
});
