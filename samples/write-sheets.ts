// Writes the sheets of the open month: `node samples/write-sheets.ts [folder] [units]`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIZES, sampleBuilding } from './building.ts';
import { cleanSheet } from './clean-sheet.ts';
import { messySheet } from './messy-sheet.ts';
import type { SampleBuilding } from './sample-building.ts';
import { type Sheet, writeSheet } from './write-sheet.ts';

const FOOTNOTE: Sheet = {
  name: 'Ghi chú',
  rows: [['Ghi từ tầng thấp lên tầng cao; căn vắng nhà ghi "Khóa cửa".']],
  widths: [70],
};

/** Answers the paths: the messy sheet, then the clean one. */
export async function writeSheets(
  folder: string,
  sample: SampleBuilding = sampleBuilding(),
): Promise<[messy: string, clean: string]> {
  mkdirSync(folder, { recursive: true });
  const messy = join(folder, `chi-so-${sample.openPeriod}.xlsx`);
  const clean = join(folder, `chi-so-${sample.openPeriod}-sach.xlsx`);
  writeFileSync(messy, await writeSheet([messySheet(sample), FOOTNOTE]));
  writeFileSync(clean, await writeSheet([cleanSheet(sample)]));
  return [messy, clean];
}

if (import.meta.main) {
  const [folder = join(import.meta.dirname, 'sunrise-riverside'), units = String(SIZES.full)] = process.argv.slice(2);
  for (const path of await writeSheets(folder, sampleBuilding(Number(units)))) process.stdout.write(`${path}\n`);
}
