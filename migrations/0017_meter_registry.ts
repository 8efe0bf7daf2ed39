// The registry of meters: when each was verified, why and with which paper it was changed, photos, and each building's own limits.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(REGISTRY);
  await knex.raw(PHOTOS);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table reading_photo, metering_setting;
    alter table mounting drop column down_reason, drop column down_document, drop column down_by, drop column down_at;
    alter table meter drop column verified_on, drop column verified_until;
  `);
}

const REGISTRY = `
alter table meter add column verified_on date, add column verified_until date,
  add constraint meter_verified_range check (verified_until >= verified_on);
-- the hand-over record of a meter taken down
alter table mounting add column down_reason text, add column down_document text, add column down_by bigint, add column down_at timestamptz;
grant update (down_reason, down_document, down_by, down_at) on mounting to toanha_app;

-- what a building sets for a service's readings; without a row the plugin's own rules and core's limits hold
create table metering_setting (
  building_id bigint not null references building,
  service text not null check (service <> ''),
  estimates_max int not null default 3 check (estimates_max between 0 and 24),
  warn_days int not null default 60 check (warn_days between 0 and 730),
  -- json-rules-engine conditions, checked before they are stored; null: the plugin's
  anomaly jsonb check (jsonb_typeof(anomaly) = 'array'),
  revision int not null default 1,
  primary key (building_id, service)
);
select protect_building_table('metering_setting');
`;

const PHOTOS = `
create table reading_photo (
  id bigint generated always as identity primary key,
  building_id bigint not null,
  mounting_id bigint not null references mounting,
  period date not null check (extract(day from period) = 1),
  kind text not null check (kind in ('reading', 'handover')),
  media_type text not null check (media_type in ('image/jpeg', 'image/png')),
  name text not null,
  sha256 bytea not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 5242880),
  recorded_by bigint not null,
  recorded_at timestamptz not null default now(),
  unique (mounting_id, period, sha256)
);
create index on reading_photo (building_id, period);
-- a picture is compressed already
alter table reading_photo alter column bytes set storage external;
select protect_building_table('reading_photo', 'select, insert');
select make_append_only('reading_photo');
`;
