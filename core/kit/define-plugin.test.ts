import { describe, expect, test } from '@jest/globals';
import { checkDeclaration } from './check-declaration.ts';
import type { MeterPlugin, Plugin } from './contract.ts';
import {
  type Declared,
  defineCardPlugin,
  defineFlatPlugin,
  defineJobPlugin,
  defineMeterPlugin,
  type PluginError,
} from './define-plugin.ts';
import { liftCard } from './fixtures/card.ts';
import { areaFee } from './fixtures/flat.ts';
import { repairJob } from './fixtures/job.ts';
import { powerMeter, waterMeter } from './fixtures/meter.ts';

const codes = (declaration: unknown): string[] =>
  checkDeclaration(declaration).map(({ code, at }) => `${code} ${at?.field ?? ''}`.trim());
// biome-ignore lint/suspicious/noExplicitAny: the changes are meant to break the type
const changed = <P extends Plugin>(plugin: P, change: (copy: any) => void): P => {
  const copy = structuredClone(plugin);
  change(copy);
  return copy;
};

describe('a sound declaration', () => {
  test.each<[string, () => Plugin]>([
    ['meter', () => defineMeterPlugin(powerMeter)],
    ['meter with allowance', () => defineMeterPlugin(waterMeter)],
    ['card', () => defineCardPlugin(liftCard)],
    ['flat', () => defineFlatPlugin(areaFee)],
    ['job', () => defineJobPlugin(repairJob)],
  ])('of a %s plugin comes back frozen', (kind, define) => {
    const plugin = define();
    expect(plugin.kind).toBe(kind.split(' ')[0]);
    expect(Object.isFrozen(plugin.tariffs[0]!.body.lines[0]!.label)).toBe(true);
  });
  test('need not say its kind and contract', () => {
    const { kind: _, kit: __, ...rest } = areaFee;
    expect(defineFlatPlugin(rest)).toMatchObject({ kind: 'flat', kit: 1 });
  });
});

describe('a declaration is refused for', () => {
  test.each<[string, unknown, string]>([
    [
      'an id with capitals',
      changed(powerMeter, (p) => {
        p.id = 'Power';
      }),
      'plugin.malformed id',
    ],
    [
      'a version that is none',
      changed(powerMeter, (p) => {
        p.version = '1.0';
      }),
      'plugin.malformed version',
    ],
    [
      'another contract',
      changed(powerMeter, (p) => {
        p.kit = 2;
      }),
      'plugin.malformed kit',
    ],
    [
      'an unknown field',
      changed(powerMeter, (p) => {
        p.color = 'red';
      }),
      'plugin.unknownField',
    ],
    [
      'a missing English word',
      changed(powerMeter, (p) => {
        p.name.en = ' ';
      }),
      'plugin.malformed name.en',
    ],
    [
      'a missing regime',
      changed(powerMeter, (p) => {
        delete p.accounts.tt133;
      }),
      'plugin.malformed accounts.tt133',
    ],
    [
      'no examples',
      changed(powerMeter, (p) => {
        p.examples = [];
      }),
      'plugin.malformed examples',
    ],
    [
      'a price as a number',
      changed(powerMeter, (p) => {
        p.tariffs[0].body.tables.home[0].price = 1984;
      }),
      'plugin.malformed tariffs.0.body.tables.home.0.price',
    ],
    [
      'a day that is none',
      changed(powerMeter, (p) => {
        p.tariffs[0].validFrom = '2025-02-30';
      }),
      'plugin.malformed tariffs.0.validFrom',
    ],
    [
      'a reserved name',
      changed(powerMeter, (p) => {
        p.variables[0].name = 'max';
      }),
      'plugin.badName variables.0',
    ],
    [
      'a name twice',
      changed(powerMeter, (p) => {
        p.variables[1].name = 'kWh';
      }),
      'plugin.duplicateName variables.1',
    ],
    [
      'an unknown register',
      changed(powerMeter, (p) => {
        p.variables[0].register = 'peak';
      }),
      'plugin.unknownRegister variables.0',
    ],
    [
      'a formula with an unknown name',
      changed(powerMeter, (p) => {
        p.tariffs[0].body.lines[0].quantity = 'kwh';
      }),
      'formula.unknownName tariffs.0.body.lines.0.quantity',
    ],
    [
      'tiers that fall',
      changed(powerMeter, (p) => {
        p.tariffs[0].body.tables.home[1].upTo = '50';
      }),
      'plugin.tiers.notRising tariffs.0.body.tables.home',
    ],
    [
      'a closed last tier',
      changed(powerMeter, (p) => {
        p.tariffs[0].body.tables.home[5].upTo = '900';
      }),
      'plugin.tiers.lastNotOpen tariffs.0.body.tables.home',
    ],
    [
      'a table that is not there',
      changed(powerMeter, (p) => {
        p.tariffs[0].body.lines[0].table = 'house';
      }),
      'plugin.unknownTable tariffs.0.body.lines.0.table',
    ],
    [
      'two presets of one id',
      changed(powerMeter, (p) => {
        p.tariffs[1].id = 'home-2025';
      }),
      'plugin.duplicateName tariffs.1',
    ],
    [
      'a validity that ends before it starts',
      changed(powerMeter, (p) => {
        p.tariffs[0].validTo = '2025-01-01';
      }),
      'plugin.validityReversed tariffs.0',
    ],
    [
      'an example of no preset',
      changed(powerMeter, (p) => {
        p.examples[0].preset = 'x';
      }),
      'plugin.unknownPreset examples.0',
    ],
    [
      'a rule on an unknown fact',
      changed(powerMeter, (p) => {
        p.anomaly[0].conditions.all[0].fact = 'delta';
      }),
      'plugin.rules.unknownFact anomaly.0.conditions',
    ],
    [
      'a quota formula with an unknown name',
      changed(waterMeter, (p) => {
        p.allowance[0].quota = 'member * 4';
      }),
      'formula.unknownName allowance.0.quota',
    ],
    [
      'a quota made from the quota',
      changed(waterMeter, (p) => {
        p.allowance[0].quota = 'persons';
      }),
      'formula.unknownName allowance.0.quota',
    ],
    [
      'an action into nowhere',
      changed(liftCard, (p) => {
        p.actions[0].to = 'gone';
      }),
      'plugin.unknownState actions.0',
    ],
    [
      'a fee that is a condition',
      changed(liftCard, (p) => {
        p.actions[2].fee = 'resident';
      }),
      'formula.wrongResult actions.2.fee',
    ],
    [
      'a guard on an unknown fact',
      changed(liftCard, (p) => {
        p.actions[1].guard.all[0].fact = 'debt';
      }),
      'plugin.rules.unknownFact actions.1.guard',
    ],
    [
      'a permission nobody declared',
      changed(liftCard, (p) => {
        p.permissions = [];
      }),
      'plugin.unknownPermission actions.3',
    ],
    [
      'a fact nobody counts about a card',
      changed(liftCard, (p) => {
        p.variables[0].name = 'monthz';
      }),
      'plugin.unknownCardFact variables.0',
    ],
    [
      'an automatic action that would never end',
      changed(liftCard, (p) => {
        p.actions[1].automatic = true;
        p.actions[1].to = 'active';
      }),
      'plugin.endlessAction actions.1',
    ],
    [
      'an automatic action without a guard',
      changed(liftCard, (p) => {
        p.actions[0].automatic = true;
      }),
      'plugin.endlessAction actions.0',
    ],
    [
      'an ordinal counted by a field the form does not have',
      changed(liftCard, (p) => {
        p.ordinalBy = ['colour'];
      }),
      'plugin.unknownField ordinalBy',
    ],
    [
      'something to be written down that nobody knows',
      changed(liftCard, (p) => {
        p.actions[1].demands = ['blood'];
      }),
      'plugin.malformed actions.1.demands.0',
    ],
    [
      'a grid formula that cannot be read',
      changed(powerMeter, (p) => {
        p.grid = { styles: [{ when: 'a >', columns: [], tone: 'warn' }] };
      }),
      'formula.syntax grid.styles.0.when',
    ],
    [
      'a grid column without a type',
      changed(powerMeter, (p) => {
        p.grid = { columns: [{ field: 'perDay', title: 'power:perDay', calc: 'consumption / days' }] };
      }),
      'plugin.malformed grid.columns.0.type',
    ],
    [
      'a grid title that is no key of a locale file',
      changed(powerMeter, (p) => {
        p.grid = { columns: [{ field: 'perDay', type: 'number', title: { vi: 'Mỗi ngày', en: 'A day' } }] };
      }),
      'plugin.malformed grid.columns.0.title',
    ],
    [
      'a slot a grid column does not have',
      changed(powerMeter, (p) => {
        p.grid = { columns: [{ field: 'perDay', type: 'number', title: 'power:perDay', formula: 'consumption' }] };
      }),
      'plugin.unknownField grid.columns.0',
    ],
    ['nothing at all', null, 'plugin.malformed'],
  ])('%s', (_, declaration, finding) => expect(codes(declaration).some((code) => code.startsWith(finding))).toBe(true));

  test('everything at once', () => {
    const broken = changed(powerMeter, (p) => {
      p.tariffs[0].body.lines[0].quantity = 'kwh';
      p.variables[1].name = 'min';
      p.examples[0].preset = 'x';
    });
    const found = (() => {
      try {
        defineMeterPlugin(broken);
        return [];
      } catch (error) {
        return (error as PluginError).findings.map(({ code }) => code);
      }
    })();
    expect(found).toEqual(expect.arrayContaining(['formula.unknownName', 'plugin.badName', 'plugin.unknownPreset']));
  });
  test('code where data belongs', () => {
    expect(() => defineMeterPlugin({ ...powerMeter, price: () => 1 } as unknown as Declared<MeterPlugin>)).toThrow(
      'plugin.notData',
    );
  });
  test('the wrong kind', () => expect(() => defineFlatPlugin(powerMeter as never)).toThrow('"field":"kind"'));
});
