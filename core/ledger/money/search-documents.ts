// Receipts and vouchers by number (PT2026/000012, or its last digits) and transfers by the bank's reference.
import type { Search } from '#platform/questions';
import type { SearchHit } from '#platform/questions.contract';
import type { Work } from '#platform/scope';

export const searchDocuments =
  ({ bare, text, most }: Search): Work<SearchHit[]> =>
  async (trx) => {
    const named = /^([a-z]{1,4})(\d{4})?(\d{1,6})?$/.exec(bare);
    const number = /^\d{1,6}$/.test(bare) ? Number(bare) : named?.[3] ? Number(named[3]) : null;
    if (number === null && bare.length < 4) return [];
    const { rows } = await trx.raw(
      `select 'ledger.found.document' as kind, 60 as order, d.id, d.series || d.year || '/' || lpad(d.number::text, 6, '0') as title,
         '/documents/' || d.id as path, d.building_id as "buildingId",
         concat_ws(' · ', to_char(d.on_date, 'DD/MM/YYYY'), u.code, coalesce(c.name, nullif(d.party, ''))) as note
       from document d left join unit u on u.id = d.unit_id left join customer c on c.id = d.customer_id
       where (d.number = :number::int and (:series::text is null or fold(d.series) = :series::text) and (:year::int is null or d.year = :year::int))
         or (length(:bare::text) >= 4 and d.reference ilike '%' || :part::text || '%')
       order by d.on_date desc, d.id desc limit :most`,
      {
        number,
        series: named?.[1] ?? null,
        year: named?.[2] ? Number(named[2]) : null,
        bare,
        part: text.replace(/[\\%_]/g, '\\$&'),
        most,
      },
    );
    return rows;
  };
