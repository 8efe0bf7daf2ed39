// Cards by number, or by what stands in their form with a digit in it: a plate, a slot. Names lead to the person.
import { bareSql, type Search } from '#platform/questions';
import type { SearchHit } from '#platform/questions.contract';
import type { Work } from '#platform/scope';

export const searchCards =
  ({ bare, most }: Search): Work<SearchHit[]> =>
  async (trx) => {
    if (bare.length < 3) return [];
    const { rows } = await trx.raw(
      `select 'card.found.card' as kind, 40 as order, c.id, coalesce(c.number, hit.value) as title, '/cards/' || c.id as path,
         c.building_id as "buildingId", concat_ws(' · ', u.code, k.name, case when c.number is not null then hit.value end) as note
       from card c join unit u on u.id = c.unit_id join customer k on k.id = c.customer_id
         cross join lateral (select value from (
             select c.number as value, 0 as at union all
             select f.value, 1 from jsonb_each_text(c.fields) f where :plates and length(f.value) between 3 and 40 and f.value ~ '\\d') x
           where ${bareSql('value')} like '%' || :bare || '%' order by at limit 1) hit
       order by ${bareSql("coalesce(c.number, '')")} <> :bare, c.number, c.id limit :most`,
      { bare, most, plates: /\d/.test(bare) }, // a plate or a slot has a digit: without one only numbers are looked at
    );
    return rows;
  };
