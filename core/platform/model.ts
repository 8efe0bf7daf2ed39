// Base of all objection models. Models stay inside repositories that take a transaction; no action answers one.
import objection from 'objection';

export class Model extends objection.Model {
  // `first()` then asks the database for one row instead of reading all
  static override useLimitInFirst = true;
}
