// Months of readings of one meter place: it goes on from the last one, is estimated, turned over or replaced where the story says so.
import { addDays, previousPeriod } from '#kit';
import { dialText } from './dial.ts';
import type { SampleMeter, SampleMounting, SampleReading } from './sample-building.ts';

export interface MonthOfUse {
  period: string;
  dial: number;
  reason: string | null;
}
export interface MeterPlace {
  unit: string;
  service: string;
  readingDay: number;
  dialStart: number;
}
export interface Story {
  /** Nobody at home: the mean of the last three is billed, the next reading settles it. */
  estimatedIn?: string;
  replacedOn?: { day: string; by: SampleMeter };
}
export interface MeterHistory {
  mountings: SampleMounting[];
  readings: SampleReading[];
}

const dayOf = (period: string, day: number): string => `${period}-${String(day).padStart(2, '0')}`;

export function historyOf(place: MeterPlace, meter: SampleMeter, months: readonly MonthOfUse[], story: Story = {}): MeterHistory {
  const start = dayOf(previousPeriod(months[0]!.period), place.readingDay);
  const walker = new Walker(place, meter, start, place.dialStart);
  months.forEach((month, i) => {
    const readOn = dayOf(month.period, place.readingDay);
    if (story.estimatedIn === month.period) walker.estimate(month, readOn, meanOf(months.slice(Math.max(0, i - 3), i)));
    else if (story.replacedOn?.day.startsWith(month.period)) walker.replace(month, readOn, story.replacedOn);
    else walker.read(month, readOn);
  });
  return { mountings: walker.mountings, readings: walker.readings };
}

const meanOf = (months: readonly MonthOfUse[]): number =>
  months.length === 0 ? 0 : Math.round(months.reduce((sum, { dial }) => sum + dial, 0) / months.length);

/** Stands before one meter place and goes from month to month. */
class Walker {
  readonly mountings: SampleMounting[] = [];
  readonly readings: SampleReading[] = [];
  readonly place: MeterPlace;
  meter: SampleMeter;
  dial: number;
  day: string;
  /** Used more (or less) than the estimates billed. */
  owed = 0;

  constructor(place: MeterPlace, meter: SampleMeter, day: string, dial: number) {
    this.place = place;
    this.meter = meter;
    this.day = day;
    this.dial = dial;
    this.mount(null);
  }

  read(month: MonthOfUse, readOn: string): void {
    // an estimate may have gone past the dial: the rest waits for the month after
    const used = Math.max(0, month.dial + this.owed);
    this.owed += month.dial - used;
    this.note(month, readOn, used, 'actual', null);
  }

  estimate(month: MonthOfUse, readOn: string, mean: number): void {
    this.owed += month.dial - mean;
    this.note(month, readOn, mean, 'estimate', 'Khóa cửa, tạm tính theo bình quân 3 kỳ');
  }

  replace(month: MonthOfUse, readOn: string, { day, by }: { day: string; by: SampleMeter }): void {
    const before = Math.floor(month.dial / 2);
    this.note({ ...month, dial: before }, day, before, 'closing', 'Chỉ số chốt đồng hồ cũ, biên bản thay đồng hồ');
    const old = this.mountings.at(-1)!;
    old.to = addDays(day, -1);
    old.readingEnd = dialText(this.dial, this.meter.decimals);
    this.meter = by;
    this.dial = 0;
    this.mount(null);
    this.note(month, readOn, month.dial - before, 'actual', 'Đồng hồ mới');
  }

  private mount(to: string | null): void {
    const { unit, service } = this.place;
    const readingStart = dialText(this.dial, this.meter.decimals);
    this.mountings.push({ unit, service, serial: this.meter.serial, from: this.day, to, readingStart, readingEnd: null });
  }

  private note(month: MonthOfUse, readOn: string, used: number, kind: SampleReading['kind'], note: string | null): void {
    const { digits, decimals, serial } = this.meter;
    const round = 10 ** (digits + decimals);
    const value = (this.dial + used) % round;
    this.readings.push({
      unit: this.place.unit,
      service: this.place.service,
      serial,
      period: month.period,
      readOn,
      previousOn: this.day,
      previous: dialText(this.dial, decimals),
      value: dialText(value, decimals),
      rollover: this.dial + used >= round,
      kind,
      note,
      reason: month.reason,
    });
    this.dial = value;
    this.day = readOn;
  }
}
