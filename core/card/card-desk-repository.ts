// Cards as the screens look them up.
import type { Knex } from 'knex';
import type { CardBrief } from './card-desk.contract.ts';

const BRIEF = `
  select c.id, c.building_id as "buildingId", b.name as building, c.service, c.unit_id as "unitId", u.code as unit,
    c.customer_id as "customerId", k.name as customer, c.number, c.fields, c.state, lower(c.valid)::text as "validFrom",
    (upper(c.valid) - 1)::text as "validTo", c.paid_through::text as "paidThrough", c.deposit
  from card c join building b on b.id = c.building_id join unit u on u.id = c.unit_id join customer k on k.id = c.customer_id`;

export async function listCustomerCards(trx: Knex.Transaction, customerId: number): Promise<CardBrief[]> {
  const { rows } = await trx.raw(
    `${BRIEF} where c.customer_id = :customerId or c.id in (select card_id from card_event where customer_id = :customerId)
     order by (c.customer_id = :customerId) desc, c.service, u.code, c.id`,
    { customerId },
  );
  return rows;
}

/** People type plates with and without dots, dashes and blanks: both sides are compared without them. */
export async function findCards(
  trx: Knex.Transaction,
  { buildingId, search, limit }: { buildingId: number; search: string; limit: number },
): Promise<CardBrief[]> {
  const bare = search.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (bare === '') return [];
  const { rows } = await trx.raw(
    `${BRIEF} where c.building_id = :buildingId and (
       starts_with(lower(regexp_replace(c.number, '[^[:alnum:]]', '', 'g')), :bare)
       or exists (select from jsonb_each_text(c.fields) f where strpos(lower(regexp_replace(f.value, '[^[:alnum:]]', '', 'g')), :bare) > 0))
     order by c.number nulls last, c.id limit :limit`,
    { buildingId, bare, limit },
  );
  return rows;
}

/** Names of every unit and holder in a card's life, its present ones included. */
export async function namesInLife(
  trx: Knex.Transaction,
  cardId: number,
): Promise<{ units: Record<number, string>; customers: Record<number, string> }> {
  const { rows } = await trx.raw(
    `with said as (
       select (s ->> 'unitId')::bigint as unit_id, (s ->> 'customerId')::bigint as customer_id
       from card_event e cross join lateral (values (e.before), (e.after)) v(s) where e.card_id = :cardId and s is not null
       union select unit_id, customer_id from card where id = :cardId)
     select (select coalesce(jsonb_object_agg(id, code), '{}') from unit where id in (select unit_id from said)) as units,
       (select coalesce(jsonb_object_agg(id, name), '{}') from customer where id in (select customer_id from said)) as customers`,
    { cardId },
  );
  return rows[0];
}
