// The template of a month: all services' meters with what is known of them.

import { lastDay } from '#kit';
import { call } from '#platform/call';
import type { Ctx, Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { placeOf } from './dial.ts';
import { loadDials } from './dial-repository.ts';
import { groupNames } from './group-repository.ts';
import { writeTemplate } from './sheet/write-template.ts';

export async function readingTemplate(
  ctx: Ctx<{ buildingId: number; period: string; lang?: Lang }>,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { buildingId, period, lang = ctx.meta.lang ?? 'vi' } = ctx.params;
  const on = lastDay(period);
  const [building, units, payers, { dials, groups }] = await Promise.all([
    call(ctx, 'building.getBuilding', { buildingId }),
    call(ctx, 'building.listUnits', { buildingId, on }),
    call(ctx, 'customer.listPayers', { buildingId, on }),
    inScope(ctx, async (trx) => ({
      dials: await loadDials(trx, { buildingId, period }),
      groups: await groupNames(trx, buildingId),
    })),
  ]);
  const payerOf = new Map(payers.map(({ unitId, name }) => [unitId, name]));
  const nameOf = new Map(plugins.list().map(({ id, name }) => [id, name[lang]]));
  const byPlace = Map.groupBy(dials, placeOf);
  const places = [
    ...[...groups].map(([groupId, { code, name }]) => ({ place: placeOf({ unitId: null, groupId }), code, payer: name })),
    ...units.rows.map(({ id, code }) => ({
      place: placeOf({ unitId: id, groupId: null }),
      code,
      payer: payerOf.get(id) ?? null,
    })),
  ];
  const rows = places.flatMap(({ place, code, payer }) =>
    (byPlace.get(place) ?? []).map(({ service, serial, register, previous, previousOn, decimals, current }) => ({
      unit: code,
      payer,
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
