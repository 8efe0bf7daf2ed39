import { Model } from '#platform/model';

/** A row of `customer`; used by the repository only. */
export class Customer extends Model {
  static override tableName = 'customer';
  declare id: number;
  declare company_id: number;
  declare code: string;
  declare kind: 'person' | 'firm';
  declare name: string;
  declare tax_code: string | null;
  declare personal_id: string | null;
  declare phone: string | null;
  declare email: string | null;
}
