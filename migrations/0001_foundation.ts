// access: roles, scope functions, the protection every later table asks for, and people, sessions and the audit trail.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(ROLES);
  await knex.raw(SCOPE);
  await knex.raw(PROTECTION);
  await knex.raw(TABLES);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table audit, session, user_building, app_user, company;
    drop function protect_building_table(regclass, text), protect_company_table(regclass, text), protect_building_root(regclass),
      make_append_only(regclass), refuse_change(), show_to_owner(regclass), enter_new_building(), grant_new_building(),
      app_user(), app_company(), app_buildings(), app_login(), app_token(), fold(text);
  `);
  // roles and extensions belong to the whole server and may be used by other databases: they stay
}

const ROLES = `
do $$
declare role_name text;
begin
  foreach role_name in array array['toanha_app', 'toanha_poster'] loop
    begin
      execute format('create role %I nologin', role_name);
    exception when duplicate_object or unique_violation then null; -- roles are shared by all databases of a server
    end;
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant %I to %I', role_name, current_user);
    end if;
    execute format('grant usage on schema public to %I', role_name);
  end loop;
end $$;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
`;

const SCOPE = `
create function app_user() returns bigint language sql stable parallel safe
  return nullif(current_setting('app.user', true), '')::bigint;
create function app_company() returns bigint language sql stable parallel safe
  return nullif(current_setting('app.company', true), '')::bigint;
create function app_buildings() returns bigint[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.buildings', true), '')::bigint[], '{}');
create function app_login() returns text language sql stable parallel safe
  return nullif(current_setting('app.login', true), '');
create function app_token() returns text language sql stable parallel safe
  return nullif(current_setting('app.token', true), '');
-- search without diacritics and case: fold('Đặng Văn Ước') = 'dang van uoc'; usable in an index
create function fold(given text) returns text language sql immutable strict parallel safe
  return lower(unaccent('unaccent'::regdictionary, given));
`;

// rights: 'select, insert, update' by default; name 'delete' where rows may really go
const PROTECTION = `
-- The migrating role owns the tables, and the security is forced on owners too: it sees all rows whether it is a superuser or not,
-- so that first users, migrations and the checks of triggers do the same on any server.
create function show_to_owner(t regclass) returns void language plpgsql as $$
begin
  execute format('create policy owner on %s to %I using (true)', t, current_user);
end $$;

create function protect_building_table(t regclass, rights text default 'select, insert, update') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy building on %s using (building_id = any (app_buildings()))', t);
  perform show_to_owner(t);
  execute format('grant %s on %s to toanha_app', rights, t);
end $$;

create function protect_company_table(t regclass, rights text default 'select, insert, update') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy company on %s using (company_id = app_company())', t);
  perform show_to_owner(t);
  execute format('grant %s on %s to toanha_app', rights, t);
end $$;

-- No update, delete or truncate, whoever asks: by privilege and by trigger.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'TN001';
end $$;
create function make_append_only(t regclass) returns void language plpgsql as $$
begin
  execute format('revoke update, delete, truncate on %s from public, toanha_app, toanha_poster', t);
  execute format('create trigger append_only_rows before update or delete on %s for each row execute function refuse_change()', t);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function refuse_change()', t);
end $$;

-- For the table \`building\` itself: seen by its own id; whoever adds one, and every administrator of the company, gets it in scope.
create function enter_new_building() returns trigger language plpgsql as $$
begin
  perform set_config('app.buildings', (app_buildings() || new.id)::text, true);
  return new;
end $$;
create function grant_new_building() returns trigger language plpgsql as $$
begin
  insert into user_building(user_id, building_id)
    select id, new.id from app_user where company_id = new.company_id and (role = 'admin' or id = app_user())
    on conflict do nothing;
  return new;
end $$;
create function protect_building_root(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy building on %s using (company_id = app_company() and id = any (app_buildings()))', t);
  perform show_to_owner(t);
  execute format('grant select, insert, update on %s to toanha_app', t);
  execute format('create trigger enter_new_building before insert on %s for each row execute function enter_new_building()', t);
  execute format('create trigger grant_new_building after insert on %s for each row execute function grant_new_building()', t);
end $$;
`;

const TABLES = `
create table company (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  address text not null default '',
  tax_code text,
  phone text,
  bank_bin text,
  bank_account text,
  bank_account_name text,
  regime text not null default 'tt99' check (regime in ('tt99', 'tt133'))
);
create table app_user (
  id bigint generated always as identity primary key,
  company_id bigint not null references company,
  login text not null unique check (login = lower(login)),
  name text not null,
  password_hash text not null,
  role text not null check (role in ('admin', 'manager', 'accountant', 'reader')),
  lang text not null default 'vi' check (lang in ('vi', 'en')),
  active boolean not null default true
);
create table user_building (
  user_id bigint not null references app_user,
  building_id bigint not null,
  primary key (user_id, building_id)
);
create index on user_building (building_id);
create table session (
  token_sha256 text primary key,
  user_id bigint not null references app_user,
  expires_at timestamptz not null
);
create index on session (user_id);
create index on session (expires_at);
create table audit (
  id bigint generated always as identity primary key,
  company_id bigint not null,
  building_id bigint,
  at timestamptz not null default now(),
  user_id bigint,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}'
);
create index on audit (company_id, at desc);

alter table company enable row level security;
alter table company force row level security;
create policy company on company using (id = app_company());
grant select, update on company to toanha_app;

alter table app_user enable row level security;
alter table app_user force row level security;
create policy colleagues on app_user using (company_id = app_company());
create policy signing_in on app_user for select using (login = app_login() or id = app_user());
grant select, insert, update on app_user to toanha_app;

alter table user_building enable row level security;
alter table user_building force row level security;
create policy own on user_building for select
  using (user_id = app_user() or user_id in (select id from app_user where company_id = app_company()));
create policy granting on user_building for insert
  with check (building_id = any (app_buildings()) and user_id in (select id from app_user where company_id = app_company()));
create policy revoking on user_building for delete using (building_id = any (app_buildings()));
grant select, insert, delete on user_building to toanha_app;

alter table session enable row level security;
alter table session force row level security;
create policy holder on session using (token_sha256 = app_token() or user_id = app_user());
create policy ending on session for delete using (user_id in (select id from app_user where company_id = app_company()));
grant select, insert, update, delete on session to toanha_app;
select show_to_owner(t) from unnest(array['company', 'app_user', 'user_building', 'session']::regclass[]) as t;

select protect_company_table('audit', 'select, insert');
select make_append_only('audit');
`;
