// What a plugin's formulas may know about one unit and month, by the source each variable declares.
import { type DecimalText, daysInMonth, type Facts, type Plugin, previousPeriod } from '#kit';

export interface UnitFacts {
  period: string;
  /** Days the consumption is of; the whole month for a service without meter. */
  days: number;
  registers: Record<string, DecimalText>;
  areaM2: DecimalText | null;
  households: number;
  /** null: nobody ever declared them. */
  members: number | null;
  memberDays: number | null;
}

/** A value nobody knows is left out: the pricer takes the variable's default or says which one is missing. */
export function factsOf(plugin: Plugin, unit: UnitFacts): Facts {
  const facts: Facts = {};
  for (const { name, source, register } of plugin.variables) {
    const value = knownValue(source, register ?? 'total', unit);
    if (value !== null && value !== undefined) facts[name] = value;
  }
  return facts;
}

function knownValue(source: string, register: string, unit: UnitFacts): DecimalText | number | null | undefined {
  switch (source) {
    case 'consumption':
      return unit.registers[register];
    case 'days':
      return unit.days;
    case 'daysInMonth':
      return daysInMonth(unit.period);
    case 'daysInPreviousMonth':
      return daysInMonth(previousPeriod(unit.period));
    case 'members':
      return unit.members;
    case 'memberDays':
      return unit.memberDays;
    case 'households':
      return unit.households;
    case 'area':
      return unit.areaM2;
    default:
      return null; // registrations, cards and inputs come with their own services; the allowance is decided by its rules
  }
}
