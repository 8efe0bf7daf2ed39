import { expect, test } from '@jest/globals';
import type { TableRow } from '#platform/sheet/table-columns';
import type { UnitRow } from '../building.contract.ts';
import { planUnits } from './plan-units.ts';

const unit: UnitRow = {
  ...{ id: 1, code: 'A-1201', kind: 'apartment', tariffClass: 'residential', areaM2: '68.5', households: 1 },
  ...{ membersDeclaredOn: null, archivedOn: null, floorId: 3, floor: '12', floorOrdinal: 12, block: 'A' },
};
const row = (values: TableRow['values'], n = 5): TableRow => ({
  ...{ sheet: 'Căn hộ', row: n, values },
  letters: { code: 'A', households: 'G', areaM2: 'F' },
});

test('a new code is a new unit, taken as written', () => {
  const plan = planUnits([row({ code: 'B-0101', areaM2: '70' })], [unit]);
  expect(plan).toMatchObject({ created: [{ code: 'B-0101', areaM2: '70' }], changed: [], unchanged: 0, findings: [] });
});
test('the same sheet again changes nothing', () => {
  const again = { code: 'a-1201 ', block: 'A', floor: '12', kind: 'apartment', areaM2: '68.50', households: 1 };
  expect(planUnits([row(again)], [unit])).toEqual({ created: [], changed: [], unchanged: 1, findings: [] });
});
test('an empty cell leaves what is known; another value changes the unit under its own code', () => {
  expect(planUnits([row({ code: 'A-1201' })], [unit]).unchanged).toBe(1);
  expect(planUnits([row({ code: 'a-1201', areaM2: '70' })], [unit]).changed).toEqual([{ code: 'A-1201', areaM2: '70' }]);
});
test.each([
  ['a code twice', [row({ code: 'X' }, 5), row({ code: 'x' }, 9)], [unit], 'building.unit.twiceInSheet', 'A', 9],
  ['an archived unit', [row({ code: 'A-1201' })], [{ ...unit, archivedOn: '2026-01-01' }], 'building.unit.archived', 'A', 5],
  ['1,001 households', [row({ code: 'Y', households: 1001 })], [unit], 'building.unit.households', 'G', 5],
  ['a code of 41 letters', [row({ code: 'y'.repeat(41) })], [unit], 'building.unit.codeLong', 'A', 5],
])('%s is a finding at its cell', (_, rows, units, code, column, n) => {
  expect(planUnits(rows, units).findings).toMatchObject([{ code, at: { sheet: 'Căn hộ', row: n, column } }]);
});
