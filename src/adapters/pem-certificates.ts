/** The certificates of a text in PEM (RFC 7468), each with its two lines around it; what stands between them is passed over. */
export const pemCertificates = (text: string): string[] =>
  text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
