// Who owns, rents and lives in each unit, on which days: buyers, tenants, firms, flats the developer still holds, families that change.
import { addDays } from '#kit';
import { familyName, firmName, personName, type Sex } from './names.ts';
import { type Random, randomFrom } from './random.ts';
import type { SampleBuilding, SampleCustomer, SampleUnit } from './sample-building.ts';

export type People = Pick<SampleBuilding, 'customers' | 'occupancies' | 'members'>;
/** How a unit is used: it shapes consumption as well as people. */
export type Dwelling = 'vacant' | 'owner' | 'tenant' | 'business';

/** Months whose middle some families and tenants change in. */
const CHANGES = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'] as const;
const HANDED_OVER = '2021-09-01';
const DEVELOPER: SampleCustomer = {
  code: 'KH0000',
  kind: 'firm',
  name: 'Công ty CP Đầu tư Địa ốc Sunrise',
  taxCode: '0399999998',
  personalId: null,
  phone: '02839999900',
  email: 'congno@sunrise.example',
};

export function dwellingOf(unit: SampleUnit, index: number): Dwelling {
  if (unit.tariffClass === 'business') return 'business';
  if (index % 27 === 26) return 'vacant';
  return randomFrom(`dwelling ${unit.code}`).chance(30) ? 'tenant' : 'owner';
}

/** Fills each unit; sets `membersDeclaredOn` where the people of the unit have been declared (also where there are none). */
export function settle(units: SampleUnit[]): People {
  const people: People = { customers: [DEVELOPER], occupancies: [], members: [] };
  units.forEach((unit, index) => {
    const random = randomFrom(`people ${unit.code}`);
    const dwelling = dwellingOf(unit, index);
    unit.membersDeclaredOn = HANDED_OVER;
    if (dwelling === 'vacant') {
      people.occupancies.push({ unit: unit.code, customer: DEVELOPER.code, role: 'owner', from: HANDED_OVER, to: null });
      return;
    }
    const bought = addDays(HANDED_OVER, random.int(0, 900));
    const owner = dwelling === 'business' && random.chance(35) ? addFirm(people, unit, random) : addPerson(people, random);
    people.occupancies.push({ unit: unit.code, customer: owner.code, role: 'owner', from: bought, to: null });
    if (dwelling === 'business') {
      if (owner.kind === 'person') addTenant(people, unit, addFirm(people, unit, random), random);
    } else {
      const head = dwelling === 'tenant' ? addTenant(people, unit, addPerson(people, random), random) : owner;
      addHousehold(people, unit, head, index, random);
    }
  });
  return people;
}

// One tenancy in twelve changes hands in the middle of a month.
function addTenant(people: People, unit: SampleUnit, tenant: SampleCustomer, random: Random): SampleCustomer {
  const from = addDays('2024-03-01', random.int(0, 700));
  if (!random.chance(8)) {
    people.occupancies.push({ unit: unit.code, customer: tenant.code, role: 'tenant', from, to: null });
    return tenant;
  }
  const moved = `${random.pick(CHANGES)}-${String(random.int(3, 17)).padStart(2, '0')}`;
  const next = tenant.kind === 'firm' ? addFirm(people, unit, random) : addPerson(people, random);
  people.occupancies.push(
    { unit: unit.code, customer: tenant.code, role: 'tenant', from, to: addDays(moved, -1) },
    { unit: unit.code, customer: next.code, role: 'tenant', from: moved, to: null },
  );
  return next;
}

const SIZES = [
  [1, 12],
  [2, 26],
  [3, 27],
  [4, 23],
  [5, 9],
  [6, 3],
] as const;

function addHousehold(people: People, unit: SampleUnit, head: SampleCustomer, index: number, random: Random): void {
  if (index % 223 === 97) {
    unit.membersDeclaredOn = null; // nobody has asked yet: the run parks the unit until somebody does
    return;
  }
  if (random.chance(6)) return; // declared that nobody is registered: all water at the last price
  const movedIn = people.occupancies.findLast((occupancy) => occupancy.unit === unit.code)!.from;
  unit.membersDeclaredOn = movedIn;
  const size = random.weighted(SIZES) * unit.households;
  const documentRef = `CT07-${random.int(10000, 99999)}`;
  const family = head.name.split(' ')[0]!;
  for (let n = 0; n < size; n++) {
    const child = n >= 2 && random.chance(75);
    const name = n === 0 ? head.name : personName(random, sexOf(random), n === 1 ? familyName(random) : family);
    const personalId = n === 0 ? head.personalId : personalIdOf(people.members.length, random, child);
    people.members.push({ unit: unit.code, name, personalId, documentRef, from: movedIn, to: null });
  }
  const last = people.members.at(-1)!;
  const changedOn = `${random.pick(CHANGES)}-${String(random.int(2, 27)).padStart(2, '0')}`;
  const fate = random.int(1, 100);
  if (fate <= 6 && size > 1 && changedOn > movedIn) last.to = changedOn;
  else if (fate <= 14 && changedOn > movedIn) {
    const name = personName(random, sexOf(random), family);
    people.members.push({ unit: unit.code, name, personalId: null, documentRef: 'Giấy khai sinh', from: changedOn, to: null });
  }
}

const sexOf = (random: Random): Sex => (random.chance(50) ? 'female' : 'male');

function addPerson(people: People, random: Random): SampleCustomer {
  const n = people.customers.length;
  const name = personName(random, sexOf(random));
  const email = random.chance(60) ? `kh${n}@cudan.example` : null;
  const customer: SampleCustomer = {
    code: codeOf(n),
    kind: 'person',
    name,
    taxCode: null,
    personalId: personalIdOf(500_000 + n, random, false),
    phone: phoneOf(random),
    email,
  };
  people.customers.push(customer);
  return customer;
}
function addFirm(people: People, unit: SampleUnit, random: Random): SampleCustomer {
  const n = people.customers.length;
  const name = firmName(random, unit.use === 'shophouse' ? 'shophouse' : 'officetel');
  const taxCode = `0398${String(n).padStart(6, '0')}`;
  const customer: SampleCustomer = {
    code: codeOf(n),
    kind: 'firm',
    name,
    taxCode,
    personalId: null,
    phone: phoneOf(random),
    email: `ketoan${n}@doanhnghiep.example`,
  };
  people.customers.push(customer);
  return customer;
}
const codeOf = (n: number): string => `KH${String(n).padStart(4, '0')}`;
const phoneOf = (random: Random): string => `09${String(random.int(0, 99_999_999)).padStart(8, '0')}`;

// Province, century and sex, year of birth, six digits: the shape of a citizen's number. The serial keeps them apart.
function personalIdOf(serial: number, random: Random, child: boolean): string {
  const year = child ? random.int(8, 24) : random.int(55, 99);
  const century = child ? random.int(2, 3) : random.int(0, 1);
  return `079${century}${String(year).padStart(2, '0')}${String(serial % 1_000_000).padStart(6, '0')}`;
}
