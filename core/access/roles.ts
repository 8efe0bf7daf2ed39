// Roles and what each may do. Every signed-in user reads what lies in his buildings; writing needs a permission.
// A permission's words are `may.<permission>` of locales/*/access.json, a role's `role.<role>` and `role.<role>.hint` there.

/** Guards, and the access controller itself. */
const gate = ['cards.gate'];
/** Reads meters with a phone or a paper sheet; somebody else accepts what looks wrong. */
const technician = ['readings.write'];
/** Receives money and hands out receipts; cannot touch what is charged, nor take a receipt back. */
const cashier = ['money.collect'];
/** Residents and their cards. */
const frontdesk = ['customers.write', 'cards.write', 'requests.write', ...gate];
const accountant = [
  ...frontdesk,
  ...technician,
  ...cashier,
  'readings.accept',
  'tariffs.draft',
  'runs.preview',
  'bank.match',
  'reminders.send',
  'invoices.write',
];
const manager = [
  ...accountant,
  'buildings.write',
  'meters.write',
  'tariffs.write',
  'tariffs.approve',
  'requests.approve',
  'runs.approve',
  'periods.close',
  'money.adjust',
  'money.void',
  'invoices.change',
  'reminders.plan',
  'settings.write',
  'audit.read',
];
const admin = [...manager, 'users.write', 'system.read'];
const granted = { admin, manager, accountant, cashier, technician, frontdesk, gate, reader: [] } as const;

export type Role = keyof typeof granted;
export const roles = Object.keys(granted) as [Role, ...Role[]];

/** Permissions of a role; administrators also have all permissions that plugins declare (`<plugin>.<permission>`). */
export function permissionsOf(role: Role, ofPlugins: readonly string[] = []): string[] {
  return [...granted[role], ...(role === 'admin' ? ofPlugins : [])];
}
