// What a declaration means: names, formulas, tables, rules, states, examples. Every problem at once.
import { CARD_FACTS, type CardFact } from './card-action.ts';
import { compileTariff, guarded, isFormulaName } from './compile-tariff.ts';
import type { CardPlugin, JobPlugin, MeterPlugin, Plugin, TariffBody } from './contract.ts';
import type { Finding } from './findings.ts';
import { compileFormula, type FormulaType } from './formula/compile.ts';
import { parseFormula } from './formula/tokens.ts';
import { pluginSchema, shapeFindings, tariffBodySchema } from './plugin-schema.ts';
import { compileQuota, quotaScope } from './quota.ts';
import { checkConditions } from './rule-conditions.ts';
import { ANOMALY_FACTS } from './rules.ts';
import type { ViewDef } from './view.ts';

const at = (field: string, findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => ({
    ...finding,
    at: { ...finding.at, field: finding.at?.field ? `${field}.${finding.at.field}` : field },
  }));

/** All problems of a declaration; `at.field` is the path inside it. Empty: it may load. */
export function checkDeclaration(declaration: unknown): Finding[] {
  const shape = shapeFindings(pluginSchema, declaration);
  if (shape.length > 0) return shape;
  const plugin = declaration as Plugin;
  return [
    ...variableFindings(plugin),
    ...plugin.tariffs.flatMap(({ body }, i) => at(`tariffs.${i}.body`, lineFindings(plugin, body))),
    ...presetFindings(plugin),
    ...exampleFindings(plugin),
    ...gridFindings(plugin.grid),
    ...(plugin.kind === 'meter' ? meterFindings(plugin) : plugin.kind === 'flat' ? [] : machineFindings(plugin)),
  ];
}

/** All problems of a tariff body for a plugin: what `POST /price` or a tariff editor sends. */
export function checkTariffBody(plugin: Plugin, body: unknown): Finding[] {
  const shape = shapeFindings(tariffBodySchema, body);
  return shape.length > 0 ? shape : lineFindings(plugin, body as TariffBody);
}

// Variables are reported once for the plugin, not again under every tariff.
function lineFindings(plugin: Plugin, body: TariffBody): Finding[] {
  return compileTariff(plugin.variables, body).findings.filter((finding) => !finding.at?.field?.startsWith('variables.'));
}

function variableFindings(plugin: Plugin): Finding[] {
  const registers = plugin.kind === 'meter' ? (plugin.registers ?? ['total']) : [];
  const names = plugin.variables.map(({ name }) => name);
  return plugin.variables.flatMap((variable, i): Finding[] => {
    const field = `variables.${i}`;
    const findings: Finding[] = [];
    if (!isFormulaName(variable.name)) findings.push({ code: 'plugin.badName', params: { name: variable.name }, at: { field } });
    if (names.indexOf(variable.name) !== i)
      findings.push({ code: 'plugin.duplicateName', params: { name: variable.name }, at: { field } });
    const register = variable.register ?? 'total';
    if (variable.source === 'consumption' && !registers.includes(register)) {
      findings.push({ code: 'plugin.unknownRegister', params: { variable: variable.name, register }, at: { field } });
    }
    if (variable.source === 'request' && !plugin.requests?.some(({ id }) => id === variable.request)) {
      findings.push({
        code: 'plugin.unknownRequest',
        params: { variable: variable.name, request: variable.request ?? '' },
        at: { field },
      });
    }
    const isFlag = variable.type === 'flag';
    if (variable.default !== undefined && isFlag !== (variable.default === 'true' || variable.default === 'false')) {
      findings.push({
        code: 'plugin.malformed',
        params: { field: `${field}.default`, expected: isFlag ? 'true | false' : 'decimal' },
        at: { field },
      });
    }
    return findings;
  });
}

function presetFindings({ tariffs }: Plugin): Finding[] {
  return tariffs.flatMap((preset, i): Finding[] => {
    const field = `tariffs.${i}`;
    const findings: Finding[] = [];
    if (tariffs.findIndex(({ id }) => id === preset.id) !== i)
      findings.push({ code: 'plugin.duplicateName', params: { name: preset.id }, at: { field } });
    if (preset.validTo !== null && preset.validTo < preset.validFrom) {
      findings.push({
        code: 'plugin.validityReversed',
        params: { name: preset.id, from: preset.validFrom, to: preset.validTo },
        at: { field },
      });
    }
    return findings;
  });
}

function exampleFindings(plugin: Plugin): Finding[] {
  return plugin.examples.flatMap((example, i): Finding[] => {
    const field = `examples.${i}`;
    if (example.tariff) return at(`${field}.tariff`, lineFindings(plugin, example.tariff));
    if (plugin.tariffs.some(({ id }) => id === example.preset)) return [];
    return [{ code: 'plugin.unknownPreset', params: { example: example.name, preset: example.preset ?? '' }, at: { field } }];
  });
}

function meterFindings(plugin: MeterPlugin): Finding[] {
  const facts = plugin.variables.filter(({ source }) => source !== 'allowance').map(({ name }) => name);
  const findings: Finding[] = [];
  plugin.allowance?.forEach((rule, i) => {
    findings.push(...at(`allowance.${i}.conditions`, checkConditions(rule.conditions, facts)));
    // A quota formula may name parameters, and every enabled tariff that uses the allowance has to have them.
    const usesQuota = plugin.tariffs.filter(({ body }) =>
      compileTariff(plugin.variables, body).tariff.needs.some(({ source }) => source === 'allowance'),
    );
    for (const { body } of usesQuota)
      guarded(findings, `allowance.${i}.quota`, () => compileQuota(rule, quotaScope(plugin.variables, body)));
  });
  plugin.anomaly.forEach((rule, i) => {
    findings.push(...at(`anomaly.${i}.conditions`, checkConditions(rule.conditions, ANOMALY_FACTS)));
  });
  return findings;
}

/** Facts of a card nobody counts, and automatic actions that would never stop. */
function cardFindings(plugin: CardPlugin): Finding[] {
  const unknown = plugin.variables.flatMap(({ name, source }, i): Finding[] =>
    source !== 'card' || CARD_FACTS.includes(name as CardFact)
      ? []
      : [{ code: 'plugin.unknownCardFact', params: { name, known: CARD_FACTS.join(', ') }, at: { field: `variables.${i}` } }],
  );
  const endless = plugin.actions.flatMap(({ id, automatic, guard, from, to }, i): Finding[] =>
    automatic && (!guard || from.includes(to))
      ? [{ code: 'plugin.endlessAction', params: { action: id }, at: { field: `actions.${i}` } }]
      : [],
  );
  const strange = (plugin.ordinalBy ?? []).flatMap((field): Finding[] =>
    Object.hasOwn(plugin.registration.properties, field)
      ? []
      : [{ code: 'plugin.unknownField', params: { field: `registration.${field}` }, at: { field: 'ordinalBy' } }],
  );
  return [...unknown, ...endless, ...strange];
}

function machineFindings(plugin: CardPlugin | JobPlugin): Finding[] {
  const facts = plugin.variables.map(({ name }) => name);
  const types = plugin.variables.map(({ name, type }): [string, FormulaType] => [name, type === 'flag' ? 'boolean' : 'number']);
  const parameters = plugin.tariffs
    .flatMap(({ body }) => Object.keys(body.parameters))
    .map((name): [string, FormulaType] => [name, 'number']);
  const names = Object.fromEntries([...parameters, ...types]);
  const findings: Finding[] = plugin.kind === 'card' ? cardFindings(plugin) : [];
  for (const state of plugin.kind === 'card' ? (plugin.opens ?? []) : []) {
    if (!plugin.states.includes(state))
      findings.push({ code: 'plugin.unknownState', params: { action: 'opens', state }, at: { field: 'opens' } });
  }
  plugin.actions.forEach((action, i) => {
    const field = `actions.${i}`;
    for (const state of [...action.from, action.to]) {
      if (!plugin.states.includes(state))
        findings.push({ code: 'plugin.unknownState', params: { action: action.id, state }, at: { field } });
    }
    if (action.guard) findings.push(...at(`${field}.guard`, checkConditions(action.guard, facts)));
    for (const key of ['fee', 'deposit'] as const) {
      const source = action[key];
      if (source !== undefined) guarded(findings, `${field}.${key}`, () => compileFormula(source, { names, result: 'number' }));
    }
    if (action.permission !== undefined && !plugin.permissions?.some(({ id }) => id === action.permission)) {
      findings.push({
        code: 'plugin.unknownPermission',
        params: { action: action.id, permission: action.permission },
        at: { field },
      });
    }
  });
  return findings;
}

// A plugin adds to core's grid, whose fields only core knows: here the formulas are read, the screen checks the names when it compiles the view.
function gridFindings(grid: Partial<ViewDef> | undefined): Finding[] {
  const findings: Finding[] = [];
  grid?.columns?.forEach((column, i) => {
    if (column.calc !== undefined) guarded(findings, `grid.columns.${i}.calc`, () => parseFormula(column.calc!));
    for (const [j, rule] of (column.rules ?? []).entries()) {
      guarded(findings, `grid.columns.${i}.rules.${j}.when`, () => parseFormula(rule.when));
    }
  });
  for (const [i, style] of (grid?.styles ?? []).entries())
    guarded(findings, `grid.styles.${i}.when`, () => parseFormula(style.when));
  return findings;
}
