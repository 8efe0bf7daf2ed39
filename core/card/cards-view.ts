// The grid of one card service as data: core's columns, the fields of the registration form, and what its plugin adds.
import type { CardPlugin, ColumnDef, StyleRule, Tone, ViewDef } from '#kit';

const title = (field: string): string => `card:column.${field}`;
const TONES: Record<string, Tone> = {
  active: 'ok',
  registered: 'info',
  frozen: 'info',
  locked: 'warn',
  lockedForDebt: 'error',
  lost: 'error',
  lostInDebt: 'error',
  expired: 'warn',
};

/** `permissions` are the caller's: actions he may not take are not shown. */
export function cardsView(plugin: CardPlugin, permissions: readonly string[]): ViewDef {
  const added = plugin.grid ?? {};
  // what a card is known by comes first, then how it stands, then the rest of its form
  const asked = new Set(plugin.registration.required ?? []);
  const [known, rest] = [fieldColumns(plugin, (name) => asked.has(name)), fieldColumns(plugin, (name) => !asked.has(name))];
  const columns = [...HEAD, ...known, stateColumn(plugin), ...STANDING, ...rest, ...TAIL];
  const own = new Set(columns.map(({ field }) => field));
  const actions = [...ACTIONS, ...(added.actions ?? [])];
  return {
    id: `cards.${plugin.id}`,
    ns: plugin.id,
    title: 'card:view.cards',
    rowKey: 'id',
    rowModel: 'client',
    columns: [...columns, ...(added.columns ?? []).filter(({ field }) => !own.has(field))],
    styles: [...STYLES, ...(added.styles ?? [])],
    actions: actions.filter(({ permission }) => !permission || permissions.includes(permission)),
    version: added.version ?? 1,
  };
}

const HEAD: ColumnDef[] = [
  { field: 'number', type: 'text', title: title('number'), width: 110, pin: 'left', look: 'code', filter: true },
  { field: 'unit', type: 'text', title: title('unit'), width: 90, pin: 'left', look: 'code', filter: true },
  { field: 'customer', type: 'text', title: title('customer'), width: 190, filter: true },
];
const STANDING: ColumnDef[] = [
  { field: 'validFrom', type: 'date', title: title('validFrom'), width: 100, hide: true },
  { field: 'validTo', type: 'date', title: title('validTo'), width: 104 },
  { field: 'daysLeft', type: 'number', title: title('daysLeft'), width: 90, scale: 0 },
  { field: 'paidThrough', type: 'date', title: title('paidThrough'), width: 104 },
  // a debt is the unit's, told at each of its cards: adding it up would count it twice
  { field: 'debt', type: 'money', title: title('debt'), width: 124 },
  { field: 'daysOverdue', type: 'number', title: title('daysOverdue'), width: 90, scale: 0, hide: true },
];
const TAIL: ColumnDef[] = [{ field: 'deposit', type: 'money', title: title('deposit'), width: 104, sum: true }];
const STYLES: StyleRule[] = [
  { when: 'has(debt) and debt > 0', columns: ['debt'], tone: 'error', message: 'card:style.debt' },
  { when: 'has(daysLeft) and daysLeft < 0', columns: ['validTo', 'daysLeft'], tone: 'error', message: 'card:style.expired' },
  {
    when: 'has(daysLeft) and daysLeft >= 0 and daysLeft <= 7',
    columns: ['validTo', 'daysLeft'],
    tone: 'warn',
    message: 'card:style.expiring',
  },
];
const ACTIONS: ViewDef['actions'] = [
  { id: 'register', title: 'card:action.register', icon: 'add_card', scope: 'page', primary: true, permission: 'cards.write' },
  { id: 'import', title: 'card:action.import', icon: 'upload_file', scope: 'page', permission: 'cards.write' },
  { id: 'export', title: 'card:action.export', icon: 'download', scope: 'page' },
  { id: 'bulk', title: 'card:action.bulk', icon: 'checklist', scope: 'selection', permission: 'cards.write' },
];

const stateColumn = ({ id, states }: CardPlugin): ColumnDef => ({
  ...{ field: 'state', type: 'enum', title: title('state'), width: 120, look: 'chip', filter: true },
  options: states.map((state) => ({ value: state, label: `${id}:state.${state}`, tone: TONES[state] ?? 'muted' })),
});

/** A field of the form is `fields.<name>` of a row. */
const fieldColumns = ({ id, registration }: CardPlugin, wanted: (name: string) => boolean): ColumnDef[] => {
  const fields = Object.entries(registration.properties).filter(([name]) => wanted(name));
  return fields.map(([name, schema]): ColumnDef => {
    const { type } = schema as { type?: string };
    return {
      ...{ field: `fields.${name}`, title: `${id}:field.${name}`, width: type === 'boolean' ? 92 : 120, filter: true },
      type: type === 'boolean' ? 'bool' : type === 'number' || type === 'integer' ? 'number' : 'text',
    };
  });
};
