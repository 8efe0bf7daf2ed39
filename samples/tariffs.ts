// The prices the building has adopted: presets of the plugins, by name, from the day the company took the building over.
import type { SampleBuilding } from './sample-building.ts';

type Adopted = SampleBuilding['tariffs'];
const SINCE = '2026-01-01';

export const TARIFFS: Adopted = [
  { service: 'electricity', preset: 'residential-2025-05', validFrom: SINCE },
  { service: 'electricity', preset: 'business-flat-2025-05', validFrom: SINCE },
  { service: 'water', preset: 'hcmc-residential-2026', validFrom: SINCE },
  { service: 'water', preset: 'hcmc-business-2026', validFrom: SINCE },
  { service: 'management-fee', preset: 'agreed-9500', validFrom: SINCE },
  { service: 'management-fee', preset: 'agreed-18000', validFrom: SINCE },
];
/** With the third meter of each unit. */
export const THIRD_TARIFFS: Adopted = [
  { service: 'gas', preset: 'per-kg', validFrom: SINCE },
  { service: 'aircon', preset: 'sub-meter', validFrom: SINCE },
];
