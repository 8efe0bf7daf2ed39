// Units with who pays and how many people are registered there today.
import type { Api } from '../../api/api.ts';
import type { MemberRow, UnitWithPayerRow } from '../../api/people-rows.ts';
import type { List } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { SheetStore } from '../../grid/sheet-store.ts';
import type { I18n } from '../../i18n/i18n.ts';
import { unitsView } from './units-view.ts';

export const classWord = (i18n: I18n, name: string): string => (i18n.has(`class.${name}`) ? i18n.t(`class.${name}`) : name);

export async function loadUnits(
  api: Api,
  i18n: I18n,
  { buildingId, archived }: { buildingId: number; archived: boolean },
): Promise<{ units: UnitWithPayerRow[]; store: SheetStore }> {
  const [{ rows: units }, { rows: members }] = await Promise.all([
    api.get<List<UnitWithPayerRow>>(`/buildings/${buildingId}/units`, { archived: archived ? 1 : null }),
    api.get<List<MemberRow>>(`/buildings/${buildingId}/members`),
  ]);
  const people = new Map<number, number>();
  for (const { unitId, now } of members) if (now) people.set(unitId, (people.get(unitId) ?? 0) + 1);
  const rows = units.map((unit) => ({
    ...{
      ...unit,
      payer: unit.payer?.name ?? null,
      role: unit.payer ? i18n.t(`customer:occupancies.role.${unit.payer.role}`) : null,
    },
    ...{ className: classWord(i18n, unit.tariffClass), members: people.get(unit.id) ?? (unit.membersDeclaredOn ? 0 : null) },
  }));
  return { units, store: new SheetStore(compileView(unitsView(archived)), rows) };
}
