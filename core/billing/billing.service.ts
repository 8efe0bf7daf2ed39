// Service `billing`: tariffs, the run from readings to bills, and the bills with their notices.
import { defineService } from '#platform/service';
import './billing.contract.ts';
import { billActions } from './bill/bill-actions.ts';
import { periodActions, runActions } from './run/run-actions.ts';
import { tariffActions } from './tariff/tariff-actions.ts';

export default defineService({
  name: 'billing',
  actions: { ...tariffActions, ...periodActions, ...runActions, ...billActions },
});
