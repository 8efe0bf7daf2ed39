// Requests that are billed: after hours, say. Asked for by somebody, approved by another, charged once by a run.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table service_request (
      id bigint generated always as identity primary key,
      building_id bigint not null,
      unit_id bigint not null,
      service text not null check (service <> ''),
      kind text not null check (kind <> ''),
      on_day date not null,
      -- until \`to_time\`; not after \`from_time\`: of the next day
      from_time time not null,
      to_time time not null,
      quantity int not null default 1 check (quantity between 1 and 1000),
      area_m2 numeric(12, 3) check (area_m2 >= 0),
      requested_by text not null check (requested_by <> ''),
      note text,
      state text not null default 'requested' check (state in ('requested', 'approved', 'rejected', 'cancelled')),
      reason text,
      created_by bigint not null default app_user() references app_user,
      created_at timestamptz not null default now(),
      decided_by bigint references app_user,
      decided_at timestamptz,
      run_id bigint references run,
      span tsrange not null generated always as (tsrange(on_day + from_time,
        on_day + to_time + case when to_time <= from_time then interval '1 day' else interval '0' end)) stored,
      foreign key (building_id, unit_id) references unit (building_id, id),
      check (state in ('requested', 'cancelled') or decided_by is not null),
      check (run_id is null or state = 'approved'),
      constraint request_once exclude using gist (unit_id with =, service with =, kind with =, span with &&)
        where (state in ('requested', 'approved'))
    );
    create index on service_request (building_id, on_day);
    create index service_request_due on service_request (building_id, on_day) where state = 'approved' and run_id is null;
    select protect_building_table('service_request');

    -- What was charged stays as it was asked for and approved.
    create function refuse_charged_request() returns trigger language plpgsql as $$
    begin
      if old.run_id is not null then
        raise exception 'request % is charged', old.id using errcode = 'TN031';
      end if;
      return new;
    end $$;
    create trigger request_charged before update on service_request for each row execute function refuse_charged_request();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table service_request; drop function refuse_charged_request()');
}
