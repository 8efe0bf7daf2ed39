// The reading sheet of a service and month: view, words and rows fetched together, compiled and judged.
import type { ViewDef } from '#kit';
import type { Api } from '../../api/api.ts';
import type { List, ReadingRow } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { SheetStore } from '../../grid/sheet-store.ts';
import type { I18n } from '../../i18n/i18n.ts';
import { readingFields, readingWords } from './reading-fields.ts';
import { anomalyMarks, flat, withDialDecimals } from './reading-marks.ts';

export async function loadSheet(
  api: Api,
  i18n: I18n,
  asked: { buildingId: number; period: string; service: string },
): Promise<SheetStore> {
  const { buildingId, period, service } = asked;
  const [view, list] = await Promise.all([
    api.get<ViewDef>('/views/readings', { service }),
    api.get<List<ReadingRow>>(`/buildings/${buildingId}/readings`, { period, service }),
    i18n.load('metering'),
    i18n.load(service),
  ]);
  await i18n.load(view.ns);
  const store = new SheetStore(compileView(withDialDecimals(view, list.rows), readingFields, readingWords), list.rows.map(flat));
  store.tell(list.rows.flatMap((row) => anomalyMarks(row, store)));
  return store;
}
