// Service `billing`: tariffs, the run from readings to bills, and the bills with their notices.
import { defineService } from '#platform/service';
import { answers } from './answers.ts';
import './billing.contract.ts';
import { allowanceActions } from './allowance/allowance-actions.ts';
import { billActions } from './bill/bill-actions.ts';
import { laboratoryActions } from './laboratory/laboratory-actions.ts';
import { periodActions, runActions } from './run/run-actions.ts';
import { tariffActions } from './tariff/tariff-actions.ts';
import { vatRateActions } from './tariff/vat-rate-actions.ts';

export default defineService({
  name: 'billing',
  actions: {
    ...answers,
    ...tariffActions,
    ...vatRateActions,
    ...laboratoryActions,
    ...periodActions,
    ...runActions,
    ...billActions,
    ...allowanceActions,
  },
});
