// A unit's confirmation that nothing is owed, asked for when it changes hands: refused by name while anything is open.
import { jsPDF } from 'jspdf';
import type { Knex } from 'knex';
import { type Lang, Refusal, sumVnd, type Vnd } from '#kit';
import { now, today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { sentence } from '#platform/i18n';
import { addPageFonts } from '#platform/pdf/page-fonts';
import { LINE_HEIGHT, page, quiet, writeText } from '#platform/pdf/page-look';
import { listCredits, listOpenItems } from '../debt/open-items.ts';

export interface ClearanceData {
  company: { name: string; address: string };
  building: string;
  unit: string;
  payers: string[];
  /** Still held: deposits and credits that go back to their payer, or to the next. */
  held: Vnd;
  day: string;
  by: string;
}

export async function clearanceData(
  trx: Knex.Transaction,
  user: SessionUser,
  { buildingId, unitId }: { buildingId: number; unitId: number },
): Promise<ClearanceData> {
  const unit = await trx('unit').where({ building_id: buildingId, id: unitId }).first('code');
  if (!unit) throw new Refusal('ledger.unit.unknown', { unit: unitId }, 404);
  const items = await listOpenItems(trx, { buildingId, unitIds: [unitId] });
  const open = sumVnd(items.map((item) => item.open));
  if (open > 0) {
    const names = [...new Set(items.map(({ customer }) => customer))].join(', ');
    throw new Refusal('ledger.clearance.owes', { unit: unit.code, open, items: items.length, names }, 409);
  }
  const credits = await listCredits(trx, { buildingId, unitIds: [unitId] });
  const payers: string[] = await trx('receivable_balance as b')
    .join('customer as c', 'c.id', 'b.customer_id')
    .where({ 'b.building_id': buildingId, 'b.unit_id': unitId })
    .orderBy('c.name')
    .pluck('c.name');
  const building = await trx('building').where({ id: buildingId }).first('name');
  await trx('audit').insert({
    ...{ company_id: user.companyId, building_id: buildingId, user_id: user.id, action: 'ledger.clearance', at: now() },
    ...{ subject_kind: 'unit', subject_id: String(unitId), detail: JSON.stringify({ unit: unit.code }) },
  });
  return {
    ...{ company: await trx('company').where({ id: user.companyId }).first('name', 'address'), building: building.name },
    ...{ unit: unit.code, payers, held: sumVnd(credits.map(({ remaining }) => remaining)), day: today(), by: user.name },
  };
}

/** The PDF's bytes. */
export function drawClearance(given: ClearanceData, lang: Lang): Uint8Array {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true, precision: 2 });
  doc.setLineHeightFactor(LINE_HEIGHT);
  addPageFonts(doc);
  const data = JSON.parse(JSON.stringify(given).normalize('NFC')) as ClearanceData; // decomposed letters would print with displaced marks
  const say = (key: string, params = {}) => sentence(lang, { code: `clearance.${key}`, params });
  const width = page.right - page.left;
  doc.setDocumentProperties({ title: `${say('title')} ${data.unit}`, creator: 'Tòa Nhà' });
  let y = writeText(doc, data.company.name, { x: page.left, y: page.top, width }, { size: 10, bold: true });
  if (data.company.address) y = writeText(doc, data.company.address, { x: page.left, y, width }, { size: 8.5, color: quiet });
  y = writeText(doc, say('title'), { x: page.width / 2, y: y + 14, width, align: 'center' }, { size: 16, bold: true }) + 8;
  const [year, month, day] = data.day.split('-') as [string, string, string];
  const params = { unit: data.unit, building: data.building, day, month, year, names: data.payers.join(', ') || '–' };
  for (const key of ['who', 'nothing', ...(data.held > 0 ? ['held'] : []), 'purpose'])
    y = writeText(doc, say(key, { ...params, held: data.held }), { x: page.left, y, width }, { size: 11 }) + 4;
  y = writeText(doc, say('issued', params), { x: page.right, y: y + 6, width, align: 'right' }, { size: 10.5 });
  for (const [index, who] of ['preparer', 'head'].entries()) {
    const at = { x: page.left + (width / 2) * (index + 0.5), width: width / 2 - 6, align: 'center' as const };
    writeText(doc, say(who), { ...at, y: y + 3 }, { size: 10.5, bold: true });
    writeText(doc, say('sign'), { ...at, y: y + 8 }, { size: 8, color: quiet });
    if (who === 'preparer') writeText(doc, data.by, { ...at, y: y + 34 }, { size: 10.5 });
  }
  return new Uint8Array(doc.output('arraybuffer'));
}
