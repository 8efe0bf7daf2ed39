// Every open item of a building with who owes it, oldest first: for services that do something about it.
import { z } from 'zod';
import { id } from '#platform/params';
import { action } from '#platform/service';
import { withOpenRuns } from './debt-actions.ts';
import { listOpenItems } from './open-items.ts';

export const owingActions = {
  listOwing: action({
    permission: null,
    params: z.object({ buildingId: id, unitId: id.optional(), customerId: id.optional() }),
    handler: (ctx) => {
      const { buildingId, unitId, customerId } = ctx.params;
      return withOpenRuns(ctx, buildingId, (trx) =>
        listOpenItems(trx, { buildingId, unitIds: unitId === undefined ? undefined : [unitId], customerId }),
      );
    },
  }),
};
