/** Fonts as the bundler gives them: their bytes. */
declare module '*.ttf' {
  const font: Uint8Array;
  export default font;
}
