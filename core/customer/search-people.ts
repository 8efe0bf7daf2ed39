// Customers by name, code, phone or tax code, and registered people by name; diacritics do not matter.
import { today } from '#platform/clock';
import { bareSql, type Search } from '#platform/questions';
import type { SearchHit } from '#platform/questions.contract';
import type { Work } from '#platform/scope';

export const searchPeople =
  ({ pattern, bare, most }: Search): Work<SearchHit[]> =>
  async (trx) => {
    const { rows } = await trx.raw(
      `(select 'customer.found.customer' as kind, 20 as order, c.id, c.name as title, '/customers/' || c.id as path, null::bigint as "buildingId",
          concat_ws(' · ', (select string_agg(distinct u.code, ', ') from occupancy o join unit u on u.id = o.unit_id
            where o.customer_id = c.id and o.valid @> :today::date), c.code, c.phone) as note
        from customer c
        where c.name ~ :pattern or (:code and ${bareSql('c.code')} like '%' || :bare || '%')
          or (:digits and (regexp_replace(c.phone, '\\D', '', 'g') like '%' || :bare || '%' or c.tax_code like :bare || '%'))
        order by c.name !~ :start, c.name, c.id limit :most)
       union all
       (select 'customer.found.member', 25, m.id, m.name, '/units/' || m.unit_id, m.building_id, u.code
        from member m join unit u on u.id = m.unit_id
        where :person and m.name ~ :pattern and m.valid @> :today::date
          -- who is a customer of the unit too stands there already
          and not exists (select from occupancy o join customer c on c.id = o.customer_id where o.unit_id = m.unit_id and c.name = m.name)
        order by m.name, m.id limit :most)`,
      {
        ...{ pattern, start: `^${pattern}`, bare, most, today: today() },
        // a code has a digit, a phone or tax code nothing else, a person's name none
        ...{ code: /\d/.test(bare), digits: /^\d{4,}$/.test(bare), person: !/\d/.test(bare) },
      },
    );
    return rows;
  };
