// A building with owners in its flats and published card tariffs, and the steps a clerk takes with its cards, over HTTP.
import { expect } from '@jest/globals';
import type { TestApp } from '../support/test-app.ts';

export type Body = Record<string, unknown>;
export interface Card {
  id: number;
  revision: number;
  state: string;
  number: string | null;
  validTo: string | null;
  paidThrough: string | null;
  deposit: number;
  customerId: number;
}
export interface CardBuilding {
  buildingId: number;
  units: Record<string, number>;
  /** Customer K<unit> owns unit <unit>. */
  customers: Record<string, number>;
  register(service: string, unit: string, fields: Body, holder?: string): Promise<Card>;
  act(card: Card, action: string, input?: Body): Promise<{ status: number; body: Body & { card: Card; due: Due | null } }>;
  /** The same, which must succeed. */
  done(card: Card, action: string, input?: Body): Promise<{ card: Card; due: Due | null }>;
  find(card: Card): Promise<Card>;
  setting(service: string, said: Body): Promise<void>;
  /** Previews and posts a month; answers the posted run's totals by unit and service. */
  bill(period: string): Promise<Record<string, Record<string, number>>>;
  open(unit: string): Promise<{ open: number; items: Body[]; credits: Body[] }>;
  charges(card: Card): Promise<Body[]>;
}
export interface Due {
  when: string;
  net: number;
  total: number;
  documentId: number | null;
}
const usual = { charges: 'month', firstMonth: 'full', lastMonth: 'full', oneOff: 'atOnce', lateRenewal: 'today' };

export async function cardBuilding(
  app: TestApp,
  { code, units, tariffs }: { code: string; units: string[]; tariffs: [service: string, preset: string][] },
): Promise<CardBuilding> {
  const made = await app.fetch('POST', '/buildings', { code, name: `Tòa ${code}`, settings: { fourEyes: false } });
  const buildingId: number = made.body.id;
  const at = `/buildings/${buildingId}`;
  await app.fetch('POST', `${at}/units`, { units: units.map((unit) => ({ code: unit })) });
  const people = await app.fetch('POST', `${at}/people`, {
    customers: units.map((unit) => ({ code: `K${code}${unit}`, name: `Nguyễn Thị ${unit}` })),
    occupancies: units.map((unit) => ({ unit, customer: `K${code}${unit}`, role: 'owner', from: '2020-01-01' })),
  });
  expect([people.status, people.body.findings]).toEqual([200, []]);
  for (const [service, preset] of tariffs) {
    const { status, body } = await app.fetch('POST', `${at}/tariffs`, { service, preset, publish: true });
    expect([service, status, body.code]).toEqual([service, 200, undefined]);
  }
  const { body: list } = await app.fetch('GET', `${at}/units`);
  const unitIds = Object.fromEntries(list.rows.map((row: { code: string; id: number }) => [row.code, row.id]));
  const customers = Object.fromEntries(
    list.rows.map((row: { code: string; payer: { customerId: number } }) => [row.code, row.payer.customerId]),
  );
  const act: CardBuilding['act'] = async (card, action, input = {}) => {
    const { status, body } = await app.fetch('POST', `/cards/${card.id}/actions/${action}`, {
      revision: card.revision,
      ...input,
    });
    return { status, body };
  };
  return {
    buildingId,
    units: unitIds,
    customers,
    act,
    async register(service, unit, fields, holder = unit) {
      const form = { buildingId, service, unitId: unitIds[unit], customerId: customers[holder], fields };
      const { status, body } = await app.fetch('POST', '/cards', form);
      expect([status, body.code, body.findings]).toEqual([200, undefined, undefined]);
      return body;
    },
    async done(card, action, input) {
      const { status, body } = await act(card, action, input);
      expect([action, status, body.code, body.message]).toEqual([action, 200, undefined, undefined]);
      return body;
    },
    find: async (card) => (await app.fetch('GET', `/cards/${card.id}`)).body,
    async setting(service, said) {
      const { status, body } = await app.fetch('PUT', `${at}/card-settings/${service}`, { ...usual, ...said });
      expect([status, body.code]).toEqual([200, undefined]);
    },
    async bill(period) {
      const { status, body: run } = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
      expect([status, run.code, run.params]).toEqual([202, undefined, undefined]);
      const { body: parked } = await app.fetch('GET', `/runs/${run.id}/parked`);
      expect(parked.rows).toEqual([]);
      const approved = await app.fetch('POST', `/runs/${run.id}/approve`, {});
      if (approved.body.code === 'billing.run.nothing') return {};
      expect([approved.status, approved.body.code]).toEqual([200, undefined]);
      const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}&pageSize=5000`);
      return Object.fromEntries(
        body.rows.map((row: { unit: string; services: Record<string, number> }) => [row.unit, row.services]),
      );
    },
    open: async (unit) => (await app.fetch('GET', `${at}/open?unitIds=${unitIds[unit]}`)).body,
    charges: async (card) => (await app.fetch('GET', `/cards/${card.id}/charges`)).body.rows,
  };
}
