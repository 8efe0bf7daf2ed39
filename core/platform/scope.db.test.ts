import { describe, expect, test } from '@jest/globals';
import { testCompany } from '../../tests/support/company.ts';
import { testDatabase } from '../../tests/support/test-database.ts';
import type { Ctx } from './context.ts';
import { database } from './knex.ts';
import { asPoster, inScope, unitOfWork, withScope } from './scope.ts';

const db = await testDatabase();
const ours = await testCompany(db.admin, { code: 'ONE' });
const theirs = await testCompany(db.admin, { code: 'TWO' });
const [mine, foreign] = [ours.buildingIds[0]!, theirs.buildingIds[0]!];
await db.admin.raw(`
  create table thing (id int primary key, building_id bigint not null, note text);
  select protect_building_table('thing');
  insert into thing values (1, ${mine}, 'ours'), (2, ${foreign}, 'theirs');
`);
const ctx = { meta: { user: { id: ours.userId, companyId: ours.companyId, buildingIds: [mine] } } } as unknown as Ctx;

describe('row-level security', () => {
  test('a connection without a scope reads nothing', async () => {
    expect(await database()('thing').select()).toEqual([]);
    expect(await database()('company').select()).toEqual([]);
    expect(await database()('app_user').select()).toEqual([]);
  });

  test('a scope sees its own buildings and company only', async () => {
    expect(await withScope(ours, (trx) => trx('thing').pluck('id'))).toEqual([1]);
    expect(await withScope(theirs, (trx) => trx('thing').pluck('id'))).toEqual([2]);
    expect(await withScope(ours, (trx) => trx('company').pluck('code'))).toEqual(['ONE']);
  });

  test('a row of a foreign building is refused, and not changed', async () => {
    const insert = withScope(ours, (trx) => trx('thing').insert({ id: 3, building_id: foreign }));
    await expect(insert).rejects.toMatchObject({ code: '42501' });
    expect(await withScope(ours, (trx) => trx('thing').where({ id: 2 }).update({ note: 'taken' }))).toBe(0);
  });

  test('nothing of a scope is left in the pool', async () => {
    await withScope(ours, (trx) => trx('thing').select());
    const { rows } = await database().raw('select current_user as who, app_user() as id, app_buildings() as buildings');
    expect(rows[0]).toEqual({ who: 'toanha_app', id: null, buildings: [] });
  });
});

describe('the audit table', () => {
  const row = { company_id: ours.companyId, action: 'x', subject_kind: 'x', subject_id: '1' };

  test('takes rows of the own company and no change, not even from the superuser', async () => {
    await withScope(ours, (trx) => trx('audit').insert(row));
    await expect(withScope(ours, (trx) => trx('audit').update({ action: 'y' }))).rejects.toMatchObject({ code: '42501' });
    await expect(withScope(ours, (trx) => trx('audit').delete())).rejects.toMatchObject({ code: '42501' });
    await expect(db.admin('audit').update({ action: 'y' })).rejects.toMatchObject({ code: 'TN001' });
    await expect(db.admin('audit').delete()).rejects.toMatchObject({ code: 'TN001' });
    await expect(db.admin.raw('truncate audit')).rejects.toMatchObject({ code: 'TN001' });
    await expect(withScope(theirs, (trx) => trx('audit').insert(row))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a unit of work', () => {
  test('is joined by whoever carries its id and is undone as a whole', async () => {
    const failing = unitOfWork(ctx, async (trx, id) => {
      await trx('thing').insert({ id: 10, building_id: mine });
      const joined = { meta: { unitOfWork: id } } as unknown as Ctx;
      expect(await inScope(joined, (same) => same('thing').where({ id: 10 }).pluck('id'))).toEqual([10]);
      await inScope(joined, (same) => same('thing').insert({ id: 11, building_id: mine }));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.admin('thing').whereIn('id', [10, 11])).toEqual([]);
  });

  test('that is over cannot be joined', async () => {
    const id = await unitOfWork(ctx, async (_trx, open) => open);
    await expect(async () => inScope({ meta: { unitOfWork: id } } as unknown as Ctx, (trx) => trx('thing'))).rejects.toThrow(
      'is not open',
    );
  });

  test('without a user is refused', async () => {
    await expect(async () => inScope({ meta: {} } as unknown as Ctx, (trx) => trx('thing'))).rejects.toMatchObject({
      code: 'access.session.missing',
    });
  });
});

describe('a retry', () => {
  const attempts = async (sqlstate: string): Promise<number> => {
    let count = 0;
    const work = withScope(ours, async (trx) => {
      count++;
      await trx.raw(`do $$ begin raise exception 'x' using errcode = '${sqlstate}'; end $$`);
    });
    await expect(work).rejects.toMatchObject({ code: sqlstate });
    return count;
  };

  test('follows a serialisation failure and a deadlock, three times', async () => {
    expect(await attempts('40001')).toBe(4);
    expect(await attempts('40P01')).toBe(4);
  });

  test('follows nothing else', async () => {
    expect(await attempts('23505')).toBe(1);
    expect(await attempts('57014')).toBe(1);
  });

  test('lets two writers of one row both succeed under repeatable read', async () => {
    await db.admin('thing').insert({ id: 20, building_id: mine, note: '' });
    const append = (letter: string) =>
      withScope(
        ours,
        async (trx) => {
          const { note } = await trx('thing').where({ id: 20 }).first('note');
          await trx.raw('select pg_sleep(0.05)');
          await trx('thing')
            .where({ id: 20 })
            .update({ note: note + letter });
        },
        { isolation: 'repeatable read' },
      );
    await Promise.all([append('a'), append('b')]);
    expect([...(await db.admin('thing').where({ id: 20 }).first('note')).note].sort()).toEqual(['a', 'b']);
  });
});

test('asPoster changes the role inside, not outside', async () => {
  const roles = await withScope(ours, async (trx) => {
    const who = async () => (await trx.raw('select current_user as who')).rows[0].who;
    return [await who(), await asPoster(trx, who), await who()];
  });
  expect(roles).toEqual(['toanha_app', 'toanha_poster', 'toanha_app']);
});
