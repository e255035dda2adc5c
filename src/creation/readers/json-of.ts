import { carriedText, type Carried, type CarriedText } from '../carriers/carried.js';
import {
  isJsonObject,
  NotJson,
  parseRelaxedJson,
  type JsonObject,
  type JsonValue,
} from '../../lib/relaxed-json.js';

/** A text as JSON; null for what is none. */
export function jsonOf(text: string): JsonValue | null {
  if (!/^\s*[{["]/.test(text.slice(0, 100))) return null;
  try {
    return parseRelaxedJson(text);
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

/** A text as a JSON object; null for what is none. */
export function objectOf(text: string | null | undefined): JsonObject | null {
  const value = text == null ? null : jsonOf(text);
  return value !== null && isJsonObject(value) ? value : null;
}

/** Texts in the places where programs leave their parameters, that are JSON objects. */
export function parameterObjects(carried: Carried): { text: CarriedText; value: JsonObject }[] {
  const places = [
    carriedText(carried, 'PNG', 'parameters'),
    carriedText(carried, 'EXIF', 'UserComment'),
    carriedText(carried, 'EXIF', 'ImageDescription'),
    carriedText(carried, 'JPEG', 'Comment'),
    carriedText(carried, 'XMP', 'exif:UserComment'),
    carriedText(carried, 'stealth', 'parameters'),
  ];
  return places.flatMap((text) => {
    const value = text && objectOf(text.text);
    return text && value ? [{ text, value }] : [];
  });
}

/** The objects of a list that is one. */
export const objectsOf = (value: JsonValue | undefined): JsonObject[] =>
  (Array.isArray(value) ? (value as readonly JsonValue[]) : []).filter(isJsonObject);
