// A building with one posted month, ready for money: units U00001…, each owing electricity and water of the period.
import type { TestApp } from '../support/test-app.ts';
import { fillBuilding } from './billed-building.ts';

export interface MoneyBuilding {
  buildingId: number;
  /** By place: the first is U00001's. */
  unitIds: number[];
  customerIds: number[];
  /** Token of the person who approves. */
  approver: string;
}

export async function moneyBuilding(
  app: TestApp,
  { code, units, period, months = 1 }: { code: string; units: number; period: string; months?: number },
): Promise<MoneyBuilding> {
  const { admin } = app.db;
  const { body } = await app.fetch('POST', '/buildings', { code, name: `Tòa ${code}` });
  const buildingId: number = body.id;
  await fillBuilding(admin, {
    companyId: app.user.companyId,
    buildingId,
    units,
    services: { electricity: 100, water: 10 },
    period,
    months,
  });
  const login = `truong-${code.toLowerCase()}`;
  await app.fetch('POST', '/users', {
    login,
    name: 'Kế toán trưởng',
    password: 'mật khẩu dài',
    role: 'manager',
    buildingIds: [buildingId],
  });
  const approver = (await app.fetch('POST', '/session', { user: login, password: 'mật khẩu dài' }, { token: null })).body.token;
  for (const [service, preset] of [
    ['electricity', 'residential-2025-05'],
    ['water', 'hcmc-residential-2026'],
  ])
    await app.fetch('POST', `/buildings/${buildingId}/tariffs`, { service, preset, publish: true });
  const unitIds: number[] = await admin('unit').where({ building_id: buildingId }).orderBy('code').pluck('id');
  const customerIds: number[] = await admin('occupancy')
    .where({ building_id: buildingId })
    .orderBy('unit_id')
    .pluck('customer_id');
  return { buildingId, unitIds, customerIds, approver };
}

/** Previews and posts a month; throws unless it is posted. */
export async function postMonth(app: TestApp, { buildingId, approver }: MoneyBuilding, period: string): Promise<void> {
  const { body } = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
  const approved = await app.fetch('POST', `/runs/${body.id}/approve`, {}, { token: approver });
  if (approved.body.status !== 'posted') throw new Error(`not posted: ${JSON.stringify(approved.body)}`);
}
