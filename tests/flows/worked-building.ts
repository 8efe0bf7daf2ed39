// A small building whose every bill has been worked by hand (published totals of laws, utilities and contests).
import { call } from '#platform/call';
import { writeSheet } from '../../samples/write-sheet.ts';
import type { TestApp } from '../support/test-app.ts';

interface Case {
  unit: string;
  service: string;
  tariffClass: string;
  previous: string;
  value: string;
  rollover?: boolean;
  people?: number;
  /** Net lines by code, VAT, total; whole đồng. */
  total: number;
}
// E1, E2, E3, E4: residential energy of 05/2025; E5, E6: water of Ho Chi Minh City; E7: one price with environment fee
export const cases: Case[] = [
  { unit: 'E1', service: 'electricity', tariffClass: 'residential', previous: '1000', value: '1120', total: 269_244 },
  {
    unit: 'E2',
    service: 'electricity',
    tariffClass: 'residential',
    previous: '99850',
    value: '120',
    rollover: true,
    total: 701_525,
  },
  { unit: 'E3', service: 'electricity', tariffClass: 'undeclared', previous: '0', value: '120', total: 308_448 },
  { unit: 'E4', service: 'electricity', tariffClass: 'residential', previous: '7', value: '57', total: 107_136 },
  { unit: 'E5', service: 'water', tariffClass: 'residential', previous: '10', value: '11', people: 1, total: 9_206 },
  // one person, 4 to 7 m³: the fifth m³ costs 17.725 more (the band of 4 to 6), the seventh 19.786 (above 6)
  { unit: 'E5-4', service: 'water', tariffClass: 'residential', previous: '10', value: '14', people: 1, total: 36_823 },
  { unit: 'E5-5', service: 'water', tariffClass: 'residential', previous: '10', value: '15', people: 1, total: 54_548 },
  { unit: 'E5-6', service: 'water', tariffClass: 'residential', previous: '10', value: '16', people: 1, total: 72_272 },
  { unit: 'E5-7', service: 'water', tariffClass: 'residential', previous: '10', value: '17', people: 1, total: 92_058 },
  { unit: 'E6', service: 'water', tariffClass: 'residential', previous: '240', value: '252', people: 3, total: 110_470 },
  { unit: 'E7', service: 'water', tariffClass: 'production', previous: '3', value: '15', total: 117_300 },
];
/** E10: 68.5 m² × 9,500 = 650,750; 8 % = 52,060. */
export const area = { unit: 'E10', areaM2: '68.5', total: 702_810 };
export const period = '2026-10';

const tariffs = [
  { service: 'electricity', preset: 'residential-2025-05' },
  { service: 'electricity', preset: 'undeclared-2025-05' },
  { service: 'water', preset: 'hcmc-residential-2026' },
  { service: 'water', preset: 'flat', unitClass: 'production' },
  { service: 'management-fee', preset: 'agreed-9500', unitClass: 'residential' },
];

/** Builds it through the services' own actions; answers its id and the session user who sees it. */
export async function buildWorked(app: TestApp): Promise<number> {
  const { user, broker } = app;
  const { id: buildingId } = await call(
    broker,
    'building.createBuilding',
    { code: 'W', name: 'Nhà tính tay' },
    { meta: { user } },
  );
  user.buildingIds = [...user.buildingIds, buildingId];
  const meta = { user };
  // only E10 has an area: the management fee of the others is zero
  const units = cases.map(({ unit, tariffClass, people }) => ({
    code: unit,
    tariffClass,
    areaM2: '0',
    membersDeclaredOn: people === undefined ? undefined : '2026-01-01',
  }));
  await call(
    broker,
    'building.importUnits',
    { buildingId, units: [...units, { code: area.unit, tariffClass: 'residential', areaM2: area.areaM2 }] },
    { meta },
  );
  const codes = [...cases.map(({ unit }) => unit), area.unit];
  await call(
    broker,
    'customer.importPeople',
    {
      buildingId,
      customers: codes.map((code) => ({ code: `KH-${code}`, name: `Nguyễn Thị ${code}` })),
      occupancies: codes.map((unit) => ({ unit, customer: `KH-${unit}`, role: 'owner' as const, from: '2026-01-01' })),
      members: cases.flatMap(({ unit, people = 0 }) =>
        Array.from({ length: people }, (_, n) => ({ unit, name: `Người ${n + 1}`, from: '2026-01-01' })),
      ),
    },
    { meta },
  );
  await call(
    broker,
    'metering.importMeters',
    {
      buildingId,
      meters: cases.map(({ unit, service, previous }) => ({
        unit,
        service,
        serial: `M-${unit}`,
        digits: 5,
        decimals: 0,
        from: '2026-09-30',
        readingStart: previous,
      })),
    },
    { meta },
  );
  for (const tariff of tariffs)
    await call(broker, 'billing.adoptPreset', { buildingId, validFrom: '2026-01-01', publish: true, ...tariff }, { meta });
  return buildingId;
}

/** The sheet a clerk would hand in: Vietnamese headings, a title above, numbers as people write them. */
export async function workedSheet(): Promise<Blob> {
  const rows = [
    ['BẢNG GHI CHỈ SỐ THÁNG 10/2026'],
    [],
    ['Số đồng hồ', 'Chỉ số mới', 'Ngày đọc', 'Quay vòng', 'Căn hộ'],
    ...cases.map(({ unit, value, rollover }) => [`M-${unit}`, value, '31/10/2026', rollover ? 'x' : null, unit]),
  ];
  const bytes = await writeSheet([{ name: 'Tháng 10', rows, widths: [14, 12, 12, 10, 10] }]);
  return new Blob([bytes.slice()], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}
