// A person of the database as everything else knows him: with the permissions of his role.
import type { SessionUser } from '../platform/context.ts';
import { plugins } from '../platform/plugins.ts';
import { permissionsOf } from './roles.ts';
import type { Person } from './session-store.ts';

/** `<plugin>.<permission>` of every loaded plugin. */
export function permissionsOfPlugins(): string[] {
  return plugins.list().flatMap((plugin) => (plugin.permissions ?? []).map((each) => `${plugin.id}.${each.id}`));
}

export function sessionUser(person: Person): SessionUser {
  const { id, company_id: companyId, login, name, role, lang, buildings: buildingIds } = person;
  return { id, companyId, name, login, role, lang, buildingIds, permissions: permissionsOf(role, permissionsOfPlugins()) };
}
