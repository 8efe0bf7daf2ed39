// A sheet of people: read, planned against what is known, and written in a few statements; dry runs write nothing.
import type { Knex } from 'knex';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { inUnit } from '#platform/in-unit';
import { parseTable } from '#platform/sheet/parse-table';
import { readCells } from '#platform/sheet/read-cells';
import type { Table, TableRow } from '#platform/sheet/table-columns';
import { listMembers } from '../member-desk.ts';
import { listOccupancies } from '../occupancy-repository.ts';
import type { PeopleImported } from '../people.contract.ts';
import { told } from '../people-desk.ts';
import { importPeople } from '../people-import.ts';
import { membersTable, occupanciesTable } from './people-tables.ts';
import { planMembers } from './plan-members.ts';
import { planOccupancies } from './plan-occupancies.ts';

type Asked = Ctx<{ buildingId: number; dryRun: boolean }>;
type Planned = PeopleImported & { write(): Promise<unknown> };
const ROWS_MAX = 50_000;

export function importOccupancies(ctx: Asked, content: Uint8Array): Promise<PeopleImported> {
  return importList(ctx, occupanciesTable, content, async (trx, rows, units) => {
    const { buildingId } = ctx.params;
    const customers = await trx('customer').select('code', 'name', 'kind', 'phone', 'email', {
      ...{ taxCode: 'tax_code', personalId: 'personal_id' },
    });
    const occupancies = await listOccupancies(trx, buildingId, today());
    const plan = planOccupancies(rows, { units, customers, occupancies });
    const list = { customers: plan.customers, occupancies: plan.created, members: [] };
    return {
      created: plan.created.length,
      changed: plan.ended.length + plan.customers.filter(({ code }) => customers.some((one) => one.code === code)).length,
      unchanged: plan.unchanged,
      findings: plan.findings as PeopleImported['findings'],
      write: async () => {
        await trx.raw(ENDED, [JSON.stringify(plan.ended), buildingId]); // first: a new tenant may follow the one who left
        await importPeople(trx, buildingId, list);
      },
    };
  });
}

export function importMembers(ctx: Asked, content: Uint8Array): Promise<PeopleImported> {
  return importList(ctx, membersTable, content, async (trx, rows, units) => {
    const { buildingId } = ctx.params;
    const plan = planMembers(rows, units, await listMembers(trx, { buildingId, on: today() }));
    return {
      created: plan.created.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged,
      findings: plan.findings as PeopleImported['findings'],
      write: async () => {
        await trx.raw(CHANGED, [JSON.stringify(plan.changed), buildingId]);
        await importPeople(trx, buildingId, { customers: [], occupancies: [], members: plan.created });
      },
    };
  });
}

const ENDED = `
  update occupancy set valid = daterange(lower(valid), e."to"::date, '[]')
  from jsonb_to_recordset(?::jsonb) e(id bigint, "to" text) where occupancy.id = e.id and occupancy.building_id = ?`;
const CHANGED = `
  update member set name = c.name, personal_id = c."personalId", document_ref = c."documentRef",
    document_until = c."documentUntil"::date, valid = daterange(c."from"::date, c."to"::date, '[]')
  from jsonb_to_recordset(?::jsonb) c(id bigint, name text, "personalId" text, "documentRef" text, "documentUntil" text, "from" text, "to" text)
  where member.id = c.id and member.building_id = ?`;

async function importList(
  ctx: Asked,
  table: Table,
  content: Uint8Array,
  plan: (trx: Knex.Transaction, rows: readonly TableRow[], units: string[]) => Promise<Planned>,
): Promise<PeopleImported> {
  const { buildingId, dryRun } = ctx.params;
  const said = (findings: Parameters<typeof withSentences>[1]) => withSentences(ctx.meta.lang ?? 'vi', findings);
  const { sheets, refused } = await readCells(content, ROWS_MAX);
  if (refused) return { created: 0, changed: 0, unchanged: 0, findings: said([refused]) };
  const read = parseTable(table, sheets, today());
  return inUnit(ctx, async (trx, unit) => {
    // one list at a time: what the plan found free is still free when it is written
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('people ' || ?::text, 7294))`, [buildingId]);
    const { rows: units } = await call(ctx, 'building.listUnits', { buildingId }, { unitOfWork: unit });
    const { write, ...counts } = await plan(
      trx,
      read.rows,
      units.map(({ code }) => code),
    );
    if (!dryRun && counts.created + counts.changed > 0) {
      await write();
      const { created, changed } = counts;
      const action = table === membersTable ? 'customer.members.imported' : 'customer.occupancies.imported';
      const entry = { buildingId, action, subjectKind: 'building', subjectId: buildingId, detail: { created, changed } };
      await told(ctx, unit, entry);
    }
    const findings = [...read.findings, ...counts.findings].sort((a, b) => (a.at?.row ?? 0) - (b.at?.row ?? 0));
    return { ...counts, findings: said(findings) };
  });
}
