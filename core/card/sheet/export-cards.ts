// The cards of one service as a sheet that can be filled in and read again.
import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import type { CardPlugin, Lang } from '#kit';
import { sentence } from '#platform/i18n';
import type { StoredCard } from '../card-repository.ts';
import { withDefaults } from '../registration-form.ts';
import { type CardColumn, cardColumns, headingOf } from './card-columns.ts';

type SheetCard = StoredCard & { holder: string };
const BORDER = { style: 'thin', color: { rgb: 'C6D0CE' } } as const;
const BOX = { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER };
const HEAD: CellStyle = {
  font: { bold: true, color: { rgb: '16211F' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCEFEE' } },
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const FORMATS = { text: '@', flag: '@', number: '#,##0', count: '0', key: '0', day: 'dd/mm/yyyy' } as const;

export async function exportCards(plugin: CardPlugin, cards: readonly SheetCard[], lang: Lang): Promise<Uint8Array> {
  const columns = cardColumns(plugin);
  const heads = columns.map((column) => headingOf(plugin, column, lang));
  const rows = cards.map((card) => columns.map((column) => cellOf(plugin, card, column, lang)));
  const cells = new Map(heads.map((value, n) => [`0,${n}`, { value, style: HEAD }]));
  rows.forEach((row, r) => {
    row.forEach((value, c) => {
      cells.set(`${r + 1},${c}`, { value: value as string, style: { numFmt: FORMATS[columns[c]!.kind], border: BOX } });
    });
  });
  const sheet = {
    ...{ name: plugin.name[lang].slice(0, 31), cells, rows: [heads as CellValue[], ...rows] },
    columns: columns.map(({ width }) => ({ width })),
    freezePane: { rows: 1, columns: 1 },
  };
  return (await writeXlsx({ sheets: [sheet] })) as Uint8Array;
}

function cellOf(plugin: CardPlugin, card: SheetCard, { id, kind }: CardColumn, lang: Lang): CellValue {
  const word = (code: string) => sentence(lang, { code, params: {} });
  if (id === 'state') return word(`${plugin.id}.state.${card.state}`);
  const value = id.startsWith('fields.')
    ? withDefaults(plugin, card.fields)[id.slice(7)]
    : (card as unknown as Record<string, unknown>)[id];
  if (value === null || value === undefined) return null;
  if (kind === 'flag') return word(`card.paper.${value === true ? 'yes' : 'no'}`);
  if (kind === 'day') return new Date(`${value}T00:00:00Z`);
  return kind === 'number' || kind === 'count' || kind === 'key' ? Number(value) : String(value);
}
