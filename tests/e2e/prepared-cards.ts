// A building whose cards a walk can begin with: two units, their people, prices, three gym cards of which one is locked, and a manager.
import type { Page } from 'playwright-core';
import { password } from './start-app.ts';

/** By the administrator's own session, through the API; answers the place as the address carries it. */
export async function preparedCards(page: Page): Promise<string> {
  await page.goto('/login');
  return page.evaluate(async (password) => {
    const send = async (method: string, path: string, body?: object) => {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: body ? JSON.stringify(body) : undefined,
      });
      const told = await answer.json();
      if (!answer.ok) throw new Error(`${method} ${path}: ${told.message}`);
      return told;
    };
    await send('POST', '/session', { user: 'admin', password });
    const { id } = await send('POST', '/buildings', { code: 'THE', name: 'Tòa Thử Thẻ', settings: { fourEyes: false } });
    await send('POST', `/buildings/${id}/units`, { units: [{ code: 'T-01' }, { code: 'T-02' }] });
    await send('POST', `/buildings/${id}/people`, {
      customers: [
        { code: 'KTHE1', name: 'Nguyễn Văn Một' },
        { code: 'KTHE2', name: 'Trần Thị Hai' },
      ],
      occupancies: [
        { unit: 'T-01', customer: 'KTHE1', role: 'owner', from: '2025-01-01' },
        { unit: 'T-02', customer: 'KTHE2', role: 'owner', from: '2025-01-01' },
      ],
    });
    for (const [service, preset] of [
      ['vehicle-card', 'monthly'],
      ['gym-card', 'passes'],
    ])
      await send('POST', `/buildings/${id}/tariffs`, { service, preset, publish: true });
    const units = (await send('GET', `/buildings/${id}/units`)).rows as { id: number; payer: { customerId: number } }[];
    for (const n of [1, 2, 3]) {
      const { id: unitId, payer } = units[n % 2]!;
      const form = {
        buildingId: id,
        service: 'gym-card',
        unitId,
        customerId: payer.customerId,
        fields: { holder: `Người tập ${n}` },
      };
      const { id: card } = await send('POST', '/cards', form);
      const issued = await send('POST', `/cards/${card}/actions/issue`, { revision: 1, number: `G-00${n}`, months: 1 });
      if (n === 3) await send('POST', `/cards/${card}/actions/lock`, { revision: issued.card.revision });
    }
    await send('POST', '/users', { login: 'truong.the', name: 'Trưởng ban thẻ', role: 'manager', password, buildingIds: [id] });
    const period = (await send('GET', `/buildings/${id}/periods`)).rows[0].period as string;
    await send('DELETE', '/session');
    return `b=${id}&p=${period}`;
  }, password);
}
