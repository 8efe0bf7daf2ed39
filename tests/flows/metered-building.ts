// A small building of electricity meters whose months are read, billed and put right by hand, one person doing all of it.
import { call } from '#platform/call';
import { withScope } from '#platform/scope';
import type { TestApp } from '../support/test-app.ts';

export interface MeteredUnit {
  /** Or the group a master meter counts for. */
  unit?: string;
  group?: string;
  serial: string;
  start: string;
  from: string;
  multiplier?: string;
  digits?: number;
}
export interface MeteredBuilding {
  buildingId: number;
  /** Mounting by serial number. */
  mounting(serial: string): Promise<number>;
  read(
    period: string,
    values: Record<string, { value?: string; readOn: string; estimate?: boolean; faulty?: boolean; rollover?: boolean }>,
  ): Promise<{ code: string; message: string }[]>;
  /** Previews and posts; answers the bills of the month by unit, and what is parked. */
  bill(period: string): Promise<Record<string, BillOf[]>>;
  parked(period: string): Promise<{ unit: string; code: string; message: string }[]>;
}
export interface BillOf {
  id: number;
  customer: string;
  total: number;
  charges: { service: string; net: number; vat: number; total: number; corrects: string | null }[];
}

export async function meteredBuilding(app: TestApp, code: string, units: readonly MeteredUnit[]): Promise<MeteredBuilding> {
  const { user, broker } = app;
  const service = 'electricity';
  const made = await call(
    broker,
    'building.createBuilding',
    { code, name: `Tòa ${code}`, settings: { fourEyes: false } },
    { meta: { user } },
  );
  const buildingId = made.id;
  user.buildingIds = [...user.buildingIds, buildingId];
  const meta = { user };
  const codes = [...new Set(units.flatMap(({ unit }) => unit ?? []))];
  await call(
    broker,
    'building.importUnits',
    { buildingId, units: codes.map((unit) => ({ code: unit, tariffClass: 'residential', areaM2: '0' })) },
    { meta },
  );
  await call(
    broker,
    'customer.importPeople',
    {
      buildingId,
      customers: codes.map((unit) => ({ code: `${code}-${unit}`, name: `Chủ ${unit}` })),
      occupancies: codes.map((unit) => ({ unit, customer: `${code}-${unit}`, role: 'owner' as const, from: '2026-01-01' })),
      members: [],
    },
    { meta },
  );
  const meters = units.map(({ start, digits = 5, ...meter }) => ({ ...meter, service, digits, readingStart: start }));
  await call(broker, 'metering.importMeters', { buildingId, meters }, { meta });
  await call(
    broker,
    'billing.adoptPreset',
    { buildingId, service, preset: 'residential-2025-05', validFrom: '2026-01-01', publish: true },
    { meta },
  );
  const scope = { userId: user.id, companyId: user.companyId, buildingIds: [buildingId] };
  const mounting = (serial: string): Promise<number> =>
    withScope(scope, async (trx) => {
      const found = await trx('mounting')
        .join('meter', 'meter.id', 'meter_id')
        .where({ serial })
        .orderBy('mounting.id', 'desc')
        .first('mounting.id');
      return found.id;
    });
  return {
    buildingId,
    mounting,
    async read(period, values) {
      const { body } = await app.fetch('GET', `/buildings/${buildingId}/readings?period=${period}&service=${service}`);
      const rows: { id: number; serial: string; revision: number }[] = body.rows;
      const changes = Object.entries(values).map(([serial, value]) => {
        const row = rows.find((one) => one.serial === serial);
        if (!row) throw new Error(`no meter ${serial} to be read in ${period}`);
        return { id: row.id, revision: row.revision, ...value };
      });
      const saved = await app.fetch('PATCH', `/buildings/${buildingId}/readings?period=${period}&service=${service}`, {
        changes,
      });
      if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
      return saved.body.findings;
    },
    async bill(period) {
      const started = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
      if (started.status !== 202) throw new Error(JSON.stringify(started.body));
      const approved = await app.fetch('POST', `/runs/${started.body.id}/approve`, {});
      if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
      const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`);
      const bills: Record<string, BillOf[]> = {};
      for (const { id, unit, customer, total } of body.rows) {
        const bill = (await app.fetch('GET', `/bills/${id}?period=${period}`)).body;
        const charges = bill.charges.map(
          ({
            service: of,
            net,
            vat,
            total: sum,
            correction,
          }: {
            service: string;
            net: number;
            vat: number;
            total: number;
            correction: { period: string } | null;
          }) => ({
            ...{ service: of, net, vat, total: sum, corrects: correction?.period ?? null },
          }),
        );
        bills[unit] = [...(bills[unit] ?? []), { id, customer, total, charges }];
      }
      return bills;
    },
    async parked(period) {
      const { body } = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
      return (await app.fetch('GET', `/runs/${body.id}/parked`)).body.rows;
    },
  };
}
