// Roles and what each may do. Every signed-in user reads what lies in his buildings; writing needs a permission.

export const roles = ['admin', 'manager', 'accountant', 'reader', 'gate'] as const;
export type Role = (typeof roles)[number];

/** Guards, and the access controller itself. */
const gate = ['cards.gate'];
const accountant = [
  'tariffs.draft',
  'readings.write',
  'readings.accept',
  'customers.write',
  'cards.write',
  ...gate,
  'runs.preview',
  'money.collect',
  'invoices.write',
];
const manager = [
  ...accountant,
  'buildings.write',
  'meters.write',
  'tariffs.write',
  'tariffs.approve',
  'runs.approve',
  'periods.close',
  'money.adjust',
  'money.void',
  'invoices.change',
  'settings.write',
  'audit.read',
];
const admin = [...manager, 'users.write', 'system.read'];
const granted: Record<Role, readonly string[]> = { admin, manager, accountant, reader: [], gate };

/** Permissions of a role; administrators also have all permissions that plugins declare (`<plugin>.<permission>`). */
export function permissionsOf(role: Role, ofPlugins: readonly string[] = []): string[] {
  return [...granted[role], ...(role === 'admin' ? ofPlugins : [])];
}
