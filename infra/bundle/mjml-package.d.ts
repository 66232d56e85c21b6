/** mjml 5 ships no types: the part of it that the bundler uses. */
declare module 'mjml' {
  export default function mjml2html(
    source: string,
    options: {
      readonly validationLevel: 'strict';
      readonly fonts: Readonly<Record<string, string>>;
      readonly keepComments: boolean;
      readonly minify: boolean;
      readonly minifyOptions: { readonly minifyCss: boolean };
    },
  ): Promise<{ readonly html: string }>;
}
