// How registered people become an allowance in m³. A person who came or left inside the period counts by days.
import type { AllowanceRule } from '#kit';

// Parameters of the tariff: `allowancePerPerson` and `allowanceUnregistered` (m³ a month; the second a household).
export const allowance: AllowanceRule[] = [
  {
    name: 'registered',
    priority: 20,
    conditions: { all: [{ fact: 'memberDays', operator: 'greaterThan', value: 0 }] },
    quota: 'round(allowancePerPerson * memberDays / days, 2)',
    label: { vi: 'Định mức theo số người đăng ký và số ngày', en: 'Allowance by registered people and days' },
  },
  {
    name: 'unregistered',
    priority: 10,
    conditions: { all: [{ fact: 'memberDays', operator: 'equal', value: 0 }] },
    quota: 'allowanceUnregistered * households',
    label: { vi: 'Chưa đăng ký định mức', en: 'Nobody registered' },
  },
];
