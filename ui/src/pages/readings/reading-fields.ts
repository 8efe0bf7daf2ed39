// What a reading row holds beside its columns, so that plugins' formulas may name it (server: metering.listReadings).
import type { ViewFieldType } from '#kit';

export const readingFields: Record<string, ViewFieldType> = {
  id: 'number', unitId: 'number', unit: 'text', floor: 'text', payer: 'text', serial: 'text', register: 'text', previous: 'number', previousOn: 'text',
  value: 'number', readOn: 'text', rollover: 'boolean', kind: 'text', state: 'text', note: 'text', reason: 'text', revision: 'number', average: 'number',
  expected: 'number', digits: 'number', decimals: 'number', multiplier: 'number', deltaTenths: 'number', members: 'number', quota: 'number',
  households: 'number', days: 'number', tariffId: 'number', locked: 'boolean', anomalyCode: 'text', anomalyTone: 'text', anomalyHold: 'boolean',
};
export const readingWords = ['missing', 'entered', 'held', 'accepted', 'actual', 'estimate', 'closing', 'error', 'warn', 'info', 'muted'];
