// The two lists of people in and out as .xlsx.
import { z } from 'zod';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { sentence } from '#platform/i18n';
import { flag, id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { answerSheet } from '#platform/sheet/answer-sheet';
import type { Table } from '#platform/sheet/table-columns';
import { type TableValues, writeTable } from '#platform/sheet/write-table';
import { readUpload } from '#platform/upload';
import { listMembers } from '../member-desk.ts';
import { listOccupancies } from '../occupancy-repository.ts';
import { hidden } from '../people-actions.ts';
import { importMembers, importOccupancies } from './import-people-sheet.ts';
import { membersTable, occupanciesTable } from './people-tables.ts';

const Out = z.object({ buildingId: id, blank: flag.default(false), lang: z.enum(['vi', 'en']).optional() });
const In = z.object({ buildingId: id, dryRun: flag.default(false) });

export const peopleSheetActions = {
  exportOccupancies: action({
    rest: 'GET /buildings/:buildingId/occupancies.xlsx',
    permission: null,
    summary: 'Owners and tenants as .xlsx; blank=1 answers the sheet to fill in',
    params: Out,
    handler: (ctx) =>
      sheetOf(ctx, occupanciesTable, 'occupancies', async () =>
        inScope(ctx, async (trx) => hidden(ctx, await listOccupancies(trx, ctx.params.buildingId, today()))),
      ),
  }),
  exportMembers: action({
    rest: 'GET /buildings/:buildingId/members.xlsx',
    permission: null,
    summary: 'Registered people as .xlsx; blank=1 answers the sheet to fill in',
    params: Out,
    handler: (ctx) =>
      sheetOf(ctx, membersTable, 'registered', async () =>
        inScope(ctx, async (trx) => hidden(ctx, await listMembers(trx, { buildingId: ctx.params.buildingId, on: today() }))),
      ),
  }),
  importOccupancySheet: action({
    rest: 'POST /buildings/:buildingId/occupancies/import',
    permission: 'customers.write',
    summary: 'Takes owners and tenants from a sheet; what cannot be comes back at its cell',
    upload: true,
    timeoutMs: 120_000,
    params: In,
    handler: async (ctx) => importOccupancies(ctx, (await readUpload(ctx)).content),
  }),
  importMemberSheet: action({
    rest: 'POST /buildings/:buildingId/members/import',
    permission: 'customers.write',
    summary: 'Takes registered people from a sheet; what cannot be comes back at its cell',
    upload: true,
    timeoutMs: 120_000,
    params: In,
    handler: async (ctx) => importMembers(ctx, (await readUpload(ctx)).content),
  }),
};

async function sheetOf(
  ctx: Ctx<z.output<typeof Out>>,
  table: Table,
  list: 'occupancies' | 'registered',
  read: () => Promise<object[]>,
): Promise<Buffer> {
  const { buildingId, blank, lang = ctx.meta.lang ?? 'vi' } = ctx.params;
  const { code } = await call(ctx, 'building.getBuilding', { buildingId });
  const name = sentence(lang, { code: `customer.${list}.title`, params: {} });
  const rows = blank ? [] : ((await read()) as TableValues[]);
  return answerSheet(ctx, `${list}-${code.replace(/[^\w-]/g, '_')}`, await writeTable(table, rows, { name, lang, blank }));
}
