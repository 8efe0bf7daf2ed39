// The reading grid as data: core's columns, with what a service's plugin adds. Formulas run on kit's view engine.
import type { ColumnDef, Plugin, StyleRule, ViewDef } from '#kit';

const title = (field: string): string => `metering:column.${field}`;

/** `permissions` are the caller's: without the right to write nothing is editable, and actions he may not take are not shown. */
export function readingsView(plugin: Plugin, permissions: readonly string[]): ViewDef {
  const added = ('grid' in plugin ? plugin.grid : undefined) ?? {};
  const mayWrite = permissions.includes('readings.write');
  const columns = baseColumns(plugin).map((column) => (mayWrite ? column : { ...column, edit: false }));
  const own = new Set(columns.map(({ field }) => field));
  const extra = (added.columns ?? []).filter(({ field }) => !own.has(field));
  const at = columns.findIndex(({ field }) => field === 'state');
  const actions = [...ACTIONS, ...(added.actions ?? [])];
  return {
    id: `readings.${plugin.id}`,
    ns: plugin.id,
    title: 'metering:view.readings',
    rowKey: 'id',
    rowModel: 'client',
    columns: [...columns.slice(0, at), ...extra, ...columns.slice(at)],
    styles: [...STYLES, ...(added.styles ?? [])],
    actions: actions.filter(({ permission }) => !permission || permissions.includes(permission)),
    version: added.version ?? 1,
  };
}

function baseColumns({ measure }: Plugin): ColumnDef[] {
  const { unit, decimals: scale } = measure;
  return [
    { field: 'unit', type: 'text', title: title('unit'), width: 84, pin: 'left', look: 'code', filter: true },
    { field: 'payer', type: 'text', title: title('payer'), width: 170, flex: 1, pin: 'left', filter: true },
    { field: 'serial', type: 'text', title: title('serial'), width: 106, filter: true },
    { field: 'floor', type: 'text', title: title('floor'), width: 70, hide: true, filter: true },
    { field: 'register', type: 'text', title: title('register'), width: 80, hide: true, filter: true },
    { field: 'history', type: 'spark', title: title('history'), width: 78 },
    { field: 'previous', type: 'number', title: title('previous'), width: 84, scale },
    { field: 'value', type: 'number', title: title('value'), width: 88, scale, edit: true, rules: VALUE_RULES },
    { field: 'consumption', type: 'number', title: title('consumption'), width: 98, scale, unit, calc: CONSUMPTION, sum: true },
    { field: 'expected', type: 'number', title: title('expected'), width: 84, scale, sum: true },
    { field: 'delta', type: 'percent', title: title('delta'), width: 86, calc: DELTA, look: 'delta' },
    { field: 'state', type: 'enum', title: title('state'), width: 102, look: 'chip', options: STATES, filter: true },
    { field: 'kind', type: 'enum', title: title('kind'), width: 104, look: 'chip', options: KINDS, filter: true },
    { field: 'readOn', type: 'date', title: title('readOn'), width: 92, edit: true },
    { field: 'rollover', type: 'bool', title: title('rollover'), width: 84, edit: true, hide: true },
    { field: 'note', type: 'text', title: title('note'), width: 90, edit: true, look: 'short' },
    { field: 'average', type: 'number', title: title('average'), width: 88, scale: 3, hide: true },
    { field: 'days', type: 'number', title: title('days'), width: 64, scale: 0, hide: true },
    // 10^digits: where the dial starts again
    { field: 'dialEnd', type: 'number', title: title('dialEnd'), width: 88, scale: 0, hide: true },
    { field: 'lowest', type: 'number', title: title('lowest'), width: 88, scale, hide: true },
    { field: 'declared', type: 'number', title: title('declared'), width: 96, scale, hide: true },
    { field: 'photos', type: 'number', title: title('photos'), width: 60, scale: 0 },
    { field: 'by', type: 'text', title: title('by'), width: 120, hide: true, filter: true },
    { field: 'channel', type: 'enum', title: title('channel'), width: 96, options: CHANNELS, hide: true, filter: true },
    { field: 'reason', type: 'text', title: title('reason'), width: 160, hide: true, look: 'short' },
  ];
}

// what a faulty meter is charged stands before what its dial says
const CONSUMPTION = 'has(declared) ? declared : has(value) ? (value - previous + (rollover ? dialEnd : 0)) * multiplier : value';
const DELTA = 'has(value) ? (consumption - expected) / expected * 100 : value';
// an estimate may turn out too high: then the last real reading is what a new one must not lie below
const BELOW = 'has(value) and value < lowest and not rollover';
const SETTLES = 'has(value) and value < previous and value >= lowest and not rollover';
const VALUE_RULES: ColumnDef['rules'] = [
  { when: BELOW, message: 'metering:rule.belowPrevious', level: 'error' },
  { when: 'has(value) and value >= dialEnd', message: 'metering:rule.tooManyDigits', level: 'error' },
  { when: 'rollover and has(value) and value >= previous', message: 'metering:rule.rolloverNeedless', level: 'error' },
];
const TONES = { actual: 'muted', estimate: 'info', closing: 'info', faulty: 'warn' } as const;
const KINDS: ColumnDef['options'] = (['actual', 'estimate', 'closing', 'faulty'] as const).map((value) => ({
  ...{ value, label: `metering:kind.${value}`, tone: TONES[value] },
}));
const CHANNELS: ColumnDef['options'] = (['grid', 'sheet', 'photo', 'api', 'replacement'] as const).map((value) => ({
  value,
  label: `metering:channel.${value}`,
}));
const STATES: ColumnDef['options'] = [
  { value: 'missing', label: 'metering:state.missing', tone: 'muted' },
  { value: 'entered', label: 'metering:state.entered', tone: 'ok' },
  { value: 'held', label: 'metering:state.held', tone: 'warn' },
  { value: 'accepted', label: 'metering:state.accepted', tone: 'info' },
];
const STYLES: StyleRule[] = [
  { when: BELOW, columns: ['consumption'], tone: 'error', message: 'metering:rule.belowPrevious' },
  { when: 'kind == estimate', columns: ['value'], tone: 'muted', message: 'metering:style.estimate' },
  { when: SETTLES, columns: ['value', 'consumption'], tone: 'info', message: 'metering:style.settles' },
  { when: 'kind == faulty', columns: ['value', 'consumption'], tone: 'warn', message: 'metering:style.faulty' },
  { when: 'kind == closing', columns: ['value'], tone: 'info', message: 'metering:style.closing' },
  { when: 'rollover', columns: ['value'], tone: 'info', message: 'metering:style.rollover' },
  { when: 'locked', columns: ['value', 'readOn', 'note'], tone: 'muted', message: 'metering:style.locked' },
];
const ACTIONS: ViewDef['actions'] = [
  { id: 'import', title: 'metering:action.import', icon: 'upload_file', scope: 'page', permission: 'readings.write' },
  { id: 'template', title: 'metering:action.template', icon: 'download', scope: 'page' },
  { id: 'estimate', title: 'metering:action.estimate', icon: 'calculate', scope: 'selection', permission: 'readings.write' },
  { id: 'accept', title: 'metering:action.accept', icon: 'task_alt', scope: 'selection', permission: 'readings.accept' },
  { id: 'save', title: 'metering:action.save', icon: 'save', scope: 'page', primary: true, permission: 'readings.write' },
];
