// One past month of the sample as people would have done it: meters replaced, readings entered, odd ones accepted, bills posted.
import type { ServiceBroker } from 'moleculer';
import { Refusal } from '#kit';
import { type CallOptions, call } from '#platform/call';
import type { SessionUser } from '#platform/context';
import type { SampleBuilding, SampleReading } from '../../../samples/sample-building.ts';

export interface Staff {
  /** Enters readings and starts the run. */
  accountant: SessionUser;
  /** Approves it: another person. */
  manager: SessionUser;
}
interface Month {
  broker: ServiceBroker;
  buildingId: number;
  sample: SampleBuilding;
  period: string;
}
const RUN_MS = 120_000;
const USUAL_REASON = 'Đã kiểm tra lại đồng hồ, chỉ số đúng';

/** Enters what the sample knows of the month; what is entered already stays. */
export async function loadReadings(month: Month, staff: Staff): Promise<void> {
  const { sample, period } = month;
  const readings = sample.readings.filter((reading) => reading.period === period);
  for (const [service, own] of Map.groupBy(readings, (reading) => reading.service)) {
    await replaceMeters(
      month,
      service,
      own.filter((reading) => reading.kind === 'closing'),
      staff,
    );
    await enter(
      month,
      service,
      own.filter((reading) => reading.kind !== 'closing'),
      staff,
    );
    await acceptHeld(month, service, own, staff);
  }
}

/** Previews as the accountant, approves as the manager; answers the number of bills. */
export async function postMonth({ broker, buildingId, period }: Month, staff: Staff): Promise<number> {
  const { id } = await call(broker, 'billing.startRun', { buildingId, period, wait: true }, as(staff.accountant));
  const run = await call(broker, 'billing.approveRun', { runId: id }, as(staff.manager));
  return run.totals?.bills ?? 0;
}

async function enter(
  { broker, buildingId, period }: Month,
  service: string,
  readings: SampleReading[],
  { accountant }: Staff,
): Promise<void> {
  const rows = await rowsBySerial(broker, buildingId, period, service, accountant);
  const changes = readings.flatMap(({ serial, value, readOn, rollover, kind, note }) => {
    const row = rows.get(serial);
    if (!row || row.value !== null) return [];
    const told = { id: row.id, revision: row.revision, readOn, note };
    return [kind === 'estimate' ? { ...told, estimate: true } : { ...told, value, rollover }];
  });
  if (changes.length === 0) return;
  const { findings } = await call(
    broker,
    'metering.saveReadings',
    { buildingId, period, service, changes, channel: 'grid' },
    as(accountant),
  );
  const refused = findings.filter((finding) => !finding.code.includes('anomaly'));
  if (refused[0]) throw new Refusal(refused[0].code, refused[0].params, 422, refused);
}

async function replaceMeters(
  { broker, buildingId, period, sample }: Month,
  service: string,
  closings: SampleReading[],
  { accountant, manager }: Staff,
): Promise<void> {
  for (const closing of closings) {
    const rows = await rowsBySerial(broker, buildingId, period, service, accountant);
    const next = sample.mountings.find(
      ({ unit, service, from }) => unit === closing.unit && service === closing.service && from === closing.readOn,
    );
    const meter = sample.meters.find(({ serial }) => serial === next?.serial);
    const mountingId = rows.get(closing.serial)?.id;
    if (!next || !meter || mountingId === undefined || rows.has(meter.serial)) continue;
    const { serial, digits, decimals, multiplier } = meter;
    await call(
      broker,
      'metering.replaceMeter',
      {
        buildingId,
        period,
        mountingId,
        on: closing.readOn,
        readingEnd: closing.value,
        reason: closing.note ?? USUAL_REASON,
        next: { serial, digits, decimals, multiplier, readingStart: next.readingStart },
      },
      as(manager),
    );
  }
}

async function acceptHeld(
  { broker, buildingId, period }: Month,
  service: string,
  readings: SampleReading[],
  { accountant }: Staff,
): Promise<void> {
  const reasons = new Map(readings.map(({ serial, reason }) => [serial, reason]));
  const rows = await rowsBySerial(broker, buildingId, period, service, accountant);
  const changes = [...rows.values()]
    .filter((row) => row.state === 'held' && reasons.has(row.serial))
    .map(({ id, revision, serial }) => ({ id, revision, accept: { reason: reasons.get(serial) ?? USUAL_REASON } }));
  if (changes.length > 0)
    await call(broker, 'metering.saveReadings', { buildingId, period, service, changes, channel: 'grid' }, as(accountant));
}

async function rowsBySerial(broker: ServiceBroker, buildingId: number, period: string, service: string, user: SessionUser) {
  const { rows } = await call(broker, 'metering.listReadings', { buildingId, period, service }, as(user));
  return new Map(rows.map((row) => [row.serial, row]));
}

const as = (user: SessionUser): CallOptions => ({ meta: { user }, timeoutMs: RUN_MS });
