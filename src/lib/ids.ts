import * as z from 'zod';
import { isCid } from './cid.js';

/**
 * Ids are a kind and a name, such as `work:bafkrei…`. The name of a work, a claim, a transfer, a derivation, a
 * permission or a making is the CID of the statement that made it, so ids survive a rebuild; a person's is the address of a key.
 */
export type IdKind =
  | 'work'
  | 'claim'
  | 'statement'
  | 'person'
  | 'transfer'
  | 'file'
  | 'derivation'
  | 'permission'
  | 'making'
  | 'event'
  | 'licence'
  | 'right'
  | 'dispute'
  | 'token';

export const idOf = (kind: IdKind, name: string): string => `${kind}:${name}`;

/** The two parts of an id, or null for a text that is none. */
export function parseId(id: string): { readonly kind: IdKind; readonly name: string } | null {
  const match =
    /^(work|claim|statement|person|transfer|file|derivation|permission|making|event|licence|right|dispute|token):([a-z0-9]{1,100})$/.exec(
      id,
    );
  return match ? { kind: match[1] as IdKind /* the pattern lists them */, name: match[2] ?? '' } : null;
}

/** Whether a text is the id of a person: of anybody who could hold a key. */
export const isPersonId = (id: string): boolean => /^person:0x[0-9a-f]{40}$/.test(id);

const idSchema = (kind: IdKind) =>
  z
    .string()
    .regex(new RegExp(`^${kind}:b[a-z2-7]{10,99}$`), `is not the id of a ${kind}, such as ${kind}:bafkrei…`)
    .describe(`Id of a ${kind}: "${kind}:" and the CID of the statement that made it`);

export const workIdSchema = idSchema('work');
export const claimIdSchema = idSchema('claim');
export const derivationIdSchema = idSchema('derivation');
export const permissionIdSchema = idSchema('permission');
export const statementIdSchema = idSchema('statement');
export const disputeIdSchema = idSchema('dispute');
export const licenceIdSchema = idSchema('licence');
export const makingIdSchema = idSchema('making');

/** One of several that a statement made: their names are its CID, a 0 (which no CID in base32 has), and what tells them apart. */
export const eventIdSchema = z
  .string()
  .regex(/^event:b[a-z2-7]{10,90}0\d{1,3}$/, 'is not the id of an event, such as event:bafkrei…00')
  .describe('Id of an event: "event:", the CID of the statement that recorded it, a 0 and its place in it');

/** Ids by their kinds, for whoever reads one that a person gave. */
export const ID_SCHEMAS = {
  work: workIdSchema,
  claim: claimIdSchema,
  derivation: derivationIdSchema,
  permission: permissionIdSchema,
  statement: statementIdSchema,
  dispute: disputeIdSchema,
  licence: licenceIdSchema,
  making: makingIdSchema,
  event: eventIdSchema,
  file: idSchema('file'),
} as const;

/** The CID of the statement that made something, by its id. */
export const statementOf = (id: string): string => parseId(id)?.name.split('0')[0] ?? '';

/** A CIDv1 in base32. */
export const cidSchema = z
  .string()
  .max(100)
  .refine(isCid, 'is not a CIDv1 in base32')
  .describe('CIDv1 in base32');

/** The address of a key, in lower case: one spelling, so that one person is one text. */
export const addressSchema = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/, 'is not an address in lower case')
  .describe('Ethereum address in lower case');
