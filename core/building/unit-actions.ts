// Units at the desk: one changed or archived, and whole lists in and out as .xlsx.
import { z } from 'zod';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { sentence, withSentences } from '#platform/i18n';
import { inUnit } from '#platform/in-unit';
import { day, decimalText, flag, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { answerSheet } from '#platform/sheet/answer-sheet';
import { parseTable } from '#platform/sheet/parse-table';
import { readCells } from '#platform/sheet/read-cells';
import { writeTable } from '#platform/sheet/write-table';
import { readUpload } from '#platform/upload';
import type { ListImported } from './building.contract.ts';
import { planUnits } from './sheet/plan-units.ts';
import { unitKinds, unitsTable } from './sheet/units-table.ts';
import { changeUnit } from './unit-desk.ts';
import { listUnits, upsertUnits } from './unit-repository.ts';

const code = z.string().trim().min(1).max(40).normalize('NFC');
const ALL = '1900-01-01';
const ROWS_MAX = 20_000;
const area = decimalText.refine((text) => !text.startsWith('-'), 'building.unit.area');

export const unitActions = {
  changeUnit: action({
    rest: 'PATCH /buildings/:buildingId/units/:unitId',
    permission: 'buildings.write',
    summary: 'Changes a unit; archivedOn takes it out of use, null takes it back',
    params: z.object({
      buildingId: id,
      unitId: id,
      code: code.optional(),
      block: code.nullable().optional(),
      floor: code.nullable().optional(),
      kind: z.enum(unitKinds).optional(),
      tariffClass: code.optional(),
      areaM2: area.nullable().optional(),
      households: z.number().int().min(0).max(1000).optional(),
      membersDeclaredOn: day.nullable().optional(),
      archivedOn: day.nullable().optional(),
    }),
    handler: (ctx) => {
      const { buildingId, unitId, ...change } = ctx.params;
      return changeUnit(ctx, buildingId, unitId, change);
    },
  }),
  exportUnits: action({
    rest: 'GET /buildings/:buildingId/units.xlsx',
    permission: null,
    summary: 'The units as .xlsx; blank=1 answers the sheet to fill in',
    params: z.object({ buildingId: id, blank: flag.default(false), lang: z.enum(['vi', 'en']).optional() }),
    handler: async (ctx) => {
      const { buildingId, blank, lang = ctx.meta.lang ?? 'vi' } = ctx.params;
      const name = sentence(lang, { code: 'building.units.title', params: {} });
      const payers = await call(ctx, 'customer.listPayers', { buildingId, on: today() });
      const payerOf = new Map(payers.map((payer) => [payer.unitId, payer.name]));
      const units = blank ? [] : await inScope(ctx, (trx) => listUnits(trx, buildingId, ALL), { readOnly: true });
      const rows = units.map((unit) => ({ ...unit, payer: payerOf.get(unit.id) ?? null }));
      return answerSheet(ctx, 'units', await writeTable(unitsTable, rows, { name, lang, blank }));
    },
  }),
  importUnitSheet: action({
    rest: 'POST /buildings/:buildingId/units/import',
    permission: 'buildings.write',
    summary: 'Makes and changes the units of a sheet; what cannot be comes back at its cell',
    upload: true,
    timeoutMs: 120_000,
    params: z.object({ buildingId: id, dryRun: flag.default(false) }),
    handler: async (ctx) => importUnitSheet(ctx, (await readUpload(ctx)).content),
  }),
};

async function importUnitSheet(ctx: Ctx<{ buildingId: number; dryRun: boolean }>, content: Uint8Array): Promise<ListImported> {
  const { buildingId, dryRun } = ctx.params;
  const said = (findings: Parameters<typeof withSentences>[1]) => withSentences(ctx.meta.lang ?? 'vi', findings);
  const { sheets, refused } = await readCells(content, ROWS_MAX);
  if (refused) return { created: 0, changed: 0, unchanged: 0, findings: said([refused]) };
  const read = parseTable(unitsTable, sheets, today());
  return inUnit(ctx, async (trx, unit) => {
    const plan = planUnits(read.rows, await listUnits(trx, buildingId, ALL));
    const { created, changed, unchanged } = { ...plan, created: plan.created.length, changed: plan.changed.length };
    if (!dryRun && created + changed > 0) {
      await upsertUnits(trx, buildingId, [...plan.created, ...plan.changed]);
      const entry = { buildingId, action: 'building.units.imported', subjectKind: 'building', subjectId: buildingId };
      const detail = { created, changed, codes: [...plan.created, ...plan.changed].slice(0, 1000).map((one) => one.code) };
      await call(ctx, 'audit.append', { entries: [{ ...entry, detail }] }, { unitOfWork: unit });
    }
    return { created, changed, unchanged, findings: said([...read.findings, ...plan.findings]) };
  });
}
