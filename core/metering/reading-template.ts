// The template of a month: all services' meters with what is known of them.

import { lastDay } from '#kit';
import { call } from '#platform/call';
import type { Ctx, Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { loadDials } from './dial-repository.ts';
import { writeTemplate } from './sheet/write-template.ts';

export async function readingTemplate(
  ctx: Ctx<{ buildingId: number; period: string; lang?: Lang }>,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { buildingId, period, lang = ctx.meta.lang ?? 'vi' } = ctx.params;
  const on = lastDay(period);
  const [building, units, payers, dials] = await Promise.all([
    call(ctx, 'building.getBuilding', { buildingId }),
    call(ctx, 'building.listUnits', { buildingId, on }),
    call(ctx, 'customer.listPayers', { buildingId, on }),
    inScope(ctx, (trx) => loadDials(trx, { buildingId, period })),
  ]);
  const payerOf = new Map(payers.map(({ unitId, name }) => [unitId, name]));
  const nameOf = new Map(plugins.list().map(({ id, name }) => [id, name[lang]]));
  const ofUnit = Map.groupBy(dials, ({ unitId }) => unitId);
  const rows = units.rows.flatMap((unit) =>
    (ofUnit.get(unit.id) ?? []).map(({ service, serial, register, previous, previousOn, decimals, current }) => ({
      unit: unit.code,
      payer: payerOf.get(unit.id) ?? null,
      service: nameOf.get(service) ?? service,
      serial,
      register,
      previous,
      previousOn,
      decimals,
      value: current?.value ?? null,
      readOn: current?.readOn ?? null,
      rollover: current?.rollover ?? false,
      note: current?.note ?? null,
    })),
  );
  const word = (key: string, params = {}) => sentence(lang, { code: `metering.${key}`, params });
  const written = period.split('-').reverse().join('/');
  const bytes = await writeTemplate(rows, {
    sheet: word('sheet.name'),
    title: word('sheet.title'),
    building: building.name,
    period: word('sheet.period', { period: written }),
    howTo: word('sheet.howTo'),
    column: ({ id }) => word(`column.${id}`),
  });
  const safe = building.code.normalize('NFD').replace(/[^A-Za-z0-9-]+/g, '');
  return { name: `${word('sheet.fileName')}-${safe}-${period}.xlsx`, bytes };
}
