import { Model } from '#platform/model';

/** A row of `building`; used by the repository only. */
export class Building extends Model {
  static override tableName = 'building';
  static override jsonAttributes = ['settings'];
  declare id: number;
  declare company_id: number;
  declare code: string;
  declare name: string;
  declare address: string;
  declare settings: Record<string, unknown>;
}
