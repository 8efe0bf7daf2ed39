// The meters of a building as a sheet that can be filled in and read again.
import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import type { Lang } from '#kit';
import { sentence } from '#platform/i18n';
import type { MeterRow } from '../registry.contract.ts';
import { headingOf, type MeterColumn, meterColumns } from './meter-columns.ts';

const BORDER = { style: 'thin', color: { rgb: 'C6D0CE' } } as const;
const BOX = { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER };
const HEAD: CellStyle = {
  font: { bold: true, color: { rgb: '16211F' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCEFEE' } },
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const FORMATS = { text: '@', service: '@', count: '0', number: '#,##0.######', day: 'dd/mm/yyyy' } as const;

export async function exportMeters(
  meters: readonly MeterRow[],
  { lang, serviceName }: { lang: Lang; serviceName: (service: string) => string },
): Promise<Uint8Array> {
  const heads = meterColumns.map((column) => headingOf(column, lang));
  const rows = meters.map((meter) => meterColumns.map((column) => cellOf(meter, column, serviceName)));
  const cells = new Map(heads.map((value, n) => [`0,${n}`, { value, style: HEAD }]));
  rows.forEach((row, r) => {
    row.forEach((value, c) => {
      cells.set(`${r + 1},${c}`, { value: value as string, style: { numFmt: FORMATS[meterColumns[c]!.kind], border: BOX } });
    });
  });
  const sheet = {
    ...{ name: sentence(lang, { code: 'meters.sheet.name', params: {} }), cells, rows: [heads as CellValue[], ...rows] },
    columns: meterColumns.map(({ width }) => ({ width })),
    freezePane: { rows: 1, columns: 1 },
  };
  return (await writeXlsx({ sheets: [sheet] })) as Uint8Array;
}

function cellOf(meter: MeterRow, { id, kind }: MeterColumn, serviceName: (service: string) => string): CellValue {
  if (id === 'place') return meter.unit;
  if (id === 'service') return serviceName(meter.service);
  // the first day it did not hang is the last one of the sheet: the day it was taken down
  const value = (meter as unknown as Record<string, unknown>)[id];
  if (value === null || value === undefined) return null;
  if (kind === 'day') return new Date(`${value}T00:00:00Z`);
  return kind === 'number' || kind === 'count' ? Number(value) : String(value);
}
