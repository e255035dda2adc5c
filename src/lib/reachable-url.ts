/** An address as others can use it; undefined for one that leads each machine to itself. */
export const reachableUrl = (url: string): string | undefined =>
  LOOPBACK.test(new URL(url).hostname) ? undefined : url;

// RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.2 and §2.5.3; URL writes the addresses in these forms.
const LOOPBACK = /^(?:(?:.+\.)?localhost\.?|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/;
