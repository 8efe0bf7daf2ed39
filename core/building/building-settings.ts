// Every setting of a building: shape, bounds and what holds where nobody has said anything. The form of the settings page is drawn
// from it; the words are `setting.<name>` and `setting.<name>.hint` of locales/*/building.json. A new setting is one line here.
import { z } from 'zod';
import { type Finding, Refusal } from '#kit';

const fields = {
  /** Bills of a month are due on this day of the next one. */
  dueDay: z.int().min(1, 'building.dueDay.outside').max(31, 'building.dueDay.outside').default(10),
  /** A bill posted late is due so many days after it was issued at the earliest. */
  daysToPay: z.int().min(0, 'building.daysToPay.outside').max(60, 'building.daysToPay.outside').default(5),
  /** Who made a run or a laboratory report may not approve it. */
  fourEyes: z.boolean().default(true),
  /** A tariff for months that were posted before is tried on them, and the report approved, before it is published. */
  tariffLaboratory: z.boolean().default(true),
  /** Who pays a service without meter in the month of a move: each by his days, or one of them the whole. */
  moveShare: z.enum(['days', 'leaver', 'follower']).default('days'),
};
const complete = z.object(fields);
export type BuildingSettings = z.output<typeof complete>;
export type BuildingSettingsInput = z.input<typeof complete>;

/** What may be sent: some of the settings. Unknown names are kept here so that they can be refused by name. */
export const settingsInput = z.looseObject(
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.unwrap().optional()])),
) as unknown as z.ZodType<BuildingSettingsInput>;

/** The stored settings with the defaults of those that are not. */
export const settingsOf = (stored: object): BuildingSettings => complete.parse(stored);

/** JSON Schema of all settings, for forms. */
export const settingsSchema = () => z.toJSONSchema(complete, { io: 'output' }) as { properties: Record<string, object> };

/** 422 with a finding per name that no code reads: a typing mistake would otherwise look as if it worked. */
export function refuseUnknown(given: object): void {
  const known = Object.keys(fields).join(', ');
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(fields, name));
  const findings = unknown.map(
    (setting): Finding => ({
      code: 'building.setting.unknown',
      params: { setting, known },
      at: { field: `settings.${setting}` },
    }),
  );
  if (findings.length > 0) throw new Refusal('building.setting.unknown', { setting: unknown.join(', '), known }, 422, findings);
}
