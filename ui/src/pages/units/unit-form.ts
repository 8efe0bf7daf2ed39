// The fields of a unit, for a new one and for a change.
import type { UnitWithPayerRow } from '../../api/people-rows.ts';
import type { FormField } from '../../parts/form-field.ts';

const KINDS = ['apartment', 'office', 'shop', 'kiosk', 'common'];

export function unitFields(
  t: (key: string) => string,
  unit: UnitWithPayerRow | null,
  known: { classes: readonly string[]; blocks: readonly string[] },
): FormField[] {
  const label = (id: string) => t(`building:units.${id}`);
  return [
    { name: 'code', label: label('code'), kind: 'text', needed: true, value: unit?.code ?? null },
    {
      ...{ name: 'kind', label: label('kind'), kind: 'choice', needed: true, value: unit?.kind ?? 'apartment' },
      options: KINDS.map((value) => ({ value, label: t(`building:units.kind.${value}`) })),
    },
    { name: 'block', label: label('block'), kind: 'text', value: unit?.block ?? null, suggestions: known.blocks },
    { name: 'floor', label: label('floor'), kind: 'text', value: unit?.floor ?? null },
    {
      ...{ name: 'tariffClass', label: label('tariffClass'), kind: 'text', needed: true },
      ...{ value: unit?.tariffClass ?? 'residential', suggestions: known.classes },
    },
    { name: 'areaM2', label: label('areaM2'), kind: 'decimal', value: unit?.areaM2 ?? null },
    { name: 'households', label: label('households'), kind: 'number', needed: true, value: unit?.households ?? 1 },
    { name: 'membersDeclaredOn', label: label('membersDeclaredOn'), kind: 'date', value: unit?.membersDeclaredOn ?? null },
  ];
}
