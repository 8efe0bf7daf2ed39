// The cards of a service: view, words and all rows fetched together, compiled and judged.
import type { ViewDef } from '#kit';
import type { Api } from '../../api/api.ts';
import type { ListedCard } from '../../api/card-rows.ts';
import type { List } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import type { I18n } from '../../i18n/i18n.ts';

const pageSize = 2000;

export async function loadCards(api: Api, i18n: I18n, asked: { buildingId: number; service: string }): Promise<SheetStore> {
  const [view, rows] = await Promise.all([
    api.get<ViewDef>('/views/cards', { service: asked.service }),
    allCards(api, asked),
    i18n.load('card'),
    i18n.load(asked.service),
  ]);
  const columns = view.columns.map((column) => (column.field === 'number' ? { ...column, look: 'link' as const } : column));
  return new SheetStore(compileView({ ...view, columns }), rows.map(flat));
}

async function allCards(api: Api, asked: { buildingId: number; service: string }): Promise<ListedCard[]> {
  const rows: ListedCard[] = [];
  for (let page = 1; ; page++) {
    const part = await api.get<List<ListedCard>>('/cards', { ...asked, page, pageSize });
    rows.push(...part.rows);
    if (part.rows.length === 0 || rows.length >= part.total) return rows;
  }
}

/** A card without a number is still a row to open: a dash stands where the link is. */
const flat = (card: ListedCard): Row => ({
  ...card,
  number: card.number ?? '—',
  debt: card.debt || null,
  deposit: card.deposit || null,
  ...Object.fromEntries(Object.entries(card.fields).map(([name, value]) => [`fields.${name}`, value])),
});
