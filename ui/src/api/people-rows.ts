// What the server answers about units and people, as far as the screens read it.
export type { AllowanceReport, WhatIfRow } from '../../../core/billing/allowance/allowance.contract.ts';
export type { PayerOfUnit, UnitRow } from '../../../core/building/building.contract.ts';
export type { PayerRule, UnitMove } from '../../../core/customer/payment.contract.ts';
export type { MemberRow, OccupancyRow } from '../../../core/customer/people.contract.ts';
export type { UnitDial } from '../../../core/metering/move.contract.ts';
export type { RequestRow } from '../../../core/request/request.contract.ts';

import type { PayerOfUnit, UnitRow } from '../../../core/building/building.contract.ts';

export type UnitWithPayerRow = UnitRow & { payer: PayerOfUnit | null };
