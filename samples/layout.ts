// Floors and units of a tower: shops at the foot, officetels above them, flats, penthouses under the roof. No floor is called 13.
import { type Random, randomFrom } from './random.ts';
import type { SampleBuilding, SampleUnit, UnitUse } from './sample-building.ts';

interface FloorPlan {
  code: string;
  ordinal: number;
  use: UnitUse;
  units: number;
}

const KIND = { apartment: 'apartment', penthouse: 'apartment', officetel: 'office', shophouse: 'shop' } as const;
// Square decimetres, so that areas stay whole numbers.
const AREAS_DM2: Record<UnitUse, readonly number[]> = {
  apartment: [4850, 5320, 6480, 6850, 7260, 7615, 8840, 9730],
  penthouse: [18650, 21280, 24590],
  officetel: [3240, 3580, 4125],
  shophouse: [8260, 11540, 14375],
};
const UNITS_PER_TOWER = 450;

export type Layout = Pick<SampleBuilding, 'blocks' | 'floors' | 'units'>;

/** Exactly `count` units; a tower holds up to 450, more units make more towers. */
export function layOut(count: number): Layout {
  const layout: Layout = { blocks: [], floors: [], units: [] };
  for (let tower = 0; layout.units.length < count; tower++) {
    const left = count - layout.units.length;
    const block = blockCode(tower);
    layout.blocks.push({ code: block, name: `Tháp ${block}` });
    for (const floor of left >= 150 ? FULL : SMALL)
      addFloor(layout, block, floor, Math.min(count, tower * UNITS_PER_TOWER + UNITS_PER_TOWER));
  }
  return layout;
}

function addFloor(layout: Layout, block: string, floor: FloorPlan, limit: number): void {
  const room = Math.min(floor.units, limit - layout.units.length);
  if (room <= 0) return;
  layout.floors.push({ block, code: floor.code, ordinal: floor.ordinal });
  for (let n = 1; n <= room; n++) layout.units.push(unitOf(block, floor, n));
}

function unitOf(block: string, floor: FloorPlan, n: number): SampleUnit {
  const code = `${block}-${floor.code}${String(n).padStart(2, '0')}`;
  const random = randomFrom(`unit ${code}`);
  const homely = floor.use === 'apartment' || floor.use === 'penthouse';
  return {
    code,
    block,
    floor: floor.code,
    use: floor.use,
    kind: KIND[floor.use],
    tariffClass: homely ? 'residential' : 'business',
    areaM2: areaOf(random, floor.use),
    households: floor.use === 'penthouse' && random.chance(40) ? 2 : 1,
    membersDeclaredOn: null,
  };
}

function areaOf(random: Random, use: UnitUse): string {
  const dm2 = random.pick(AREAS_DM2[use]);
  return `${Math.floor(dm2 / 100)}.${String(dm2 % 100).padStart(2, '0')}`;
}

function floorCode(ordinal: number): string {
  return ordinal === 13 ? '12A' : String(ordinal).padStart(2, '0');
}
function floorPlans(from: number, to: number, use: UnitUse, units: number): FloorPlan[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ code: floorCode(from + i), ordinal: from + i, use, units }));
}
// 10 + 3 × 14 + 23 × 17 + 2 × 4 = 451, the last penthouse falls to the limit of 450
const FULL = [
  ...floorPlans(1, 1, 'shophouse', 10),
  ...floorPlans(2, 4, 'officetel', 14),
  ...floorPlans(5, 27, 'apartment', 17),
  ...floorPlans(28, 29, 'penthouse', 4),
];
const SMALL = [...floorPlans(1, 1, 'shophouse', 4), ...floorPlans(2, 2, 'officetel', 6), ...floorPlans(3, 18, 'apartment', 10)];

/** A, B, … Z, AA, AB, … */
function blockCode(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : blockCode(Math.floor(index / 26) - 1) + letter;
}
