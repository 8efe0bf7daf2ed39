// objection models of people and their building scopes; only repositories see them.
import { Model } from '../platform/model.ts';

export class UserBuilding extends Model {
  static override tableName = 'user_building';
  static override idColumn = ['user_id', 'building_id'];
  declare user_id: number;
  declare building_id: number;
}

export class User extends Model {
  static override tableName = 'app_user';
  declare id: number;
  declare company_id: number;
  declare login: string;
  declare name: string;
  declare password_hash: string;
  declare role: string;
  declare lang: 'vi' | 'en';
  declare active: boolean;
  declare buildings?: UserBuilding[];
  static override relationMappings = {
    buildings: {
      relation: Model.HasManyRelation,
      modelClass: UserBuilding,
      join: { from: 'app_user.id', to: 'user_building.user_id' },
    },
  };
}
