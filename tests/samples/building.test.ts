import { describe, expect, test } from '@jest/globals';
import { sampleBuilding } from '../../samples/building.ts';

const full = sampleBuilding();
const by = <T>(rows: readonly T[], key: (row: T) => string) => Map.groupBy(rows, key);

describe('the sample building', () => {
  test('is the same each time', () => {
    expect(JSON.stringify(sampleBuilding(60))).toBe(JSON.stringify(sampleBuilding(60)));
  });
  test.each([1, 40, 150, 450, 451, 1000])('has exactly the %d units asked for', (count) => {
    const { units } = sampleBuilding(count);
    expect(units).toHaveLength(count);
    expect(new Set(units.map((unit) => unit.code)).size).toBe(count);
  });
  test('has no thirteenth floor, and shops at its foot', () => {
    expect(full.floors.map((floor) => floor.code)).not.toContain('13');
    expect(full.floors).toHaveLength(29);
    expect(full.units[0]).toMatchObject({ code: 'A-0101', kind: 'shop', tariffClass: 'business' });
  });
  test('gives every unit an owner on every day of the months behind it', () => {
    const owned = new Set(
      full.occupancies.filter((o) => o.role === 'owner' && o.from <= '2026-03-18' && o.to === null).map((o) => o.unit),
    );
    expect(owned.size).toBe(450);
  });
  test('lets no two tenants hold a unit at once', () => {
    for (const tenancies of by(
      full.occupancies.filter((o) => o.role === 'tenant'),
      (o) => o.unit,
    ).values()) {
      for (let i = 1; i < tenancies.length; i++) expect(tenancies[i - 1]!.to! < tenancies[i]!.from).toBe(true);
    }
  });
  test('names only units and customers it has', () => {
    const units = new Set(full.units.map((unit) => unit.code));
    const customers = new Set(full.customers.map((customer) => customer.code));
    for (const row of [...full.occupancies, ...full.members, ...full.mountings, ...full.readings])
      expect(units).toContain(row.unit);
    for (const { customer } of full.occupancies) expect(customers).toContain(customer);
  });
  test('has no personal number twice in a unit', () => {
    for (const members of by(full.members, (member) => member.unit).values()) {
      const ids = members.flatMap((member) => member.personalId ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe('its readings', () => {
  const all = [...full.readings, ...full.openReadings].sort((a, b) => a.period.localeCompare(b.period));
  test('continue from the one before, from the dial the meter was hung with', () => {
    const starts = new Map(full.mountings.map((m) => [m.serial, { value: m.readingStart, readOn: m.from }]));
    for (const [serial, readings] of by(all, (reading) => reading.serial)) {
      let last = starts.get(serial)!;
      for (const reading of readings) {
        expect([reading.previous, reading.previousOn]).toEqual([last.value, last.readOn]);
        last = reading;
      }
    }
  });
  test('never go backwards but where the meter turned over', () => {
    for (const { previous, value, rollover } of all) expect(Number(value) < Number(previous)).toBe(rollover);
    expect(all.filter((reading) => reading.rollover).map((reading) => reading.period)).toEqual(['2026-08', '2026-11']);
  });
  test('fit the dial', () => {
    const meters = new Map(full.meters.map((meter) => [meter.serial, meter]));
    for (const { serial, value } of all) {
      const { digits, decimals } = meters.get(serial)!;
      expect(value).toMatch(new RegExp(`^\\d{1,${digits}}${decimals ? `\\.\\d{${decimals}}` : ''}$`));
    }
  });
  test('tell of one meter replaced in July, one in the open month, and three estimates', () => {
    expect(all.filter((reading) => reading.kind === 'closing').map((reading) => reading.readOn)).toEqual([
      '2026-07-06',
      '2026-11-06',
    ]);
    expect(all.filter((reading) => reading.kind === 'estimate')).toHaveLength(3);
  });
  test('cover every unit and service in every month', () => {
    expect(all.filter((reading) => reading.kind !== 'closing')).toHaveLength(450 * 2 * 8);
  });
  test('with a third meter, cover gas in flats and air conditioning in shops and offices, and leave the others as they are', () => {
    const { units, readings, openReadings } = sampleBuilding(450, true);
    const homes = units.filter((unit) => unit.tariffClass === 'residential').length;
    const more = by([...readings, ...openReadings], (reading) => reading.service);
    expect([more.get('gas')!.length, more.get('aircon')!.length]).toEqual([homes * 8, (450 - homes) * 8]);
    const plain = readings.filter(({ service }) => service !== 'gas' && service !== 'aircon');
    expect(plain).toEqual(full.readings);
  });
});
