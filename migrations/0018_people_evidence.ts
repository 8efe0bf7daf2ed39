// Registered people carry the expiry of their document; a unit with people or meters cannot be archived under them.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table member add column document_until date;
    alter table member add constraint member_expiry_of_document check (document_until is null or document_ref is not null);
    grant update, delete on member, occupancy to toanha_app;

    create function refuse_archive_in_use() returns trigger language plpgsql as $$
    declare kept text;
    begin
      if new.archived_on is null or new.archived_on is not distinct from old.archived_on then return new; end if;
      if exists (select from occupancy o where o.unit_id = new.id and not o.valid << daterange(new.archived_on, null)) then
        kept := 'people';
      elsif exists (select from mounting m where m.unit_id = new.id and not m.valid << daterange(new.archived_on, null)) then
        kept := 'meters';
      end if;
      if kept is not null then
        raise exception 'unit % still has %', new.code, kept using errcode = 'TN030', detail = kept;
      end if;
      return new;
    end $$;
    create trigger unit_archive before update of archived_on on unit for each row execute function refuse_archive_in_use();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger unit_archive on unit;
    drop function refuse_archive_in_use();
    alter table member drop column document_until;
  `);
}
