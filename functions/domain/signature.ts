/** How a pact is signed: by hand, or electronically (D.Lgs. 82/2005 art. 20 c.1-bis). */
export const signatureKinds = ['handwritten', 'fea', 'qualified', 'spid'] as const;
export type SignatureKind = (typeof signatureKinds)[number];
