// Photos of dials and hand-overs: kept in the database, told by their bytes and not by their names.
import { hash } from 'node:crypto';
import type { Knex } from 'knex';
import { firstDay, Refusal } from '#kit';
import type { PhotoRow } from '../registry.contract.ts';

export const PHOTO_LIMIT_MB = 5;
const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** By its first bytes; whatever else it is gets refused. */
export function mediaTypeOf(bytes: Uint8Array): 'image/jpeg' | 'image/png' {
  const begins = (signature: readonly number[]) => signature.every((byte, n) => bytes[n] === byte);
  if (begins(JPEG)) return 'image/jpeg';
  if (begins(PNG)) return 'image/png';
  throw new Refusal('metering.photo.type', {}, 415);
}

const columns = (trx: Knex.Transaction) => [
  'p.id',
  'p.kind',
  'p.name',
  { mountingId: 'p.mounting_id', at: 'p.recorded_at' },
  trx.raw(`to_char(p.period, 'YYYY-MM') as period, coalesce(u.name, '') as by`),
];

interface NewPhoto {
  buildingId: number;
  mountingId: number;
  period: string;
  kind: PhotoRow['kind'];
  userId: number;
}
/** The same picture again is the one there already. */
export async function storePhoto(
  trx: Knex.Transaction,
  { buildingId, mountingId, period, kind, userId }: NewPhoto,
  file: { filename: string; content: Buffer },
): Promise<PhotoRow> {
  const { content } = file;
  if (content.length > PHOTO_LIMIT_MB * 1024 * 1024)
    throw new Refusal('metering.photo.tooLarge', { limitMb: PHOTO_LIMIT_MB }, 413);
  const media_type = mediaTypeOf(content);
  const hangs = await trx('mounting').where({ id: mountingId, building_id: buildingId }).first('id');
  if (!hangs) throw new Refusal('metering.meter.notHanging', { period }, 404);
  const name = file.filename.slice(-200) || `${period}.${media_type === 'image/png' ? 'png' : 'jpg'}`;
  const sha256 = hash('sha256', content, 'buffer');
  await trx('reading_photo')
    .insert({
      building_id: buildingId,
      mounting_id: mountingId,
      period: firstDay(period),
      kind,
      media_type,
      name,
      sha256,
      bytes: content,
      recorded_by: userId,
    })
    .onConflict(['mounting_id', 'period', 'sha256'])
    .ignore();
  const [row] = await select(trx).where({ 'p.mounting_id': mountingId, 'p.period': firstDay(period), 'p.sha256': sha256 });
  return row!;
}

const select = (trx: Knex.Transaction) =>
  trx('reading_photo as p').leftJoin('app_user as u', 'u.id', 'p.recorded_by').select(columns(trx)) as Knex.QueryBuilder<
    object,
    PhotoRow[]
  >;

export async function photosOf(
  trx: Knex.Transaction,
  { buildingId, mountingIds, period }: { buildingId: number; mountingIds: readonly number[]; period?: string | undefined },
): Promise<PhotoRow[]> {
  const query = select(trx)
    .where('p.building_id', buildingId)
    .whereIn('p.mounting_id', [...mountingIds])
    .orderBy('p.id', 'desc')
    .limit(200);
  return period === undefined ? query : query.where('p.period', firstDay(period));
}

export async function readPhoto(
  trx: Knex.Transaction,
  buildingId: number,
  id: number,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const found = await trx('reading_photo').where({ building_id: buildingId, id }).first({ mediaType: 'media_type' }, 'bytes');
  if (!found) throw new Refusal('metering.photo.unknown', { id }, 404);
  return found;
}

export async function countPhotos(
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: string },
): Promise<Map<number, number>> {
  const rows: { id: number; count: number }[] = await trx('reading_photo')
    .where({ building_id: buildingId, period: firstDay(period) })
    .groupBy('mounting_id')
    .select({ id: 'mounting_id' }, trx.raw('count(*)::int as count'));
  return new Map(rows.map(({ id, count }) => [id, count]));
}
