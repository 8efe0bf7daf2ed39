// What the desk did to a tariff, on the audit trail, in the transaction that did it.
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { TariffRow } from './tariff.contract.ts';

export async function recordTariff(
  ctx: Ctx,
  unitOfWork: string,
  action: string,
  { id, buildingId, service, unitClass, name, version, revision }: TariffRow,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const subject = { buildingId, action, subjectKind: 'tariff', subjectId: id };
  const entry = { ...subject, detail: { service, unitClass, name, version, revision, ...detail } };
  await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork });
}
