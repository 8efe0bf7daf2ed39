// Each house rule fails on a project that breaks it, and only there.
import { describe, expect, test } from '@jest/globals';
import { arrows } from './arrows.ts';
import { bannedCalls } from './banned-calls.ts';
import { literalsOf, withoutComments, withoutWords } from './code-text.ts';
import { dependencies } from './dependencies.ts';
import { errorCodes } from './error-codes.ts';
import { errorReference, staleErrorReference } from './error-reference.ts';
import { fileSizes, sizeReport } from './file-sizes.ts';
import { links } from './links.ts';
import { localeParity } from './locale-parity.ts';
import { names } from './names.ts';
import { orphans } from './orphans.ts';
import { pluginNames } from './plugin-names.ts';
import { projectOf, type Rule } from './project.ts';
import { purposes } from './purposes.ts';
import { templates } from './templates.ts';
import { unusedWords } from './unused-words.ts';

type Files = Record<string, string>;
const words = (vi: object, en: object = vi): Files => ({
  'locales/vi/metering.json': JSON.stringify(vi),
  'locales/en/metering.json': JSON.stringify(en),
});
const plugin = { 'plugins/heating/plugin.ts': '' };

const BROKEN: [why: string, rule: Rule, files: Files][] = [
  ['a service imports another', arrows, { 'core/billing/run.ts': "import { x } from '../ledger/post.ts';" }],
  [
    'a service imports another over several lines',
    arrows,
    { 'core/billing/run.ts': "import {\n  x,\n} from '../ledger/post.ts';" },
  ],
  ['a service exports from another', arrows, { 'core/billing/run.ts': "export * from '../ledger/post.ts';" }],
  ['a service loads another late', arrows, { 'core/billing/run.ts': "await import('../ledger/post.ts');" }],
  ['the kit looks at the platform', arrows, { 'core/kit/a.ts': "import { now } from '#platform/clock';" }],
  ['the kit reads files', arrows, { 'core/kit/a.ts': "import fs from 'node:fs';" }],
  ['the platform knows a service', arrows, { 'core/platform/a.ts': "import '../ledger/post.ts';" }],
  ['a plugin looks at the platform', arrows, { 'plugins/a/plugin.ts': "import { now } from '#platform/clock';" }],
  ['a plugin looks at another', arrows, { 'plugins/a/plugin.ts': "import b from '../b/plugin.ts';" }],
  ['the ui takes code of a service', arrows, { 'ui/src/a.ts': "import { x } from '../../core/billing/billing.contract.ts';" }],
  ['AG Grid outside its folder', arrows, { 'ui/src/pages/bills.ts': "import { GridApi } from 'ag-grid-community';" }],
  ['expr-eval outside the kit', arrows, { 'core/billing/a.ts': "import { Parser } from 'expr-eval-fork';" }],
  ['the command line names a plugin', arrows, { 'core/cli/a.ts': "import p from '../../plugins/heating/plugin.ts';" }],
  ['a date field of the browser', templates, { 'ui/src/pages/a/a.html': '<input type="date" />' }],
  ['a style in a template', templates, { 'ui/src/pages/a/a.ts': 'template: `<p style="color: red">x</p>`' }],
  ['a file of 401 lines', fileSizes, { 'core/kit/long.ts': 'x\n'.repeat(401) }],
  ['a file of 221 lines that nobody excused', fileSizes, { 'core/kit/long.ts': 'x\n'.repeat(221) }],
  ['a drawer', names, { 'core/kit/utils.ts': '' }],
  ['a folder of drawers', names, { 'core/helpers/round.ts': '' }],
  ['camel case', names, { 'core/kit/roundVnd.ts': '' }],
  ['an I-prefix', names, { 'core/kit/unit.ts': 'export interface IUnit {}' }],
  ['a manager', names, { 'core/kit/unit.ts': 'export class UnitManager {}' }],
  ['parseFloat', bannedCalls, { 'core/kit/a.ts': 'parseFloat(x)' }],
  ['toFixed', bannedCalls, { 'ui/src/a.ts': 'total.toFixed(2)' }],
  ['a second clock', bannedCalls, { 'core/billing/a.ts': 'const d = new Date();' }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source text of a template
  ['a second clock inside a template', bannedCalls, { 'core/billing/a.ts': 'const d = `${Date.now()}`;' }],
  ['process.env', bannedCalls, { 'core/api/a.ts': 'process.env.PORT' }],
  ['insertGraph', bannedCalls, { 'core/billing/a.ts': 'Bill.query().insertGraph(x)' }],
  [
    'expr-eval’s own evaluation',
    bannedCalls,
    { 'core/kit/a.ts': "import { Parser } from 'expr-eval-fork';\nnew Parser().parse(x).evaluate(y)" },
  ],
  ['eval', bannedCalls, { 'core/kit/a.ts': 'eval(text)' }],
  ['a plugin’s id in core', pluginNames, { ...plugin, 'core/billing/a.ts': "if (service === 'heating') x();" }],
  ['a plugin’s action in the ui', pluginNames, { ...plugin, 'ui/src/a.ts': "call('heating.price')" }],
  ['a plugin’s folder in core', pluginNames, { ...plugin, 'core/cli/a.ts': "join(root, 'plugins/heating')" }],
  ['a key of one language only', localeParity, words({ a: 'Một' }, {})],
  ['a placeholder of one language only', localeParity, words({ a: 'Số {{value}}' }, { a: 'Number' })],
  ['a file of one language only', localeParity, { 'plugins/heating/locales/vi.json': '{"a":"Một"}' }],
  ['an empty sentence', localeParity, words({ a: '' })],
  [
    'a refusal without words',
    errorCodes,
    { ...words({}), 'core/metering/a.ts': "throw new Refusal('metering.reading.gone', {});" },
  ],
  [
    'a finding without words',
    errorCodes,
    { ...words({}), 'core/metering/a.ts': "return { code: 'metering.reading.gone', params };" },
  ],
  [
    'a finding without English words',
    errorCodes,
    { ...words({ gone: 'Mất' }, {}), 'core/metering/a.ts': "return { code: 'metering.gone' };" },
  ],
  ['words nobody says', unusedWords, words({ gone: 'Mất' })],
  ['a file nobody imports', orphans, { 'core/kit/round.ts': '', 'core/kit/index.ts': '' }],
  [
    'a file only its test imports',
    orphans,
    { 'core/kit/round.ts': '', 'core/kit/round.test.ts': "import { r } from './round.ts';" },
  ],
  ['a link to nowhere', links, { 'docs/start/a.md': '[next](../guides/b.md)' }],
  ['a link to no heading', links, { 'docs/a.md': '[next](b.md#the-end)', 'docs/b.md': '# The beginning' }],
  ['a silent folder', purposes, { 'core/ledger/post.ts': '// posts' }],
  ['a silent top-level folder', purposes, { 'bench/run.ts': '' }],
  ['a package nobody uses', dependencies, { 'package.json': '{"dependencies":{"left-pad":"1.0.0"}}' }],
  ['a stale reference', staleErrorReference, { ...words({}), 'docs/reference/errors.md': 'old' }],
];

test.each(BROKEN)('a problem: %s', (_, rule, files) => {
  expect(rule(projectOf(files)).length).toBeGreaterThan(0);
});

const FINE: [why: string, rule: Rule, files: Files][] = [
  [
    'a service calls the platform and the kit',
    arrows,
    { 'core/billing/a.ts': "import { inScope } from '#platform/scope';\nimport { vnd } from '#kit';" },
  ],
  [
    'the ui takes types of a contract',
    arrows,
    { 'ui/src/a.ts': "import type { B } from '../../core/billing/billing.contract.ts';" },
  ],
  ['an import in a comment', arrows, { 'core/kit/a.ts': "// import fs from 'node:fs';" }],
  ['a Date of a known instant', bannedCalls, { 'core/kit/a.ts': 'new Date(instant)' }],
  ['the clock', bannedCalls, { 'core/platform/clock.ts': 'Date.now()' }],
  ['our own evaluator', bannedCalls, { 'core/kit/a.ts': 'formula.evaluate(values)' }],
  ['a banned call in words', bannedCalls, { 'core/kit/a.ts': "const why = 'no parseFloat(x) here'; // nor Date.now()" }],
  [
    'the tax class of water',
    pluginNames,
    { 'plugins/water/plugin.ts': '', 'core/kit/a.ts': "type VatClass = 'standard' | 'water';" },
  ],
  [
    'a plural of one language',
    localeParity,
    words({ a_other: '{{count}} dòng' }, { a_one: '{{count}} row', a_other: '{{count}} rows' }),
  ],
  [
    'a code kept in errors.json',
    errorCodes,
    {
      'locales/vi/errors.json': '{"platform.gone":"Mất"}',
      'locales/en/errors.json': '{"platform.gone":"Gone"}',
      'core/platform/a.ts': "throw new Refusal('platform.gone');",
    },
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source text of a template
  ['words said by a template', unusedWords, { ...words({ 'state.held': 'Giữ' }), 'ui/src/a.ts': 't(`metering:state.${state}`)' }],
  ['a link to a heading with diacritics', links, { 'a.md': '[b](b.md#chỉ-số-cũ)', 'b.md': '## Chỉ số cũ' }],
  ['a folder with a README', purposes, { 'bench/README.md': 'The figures.' }],
  [
    'a package that settings name',
    dependencies,
    { 'package.json': '{"dependencies":{"left-pad":"1.0.0"}}', 'angular.json': '"left-pad:build"' },
  ],
];

test.each(FINE)('no problem: %s', (_, rule, files) => {
  expect(rule(projectOf(files))).toEqual([]);
});

describe('what the rules stand on', () => {
  test('comments and words go, lines stay', () => {
    expect(withoutComments("a // b\n'// c' /* d\ne */ f")).toBe("a     \n'// c'     \n     f");
    expect(withoutWords("a('b') // c")).toBe("a(' ')     ");
  });
  test('a template gives what stands before its first hole', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text of a template
    expect(literalsOf("x\n`a.${b}` 'c'")).toEqual([
      { text: 'a.', line: 2, open: true },
      { text: 'c', line: 2, open: false },
    ]);
  });
  test('the report counts sources, not tests', () => {
    expect(sizeReport(projectOf({ 'core/a.ts': '1\n2\n3', 'core/b.ts': '1', 'core/a.test.ts': '1\n2' }))).toEqual({
      files: 2,
      median: 3,
      ninetieth: 3,
    });
  });
  test('the reference lists each code once, by owner', () => {
    const page = errorReference(
      projectOf({
        ...words({ gone: 'Mất {{n}}' }, { gone: 'Gone {{n}}' }),
        'core/metering/a.ts': "problem('metering.gone'); problem('metering.gone');",
      }),
    );
    expect(page).toContain('## metering\n');
    expect(page.match(/\| `metering\.gone` \| Mất \{\{n\}\} \| Gone \{\{n\}\} \|/g)).toHaveLength(1);
  });
});
