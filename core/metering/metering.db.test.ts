import { beforeAll, describe, expect, test } from '@jest/globals';
import { freezeClock } from '#platform/clock';
import { loadPlugins, plugins } from '#platform/plugins';
import { type Scope, withScope } from '#platform/scope';
import { testCompany } from '../../tests/support/company.ts';
import { testDatabase } from '../../tests/support/test-database.ts';
import { upsertUnits } from '../building/unit-repository.ts';
import { billedDials, readBilledDials } from './billed-dials.ts';
import { countReadings } from './count-readings.ts';
import { loadDials } from './dial-repository.ts';
import { importMeters } from './meter-import.ts';
import type { MeterInput, ReadingChange } from './metering.contract.ts';
import { refuseMeter } from './refuse-meter.ts';
import { replaceMeter } from './replace-meter.ts';
import { saveReadings } from './save-readings.ts';
import { unitConsumptions } from './unit-consumption.ts';

const { admin } = await testDatabase();
const today = '2026-11-23';
let scope: Scope;
let buildingId: number;
let service: string;

beforeAll(async () => {
  freezeClock('2026-11-23T05:00:00Z');
  await loadPlugins();
  service = plugins.list().find(({ kind }) => kind === 'meter')!.id;
  scope = await testCompany(admin, { buildings: 2 });
  buildingId = scope.buildingIds[0]!;
});

let made = 0;
/** A unit with one meter of 5 digits hung on 1 August with `start`; answers its mounting's id. */
async function hung(start = '100', more: Partial<MeterInput> = {}): Promise<{ id: number; serial: string; unit: string }> {
  made += 1;
  const unit = `T-${made}`;
  const serial = more.serial ?? `EM${made}`;
  const meter = { unit, service, digits: 5, from: '2026-08-01', readingStart: start, ...more, serial };
  return withScope(scope, async (trx) => {
    await upsertUnits(trx, buildingId, [{ code: unit }]);
    expect((await importMeters(trx, buildingId, [meter])).findings).toEqual([]);
    const { id } = await trx('mounting').join('meter', 'meter.id', 'meter_id').where({ serial }).first('mounting.id');
    return { id, serial, unit };
  });
}
const user = (name = 'Lan') => ({ id: scope.userId, name, mayAccept: true });
const save = (period: string, changes: ReadingChange[], { name = 'Lan', locked = false, dryRun = false } = {}) =>
  withScope(scope, (trx) =>
    saveReadings(trx, {
      buildingId,
      period,
      today,
      user: user(name),
      changes,
      isLocked: () => locked,
      pluginOf: plugins.get,
      dryRun,
    }),
  );
const dialOf = async (id: number, period: string) =>
  (await withScope(scope, (trx) => loadDials(trx, { buildingId, period, ids: [id] })))[0];
/** As a run reads it, which must be what the grid shows. */
const consumption = async (unit: string, period: string) => {
  const { id: unitId } = await admin('unit').where({ building_id: buildingId, code: unit }).first('id');
  const lines = await withScope(scope, (trx) => readBilledDials(trx, { buildingId, period, units: [unitId] }));
  const dials = billedDials(lines.get(unitId) ?? []);
  const shown = await withScope(scope, (trx) => loadDials(trx, { buildingId, period, units: [unitId] }));
  expect(unitConsumptions(dials, period)).toEqual(unitConsumptions(shown, period));
  return unitConsumptions(dials, period)[0];
};
/** Three months of 300 (30, 31 and 30 days after 1 August … see the days), so that rules have a history. */
async function withHistory() {
  const meter = await hung('100');
  await save('2026-08', [{ id: meter.id, revision: 0, value: '400', readOn: '2026-08-25' }]);
  await save('2026-09', [{ id: meter.id, revision: 0, value: '700', readOn: '2026-09-25' }]);
  await save('2026-10', [{ id: meter.id, revision: 0, value: '1000', readOn: '2026-10-25' }]);
  return meter;
}

describe('the schema keeps', () => {
  const insert = (row: object) => admin('reading').insert({ building_id: buildingId, service, ...row });
  test('a reading continuing from what the meter began with, and then from the reading before', async () => {
    const { id } = await hung('100');
    const { unit_id } = await admin('mounting').where({ id }).first('unit_id');
    const row = {
      mounting_id: id,
      unit_id,
      period: '2026-08-01',
      read_on: '2026-08-25',
      previous_on: '2026-08-01',
      value: '150',
    };
    await expect(insert({ ...row, previous: '99' })).rejects.toThrow(/does not continue/);
    await insert({ ...row, previous: '100' });
    const next = { ...row, period: '2026-09-01', read_on: '2026-09-25', previous_on: '2026-08-25', value: '180' };
    await expect(insert({ ...next, previous: '149' })).rejects.toThrow(/does not continue/);
    await expect(insert({ ...next, previous: '150', previous_on: '2026-08-24' })).rejects.toThrow(/does not continue/);
    await insert({ ...next, previous: '150' });
    await expect(admin('reading').where({ mounting_id: id, period: '2026-08-01' }).update({ value: '160' })).rejects.toThrow(
      /is not continued/,
    );
    await expect(admin('reading').where({ mounting_id: id, period: '2026-08-01' }).del()).rejects.toThrow(/later one behind it/);
  });

  test.each([
    ['backwards', { value: '99' }, /never_backwards/],
    ['a needless rollover', { value: '150', rollover: true }, /never_backwards/],
    ['six digits on a dial of five', { value: '100000' }, /more digits/],
    ['decimals on a dial without', { value: '150.5' }, /more decimals/],
    ['a day before the last one', { value: '150', read_on: '2026-07-31' }, /after_previous/],
    ['an acceptance without a reason', { value: '150', state: 'accepted' }, /accepted_with_reason/],
  ])('out %s', async (_, wrong, message) => {
    const { id } = await hung('100');
    const { unit_id } = await admin('mounting').where({ id }).first('unit_id');
    const row = {
      mounting_id: id,
      unit_id,
      period: '2026-08-01',
      read_on: '2026-08-25',
      previous_on: '2026-08-01',
      previous: '100',
    };
    await expect(insert({ ...row, ...wrong })).rejects.toThrow(message);
  });

  test('one meter in one place at a time', async () => {
    const { serial, unit } = await hung('100');
    const again = { unit, service, serial, digits: 5, from: '2026-09-01', readingStart: '0' };
    await expect(withScope(scope, (trx) => importMeters(trx, buildingId, [again]).catch(refuseMeter))).rejects.toMatchObject({
      code: 'metering.meter.overlap',
      status: 409,
    });
  });

  test('one building from another, to read and to write', async () => {
    const { id } = await hung('100');
    const stranger = await testCompany(admin, { code: `X${made}` });
    expect(await withScope(stranger, (trx) => loadDials(trx, { buildingId, period: '2026-11' }))).toEqual([]);
    expect(await withScope(stranger, (trx) => trx('mounting').where({ id }).update({ reading_end: '5' }))).toBe(0);
    await expect(
      withScope({ ...scope, buildingIds: [scope.buildingIds[1]!] }, (trx) =>
        trx('meter').insert({ building_id: buildingId, service, serial: 'foreign', digits: 5 }),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('saving', () => {
  test('stores what is right and tells what is not, in one go', async () => {
    const [good, bad] = [await hung('100'), await hung('500')];
    const { written, findings } = await save('2026-08', [
      { id: good.id, revision: 0, value: '150', readOn: '2026-08-25', note: 'cổng sau' },
      { id: bad.id, revision: 0, value: '450', readOn: '2026-08-25' },
    ]);
    expect(written).toHaveLength(1);
    expect(findings).toEqual([
      {
        code: 'metering.reading.belowPrevious',
        params: { serial: bad.serial, value: '450', previous: '500' },
        at: { row: bad.id, field: 'value' },
      },
    ]);
    expect((await dialOf(good.id, '2026-08'))!.current).toMatchObject({
      value: '150',
      note: 'cổng sau',
      revision: 1,
      by: 'Lan',
      state: 'entered',
    });
    expect((await dialOf(bad.id, '2026-08'))!.current).toBeNull();
  });

  test('tells the second of two clerks the other one’s value, and keeps it', async () => {
    const { id, serial } = await hung('100');
    await save('2026-08', [{ id, revision: 0, value: '150', readOn: '2026-08-25' }], { name: 'Lan' });
    const { findings } = await save('2026-08', [{ id, revision: 0, value: '160', readOn: '2026-08-25' }], { name: 'Minh' });
    expect(findings).toMatchObject([
      {
        code: 'metering.reading.stale',
        params: { serial, value: '150', by: 'Lan', revision: 1 },
        at: { row: id, field: 'value' },
      },
    ]);
    expect((await dialOf(id, '2026-08'))!.current!.value).toBe('150');
  });

  test('lets exactly one of two clerks at the same time win', async () => {
    const { id } = await hung('100');
    const both = await Promise.all(
      ['151', '152'].map((value) => save('2026-08', [{ id, revision: 0, value, readOn: '2026-08-25' }])),
    );
    expect(both.map(({ written }) => written.length).sort()).toEqual([0, 1]);
    expect(both.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(['metering.reading.stale']);
  });

  test('of the same value again changes nothing, whatever the revision', async () => {
    const { id } = await hung('100');
    await save('2026-08', [{ id, revision: 0, value: '150', readOn: '2026-08-25' }]);
    expect(await save('2026-08', [{ id, revision: 0, value: '150.0', readOn: '2026-08-25' }])).toMatchObject({
      unchanged: 1,
      findings: [],
      written: [],
    });
    expect((await dialOf(id, '2026-08'))!.current!.revision).toBe(1);
  });

  test('is refused where the month is billed or closed', async () => {
    const { id } = await hung('100');
    const { findings, written } = await save('2026-08', [{ id, revision: 0, value: '150', readOn: '2026-08-25' }], {
      locked: true,
    });
    expect([written, findings[0]!.code]).toEqual([[], 'metering.reading.locked']);
  });

  test('of an earlier month is refused while a later one continues from it; taking that one away opens the way', async () => {
    const { id } = await hung('100');
    await save('2026-08', [{ id, revision: 0, value: '150', readOn: '2026-08-25' }]);
    await save('2026-09', [{ id, revision: 0, value: '180', readOn: '2026-09-25' }]);
    const change = { id, revision: 1, value: '155' };
    expect((await save('2026-08', [change])).findings).toMatchObject([
      { code: 'metering.reading.laterExists', params: { later: '2026-09' } },
    ]);
    expect((await save('2026-09', [{ id, revision: 1, value: null }])).removed).toHaveLength(1);
    expect((await save('2026-08', [change])).written).toHaveLength(1);
  });

  test('takes two changes of one row as one', async () => {
    const { id } = await hung('100');
    const { written } = await save('2026-08', [
      { id, revision: 0, value: '150', readOn: '2026-08-25' },
      { id, revision: 0, note: 'cổng sau' },
    ]);
    expect(written).toMatchObject([{ value: '150', note: 'cổng sau' }]);
  });

  test('as a trial writes nothing', async () => {
    const { id } = await hung('100');
    expect(
      (await save('2026-08', [{ id, revision: 0, value: '150', readOn: '2026-08-25' }], { dryRun: true })).written,
    ).toHaveLength(1);
    expect((await dialOf(id, '2026-08'))!.current).toBeNull();
  });
});

describe('anomalies', () => {
  test('hold a reading far above the mean until someone accepts it with a reason', async () => {
    const { id, unit } = await withHistory();
    await save('2026-11', [{ id, revision: 0, value: '2000', readOn: '2026-11-20' }]); // 1000 in 26 days against 900 in 85
    expect((await dialOf(id, '2026-11'))!.current!.state).toBe('held');
    expect(await consumption(unit, '2026-11')).toMatchObject({ state: 'held', findings: [{ code: 'metering.reading.held' }] });
    await save('2026-11', [{ id, revision: 1, accept: { reason: 'Sửa nhà' } }]);
    expect((await dialOf(id, '2026-11'))!.current).toMatchObject({ state: 'accepted', reason: 'Sửa nhà', value: '2000' });
    expect(await consumption(unit, '2026-11')).toMatchObject({ state: 'ready', registers: { total: '1000' } });
  });

  test('leave a usual reading alone', async () => {
    const { id } = await withHistory();
    await save('2026-11', [{ id, revision: 0, value: '1290', readOn: '2026-11-20' }]); // 290 in 26 days: 11.2 a day against 10.6
    expect((await dialOf(id, '2026-11'))!.current!.state).toBe('entered');
  });

  test('are forgotten when the reading is corrected', async () => {
    const { id } = await withHistory();
    await save('2026-11', [{ id, revision: 0, value: '2000', readOn: '2026-11-20' }]);
    await save('2026-11', [{ id, revision: 1, value: '1290' }]);
    expect((await dialOf(id, '2026-11'))!.current).toMatchObject({ state: 'entered', reason: null });
  });

  test('an estimate is the mean of the last three real periods over the days since', async () => {
    const { id, unit } = await withHistory();
    // 900 in 85 days (1 August to 25 October); 26 days to 20 November: 900 × 26 ÷ 85 = 275.29
    await save('2026-11', [{ id, revision: 0, estimate: true, readOn: '2026-11-20' }]);
    expect((await dialOf(id, '2026-11'))!.current).toMatchObject({ value: '1275', kind: 'estimate' });
    expect(await consumption(unit, '2026-11')).toMatchObject({ registers: { total: '275' } });
  });
});

describe('an estimate past the end of the dial', () => {
  test('comes round like the dial would: from 99,890, 10 a day', async () => {
    const { id, unit } = await hung('98980');
    // 310 in 30 days from 1 August, 300 in 30, 300 in 30: 910 in 90; 21 days are 212.33, and 99,890 + 212 − 100,000 is 102
    await save('2026-08', [{ id, revision: 0, value: '99290', readOn: '2026-08-31' }]);
    await save('2026-09', [{ id, revision: 0, value: '99590', readOn: '2026-09-30' }]);
    await save('2026-10', [{ id, revision: 0, value: '99890', readOn: '2026-10-30' }]);
    await save('2026-11', [{ id, revision: 0, estimate: true, readOn: '2026-11-20' }]);
    expect((await dialOf(id, '2026-11'))!.current).toMatchObject({ value: '102', rollover: true, kind: 'estimate' });
    expect(await consumption(unit, '2026-11')).toMatchObject({ registers: { total: '212' } });
  });
});

describe('consumption', () => {
  test('of a meter that came round is counted past the end of the dial', async () => {
    const { id, unit } = await hung('99900');
    await save('2026-08', [{ id, revision: 0, value: '150', readOn: '2026-08-25', rollover: true }]); // 100000 − 99900 + 150
    expect(await consumption(unit, '2026-08')).toMatchObject({ state: 'ready', registers: { total: '250' }, days: 24 });
  });

  test('is multiplied by the multiplier', async () => {
    const { id, unit } = await hung('100', { multiplier: '40' });
    await save('2026-08', [{ id, revision: 0, value: '112', readOn: '2026-08-25' }]);
    expect(await consumption(unit, '2026-08')).toMatchObject({ registers: { total: '480' } }); // 12 × 40
  });

  test('of a replaced meter adds both segments, each with its own multiplier', async () => {
    const { id, unit } = await hung('100');
    const task = {
      buildingId,
      period: '2026-08',
      today,
      user: user(),
      isLocked: () => false,
      mountingId: id,
      on: '2026-08-10',
      readingEnd: '160',
      reason: 'Hỏng',
      next: { serial: `NEW${made}`, digits: 6, multiplier: '2', readingStart: '5' },
    };
    const { mountingId, findings } = await withScope(scope, (trx) => replaceMeter(trx, task));
    expect(findings).toEqual([]);
    expect(await consumption(unit, '2026-08')).toMatchObject({
      state: 'missing',
      findings: [{ code: 'metering.reading.missing' }],
    });
    await save('2026-08', [{ id: mountingId!, revision: 0, value: '25', readOn: '2026-08-25' }]);
    const row = (await consumption(unit, '2026-08'))!;
    expect(row).toMatchObject({ state: 'ready', registers: { total: '100' }, from: '2026-08-01', to: '2026-08-25', days: 24 }); // 60 + 20 × 2
    expect(row.readings.map(({ kind, previous, value, consumption }) => [kind, previous, value, consumption])).toEqual([
      ['closing', '100', '160', '60'],
      ['actual', '5', '25', '40'],
    ]);
    const counts = await withScope(scope, (trx) => countReadings(trx, buildingId, ['2026-09']));
    expect(await dialOf(id, '2026-09')).toBeUndefined(); // the old one is not asked for again
    expect(counts).toMatchObject([{ period: '2026-09', service }]);
  });

  test('of a unit without a reading is missing, never zero', async () => {
    const { unit, serial } = await hung('100');
    expect(await consumption(unit, '2026-08')).toMatchObject({
      state: 'missing',
      registers: {},
      findings: [{ code: 'metering.reading.missing', params: { serial } }],
    });
  });
});
