/** What we use of the maker of smaller fonts, which has no types of its own. */
declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { readonly targetFormat: 'sfnt'; readonly noHinting?: boolean },
  ): Promise<Buffer>;
}
