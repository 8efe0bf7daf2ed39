// What a reading must be before it is stored. Pure; every problem is a finding at its field.
import { addDays, compare, type DecimalText, decimalOf, type Finding, firstDay, lastDay, roundTo, sub } from '#kit';
import { consumptionOf } from './consumption.ts';

export interface ReadingToCheck {
  value: DecimalText;
  readOn: string;
  rollover: boolean;
}
export interface CheckedAgainst {
  period: string;
  today: string;
  serial: string;
  previous: DecimalText;
  previousOn: string;
  digits: number;
  decimals: number;
}
const DAYS_AROUND = 15;

export function checkReading(reading: ReadingToCheck, against: CheckedAgainst): Finding[] {
  return [...checkValue(reading, against), ...checkDay(reading.readOn, against)];
}

function checkValue({ value, rollover }: ReadingToCheck, against: CheckedAgainst): Finding[] {
  const { serial, previous, digits, decimals } = against;
  const at = { field: 'value' };
  const given = decimalOf(value);
  const limit = decimalOf(10n ** BigInt(digits));
  if (given < 0n) return [{ code: 'metering.reading.negative', params: { serial, value }, at }];
  if (given >= limit) return [{ code: 'metering.reading.tooManyDigits', params: { serial, value, digits }, at }];
  if (roundTo(given, decimals) !== given)
    return [{ code: 'metering.reading.tooManyDecimals', params: { serial, value, decimals }, at }];
  const order = compare(given, decimalOf(previous));
  if (order < 0 && !rollover) return [{ code: 'metering.reading.belowPrevious', params: { serial, value, previous }, at }];
  if (order >= 0 && rollover)
    return [{ code: 'metering.reading.rolloverNeedless', params: { serial, value, previous }, at: { field: 'rollover' } }];
  const turned = consumptionOf({ digits, multiplier: '1' }, { previous, value, rollover });
  // more than half the dial in one period is a typing error or a meter turned backwards, not a dial that came round
  if (rollover && sub(limit, turned) < turned) {
    return [{ code: 'metering.reading.rolloverImplausible', params: { serial, value, previous }, at: { field: 'rollover' } }];
  }
  return [];
}

function checkDay(readOn: string, { period, today, serial, previousOn }: CheckedAgainst): Finding[] {
  const at = { field: 'readOn' };
  const first = addDays(firstDay(period), -DAYS_AROUND);
  const last = addDays(lastDay(period), DAYS_AROUND);
  if (readOn > today) return [{ code: 'metering.reading.inFuture', params: { serial, readOn, today }, at }];
  if (readOn < previousOn) return [{ code: 'metering.reading.beforePrevious', params: { serial, readOn, previousOn }, at }];
  if (readOn < first || readOn > last)
    return [{ code: 'metering.reading.outsidePeriod', params: { serial, readOn, period, first, last }, at }];
  return [];
}
