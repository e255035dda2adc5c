import { DefaultNamingStrategy } from 'typeorm';

/** Columns in snake_case, as the migrations write them. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string): string {
    return customName || propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
