// The prices the building has adopted: presets of the plugins, by name.
import type { SampleBuilding } from './sample-building.ts';

export const TARIFFS: SampleBuilding['tariffs'] = [];
