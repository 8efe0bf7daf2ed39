// Units by any part of their code, with dashes or without.
import { bareSql, type Search } from '#platform/questions';
import type { SearchHit } from '#platform/questions.contract';
import type { Work } from '#platform/scope';

export const searchUnits =
  ({ bare, most }: Search): Work<SearchHit[]> =>
  async (trx) => {
    if (bare === '') return [];
    const { rows } = await trx.raw(
      `select :kind::text as kind, 10 as order, u.id, u.code as title, '/units/' || u.id as path, u.building_id as "buildingId",
         concat_ws(' · ', b.name, bl.code, f.code) as note
       from (select *, ${bareSql('code')} as bare from unit where archived_on is null) u
         join building b on b.id = u.building_id left join floor f on f.id = u.floor_id left join block bl on bl.id = f.block_id
       where u.bare like '%' || :bare || '%'
       order by u.bare <> :bare, position(:bare in u.bare), u.bare, u.id limit :most`,
      { bare, most, kind: 'building.found.unit' },
    );
    return rows;
  };
