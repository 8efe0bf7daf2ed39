// The desk over HTTP: copy, edit, two people at one draft, examples, publishing, days that cannot overlap, VAT by date.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { TariffBody } from '#kit';
import { withScope } from '#platform/scope';
import { testCompany } from '../../../tests/support/company.ts';
import { startTestApp } from '../../../tests/support/test-app.ts';
import type { TariffRow } from './tariff.contract.ts';

const app = await startTestApp();
const service = 'management-fee';
let at: string;
let clerk: string; // an accountant's token: may draft, may not publish

const copy = async (more: object = {}): Promise<TariffRow> => {
  const { status, body } = await app.fetch('POST', `${at}/tariffs`, { service, preset: 'agreed-9500', ...more });
  expect([status, body.code]).toEqual([200, undefined]);
  return body;
};
const save = (tariff: TariffRow, change: object, token = app.token) =>
  app.fetch('PATCH', `/tariffs/${tariff.id}`, { revision: tariff.revision, ...change }, { token });
const publish = (tariff: TariffRow, more: object = {}) => app.fetch('POST', `/tariffs/${tariff.id}/publish`, more);
const priced = async (tariff: TariffBody) =>
  (await app.fetch('POST', '/price', { service, tariff, taxDate: '2026-10-31', input: { area: '100' } })).body;
const withPrice = ({ body }: TariffRow, price: string): TariffBody => ({
  ...body,
  parameters: { ...body.parameters, pricePerM2: price },
});

beforeAll(async () => {
  const made = await app.fetch('POST', '/buildings', { code: 'DESK', name: 'Tòa Bàn Giá' });
  at = `/buildings/${made.body.id}`;
  const user = {
    login: 'nhanvien',
    name: 'Nhân viên giá',
    password: 'mật khẩu dài',
    role: 'accountant',
    buildingIds: [made.body.id],
  };
  expect((await app.fetch('POST', '/users', user)).status).toBe(200);
  clerk = (await app.fetch('POST', '/session', { user: 'nhanvien', password: user.password }, { token: null })).body.token;
});

describe('a draft', () => {
  test('is a copy of a preset that changes with each save, and the audit trail says what changed', async () => {
    const draft = await copy({ unitClass: 'shop' });
    expect([draft.status, draft.version, draft.revision]).toEqual(['draft', 1, 1]);
    const { body: saved } = await save(draft, { name: 'Phí 9.900', body: withPrice(draft, '9900') });
    expect([saved.revision, saved.body.parameters.pricePerM2, saved.changedBy]).toEqual([2, '9900', app.user.name]);
    const { body: trail } = await app.fetch('GET', `/audit?subjectKind=tariff&subjectId=${draft.id}`);
    expect(trail.rows.map(({ action }: { action: string }) => action)).toEqual([
      'billing.tariff.saved',
      'billing.tariff.drafted',
    ]);
    expect(trail.rows[0].detail.changes).toContainEqual({ path: 'body.parameters.pricePerM2', from: '9500', to: '9900' });
  });

  test('edited by two people is kept as the first left it, and the second is told who it was', async () => {
    const draft = await copy({ unitClass: 'office' });
    expect((await save(draft, { name: 'Của nhân viên' }, clerk)).status).toBe(200);
    const { status, body } = await save(draft, { name: 'Của quản trị' });
    expect([status, body.code, body.params.by]).toEqual([409, 'tariff.draft.stale', 'Nhân viên giá']);
    expect(body.message).toMatch(/Nhân viên giá đã sửa bản nháp/);
    expect((await app.fetch('GET', `/tariffs/${draft.id}`)).body.name).toBe('Của nhân viên');
  });

  test('with a broken formula is refused at its line and character', async () => {
    const draft = await copy({ unitClass: 'broken' });
    const [line] = draft.body.lines;
    const { status, body } = await save(draft, { body: { ...draft.body, lines: [{ ...line, amount: 'area * prise' }] } });
    expect([status, body.code]).toEqual([422, 'pricing.badTariff']);
    expect(body.findings[0]).toMatchObject({ code: 'formula.unknownName', at: { field: 'lines.0.amount', offset: 7 } });
  });

  test('of a card keeps the parameters that the fees of its actions are made of', async () => {
    const { body: draft } = await app.fetch('POST', `${at}/tariffs`, { service: 'vehicle-card', preset: 'monthly' });
    const { reissueFee, ...others } = draft.body.parameters;
    const without = await save(draft, { body: { ...draft.body, parameters: others } });
    expect([without.status, without.body.code, without.body.params.name]).toEqual([422, 'tariff.action.unfit', 'reissueFee']);
    const dearer = await save(draft, { body: { ...draft.body, parameters: { ...others, reissueFee: '80000' } } });
    expect([reissueFee, dearer.body.body.parameters.reissueFee]).toEqual(['50000', '80000']);
  });

  test('with one line more is priced with it at once, by the same engine', async () => {
    const draft = await copy({ unitClass: 'more' });
    const line = {
      kind: 'amount',
      code: 'lamp',
      vat: 'none',
      nature: 'own',
      label: { vi: 'Đèn', en: 'Lamp' },
      amount: 'area * 10',
    };
    const before = await priced(draft.body);
    const after = await priced({ ...draft.body, lines: [...draft.body.lines, line as never] });
    // 100 m² × 9.500 = 950.000, 8 % = 76.000; the lamps 1.000 without VAT
    expect([before.total, after.total]).toEqual([1_026_000, 1_027_000]);
  });

  test('is thrown away, but nothing published is', async () => {
    const draft = await copy({ unitClass: 'thrown' });
    expect((await app.fetch('DELETE', `/tariffs/${draft.id}?revision=1`)).body).toEqual({ discarded: 1 });
    expect((await app.fetch('GET', `/tariffs/${draft.id}`)).status).toBe(404);
    const kept = (await publish(await copy({ unitClass: 'thrown' }))).body;
    const { status, body } = await app.fetch('DELETE', `/tariffs/${kept.id}?revision=1`);
    expect([status, body.code]).toEqual([409, 'billing.tariff.published']);
  });
});

describe('its examples', () => {
  const example = {
    name: '100 m²',
    source: '100 × 9.900 = 990.000; 8 % = 79.200',
    taxDate: '2026-10-31',
    facts: { area: '100' },
  };
  const expected = { lines: { management: 990_000 }, vat: 79_200, total: 1_069_200 };

  test('that do not hold keep a tariff from being published, and say what it comes to', async () => {
    const draft = await copy({ unitClass: 'worked' });
    const [code] = draft.body.lines.map((line) => line.code);
    const expect_ = { ...expected, lines: { [code!]: 990_000 } };
    const { body: saved } = await save(draft, { examples: [{ ...example, expect: expect_ }] });
    const checked = await app.fetch('POST', `/tariffs/${draft.id}/check`, {});
    expect(checked.body.holds).toBe(false);
    expect(checked.body.rows.at(-1)).toMatchObject({ own: true, holds: false, found: { total: 1_026_000 } });
    const refused = await publish(saved);
    expect([refused.status, refused.body.code]).toEqual([422, 'billing.tariff.exampleFails']);
    expect(refused.body.params).toEqual({ example: '100 m²', expected: 1_069_200, found: 1_026_000 });

    const { body: right } = await save(saved, { body: withPrice(saved, '9900') });
    const again = await app.fetch('POST', `/tariffs/${draft.id}/check`, {});
    expect(again.body.holds).toBe(true);
    expect((await publish(right)).body.status).toBe('published');
  });
});

describe('published', () => {
  test('a new version ends the old one the day before it starts', async () => {
    const first = (await publish(await copy({ unitClass: 'chain', validFrom: '2025-01-01' }))).body;
    const draft = await copy({ unitClass: 'chain', preset: undefined, tariffId: first.id, validFrom: '2026-07-01' });
    expect([draft.version, draft.validTo, draft.body]).toEqual([2, null, first.body]);
    expect((await publish(draft)).body.status).toBe('published');
    const { body } = await app.fetch('GET', `/tariffs/${first.id}`);
    expect([body.status, body.validFrom, body.validTo]).toEqual(['published', '2025-01-01', '2026-06-30']);
  });

  test('a later one is in the way of a draft over its days, with the way out, until replacing it is said', async () => {
    await publish(await copy({ unitClass: 'way', validFrom: '2026-07-01' }));
    const draft = await copy({ unitClass: 'way', validFrom: '2026-01-01' });
    const { status, body } = await publish(draft);
    expect([status, body.code, body.params.from]).toEqual([409, 'tariff.range.taken', '2026-07-01']);
    expect(body.message).toMatch(/01\/07\/2026/);
    expect((await publish(draft, { replace: true })).body.status).toBe('published');
  });

  test('it is frozen: the database refuses the application’s own role', async () => {
    const tariff = (await publish(await copy({ unitClass: 'frozen' }))).body as TariffRow;
    const scope = { userId: app.user.id, companyId: app.user.companyId, buildingIds: [tariff.buildingId] };
    const row = (fn: (query: ReturnType<typeof app.db.admin>) => PromiseLike<unknown>) =>
      withScope(scope, (trx) => fn(trx('tariff').where({ id: tariff.id }) as never));
    await expect(row((query) => query.update({ body: '{}' }))).rejects.toMatchObject({ code: 'TN021' });
    await expect(row((query) => query.update({ examples: '[{}]' }))).rejects.toMatchObject({ code: 'TN021' });
    await expect(row((query) => query.delete())).rejects.toMatchObject({ code: 'TN021' });
    const edited = await save(tariff, { name: 'Khác' });
    expect([edited.status, edited.body.code]).toEqual([409, 'billing.tariff.published']);
  });

  test('only by who may: an accountant drafts, but neither publishes nor copies straight into force', async () => {
    const own = { service, preset: 'agreed-9500', unitClass: 'clerk' };
    const { body: draft } = await app.fetch('POST', `${at}/tariffs`, own, { token: clerk });
    expect(draft.status).toBe('draft');
    const tries = [
      await app.fetch('POST', `/tariffs/${draft.id}/publish`, {}, { token: clerk }),
      await app.fetch('POST', `${at}/tariffs`, { ...own, publish: true }, { token: clerk }),
      await app.fetch(
        'POST',
        '/vat-rates',
        { class: 'standard', from: '2027-01-01', rate: '0.08', basis: 'x' },
        { token: clerk },
      ),
    ];
    expect(tries.map(({ status, body }) => [status, body.code])).toEqual(tries.map(() => [403, 'access.permission.missing']));
  });
});

describe('VAT by date', () => {
  const on = async (taxDate: string) =>
    (await app.fetch('POST', '/price', { service, preset: 'agreed-9500', taxDate, input: { area: '100' } })).body.vat[0].rate;

  test('the cut to 8 % ends with 2026, unless the company’s own table says it goes on', async () => {
    expect([await on('2026-12-31'), await on('2027-01-01')]).toEqual(['0.08', '0.1']);
    const rate = { class: 'standard', from: '2027-01-01', to: '2027-12-31', rate: '0.08', basis: 'NQ gia hạn' };
    const added = await app.fetch('POST', '/vat-rates', rate);
    expect(added.body).toMatchObject({ own: true, ...rate });
    expect([await on('2027-12-31'), await on('2028-01-01')]).toEqual(['0.08', '0.1']);
    const { body: table } = await app.fetch('GET', '/vat-rates');
    const ends = table.rows.filter(({ class: each }: { class: string }) => each === 'standard').slice(-3);
    expect(
      ends.map(({ from, to, rate: held, own }: { from: string; to: string | null; rate: string; own: boolean }) => [
        from,
        to,
        held,
        own,
      ]),
    ).toEqual([
      ['2025-07-01', '2026-12-31', '0.08', false],
      ['2027-01-01', '2027-12-31', '0.08', true],
      ['2028-01-01', null, '0.1', false],
    ]);
    const twice = await app.fetch('POST', '/vat-rates', { ...rate, from: '2027-06-01' });
    expect([twice.status, twice.body.code]).toEqual([409, 'tariff.vat.overlap']);
    expect((await app.fetch('DELETE', `/vat-rates/${added.body.id}`)).body).toEqual({ removed: 1 });
    expect(await on('2027-01-01')).toBe('0.1');
  });

  test('a company does not see another’s rates', async () => {
    const other = await testCompany(app.db.admin, { code: 'KHAC' });
    await withScope(other, (trx) =>
      trx('company_vat_rate').insert({
        class: 'water',
        valid: '[2026-01-01,)',
        rate: '0.07',
        basis: 'riêng',
        created_by: other.userId,
      }),
    );
    const { body } = await app.fetch('GET', '/vat-rates');
    expect(body.rows.filter(({ own }: { own: boolean }) => own)).toEqual([]);
    const foreign = withScope(other, (trx) =>
      trx('company_vat_rate').insert({
        company_id: app.user.companyId,
        class: 'full',
        valid: '[2030-01-01,)',
        rate: '0.2',
        basis: 'x',
        created_by: other.userId,
      }),
    );
    await expect(foreign).rejects.toMatchObject({ code: '42501' });
  });
});
