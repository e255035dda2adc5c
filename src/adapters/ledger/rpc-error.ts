import { z } from 'zod';

const errorSchema = z.looseObject({ code: z.number(), message: z.string() });

/** The error object of JSON-RPC 2.0 (§5.1) that an RPC answered, which ethers keeps in one of two places; null where it gave none. */
export function rpcErrorOf(error: unknown): { readonly code: number; readonly message: string } | null {
  const places = z
    .looseObject({ error: z.unknown(), info: z.looseObject({ error: z.unknown() }).optional() })
    .safeParse(error).data;
  for (const place of [places?.error, places?.info?.error]) {
    const { data } = errorSchema.safeParse(place);
    if (data) return data;
  }
  return null;
}
